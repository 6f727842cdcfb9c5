"""``qa``: questions and answers (一问一答)."""

from __future__ import annotations

import re

from opengov_ssg.model import marks
from opengov_ssg.model.blocks import Question, Questions
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.blocks.keys import QuestionsKeys
from opengov_ssg.read.blocks.paragraphs import html, paragraphs, written
from opengov_ssg.read.blocks.reading import Reading

BARE_LIST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*-(?=\s)")
"""The beginning of a block that is a list of entries, without the ``items`` above them."""


def questions(keys: QuestionsKeys, tree: Tree, reading: Reading) -> str:
    """The HTML of its text: a description list."""
    if not keys.items:
        reading.tell("missing-field", tree.place(("items",)), field="items")
    number = len(reading.blocks)
    entries = tuple(Question(one.q, paragraphs(one.a)) for one in keys.items)
    reading.blocks.append(Questions(entries))
    rows = "\n".join(
        f"<dt>{html(question)}</dt>\n<dd>{written(answer)}</dd>" for question, answer in entries
    )
    return f'<div class="qa">\n{marks.block(number)}\n<dl>\n{rows}\n</dl>\n</div>'
