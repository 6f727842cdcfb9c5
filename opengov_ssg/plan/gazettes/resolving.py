"""The page that finds the issue a citation names: by script, and without it by lists."""

from __future__ import annotations

from collections.abc import Sequence

from opengov_ssg.model.views import (
    GazetteResolveView,
    Link,
    PageView,
    ResolvedIssue,
    ResolvedSeries,
)
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.gazettes import about
from opengov_ssg.plan.gazettes.holdings import Holding, Issue
from opengov_ssg.plan.parts import Parts


def page(holdings: Sequence[Holding], parts: Parts) -> PageView:
    """``gazette/resolve.html``."""
    words = parts.words
    names = [name for holding in holdings for name in _names(holding)]
    series = tuple(_series(holding) for holding in holdings)
    intro, title = words.text("gazette.resolve_intro"), words.text("title.gazettes")
    return parts.framer.page(
        about.RESOLVE,
        "gazette-resolve",
        GazetteResolveView(intro, series, gazette_no.variants(names)),
        heading=words.text("gazette.resolve"),
        trail=(Link(title, about.INDEX),),
        description=intro,
        column=parts.framer.column(None, title, words.text("gazette.intro"), about.INDEX),
        section=about.INDEX,
    )


def _names(holding: Holding) -> tuple[str, ...]:
    series = holding.series
    return tuple(dict.fromkeys(filter(None, (series.name, series.full_name, *series.aliases))))


def _series(holding: Holding) -> ResolvedSeries:
    years = tuple(
        (str(year), tuple(_issue(one, holding) for one in reversed(issues)))
        for year, issues in sorted(holding.years().items(), reverse=True)
    )
    series = holding.series
    return ResolvedSeries(series.code, series.name, series.label, _names(holding), years)


def _issue(issue: Issue, holding: Holding) -> ResolvedIssue:
    number = issue.number
    return ResolvedIssue(
        holding.printed(issue),
        issue.url,
        gazette_no.address(number) if number else "",
        " ".join(map(str, number.numbers)) if number else "",
        str(issue.record.cumulative or ""),
    )
