"""Two files at one place: one of them would be lost. Asked of the outputs on their
way to be rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.outputs import Output
from opengov_ssg.rules.facts import Facts


def each_once(
    outputs: Iterable[Output], paths: dict[str, str], facts: Facts, problems: list[Problem]
) -> Iterator[Output]:
    """Pass outputs on, but none to a path that is taken: not even where case is not told apart.

    ``paths`` gathers the paths, ``problems`` what is wrong (OG203).
    """
    for output in outputs:
        other = paths.setdefault(output.path.casefold(), output.path)
        if other is output.path:
            yield output
        else:
            problems.append(_told(output.path, other, facts))


def _told(address: str, other: str, facts: Facts) -> Problem:
    """Two files at one place, told at the record whose address or former address it is."""
    words: Words = {"address": address, "other": other}
    for id, entry in sorted(facts.entries.items()):
        own = [("slug", f"{id}.html")]
        own += [(f"aliases.{at}", alias) for at, alias in enumerate(entry.record.aliases)]
        for where, one in own:
            if one.casefold() == address.casefold():
                return problem("address-twice", entry.path, entry.place(where), **words)
    return problem("address-twice", **words)
