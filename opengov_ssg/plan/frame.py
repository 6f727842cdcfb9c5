"""The frame of a page: title, trail, tags of DOMAIN 6.2, JSON-LD; the same for every kind."""

from __future__ import annotations

from typing import Any

import msgspec

from opengov_ssg.model.site import Site
from opengov_ssg.model.views import ArticleTags, ColumnTags, FeedLink, Link, PageView
from opengov_ssg.plan.words import Words

_ATOM, _JSON_FEED = "application/atom+xml", "application/feed+json"


class Framer:
    """Puts frames around views; where ``fed`` is not set, there are no feeds to announce."""

    def __init__(self, words: Words, *, fed: bool = True) -> None:
        self.words = words
        self.fed = fed
        self.site: Site = words.site
        self.base = (self.site.identity.base_url or "").rstrip("/")
        self.nav = {entry.url for entry in self.site.config.nav}
        self.home = Link(words.text("title.home"), "index.html")
        self.site_feeds = self.feeds("feeds/site", self.site.identity.name)

    def feeds(self, path: str, title: str) -> tuple[FeedLink, ...]:
        """The two forms of a feed."""
        if not self.fed:
            return ()
        return (
            FeedLink(title, f"{path}.xml", _ATOM),
            FeedLink(title, f"{path}.json", _JSON_FEED),
        )

    def absolute(self, path: str) -> str:
        """The absolute address, or empty without ``base_url``. One that is absolute already
        stays."""
        if not self.base or "://" in path:
            return path if self.base else ""
        return f"{self.base}/{path.removesuffix('index.html') if path == 'index.html' else path}"

    def page(
        self,
        path: str,
        template: str,
        view: Any,
        *,
        heading: str,
        trail: tuple[Link, ...] = (),
        description: str = "",
        column: ColumnTags | None = None,
        article: ArticleTags | None = None,
        feeds: tuple[FeedLink, ...] | None = None,
        section: str = "",
        indexable: bool = True,
        things: list[dict[str, Any]] | None = None,
    ) -> PageView:
        """A page around ``view``. ``trail`` leads from below the home page to above this page."""
        name = self.site.identity.name
        full_trail = (self.home, *trail) if path != "index.html" else ()
        return PageView(
            path=path,
            template=f"templates/{template}.html",
            section=section if section in self.nav else (path if path in self.nav else ""),
            title=f"{heading}_{name}" if heading != name else name,
            heading=heading,
            description=description,
            trail=full_trail,
            column=column,
            article=article,
            feeds=self.site_feeds if feeds is None else feeds,
            canonical=self.absolute(path) if indexable else "",
            indexable=indexable,
            json_ld=self._json_ld(things or [], full_trail, heading, path),
            view=view,
        )

    def _json_ld(
        self, things: list[dict[str, Any]], trail: tuple[Link, ...], heading: str, path: str
    ) -> str:
        graph = list(things)
        if trail and self.base:
            steps = [*trail, Link(heading, path)]
            graph.append(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [
                        {
                            "@type": "ListItem",
                            "position": position,
                            "name": step.text,
                            "item": self.absolute(step.url),
                        }
                        for position, step in enumerate(steps, 1)
                    ],
                }
            )
        if not graph:
            return ""
        return script_json({"@context": "https://schema.org", "@graph": graph})

    def column(self, code: str | None, name: str, about: str, url: str) -> ColumnTags:
        """The 栏目 tags: of the configured column, or of the part of the site that ``name`` is."""
        column = self.site.columns.get(code or "")
        if column is None:
            return ColumnTags(name, about, name, name, url)
        keywords = ";".join(column.keywords) or column.name
        kind = column.type or column.name
        where = self.words.column_url(column.code)
        return ColumnTags(column.name, column.description, keywords, kind, where)


def script_json(value: object) -> str:
    """JSON that cannot end the script element that it stands in."""
    text = msgspec.json.encode(value).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
