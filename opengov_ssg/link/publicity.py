"""The one decision about what is public (DESIGN 1.2). Every surface reads its outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from opengov_ssg.model.catalog import Publicity
from opengov_ssg.model.records import AnyRecord
from opengov_ssg.model.site import Site

_MOMENT = timedelta(microseconds=1)


def eligible(record: AnyRecord, site: Site) -> bool:
    """Whether the record may be public at some instant: all conditions but those of time.

    Status published, 主动公开 (条例 Art. 13), the required review steps passed (Art. 17).
    """
    return (
        record.status == "published"
        and record.disclosure == "public"
        and record.published is not None
        and reviewed(record, site)
    )


def reviewed(record: AnyRecord, site: Site) -> bool:
    """Whether every required step was passed and none stands failed; the last entry of a step
    counts, so that a text which was sent back may pass later."""
    last = {step.step: step.passed for step in record.review}
    required = site.steps_for(record.origin)
    return all(last.get(step, False) for step in required) and all(last.values())


def registered(record: AnyRecord, site: Site, as_of: datetime) -> bool:
    """Whether the record is a row of the published register of 依申请公开 (title, number,
    reason)."""
    if site.config.register != "on_request" or record.disclosure != "on_request":
        return False
    if record.status != "published" or not reviewed(record, site) or record.published is None:
        return False
    ended = [record.public_until, record.withdrawn.at if record.withdrawn else None]
    return record.published <= as_of and all(end is None or as_of < end for end in ended)


def publicity(record: AnyRecord, site: Site, as_of: datetime) -> Publicity:
    """What of the record is public at ``as_of``: its page, a withdrawal notice, or nothing."""
    if not eligible(record, site) or record.published is None or record.published > as_of:
        return "hidden"
    withdrawn = record.withdrawn
    if withdrawn and withdrawn.at <= record.published:
        return "hidden"  # never was public: there is nothing to tell
    if withdrawn and withdrawn.at <= as_of:
        return "notice" if withdrawn.kind == "notice" else "hidden"
    if record.public_until and record.public_until <= as_of:
        return "hidden"
    return "public"


def changes(record: AnyRecord, site: Site) -> Iterator[datetime]:
    """The instants at which the record's publicity changes."""
    withdrawn_at = record.withdrawn.at if record.withdrawn else None
    for instant in (record.published, record.public_until, withdrawn_at):
        if instant and _shown(record, site, instant - _MOMENT) != _shown(record, site, instant):
            yield instant


def _shown(record: AnyRecord, site: Site, as_of: datetime) -> tuple[Publicity, bool]:
    return publicity(record, site, as_of), registered(record, site, as_of)
