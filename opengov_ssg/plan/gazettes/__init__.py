"""政府公报: issues, years, series; their contents as text; citations resolved (DOMAIN 9)."""

from __future__ import annotations

from opengov_ssg.plan.gazettes.area import Gazettes

__all__ = ["Gazettes"]
