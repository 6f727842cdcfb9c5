"""The pages of ``ssg components``: what theme authors look up."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.views.links import Link


class ComponentLink(NamedTuple):
    """A component in the list of all: ``own`` says that the project made or changed it."""

    name: str
    url: str
    purpose: str
    examples: int
    own: bool


class ComponentsView(NamedTuple):
    """All components of the theme called ``theme``."""

    theme: str
    components: tuple[ComponentLink, ...]


class ParameterView(NamedTuple):
    """A row of the table of parameters."""

    name: str
    type: str
    required: bool
    text: str


class ExampleView(NamedTuple):
    """An example: ``html`` is what the macro printed, ``written`` its arguments as YAML."""

    name: str
    html: str
    written: str


class SourceView(NamedTuple):
    """A file of the component."""

    name: str
    text: str


class ComponentView(NamedTuple):
    """One component; ``call`` is how a template imports and calls it, ``elsewhere`` leads to its
    examples that are not on this page."""

    name: str
    purpose: str
    call: str
    own: bool
    parameters: tuple[ParameterView, ...]
    examples: tuple[ExampleView, ...]
    elsewhere: tuple[Link, ...]
    sources: tuple[SourceView, ...]
    previous: Link | None
    next: Link | None
