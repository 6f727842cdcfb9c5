"""What can be wrong with an executor, as data: sentences are the command line's."""

from __future__ import annotations


class Unusable(Exception):
    """The executor that was asked for cannot be used: wrong usage, or workers that are
    not as they must be.

    ``reason`` is one of ``unknown``, ``distributed``, ``address``, ``workers``, ``module``,
    ``kind``, ``folder`` and ``version``; ``words`` say more.
    """

    def __init__(self, reason: str, **words: object) -> None:
        super().__init__(reason, words)
        self.reason = reason
        self.words = words

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.reason, self.words)


def _again(reason: str, words: dict[str, object]) -> Unusable:
    return Unusable(reason, **words)


class WorkersLost(Exception):
    """Workers ended in the middle of the work, or cannot be reached any more. ``borrowed`` tells
    those that others started."""

    def __init__(self, detail: str, borrowed: bool = False) -> None:
        super().__init__(detail)
        self.borrowed = borrowed
