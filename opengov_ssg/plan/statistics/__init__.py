"""Figures about the site itself: charts with their tables, and the same as JSON
(C19; DOMAIN 8.2, 10).

All is counted from what is public, so a figure changes when a record does and at no other time.
"""

from __future__ import annotations

from opengov_ssg.plan.statistics.area import Statistics

__all__ = ["Statistics"]
