"""Each component says what it takes and shows it: what component.yaml says is held to the template,
and every example of the shipped theme is rendered as a page would."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import ProblemError
from opengov_ssg.model import blocks, bodies, charts, report_views, views
from opengov_ssg.model.components import Component, Example
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.render.pages import Renderer
from opengov_ssg.theme.components import components
from tests.conftest import ROOT
from tests.making import site, theme, words, write
from tests.unit.render.test_pages import Dictionary

COMPONENTS = components(ROOT, "default")
EXAMPLES = [
    pytest.param(one, example, id=f"{one.name}: {example.name}")
    for one in COMPONENTS
    for example in one.examples
]
RENDERER = Renderer(theme(), site_view(site(), words(), ()), Dictionary())
MINE = "themes/default/components/zz-mine"
TEMPLATE = "{% macro mine(text, note='') %}<p>{{ text }}{{ note }}</p>{% endmacro %}"
GOOD = """\
name: zz-mine
macro: mine
purpose: A line.
parameters:
  - {name: text, type: string, required: true, text: The line.}
  - {name: note, type: string, required: false, text: A remark.}
examples:
  - name: plain
    arguments: {text: 字}
"""


def test_every_folder_is_a_component() -> None:
    folders = {one.name for one in (ROOT / "themes/default/components").iterdir()}
    assert {one.name for one in COMPONENTS} == folders


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_an_example_is_rendered(component: Component, example: Example) -> None:
    assert html.fragments_fromstring(str(RENDERER.component(component, example)))


def _types() -> dict[str, Any]:
    """What the types in component.yaml are: views, blocks, charts and parts of bodies, by name."""
    modules = (views, views.gazettes, report_views, blocks, bodies, charts)
    return {name: one for module in modules for name, one in vars(module).items()}


def _unlike(value: Any, kind: Any, where: str) -> Iterator[str]:
    """The fields that a plain value has, and the view that it stands for has not."""
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        for number, one in enumerate(value):
            each = inner[0] if inner[-1] is Ellipsis else inner[number]
            yield from _unlike(one, each, f"{where}[{number}]")
    elif typing.get_origin(kind) in (typing.Union, type(int | None)):
        inner = next(one for one in typing.get_args(kind) if one is not type(None))
        if value is not None:
            yield from _unlike(value, inner, where)
    elif isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, tuple):
        fields = typing.get_type_hints(kind)
        yield from (f"{where}.{name}" for name in sorted(value.keys() - fields.keys()))
        for name in sorted(fields.keys() & value.keys()):
            yield from _unlike(value[name], fields[name], f"{where}.{name}")


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_an_example_is_like_what_pages_give(component: Component, example: Example) -> None:
    known = _types() | {"string": str, "boolean": bool, "integer": int, "Markup": str}
    for one in component.parameters:
        kind = eval(one.type.replace(" or none", " | None"), known)
        value = example.arguments.get(one.name)
        if value is not None:
            assert not list(_unlike(value, kind, one.name))


def test_what_a_project_adds_is_a_component_too(tmp_path: Path) -> None:
    write(tmp_path, {f"{MINE}/component.yaml": GOOD, f"{MINE}/template.html": TEMPLATE})
    found = {one.name: one for one in components(tmp_path, "default")}
    assert found["zz-mine"].own and not found["tag"].own
    assert found["zz-mine"].examples == (Example("plain", {"text": "字"}, "text: 字\n", False),)
    assert [one.required for one in found["zz-mine"].parameters] == [True, False]


def test_a_file_of_the_project_makes_a_component_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"themes/default/components/tag/style.css": ".og-tag{color:red}"})
    found = {one.name: one for one in components(tmp_path, "default")}
    assert found["tag"].own
    assert found["tag"].sources["style.css"] == ".og-tag{color:red}"
    assert "macro tag(" in found["tag"].sources["template.html"]


PARAMETERS = GOOD[GOOD.index("parameters:") : GOOD.index("examples:")]
EXAMPLE = GOOD[GOOD.index("examples:") :]


@pytest.mark.parametrize(
    ("old", "new", "place", "piece"),
    [
        (PARAMETERS, "", (0, 0), "缺少“parameters”"),
        (PARAMETERS, "parameters: none\n", (0, 0), "缺少“parameters”"),
        (EXAMPLE, "", (0, 0), "缺少“examples”"),
        (EXAMPLE, "examples: []\n", (0, 0), "缺少“examples”"),
        ("purpose: A line.\n", "", (0, 0), "缺少“purpose”"),
        ("    arguments: {text: 字}\n", "", (8, 5), "缺少“arguments”"),
        ("type: string, required: true, ", "required: true, ", (5, 5), "缺少“type”"),
        ("{text: 字}", "{note: 字}", (8, 5), "示例“plain”缺少必需的参数“text”"),
        ("{text: 字}", "{text: 字, txt: x}", (8, 5), "示例“plain”给了没有写明的参数“txt”"),
        ("required: true", "required: false", (5, 5), "“text”的 required 与宏不符"),
        ("name: note", "name: remark", (5, 3), "宏有参数“note”"),
        ("name: note", "name: remark", (6, 5), "宏没有参数“remark”"),
        ("macro: mine", "macro: yours", (2, 8), "没有宏“yours”"),
        ("name: zz-mine", "name: other", (1, 7), "与文件夹同名：zz-mine"),
    ],
)
def test_what_does_not_fit_is_told(
    tmp_path: Path, old: str, new: str, place: tuple[int, int], piece: str
) -> None:
    about = GOOD.replace(old, new)
    assert about != GOOD
    write(tmp_path, {f"{MINE}/component.yaml": about, f"{MINE}/template.html": TEMPLATE})
    with pytest.raises(ProblemError) as caught:
        components(tmp_path, "default")
    found = caught.value.problems
    assert {(one.code, one.path) for one in found} == {("OG405", f"{MINE}/component.yaml")}
    told = [((one.line, one.column), Texts("zh-CN").hint(one)) for one in found]
    assert any(at == place and piece in hint for at, hint in told), told
    assert all(Texts("en").hint(one) and Texts("en").message(one) for one in found)


@pytest.mark.parametrize("missing", ["component.yaml", "template.html"])
def test_a_component_has_both_files(tmp_path: Path, missing: str) -> None:
    files = {f"{MINE}/component.yaml": GOOD, f"{MINE}/template.html": TEMPLATE}
    del files[f"{MINE}/{missing}"]
    write(tmp_path, files)
    with pytest.raises(ProblemError) as caught:
        components(tmp_path, "default")
    (found,) = caught.value.problems
    assert missing in Texts("zh-CN").hint(found)
