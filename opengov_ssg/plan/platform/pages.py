"""The pages whose fields the law names: guide (Art. 12), request (Art. 29–43),
service unit (Art. 55)."""

from __future__ import annotations

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import Page
from opengov_ssg.model.records.plain import Guide, RequestGuide, ServiceUnit
from opengov_ssg.model.views import (
    FeeView,
    GuideView,
    PlatformPage,
    ProcedureView,
    RequestView,
    UnitView,
)
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.platform.ground import Ground
from opengov_ssg.plan.platform.texts import lines

_OFFICE = ("name", "address", "hours", "phone", "fax", "internet")
_UNIT = ("name", "sector", "address", "hours", "phone")


def details(item: Item, ground: Ground) -> PlatformPage | None:
    """What the platform adds to a plain page; None for a page of no platform."""
    record = item.entry.record
    if not isinstance(record, Page) or not (record.guide or record.request or record.unit):
        return None
    block = "guide" if record.guide else "request" if record.request else ""
    return PlatformPage(
        ground.menu(record.agency, block, item.url),
        ground.trail(record.agency),
        _guide(record.guide) if record.guide else None,
        _request(record.request, item, ground.parts) if record.request else None,
        _unit(record.unit) if record.unit else None,
    )


def _guide(guide: Guide) -> GuideView:
    return GuideView(
        lines(guide.classification),
        lines(guide.arrangement),
        lines(guide.ways),
        tuple((key, getattr(guide.office, key)) for key in _OFFICE),
    )


def _request(request: RequestGuide, item: Item, parts: Parts) -> RequestView:
    ids = [one.id for one in item.entry.record.attachments]
    files = dict(zip(ids, parts.attachments(item), strict=True))
    online = parts.words.text("platform.online")
    return RequestView(
        files.get(request.form) if request.form else None,
        parts.words.out(online, request.online) if request.online else None,
        request.channels,
        lines(request.fee),
        lines(request.time_limit),
        lines(request.remedies),
        lines(request.assistance),
    )


def _unit(unit: ServiceUnit) -> UnitView:
    return UnitView(
        unit.name,
        tuple((key, value) for key in _UNIT if (value := getattr(unit, key))),
        tuple(FeeView(one.item, one.price, one.basis or "") for one in unit.fees),
        tuple(
            ProcedureView(
                one.item,
                lines(one.steps),
                one.materials or "",
                one.time_limit or "",
                one.phone or "",
            )
            for one in unit.procedures
        ),
    )
