"""Consultations, press conferences, responses, interviews (DOMAIN 11)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, problem
from opengov_ssg.model.records import Consultation, Interview, PressConference, Response
from opengov_ssg.model.site import Site
from opengov_ssg.notation.nodes import Tree


def consultation(record: Consultation, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """A consultation ends after it begins and lasts thirty days, unless it says why not."""
    if record.closes < record.opens:
        at = tree.place(("closes",))
        yield problem("consultation-period", path, at, opens=record.opens, closes=record.closes)


def press_conference(
    record: PressConference, tree: Tree, site: Site, path: str
) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()


def response(record: Response, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()


def interview(record: Interview, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()
