"""The table of builds after a change, as Markdown, with the bar beside each figure."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from bench.changes import ADDED, BODY, NAMES, NOTHING, OLD, TITLE, WITHDRAWN
from bench.changing import OURS, key
from bench.deploys import Deploy
from bench.report import COLD, HUGO, PAGEFIND, Report, ratios, spread

_ONE = (0.3, 0.05)
_BARS: dict[str, tuple[float | None, float | None]] = {
    COLD: (1.5, 0.25),
    NOTHING: (0.25, None),
    **dict.fromkeys((BODY, TITLE, ADDED, WITHDRAWN), _ONE),
}
"""At most so many times Hugo, and Hugo with Pagefind; the changes of old records and of the
theme have no bar."""
_RECORDS = 10_000
_MEMORY = 1_000_000_000
_FILES, _BYTES = 60, 1_000_000
_SEGMENT = 0.7


def lines(report: Report, against: dict[str, Any] | None = None) -> Iterator[str]:
    """All tables; ``against`` is what ``--json`` wrote of fewer records."""
    segments = report.segments
    yield (
        f"{segments['count']} search segments; the newest holds {segments['newest']} records, that of the old "
        f"changed record {segments['old']}. Load at the start of each turn: {spread(report.loads)}."
    )
    yield from _note(report)
    yield ""
    yield from _times(report)
    yield ""
    yield from _memory(report, against)
    yield ""
    yield from _moved(report)
    for note in dict.fromkeys(report.notes):
        yield f"NOTE {note}"


def _note(report: Report) -> Iterator[str]:
    if not _judged(report):
        yield f"The bars of speed and deploy are for {_RECORDS:,} records; these are {report.records:,}."
    if HUGO in report.trees:
        pages = report.trees[COLD].pages / report.trees[HUGO].pages
        yield f"Pages: {pages:.4f} × Hugo{'' if abs(pages - 1) <= 0.02 else ': NOT WITHIN 2 %'}."


def _judged(report: Report) -> bool:
    """Whether the bars that are for a number of records are for these."""
    return report.records == _RECORDS


# Seconds


def _times(report: Report) -> Iterator[str]:
    yield "| Build | s | processor s | ÷ Hugo | bar | in processor s | ÷ Hugo + Pagefind | bar | in processor s |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for change in (COLD, *NAMES):
        cold = change == COLD
        ours = COLD if cold else key(OURS, change)
        peers = (HUGO, PAGEFIND) if cold else (key(HUGO, change), key(PAGEFIND, change))
        cells = [spread(report.seconds[ours]), spread(report.cpu_seconds[ours])]
        for peer, bar in zip(peers, _BARS.get(change, (None, None)), strict=True):
            cells += _ratio(report, ours, peer, bar)
        yield f"| {'cold' if cold else change} | {' | '.join(cells)} |"


def _ratio(report: Report, ours: str, peer: str, bar: float | None) -> list[str]:
    if peer not in report.seconds:
        return ["–", _bar(None, bar), "–"]
    wall = ratios(report.seconds[ours], report.seconds[peer])
    spent = ratios(report.cpu_seconds[ours], report.cpu_seconds[peer])
    median = statistics.median(wall) if _judged(report) else None
    return [_fine(wall), _bar(median, bar), _fine(spent)]


def _fine(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    return f"**{statistics.median(values):.3f}** ({low:.3f}–{high:.3f})"


def _bar(value: float | None, bar: float | None, form: str = "g") -> str:
    """``≤ 0.3: held``; without the word where there is no value."""
    if bar is None:
        return "–"
    told = "" if value is None else ": held" if value <= bar else ": MISSED"
    return f"≤ {bar:{form}}{told}"


# Memory


def _memory(report: Report, against: dict[str, Any] | None) -> Iterator[str]:
    if not report.peak_pss:
        return
    growth = " growth | bar |" if against else ""
    yield f"| Peak of the summed PSS | MB | bar |{growth}"
    yield f"| --- | --- | --- |{' --- | --- |' if against else ''}"
    for what, peak in report.peak_pss.items():
        own = what.startswith(OURS)
        cells = [f"{peak / 1e6:.0f}", _bar(peak / 1e6, _MEMORY / 1e6 if own else None)]
        if against:
            cells += _growth(report, what, peak, against)
        yield f"| {what} | {' | '.join(cells)} |"


def _growth(report: Report, what: str, peak: int, against: dict[str, Any]) -> list[str]:
    before = against["peak_pss"].get(what)
    if not before:
        return ["–", "–"]
    more = round(report.records / against["records"], 2)
    barred = what.startswith(OURS) and more > 1
    return [f"{peak / before:.2f}", _bar(peak / before, more if barred else None)]


# Deploy


def _moved(report: Report) -> Iterator[str]:
    yield "| To deploy after | files | bar | kB | bar | apart: files | kB | removed | search kB | of its segment |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for change in NAMES:
        for program in (OURS, HUGO, PAGEFIND):
            if found := report.deploys.get(key(program, change)):
                barred = program == OURS and change == ADDED and _judged(report)
                yield f"| {change}, {program} | {' | '.join(_cells(found, barred, change))} |"


def _cells(found: Deploy, barred: bool, change: str) -> list[str]:
    segment = "–"
    if change in OLD and found.segment:
        share = found.search / found.segment
        segment = f"{share:.2f}, {_bar(share, _SEGMENT)}"
    return [
        f"{found.most.written}",
        _bar(found.most.written, _FILES) if barred else "–",
        _thousands(found.most.bytes),
        _bar(found.most.bytes / 1000, _BYTES / 1000) if barred else "–",
        f"{found.apart.written}",
        _thousands(found.apart.bytes),
        f"{found.most.removed + found.apart.removed}",
        _thousands(found.search) if found.groups else "–",
        segment,
    ]


def _thousands(size: int) -> str:
    return f"{size / 1000:,.0f}"
