"""What templates see: one frozen view a page, everything resolved, never a record.

Views are named tuples, which cross to the workers at a third of a dataclass's cost. A view holds all
that its page depends on, so a page's bytes follow from (view, body, theme,
engine). Every ``url`` is a site-relative path ending in a file name (``catalog/index.html``,
perhaps with ``#anchor``); templates turn it into a relative link with the ``href`` filter. Dates
are text, ready to print: ``signed`` is ``2016-11-10``, ``published`` ``2026-11-01 09:00``.
"""

from __future__ import annotations

from opengov_ssg.model.views.frame import (
    ArticleTags,
    ColumnTags,
    Emblem,
    FeedLink,
    PageView,
    SiteView,
)
from opengov_ssg.model.views.links import CountedLink, Link, OutLink
from opengov_ssg.model.views.lists import (
    Browse,
    BrowseView,
    HomeView,
    ListView,
    NotFoundView,
    RegisterRow,
    RegisterView,
    Row,
    SitemapView,
)
from opengov_ssg.model.views.records import (
    AgencyView,
    AttachmentView,
    CitationView,
    Fact,
    FormerName,
    LeavingView,
    LifeEvent,
    PlainView,
    RecordView,
    RedirectView,
    RelationGroup,
    Validity,
    WithdrawalView,
)

__all__ = [
    "AgencyView",
    "ArticleTags",
    "AttachmentView",
    "Browse",
    "BrowseView",
    "CitationView",
    "ColumnTags",
    "CountedLink",
    "Emblem",
    "Fact",
    "FeedLink",
    "FormerName",
    "HomeView",
    "LeavingView",
    "LifeEvent",
    "Link",
    "ListView",
    "NotFoundView",
    "OutLink",
    "PageView",
    "PlainView",
    "RecordView",
    "RedirectView",
    "RegisterRow",
    "RegisterView",
    "RelationGroup",
    "Row",
    "SiteView",
    "SitemapView",
    "Validity",
    "WithdrawalView",
]
