"""Where a document is printed: the issue of the gazette, and the page in it (DOMAIN 9)."""

from __future__ import annotations

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.views import Link
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.parts import Parts


def printed_in(item: Item, parts: Parts) -> tuple[Link, ...]:
    """The issues that print the document, each leading to its place in the contents."""
    links = []
    for id in item.related("printed_in"):
        found = parts.items[id]
        issue = found.entry.record
        if not isinstance(issue, GazetteIssue):
            continue
        fields = [field for field, other in found.ends if other == item.id]
        for field in fields:
            _, section, _, index, _ = field.split(".")
            printed = issue.sections[int(section)].items[int(index)]
            page = parts.words.text("gazette.page", page=printed.page) if printed.page else ""
            url = f"{found.url}#{anchor(int(section), int(index))}"
            links.append(Link(cite(issue, parts), url, page))
    return tuple(links)


def anchor(section: int, index: int) -> str:
    """The anchor of an item of the contents; both count from 0."""
    return f"i{section + 1}-{index + 1}"


def cite(issue: GazetteIssue, parts: Parts) -> str:
    """How the issue is cited: ``《国务院公报》2024年第9号``."""
    series = parts.site.gazettes[issue.series]
    return gazette_no.cite(series.name, issue.year, issue.number, series.label)
