"""Consultations, press conferences, responses, interviews, meetings (DOMAIN 11)."""

from __future__ import annotations

from opengov_ssg.plan.area import Area


class Participation(Area):
    """Plans them."""
