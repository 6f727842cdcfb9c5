"""The components of a theme with their parameters and examples, held to their templates.

Pages do not need what stands in component.yaml; whoever writes a theme does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model.components import Component, Example, Parameter
from opengov_ssg.notation import nodes
from opengov_ssg.theme.folders import gather, shipped
from opengov_ssg.theme.signatures import as_yaml, signature

_FOLDER = "components/"
_ABOUT = "component.yaml"
_TEMPLATE = "template.html"
_SOURCES = (_TEMPLATE, "style.css", "script.js")
_WANTED = ("name", "macro", "purpose", "parameters", "examples")
_OF_PARAMETER = ("name", "type", "required", "text")


def components(project: Path, theme: str) -> tuple[Component, ...]:
    """The components of the theme in force, by name. Raises ProblemError: OG405 for each thing that
    a description lacks or says wrongly, OG103, OG111, OG401 and OG404 as in a build."""
    files = gather(project, theme)
    names = sorted({path.split("/")[1] for path in files if path.startswith(_FOLDER)})
    found, problems = [], list[Problem]()
    for name in names:
        own = {path.split("/", 2)[2]: file for path, file in files.items() if _is_of(path, name)}
        try:
            found.append(_Reader(name, own, f"themes/{theme}/{_FOLDER}{name}").read())
        except ProblemError as error:
            problems += [one.in_site() for one in error.problems]
    if problems:
        raise ProblemError(*problems)
    return tuple(found)


def catalogue_style(project: Path, theme: str) -> bytes:
    """The style sheet of the pages that show the components, which the site itself does not
    load."""
    return gather(project, theme)["catalogue/catalogue.css"].read_bytes()


def _is_of(path: str, name: str) -> bool:
    return path.startswith(f"{_FOLDER}{name}/")


class _Reader:
    """Reads the folder of one component."""

    def __init__(self, name: str, files: dict[str, Path], shown: str) -> None:
        self.name = name
        self.files = files
        self.shown = f"{shown}/{_ABOUT}"
        self.tree = nodes.Tree()

    def read(self) -> Component:
        for file in (_ABOUT, _TEMPLATE):
            if file not in self.files:
                raise ProblemError(self._wrong("file", part=file))
        text = self._text(_ABOUT)
        self.tree = nodes.parse(text, self.shown)
        if missing := [part for part in _WANTED if not self._is_there(part)]:
            raise ProblemError(*(self._wrong("missing", part=part) for part in missing))
        # With the types that YAML gives, which are the template's: the tree has texts alone.
        about = yaml.safe_load(text)
        problems = list(self._problems(about))
        if problems:
            raise ProblemError(*problems)
        return self._component(about)

    def _is_there(self, part: str) -> bool:
        value = self.tree.data.get(part)
        return isinstance(value, list) if part == "parameters" else bool(value)

    def _problems(self, about: dict[str, Any]) -> Iterator[Problem]:
        if about["name"] != self.name:
            yield self._wrong("name", ("name",), part=self.name)
        shapes = list(self._shapes(about))
        yield from shapes
        if not shapes:
            yield from self._signature(about)
            yield from self._calls(about)

    def _shapes(self, about: dict[str, Any]) -> Iterator[Problem]:
        """Parameters and examples that are no such things."""
        for index, one in enumerate(about["parameters"]):
            keys = one if isinstance(one, dict) else {}
            for part in _OF_PARAMETER:
                if keys.get(part) in (None, ""):
                    yield self._wrong("missing", ("parameters", index), part=part)
        examples = about["examples"] if isinstance(about["examples"], list) else [None]
        for index, one in enumerate(examples):
            keys = one if isinstance(one, dict) else {}
            if not keys.get("name"):
                yield self._wrong("missing", ("examples", index), part="name")
            if not isinstance(keys.get("arguments"), dict):
                yield self._wrong("missing", ("examples", index), part="arguments")

    def _signature(self, about: dict[str, Any]) -> Iterator[Problem]:
        """Whether the macro takes what is said, and no more."""
        takes = signature(self._text(_TEMPLATE), str(about["macro"]))
        if takes is None:
            yield self._wrong("macro", ("macro",), part=about["macro"])
            return
        said = {one["name"]: bool(one["required"]) for one in about["parameters"]}
        for name in sorted(takes.keys() - said.keys()):
            yield self._wrong("undescribed", ("parameters",), part=name)
        for index, name in enumerate(said):
            if name not in takes:
                yield self._wrong("untaken", ("parameters", index), part=name)
            elif said[name] != takes[name]:
                yield self._wrong("required", ("parameters", index), part=name)

    def _calls(self, about: dict[str, Any]) -> Iterator[Problem]:
        """Examples that miss what is required or give what no parameter is called."""
        required = {one["name"] for one in about["parameters"] if one["required"]}
        known = {one["name"] for one in about["parameters"]}
        for index, one in enumerate(about["examples"]):
            steps, given = ("examples", index), one["arguments"].keys()
            for part in sorted(required - given):
                yield self._wrong("lacks", steps, part=part, example=one["name"])
            for part in sorted(given - known):
                yield self._wrong("unknown", steps, part=part, example=one["name"])

    def _component(self, about: dict[str, Any]) -> Component:
        parameters = [
            Parameter(*(one[part] for part in _OF_PARAMETER)) for one in about["parameters"]
        ]
        examples = [
            Example(
                one["name"], one["arguments"], as_yaml(one["arguments"]), one.get("apart") is True
            )
            for one in about["examples"]
        ]
        described = (*_SOURCES, _ABOUT)
        return Component(
            self.name,
            about["macro"],
            about["purpose"],
            tuple(parameters),
            tuple(examples),
            {name: self._text(name) for name in _SOURCES if name in self.files},
            {path: one.read_bytes() for path, one in self.files.items() if path not in described},
            not all(one.is_relative_to(shipped()) for one in self.files.values()),
        )

    def _text(self, name: str) -> str:
        try:
            return self.files[name].read_bytes().decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            shown = self.shown.removesuffix(_ABOUT) + name
            raise ProblemError(problem("undecodable", shown, offset=error.start)) from None

    def _wrong(self, hint: str, steps: nodes.Steps = (), **words: Any) -> Problem:
        at = self.tree.place(steps) if steps else (0, 0)
        return problem("component-unclear", self.shown, at, hint=hint, component=self.name, **words)
