"""site.yaml as typed values: who publishes, in which columns, by which rules (DESIGN 3)."""

from __future__ import annotations

from opengov_ssg.model.site.demands import (
    Consultations,
    Limits,
    Links,
    PressProfile,
    Responses,
    TimeLimit,
    YearCalendar,
)
from opengov_ssg.model.site.order import (
    Column,
    Lists,
    NavEntry,
    Platform,
    ReviewStep,
    Search,
    TermConfig,
)
from opengov_ssg.model.site.publisher import (
    Agency,
    Contact,
    EmblemConfig,
    FormerNameConfig,
    GazetteSeries,
    Identity,
    Person,
)
from opengov_ssg.model.site.site import Places, Site, SiteConfig

__all__ = [
    "Agency",
    "Column",
    "Consultations",
    "Contact",
    "EmblemConfig",
    "FormerNameConfig",
    "GazetteSeries",
    "Identity",
    "Limits",
    "Links",
    "Lists",
    "NavEntry",
    "Person",
    "Places",
    "Platform",
    "PressProfile",
    "Responses",
    "ReviewStep",
    "Search",
    "Site",
    "SiteConfig",
    "TermConfig",
    "TimeLimit",
    "YearCalendar",
]
