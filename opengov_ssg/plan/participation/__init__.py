"""Consultations, press conferences, responses, interviews, meetings (DOMAIN 11)."""

from __future__ import annotations

from opengov_ssg.plan.participation.area import Participation

__all__ = ["Participation"]
