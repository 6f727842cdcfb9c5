"""What a series is: its facts, its column tags, where it can be read on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.site import GazetteSeries
from opengov_ssg.model.views import ColumnTags, Fact, Link, ReadingPlace
from opengov_ssg.plan.gazettes.holdings import Holding, Issue
from opengov_ssg.plan.words import Words, agency_url, day, moment

INDEX = "gazette/index.html"
RESOLVE = "gazette/resolve.html"


def series_facts(series: GazetteSeries, words: Words) -> tuple[Fact, ...]:
    """Publisher, licence, numbers, frequency: as far as site.yaml gives them."""
    return tuple(_given(_series(series, words)))


def issue_facts(issue: Issue, holding: Holding, words: Words) -> tuple[Fact, ...]:
    """What the head of an issue says."""
    record, series = issue.record, holding.series
    rows = [
        ("series", _link(series.full_name or series.name, holding.url)),
        ("number", _text(number_in_year(issue, holding, words))),
        ("cumulative", _text(str(record.cumulative or ""))),
        ("date", _text(day(record.date))),
        *_series(series, words),
        ("published", _text(moment(record.published))),
        ("updated", _text(moment(record.updated))),
        ("keywords", tuple(Link(word, "") for word in record.keywords)),
        ("summary", _text(record.summary)),
    ]
    return tuple(_given(rows))


def number_in_year(issue: Issue, holding: Holding, words: Words) -> str:
    """``2024年第9号``."""
    number = holding.printed(issue)
    return words.text("gazette.number", year=issue.record.year, number=number)


def total(record: GazetteIssue, words: Words) -> str:
    """The cumulative number, ready to print; empty where there is none."""
    return words.text("gazette.total", number=record.cumulative) if record.cumulative else ""


def tags(series: GazetteSeries, url: str, words: Words) -> ColumnTags:
    """The 栏目 tags: a series is a column of its own."""
    kind = words.text("title.gazettes")
    about = series.about or words.text("gazette.series_intro", name=series.name)
    return ColumnTags(series.name, about, f"{series.name};{kind}", kind, url)


def places(series: GazetteSeries, words: Words) -> tuple[ReadingPlace, ...]:
    """Where the publishing agency lets the public read, then those whose documents it covers."""
    codes = [words.site.agency_code(one) for one in (series.agency, *series.covers)]
    return tuple(
        ReadingPlace(words.agency(code), place.label, place.value)
        for code in dict.fromkeys(codes)
        if code
        for place in words.site.agencies[code].reading_places
    )


def _series(series: GazetteSeries, words: Words) -> Iterator[tuple[str, tuple[Link, ...]]]:
    code = words.site.agency_code(series.agency)
    if code:
        yield "publisher", _link(words.agency(code), agency_url(code))
    yield "issn", _text(series.issn)
    yield "cn", _text(series.cn)
    yield "license", _text(series.license)
    yield "frequency", _text(series.frequency)


def _given(rows: Iterable[tuple[str, tuple[Link, ...]]]) -> Iterator[Fact]:
    return (Fact(key, values) for key, values in rows if values)


def _text(text: str | None) -> tuple[Link, ...]:
    return (Link(text, ""),) if text else ()


def _link(text: str, url: str) -> tuple[Link, ...]:
    return (Link(text, url),)
