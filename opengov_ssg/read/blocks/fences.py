"""The fences of a body that are blocks: YAML with true places → HTML, through the
reader of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from opengov_ssg.errors import Problem, ProblemError
from opengov_ssg.model.entries import Place
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.model.vocabulary import default_vocabularies
from opengov_ssg.notation import nodes
from opengov_ssg.read.blocks import keys
from opengov_ssg.read.blocks.charts import chart
from opengov_ssg.read.blocks.infographic import infographic
from opengov_ssg.read.blocks.media import audio, video
from opengov_ssg.read.blocks.notices import notice
from opengov_ssg.read.blocks.questions import BARE_LIST, questions
from opengov_ssg.read.blocks.reading import Reading
from opengov_ssg.read.markdown import PLACE, Fence

MOST = 100


class _Kind(NamedTuple):
    keys: type[Any]
    write: Callable[[Any, nodes.Tree, Reading], str]


_KINDS = {
    "chart": _Kind(keys.ChartKeys, chart),
    "video": _Kind(keys.MediaKeys, video),
    "audio": _Kind(keys.MediaKeys, audio),
    "infographic": _Kind(keys.InfographicKeys, infographic),
    "qa": _Kind(keys.QuestionsKeys, questions),
    "notice": _Kind(keys.NoticeKeys, notice),
}


def fill(html: str, fences: Sequence[Fence], first_line: int, reading: Reading) -> str:
    """Put the HTML of each fence in its place in the sanitised ``html``.

    The body begins on ``first_line`` of the file. What is wrong, and all else that the blocks
    yield, gathers in ``reading``. Raises OSError.
    """
    written = [_block(fence, first_line, reading) for fence in fences[:MOST]]
    if len(fences) > MOST:
        fence = fences[MOST]
        at = (first_line + fence.line - 1, 1)
        reading.tell("block-malformed", at, "many", block=fence.kind, limit=MOST)
        return html

    def put(place: re.Match[str]) -> str:
        return written[int(place[1])]

    return PLACE.sub(put, html)


def _block(fence: Fence, first_line: int, reading: Reading) -> str:
    at = (first_line + fence.line - 1, 1)
    if not fence.closed:
        reading.tell("block-malformed", at, "not-closed", block=fence.kind)
        return ""
    kind = _KINDS[fence.kind]
    try:
        tree = _tree(fence, at, reading.path)
    except ProblemError as error:
        reading.problems += _placed(error.problems, fence, at[0])
        return ""
    tree = translate(tree, kind.keys, reading.path)
    made, problems = validate(tree, kind.keys, reading.path, default_vocabularies())
    problems += tree.problems
    reading.problems += _placed(problems, fence, at[0])
    if made is None or problems:
        return ""
    before = len(reading.problems)
    html = kind.write(made, _moved(tree, fence, at[0]), reading)
    return html if len(reading.problems) == before else ""


def _tree(fence: Fence, at: Place, path: str) -> nodes.Tree:
    bare = fence.kind == "qa" and BARE_LIST.match(fence.text)
    text, first_line = ("items:\n" + fence.text, at[0]) if bare else (fence.text, at[0] + 1)
    tree = nodes.parse(text, path, first_line)
    tree.places[()] = at
    if bare:
        tree.keys[("items",)] = at
    return tree


def _shift(fence: Fence, line: int, above: int) -> int:
    """By how many characters a line of the file is indented, which the YAML does not know."""
    index = line - above - 1
    return fence.indents[index] if 0 <= index < len(fence.indents) else 0


def _placed(problems: Iterable[Problem], fence: Fence, above: int) -> list[Problem]:
    """The problems at their places in the file, each told of the block."""
    return [
        replace(one, column=one.column + _shift(fence, one.line, above)).within(fence.kind)
        for one in problems
    ]


def _moved(tree: nodes.Tree, fence: Fence, above: int) -> nodes.Tree:
    if any(fence.indents):
        for steps, (line, column) in tree.places.items():
            tree.places[steps] = (line, column + _shift(fence, line, above))
    return tree
