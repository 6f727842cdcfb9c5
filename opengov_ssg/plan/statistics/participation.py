"""征求意见, 新闻发布会, 回应关切: what was asked, held and answered (DOMAIN 11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from opengov_ssg.model.records import Consultation, PressConference, Response
from opengov_ssg.model.records.participation import ConsultationResult
from opengov_ssg.model.views import Figure, FigureGroup
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.statistics.tables import Tables

_PHASES = ("upcoming", "open", "closed", "answered")


def group(shelves: Shelves, tables: Tables) -> FigureGroup:
    """A result counts from its release on, a conference once it was held."""
    phases: Counter[str] = Counter(item.phase for item in shelves.of("consultation"))
    results = list(_results(shelves))
    names = [tables.text("series_consultations")]
    rows = [(tables.words.text(f"phase.{one}"), (phases[one],)) for one in _PHASES if phases[one]]
    numbers = [
        tables.number("consultations", phases.total()),
        tables.number("answered", len(results)),
        tables.number("received", sum(one.received for one in results), "opinions"),
        tables.number("adopted", sum(one.adopted for one in results), "opinions"),
        tables.number("partly", sum(one.partly for one in results), "opinions"),
    ]
    figures = [
        tables.figure("phases", "phase", names, rows),
        _opinions(results, tables),
        *_press(shelves, tables),
        _responses(shelves, tables),
    ]
    return tables.group("participation", numbers, figures)


def _results(shelves: Shelves) -> Iterable[ConsultationResult]:
    for item in shelves.of("consultation"):
        record = item.entry.record
        if isinstance(record, Consultation) and record.result and item.phase == "answered":
            yield record.result


def _opinions(results: Iterable[ConsultationResult], tables: Tables) -> Figure | None:
    counts: dict[int, list[int]] = {}
    for one in results:
        year = counts.setdefault(one.published.year, [0, 0, 0])
        for place, number in enumerate((one.received, one.adopted, one.partly)):
            year[place] += number
    names = [tables.text(f"series_{key}") for key in ("received", "adopted", "partly")]
    rows = [(str(year), counts[year]) for year in sorted(counts, reverse=True)]
    return tables.figure("opinions", "year", names, rows, unit="opinions")


def _press(shelves: Shelves, tables: Tables) -> list[Figure | None]:
    """By quarter; then by agency and quarter, the newest quarter first."""
    held: Counter[tuple[int, int, str]] = Counter()
    for item in shelves.of("press-conference"):
        record = item.entry.record
        if isinstance(record, PressConference) and item.phase == "held":
            at = record.held.astimezone(OFFSET)
            held[at.year, (at.month - 1) // 3 + 1, record.agency] += 1
    ranks = {code: rank for rank, code in enumerate(tables.site.agencies)}
    names = [tables.text("series_conferences")]
    quarters: Counter[tuple[int, int]] = Counter()
    for (year, quarter, _), number in held.items():
        quarters[year, quarter] += number
    by_agency = [
        (f"{tables.text('quarter', year=year, quarter=quarter)} {tables.words.agency(code)}", (n,))
        for (year, quarter, code), n in sorted(
            held.items(), key=lambda one: (-one[0][0], -one[0][1], ranks[one[0][2]])
        )
    ]
    by_quarter = [
        (tables.text("quarter", year=year, quarter=quarter), (quarters[year, quarter],))
        for year, quarter in sorted(quarters, reverse=True)
    ]
    return [
        tables.figure("press", "quarter", names, by_quarter, unit="conferences"),
        tables.figure(
            "press_agencies", "quarter_agency", names, by_agency, unit="conferences", drawn=False
        ),
    ]


def _responses(shelves: Shelves, tables: Tables) -> Figure | None:
    kinds = Counter(
        record.result_type or ""
        for record in (item.entry.record for item in shelves.of("response"))
        if isinstance(record, Response)
    )
    vocabulary = tables.site.vocabularies.response_results
    rows = [(vocabulary.path(code), (kinds[code],)) for code in vocabulary.by_code if kinds[code]]
    if kinds[""]:
        rows.append((tables.text("not_stated"), (kinds[""],)))
    return tables.figure("responses", "result", [tables.text("series_responses")], rows)
