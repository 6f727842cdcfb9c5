"""Which public records a pack holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from opengov_ssg.model.catalog import Catalog, Item
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.records import AnyRecord, Document, GazetteIssue, Interpretation, Page
from opengov_ssg.notation import gazette_no


def choose(catalog: Catalog, choice: Choice) -> frozenset[str]:
    """The ids of the records that meet all that ``choice`` asks for, and of the plain pages that
    they need; none of these where no record meets it."""
    known = catalog.by_id()
    records = [item for item in catalog.items if not isinstance(item.entry.record, Page)]
    chosen = {item.id for item in records}
    if choice.years:
        chosen &= {item.id for item in records if year_of(item.entry.record) in choice.years}
    if choice.agencies:
        chosen &= {item.id for item in records if item.entry.record.agency in choice.agencies}
    if choice.topics:
        chosen &= set(_about(records, known, catalog, choice.topics))
    if choice.issues:
        chosen &= set(_printed(records, known, choice))
    if not choice or not chosen:
        return frozenset()
    return frozenset(chosen) | _pages(catalog, chosen, choice)


def year_of(record: AnyRecord) -> int:
    """The year that a record belongs to: an issue's own; of any other, of 成文日期, else of
    publication, as in the catalog's lists. 0 where it says none."""
    if isinstance(record, GazetteIssue):
        return record.year
    made = record.signed or record.published
    return made.year if made else 0


def issue_number(text: str) -> str:
    """A number as in an address, however it is written; what is none as it stands."""
    number = gazette_no.parse_number(text)
    return gazette_no.address(number) if number else text.strip()


def _about(
    records: Iterable[Item], known: Mapping[str, Item], catalog: Catalog, codes: tuple[str, ...]
) -> Iterator[str]:
    """Documents with one of the topics or one below it, and the interpretations of such."""
    terms = catalog.site.vocabularies.topics.by_code

    def told(record: AnyRecord) -> bool:
        topics = record.topics if isinstance(record, Document) else ()
        return any(code in codes or terms[code].parent in codes for code in topics)

    for item in records:
        record = item.entry.record
        of = item.interprets if isinstance(record, Interpretation) else ()
        if told(record) or any(told(known[id].entry.record) for id in of if id in known):
            yield item.id


def _printed(records: Iterable[Item], known: Mapping[str, Item], choice: Choice) -> Iterator[str]:
    """The issues, and what is printed in them."""
    for item in records:
        record = item.entry.record
        if isinstance(record, GazetteIssue) and _is_asked(item, record, choice):
            yield item.id
            yield from (id for id in item.related("prints") if id in known)


def _is_asked(item: Item, issue: GazetteIssue, choice: Choice) -> bool:
    """Whether an issue is named by its number, or by what stands in its place in the address."""
    numbers = (issue_number(issue.number), item.id.removesuffix("/index").rpartition("/")[2])
    return any((issue.series, issue.year, one) in choice.issues for one in numbers)


def _pages(catalog: Catalog, chosen: set[str], choice: Choice) -> frozenset[str]:
    """The plain pages that texts of the chosen records lead to; of the platforms of agencies that
    were asked for, the guide, the request page and the service units."""
    led = {
        target.partition("#")[0]
        for item in catalog.items
        if item.id in chosen
        for page in item.in_all()
        for target in page.targets
    }
    return frozenset(
        item.id
        for item in catalog.items
        if isinstance(page := item.entry.record, Page)
        and (item.url in led or (_of_platform(page) and page.agency in choice.agencies))
    )


def _of_platform(page: Page) -> bool:
    return bool(page.guide or page.request or page.unit)
