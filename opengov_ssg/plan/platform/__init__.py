"""政府信息公开平台 of each agency: guide, rules, statutory content, reports, requests (DOMAIN
4)."""

from __future__ import annotations

from opengov_ssg.plan.platform.area import Platform

__all__ = ["Platform"]
