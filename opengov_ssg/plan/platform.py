"""政府信息公开平台 of each agency: guide, rules, statutory content, reports, requests (DOMAIN 4)."""

from __future__ import annotations

from opengov_ssg.plan.area import Area


class Platform(Area):
    """Plans them."""
