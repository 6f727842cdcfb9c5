"""Figures about the site itself: charts with their tables, and the same as JSON (C19)."""

from __future__ import annotations

from opengov_ssg.plan.area import Area


class Statistics(Area):
    """Plans them."""
