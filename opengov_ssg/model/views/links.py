"""Links as pages print them."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """A link inside the site; ``note`` is a short remark printed beside it, often empty; ``state``
    a key of 有效性, or ``superseded``, where a document's name alone would mislead."""

    text: str
    url: str
    note: str = ""
    state: str = ""


class CountedLink(NamedTuple):
    """A link to a list, with the number of records in it and, for trees, the lists below it."""

    text: str
    url: str
    count: int  # type: ignore[assignment]  # tuple.count is not used
    children: tuple[CountedLink, ...] = ()


class OutLink(NamedTuple):
    """A link that leaves the site: the address, and the notice page that is shown before."""

    text: str
    address: str
    url: str
