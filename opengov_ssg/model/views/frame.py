"""What stands around every view: the site, the head of the page, the trail."""

from __future__ import annotations

from typing import Any, NamedTuple

from opengov_ssg.model.views.links import Link, OutLink


class Emblem(NamedTuple):
    """党政机关网站标识: its kind (``party`` 党政机关 or ``public`` 事业单位) and id."""

    kind: str
    id: str


class PackView(NamedTuple):
    """What a pack says of itself: what it holds, and where the site is (or empty)."""

    text: str
    address: str


class SiteView(NamedTuple):
    """The same on every page: identity, navigation and footer (DOMAIN 6.1, 6.2). ``language``
    and ``direction`` (``ltr`` or ``rtl``) are those of the page's own words, ``own_language``
    is that of the site's: the same but on the page of a translation. ``text_language`` is
    that of the records."""

    name: str
    language: str
    domain: str
    base_url: str
    id_code: str
    icp: str
    police_record: str
    emblem: Emblem | None
    report_error: OutLink | None
    host: str
    operator: str
    contact: str
    banner: str
    consult: OutLink | None
    services: OutLink | None
    nav: tuple[Link, ...]
    policy: str
    generator: str
    pack: PackView | None = None
    direction: str = "ltr"
    own_language: str = ""
    text_language: str = ""
    text_direction: str = "ltr"

    def in_language(self, language: str, direction: str) -> SiteView:
        """The site around a page in another language."""
        return self._replace(language=language, direction=direction)


class ColumnTags(NamedTuple):
    """The 栏目 tags of a page: ColumnName, ColumnDescription, ColumnKeywords, ColumnType."""

    name: str
    description: str
    keywords: str
    type: str
    url: str


class ArticleTags(NamedTuple):
    """The 内容 tags of a page; ``published`` is ``YYYY-MM-DD HH:MM`` as shown on the page."""

    title: str
    published: str
    source: str
    keywords: str
    author: str
    description: str


class FeedLink(NamedTuple):
    """A feed that a page announces."""

    title: str
    url: str
    type: str


class Alternate(NamedTuple):
    """The page of a record in one of its languages: ``language`` is the tag, ``name`` what its
    readers call it; ``address`` is absolute or empty; ``current`` is this very page."""

    language: str
    name: str
    direction: str
    url: str
    address: str
    current: bool


class PageView(NamedTuple):
    """One page to render.

    ``path`` is its place in the output; ``template`` the file in the theme's ``templates``;
    ``section`` is the address of the navigation entry it belongs to, or empty; ``heading``
    the h1 and ``title`` the window's title; ``json_ld`` is serialised and safe to print
    inside a script element; ``canonical`` is absolute or empty. ``language`` and
    ``direction`` are those of a translation, else empty; ``alternates`` are the languages of
    the record, the original first, or none.
    """

    path: str
    template: str
    section: str
    title: str
    heading: str
    description: str
    trail: tuple[Link, ...]
    column: ColumnTags | None
    article: ArticleTags | None
    feeds: tuple[FeedLink, ...]
    canonical: str
    indexable: bool
    json_ld: str
    view: Any
    language: str = ""
    direction: str = ""
    alternates: tuple[Alternate, ...] = ()
