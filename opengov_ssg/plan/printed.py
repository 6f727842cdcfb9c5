"""Where a document is printed: the issue of the gazette, and the page in it (DOMAIN 9)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.records.gazette import PrintedItem
from opengov_ssg.model.site import Site
from opengov_ssg.model.views import Link
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import Words


def printed_in(item: Item, parts: Parts) -> tuple[Link, ...]:
    """The issues that print the document, the oldest first, each leading to its place in the
    contents."""
    return tuple(link for _, link in printings(item, parts))


def printings(item: Item, parts: Parts) -> Iterator[tuple[GazetteIssue, Link]]:
    """Each issue that prints the document, the oldest first, and the link to its place."""
    for issue, found in sorted(_issues(item, parts), key=lambda one: (one[0].date, one[1].id)):
        for field in parts.places(found).get(item.id, ()):
            _, section, _, index, _ = field.split(".")
            printed = issue.sections[int(section)].items[int(index)]
            url = found.url and f"{found.url}#{anchor(int(section), int(index))}"
            yield issue, Link(cite(issue, parts.site), url, page(printed, parts.words))


def _issues(item: Item, parts: Parts) -> list[tuple[GazetteIssue, Item]]:
    found = [parts.items[id] for id in item.related("printed_in")]
    return [(issue, one) for one in found if isinstance(issue := one.entry.record, GazetteIssue)]


def anchor(section: int, index: int) -> str:
    """The anchor of an item of the contents; both count from 0."""
    return f"i{section + 1}-{index + 1}"


def page(item: PrintedItem, words: Words) -> str:
    """The page in the issue, ``第3—5页``; empty where it is not given."""
    given = (item.page or "").replace("-", "—")
    return words.text("gazette.page", page=given) if given else ""


def cite(issue: GazetteIssue, site: Site) -> str:
    """How the issue is cited: ``《国务院公报》2024年第9号``."""
    series = site.gazettes[issue.series]
    return gazette_no.cite(series.name, issue.year, issue.number, series.label)
