"""The page of an issue, and its contents as plain text for newspapers (DOMAIN 1.2, C13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opengov_ssg.model.outputs import TextFile
from opengov_ssg.model.views import GazetteIssueView, GazetteSection, Link, PageView
from opengov_ssg.notation import gazette_no
from opengov_ssg.notation.dates import chinese
from opengov_ssg.plan.gazettes import about, things
from opengov_ssg.plan.gazettes.contents import Contents
from opengov_ssg.plan.gazettes.holdings import Holding, Issue
from opengov_ssg.plan.parts import Parts

_DESCRIBED = 3
"""So many items are named in the description of a page."""


def contents_path(issue: Issue) -> str:
    """The contents as text, beside the page."""
    return issue.url.removesuffix("index.html") + "contents.txt"


class IssuePlanner:
    """Plans what there is of single issues."""

    def __init__(self, parts: Parts, contents: Contents) -> None:
        self.parts = parts
        self.contents = contents
        self.words = parts.words
        self.framer = parts.framer

    def page(self, issue: Issue, holding: Holding) -> PageView:
        """The record page of an issue."""
        words, series, item = self.words, holding.series, issue.item
        sections = self.contents.sections(item)
        description = self._description(issue, sections)
        year = words.text("gazette.year", year=issue.record.year)
        trail = (
            Link(words.text("title.gazettes"), about.INDEX),
            Link(series.name, holding.url),
            Link(year, holding.year_url(issue.record.year)),
        )
        return self.framer.page(
            issue.url,
            "gazette-issue",
            self._view(issue, holding, sections),
            heading=issue.record.title,
            trail=trail,
            description=description,
            column=about.tags(series, holding.url, words),
            article=self.parts.article(item)._replace(description=description),
            feeds=self.framer.feeds(holding.feed, series.name),
            section=about.INDEX,
            things=[things.publication_issue(issue, holding, sections, self.framer)],
        )

    def _view(
        self, issue: Issue, holding: Holding, sections: tuple[GazetteSection, ...]
    ) -> GazetteIssueView:
        record, item, series = issue.record, issue.item, holding.series
        previous, following = _neighbours(issue, holding)
        number = issue.number or record.number
        return GazetteIssueView(
            id=item.id,
            title=record.title,
            facts=about.issue_facts(issue, holding, self.words),
            body=item.entry.body.ref if item.entry.body else None,
            targets=self.parts.targets(item),
            sections=sections,
            renditions=self.parts.attachments(item),
            contents_url=contents_path(issue),
            cite_as=gazette_no.cite(series.name, record.year, number, series.label),
            places=about.places(series, self.words),
            editor_note=record.editor_note,
            source=self.parts.source(item),
            source_name=self.parts.source_name(item),
            previous=self._link(previous, holding),
            next=self._link(following, holding),
        )

    def _link(self, issue: Issue | None, holding: Holding) -> Link | None:
        if issue is None:
            return None
        return Link(about.number_in_year(issue, holding, self.words), issue.url)

    def _description(self, issue: Issue, sections: Sequence[GazetteSection]) -> str:
        """The summary, else the first items of the contents."""
        if given := self.parts.description(issue.item):
            return given
        titles = [one.title for section in sections for one in section.items]
        if not titles:
            return issue.record.title
        named = "；".join(titles[:_DESCRIBED])
        return self.words.text("gazette.described", items=named, count=len(titles))

    def text(self, issue: Issue, holding: Holding) -> TextFile:
        """``contents.txt``."""
        return TextFile(contents_path(issue), "\n".join(self._lines(issue, holding)) + "\n")

    def _lines(self, issue: Issue, holding: Holding) -> Iterator[str]:
        words, framer, record = self.words, self.framer, issue.record
        yield words.text("gazette.text_title", title=record.title)
        yield ""
        for fact in about.issue_facts(issue, holding, words):
            value = "；".join(link.text for link in fact.values)
            value = chinese(record.date) if fact.key == "date" else value
            if fact.key not in ("published", "updated", "keywords"):
                yield self._pair(words.text(f"gazette.fact.{fact.key}"), value)
        yield ""
        yield from self.contents.lines(issue.item)
        yield ""
        address = framer.absolute(issue.url) or issue.url
        yield self._pair(words.text("gazette.text_page"), address)
        for file in self.parts.attachments(issue.item):
            if file.url:
                yield self._pair(file.title, framer.absolute(file.url) or file.url)
        for place in about.places(holding.series, words):
            where = f"{place.name}，{place.address}"
            yield self._pair(words.text("gazette.places"), where)

    def _pair(self, label: str, value: str) -> str:
        return f"{label}{self.words.text('site.colon')}{value}"


def _neighbours(issue: Issue, holding: Holding) -> tuple[Issue | None, Issue | None]:
    """The issues before and after in the order of print."""
    at = holding.place(issue.item.id)
    around = (None, *holding.issues, None)
    return around[at], around[at + 2]
