"""YAML as nodes: every scalar is a string, every value has a line and a column.

YAML's own guesses are never wanted here: ``000014321``, ``12:30`` and ``no`` keep their
meaning, and the model gives types. What a clerk's YAML gets wrong is told with its own hint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from opengov_ssg.errors import Problem, ProblemError, problem

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # pragma: no cover - PyYAML without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

Value: TypeAlias = "str | list[Any] | dict[str, Any] | None"
Steps: TypeAlias = "tuple[str | int, ...]"
Place: TypeAlias = "tuple[int, int]"

MAX_DEPTH = 20
_EMPTY = frozenset(("", "~", "null"))
# What neither HTML nor XML may hold; escapes within double quotes could bring it in.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_MARKED = re.compile(r"(?:^|[\s\[{,:-])[&!]|(?:[-?]\s+){8}", re.MULTILINE)
_MARKS = ("&", "!", "- -", "? ?", "-\n", "?\n")
_INDENT = "\n" + " " * 40


@dataclass(slots=True)
class Tree:
    """A YAML mapping as plain data, with the place of every key and every value.

    ``places`` and ``keys`` map the steps to a value (``("attachments", 0, "file")``) to its line
    and column, counted from 1 in the whole file.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Steps, Place] = field(default_factory=dict)
    keys: dict[Steps, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, steps: Steps) -> Place:
        """The place of the value at ``steps``, or of the nearest value above it."""
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps, (1, 1))


def parse(text: str, path: str, first_line: int = 1) -> Tree:
    """Read one YAML mapping.

    ``first_line`` is the line of the file that ``text`` begins on. Raises ProblemError when the
    text is not a YAML mapping; lesser problems (a key given twice) stand in the tree.
    """
    reader = _Reader(path, first_line - 1)
    if _is_suspect(text) or len(text) > 1 << 20:
        reader.refuse(text)
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise ProblemError(reader.broken(text, error)) from None
    except yaml.YAMLError as error:
        raise ProblemError(problem("yaml-broken", path, (first_line, 1), detail=error)) from None
    if root is None:
        return reader.tree
    if not isinstance(root, yaml.MappingNode):
        slip = _slip(text)
        place = (slip[0] + first_line, slip[1]) if slip else reader.at(root)
        hint = slip[2] if slip else ""
        raise ProblemError(problem("yaml-not-mapping", path, place, hint=hint))
    reader.tree.data = reader.mapping(root, (), 1)
    return reader.tree


def _is_suspect(text: str) -> bool:
    """Whether there could be depth, an anchor or a tag: events are then looked at first, for the
    composer itself recurses, and drops anchors and some tags without a word."""
    if text.count("[") + text.count("{") >= 40 or _INDENT in text:
        return True
    return any(mark in text for mark in _MARKS) and _MARKED.search(text) is not None


class _Reader:
    """Walks the node tree once; refuses depth, and by events aliases and tags."""

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.tree = Tree()

    def at(self, node: Any) -> Place:
        return (node.start_mark.line + 1 + self.offset, node.start_mark.column + 1)

    def value(self, node: Any, steps: Steps, depth: int) -> Value:
        self.tree.places[steps] = self.at(node)
        if isinstance(node, yaml.ScalarNode):
            if node.style == '"' and (bad := _FORBIDDEN.search(node.value)):
                self._stop("control-character", node, code=f"U+{ord(bad[0]):04X}")
            return None if not node.style and node.value in _EMPTY else node.value
        if depth > MAX_DEPTH:
            self._stop("yaml-too-deep", node, limit=MAX_DEPTH)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, (*steps, index), depth + 1)
                for index, item in enumerate(node.value)
            ]
        return self.mapping(node, steps, depth)

    def mapping(self, node: Any, steps: Steps, depth: int) -> dict[str, Any]:
        self.tree.places.setdefault(steps, self.at(node))
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._stop("yaml-broken", key_node, detail="key", hint="key-form")
            key = key_node.value
            here = (*steps, key)
            if key in found:
                again = problem("yaml-duplicate-key", self.path, self.at(key_node), key=key)
                self.tree.problems.append(again)
                continue
            self.tree.keys[here] = self.at(key_node)
            found[key] = self.value(value_node, here, depth + 1)
        return found

    def _stop(self, name: str, node: Any, hint: str = "", **args: Any) -> None:
        raise ProblemError(problem(name, self.path, self.at(node), hint=hint, **args))

    def refuse(self, text: str) -> None:
        """Look for depth, tags and aliases by events, without recursion. Raises ProblemError."""
        depth = 0
        anchor: yaml.Event | None = None
        try:
            for event in yaml.parse(text, Loader=Loader):
                if isinstance(event, yaml.AliasEvent):
                    anchor = event
                    break
                if tag := getattr(event, "tag", None):
                    self._stop("yaml-tag", event, tag=tag)
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > MAX_DEPTH:
                        self._stop("yaml-too-deep", event, limit=MAX_DEPTH)
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                if getattr(event, "anchor", None):
                    anchor = anchor or event
        except yaml.YAMLError:
            return  # told by the composer, with its place
        if anchor:
            self._stop("yaml-alias", anchor)

    def broken(self, text: str, error: yaml.MarkedYAMLError) -> Problem:
        """The problem for text that is not YAML, at the clerk's slip if one is recognised."""
        mark = error.problem_mark or error.context_mark
        if "quoted" in (error.context or ""):  # one that is not closed ends far below
            mark = error.context_mark or mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        detail = error.problem or error.context or ""
        slip = _slip(text, line)
        hint = ""
        if slip:
            line, column, hint = slip
        place = (line + 1 + self.offset, column)
        return problem("yaml-broken", self.path, place, hint=hint, detail=detail)


_SLIPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("tab", re.compile(r"^[ ]*(\t)")),
    ("full-width-blank", re.compile(r"^[ ]*(\u3000)")),
    ("full-width-blank", re.compile(r"^[ ]*(?:- )?[\w\u4e00-\u9fff]+:(\u3000)")),
    ("full-width-colon", re.compile(r"^[ ]*(?:- )?[\w\u4e00-\u9fff]+[ \u3000]*(：)")),
    ("colon-blank", re.compile(r"^[ ]*(?:- )?[\w\u4e00-\u9fff]{1,20}(:)(?=[^\s/])")),
    ("back-slash", re.compile(r'^[^#"]*"[^"]*(\\)[^\\"/nrtbx0uUNae _LPv]')),
    ("quote-colon", re.compile(r"^[ ]*(?:- )?[\w\u4e00-\u9fff]+: +[^\s\"'\[{|>#@`%*&!][^#]*?(: )")),
    ("quote-mark", re.compile(r"^[ ]*(?:- )?(?:[\w\u4e00-\u9fff]+: +)?([@`%*&!])")),
)


def _slip(text: str, broken_at: int | None = None) -> tuple[int, int, str] | None:
    """The clerk's slip on the broken line or just above it: line from 0, column from 1, hint."""
    lines = text.splitlines()
    last = len(lines) - 1 if broken_at is None else min(broken_at, len(lines) - 1)
    for number in range(last, max(-1, last - 3), -1):
        for hint, pattern in _SLIPS:
            if match := pattern.search(lines[number]):
                return number, match.start(1) + 1, hint
    return None
