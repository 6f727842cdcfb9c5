"""A record of a platform as a page that is read as a text."""

from __future__ import annotations

from typing import Any

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.views import PlainView
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import moment


def plain_view(item: Item, parts: Parts, details: Any) -> PlainView:
    """The record's text and files, with ``details`` of its kind."""
    record = item.entry.record
    return PlainView(
        item.id,
        record.title,
        moment(record.updated or record.published),
        item.entry.body.ref if item.entry.body else None,
        parts.targets(item),
        parts.attachments(item),
        record.editor_note,
        parts.source(item),
        record.source.name if record.source else "",
        details,
    )
