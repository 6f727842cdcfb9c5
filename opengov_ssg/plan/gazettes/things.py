"""Series and issues as schema.org describes periodicals (DOMAIN 15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from opengov_ssg.model.site import GazetteSeries
from opengov_ssg.model.views import GazetteSection
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.gazettes.holdings import Holding, Issue
from opengov_ssg.plan.words import day


def periodical(holding: Holding, framer: Framer) -> dict[str, Any]:
    """The series. What is empty is left out."""
    series = holding.series
    return _given(
        {
            "@type": "Periodical",
            "name": series.name,
            "alternateName": series.full_name,
            "description": series.about,
            "issn": series.issn,
            "inLanguage": "zh-CN",
            "publisher": _publisher(series, framer),
            "url": framer.absolute(holding.url),
        }
    )


def publication_issue(
    issue: Issue, holding: Holding, sections: Iterable[GazetteSection], framer: Framer
) -> dict[str, Any]:
    """An issue with what is printed in it."""
    record = issue.record
    series = periodical(holding, framer)
    series.pop("description", None)
    return _given(
        {
            "@type": "PublicationIssue",
            "name": record.title,
            "issueNumber": holding.printed(issue),
            "datePublished": day(record.date),
            "inLanguage": "zh-CN",
            "publisher": _publisher(holding.series, framer),
            "isPartOf": series,
            "hasPart": [
                _given(
                    {
                        "@type": "CreativeWork",
                        "name": one.title,
                        "identifier": one.doc_no,
                        "pagination": one.page,
                        "url": framer.absolute(one.url) if one.url else "",
                    }
                )
                for section in sections
                for one in section.items
            ],
            "url": framer.absolute(issue.url),
        }
    )


def _publisher(series: GazetteSeries, framer: Framer) -> dict[str, Any]:
    code = framer.site.agency_code(series.agency)
    name = framer.words.agency(code) if code else series.agency
    return {"@type": "GovernmentOrganization", "name": name}


def _given(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value}
