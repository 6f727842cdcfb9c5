"""The as-of instant: what was asked for, else SOURCE_DATE_EPOCH, else now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from opengov_ssg.notation.dates import OFFSET, parse_instant


def as_of(asked: str | None, environment: Mapping[str, str] = os.environ) -> datetime:
    """The instant, at +08:00. A date alone means the end of that day. Raises ValueError."""
    if asked:
        return parse_instant(asked, end_of_day=True)
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(OFFSET)
    return datetime.now(OFFSET)
