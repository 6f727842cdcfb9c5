"""``ssg components``: the components of the theme in force, each with its examples
as pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from opengov_ssg.commands import folders
from opengov_ssg.config.loading import load as load_site
from opengov_ssg.errors import ProblemError
from opengov_ssg.model.bodies import Body, BodyRef
from opengov_ssg.model.components import Component, Example
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import Link, PageView
from opengov_ssg.model.views.components import (
    ComponentLink,
    ComponentsView,
    ComponentView,
    ExampleView,
    ParameterView,
    SourceView,
)
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.plan.words import Words
from opengov_ssg.render.pages import Renderer, check
from opengov_ssg.theme.components import catalogue_style, components
from opengov_ssg.theme.loading import load as load_theme

_INDEX = "index.html"


class _NoBodies:
    """A component stands by itself: no page here has a record's body."""

    def fetch(self, ref: BodyRef) -> Body:
        raise LookupError(ref)


def write(project: Path, output: Path) -> int:
    """Write the catalogue of the project's theme into the folder ``output``; returns how many
    components there are. Raises ProblemError for what is wrong with site.yaml, the theme
    (OG401–OG405) or the folder (OG501–OG504)."""
    site, _ = load_site(project)
    name, language = site.config.theme, site.identity.language
    theme = load_theme(project, name, language)
    if problems := check(theme):
        raise ProblemError(*problems)
    found = components(project, name)
    words = Words(site, theme)
    renderer = Renderer(theme, site_view(site, words, ()), _NoBodies())
    files = {page.path: renderer.render(page) for page in _pages(found, theme, renderer)}
    files |= {asset.path: asset.data for asset in theme.assets}
    files["catalogue.css"] = catalogue_style(project, name)
    files |= {
        f"components/{one.name}/{path}": data for one in found for path, data in one.files.items()
    }
    folders.write(output, project, files)
    return len(found)


def _pages(
    found: Sequence[Component], theme: ThemeSnapshot, renderer: Renderer
) -> Iterator[PageView]:
    links = tuple(
        ComponentLink(one.name, _address(one), one.purpose, len(one.examples), one.own)
        for one in found
    )
    heading = theme.text("components.heading")
    yield _page(_INDEX, "index", heading, heading, ComponentsView(theme.name, links))
    for place, one in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        for path, examples in _by_page(one).items():
            view = _view(one, path, examples, renderer)
            view = view._replace(previous=_link(before), next=_link(after))
            yield _page(path, "component", f"{one.name} - {heading}", one.name, view)


def _by_page(one: Component) -> dict[str, list[Example]]:
    """The examples by the address that they stand at."""
    pages: dict[str, list[Example]] = {_address(one): []}
    for number, example in enumerate(one.examples, 1):
        path = f"{one.name}-{number}.html" if example.apart else _address(one)
        pages.setdefault(path, []).append(example)
    return pages


def _view(
    one: Component, path: str, examples: Sequence[Example], renderer: Renderer
) -> ComponentView:
    names = ", ".join(parameter.name for parameter in one.parameters)
    source = f"components/{one.name}/template.html"
    return ComponentView(
        one.name,
        one.purpose,
        f"{{% from '{source}' import {one.macro} %}}\n{{{{ {one.macro}({names}) }}}}",
        one.own,
        tuple(ParameterView(p.name, p.type, p.required, p.text) for p in one.parameters),
        tuple(
            ExampleView(each.name, str(renderer.component(one, each)), each.written)
            for each in examples
        ),
        tuple(
            Link(each.name, other)
            for other, group in _by_page(one).items()
            if other != path
            for each in group
        ),
        tuple(SourceView(name, text) for name, text in one.sources.items()),
        None,
        None,
    )


def _address(one: Component) -> str:
    return f"{one.name}.html"


def _link(one: Component | None) -> Link | None:
    return Link(one.name, _address(one)) if one else None


def _page(path: str, template: str, title: str, heading: str, view: Any) -> PageView:
    return PageView(
        path=path,
        template=f"catalogue/{template}.html",
        section="",
        title=title,
        heading=heading,
        description="",
        trail=(),
        column=None,
        article=None,
        feeds=(),
        canonical="",
        indexable=False,
        json_ld="",
        view=view,
    )
