"""A policy's course in time: draft → consultation → document → interpretation → amendment → repeal."""

from __future__ import annotations

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.views import LifeEvent
from opengov_ssg.plan.parts import Parts


def events(item: Item, parts: Parts) -> tuple[LifeEvent, ...]:
    """The steps in order of time; empty where nothing happened but the document itself."""
    return ()
