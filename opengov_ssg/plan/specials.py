"""专题: sections by hand and by selection, a timeline, media (DESIGN 3, C3)."""

from __future__ import annotations

from opengov_ssg.plan.area import Area


class Specials(Area):
    """Plans them."""
