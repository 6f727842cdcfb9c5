"""Each component of the shipped theme can be rendered with the examples in its component.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup

THEME = Path(__file__).parents[3] / "themes/default"
COMPONENTS = sorted(one.name for one in (THEME / "components").iterdir())


def _environment() -> Environment:
    """Templates as in a build: strict, escaped; the filters that need a site say what they are given."""
    env = Environment(
        loader=FileSystemLoader(THEME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(href=str, t=_text, filesize=str, date_long=str)
    env.globals.update(
        qr_svg=lambda address: Markup("<svg></svg>"),
        table_row=lambda row: Markup(env.get_template("parts/row.html").render(row=row)),
    )
    return env


def _text(key: str, **words: object) -> str:
    return f"{key} {' '.join(map(str, words.values()))}"


def _view(given: Any) -> Any:
    """Mappings as objects with fields, which views are."""
    if isinstance(given, dict):
        return SimpleNamespace(**{key: _view(value) for key, value in given.items()})
    return tuple(map(_view, given)) if isinstance(given, list) else given


def _examples() -> Iterator[Any]:
    for name in COMPONENTS:
        about = yaml.safe_load((THEME / "components" / name / "component.yaml").read_text("utf-8"))
        for one in about["examples"]:
            yield pytest.param(about, one["arguments"], id=f"{name}: {one['name']}")


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_described(name: str) -> None:
    folder = THEME / "components" / name
    about = yaml.safe_load((folder / "component.yaml").read_text("utf-8"))
    assert about["name"] == name and about["purpose"] and about["examples"]
    assert f"macro {about['macro']}(" in (folder / "template.html").read_text("utf-8")


@pytest.mark.parametrize(("about", "arguments"), list(_examples()))
def test_an_example_is_rendered(about: dict[str, Any], arguments: dict[str, Any]) -> None:
    required = {one["name"] for one in about["parameters"] if one["required"]}
    known = {one["name"] for one in about["parameters"]}
    assert required <= arguments.keys() <= known
    template = _environment().get_template(f"components/{about['name']}/template.html")
    views = {key: _view(value) for key, value in arguments.items()}
    if "picture" in views:
        views["picture"] = Markup(views["picture"])
    made = str(getattr(template.module, about["macro"])(**views))
    assert html.fragments_fromstring(made)
