"""政府公报: issues, years, series; their contents as text; citations resolved (DOMAIN 9)."""

from __future__ import annotations

from opengov_ssg.plan.area import Area


class Gazettes(Area):
    """Plans them."""
