"""``notice``: a remark set apart from the text."""

from __future__ import annotations

from opengov_ssg.model import marks
from opengov_ssg.model.blocks import NoticeBox
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.blocks.keys import NoticeKeys
from opengov_ssg.read.blocks.paragraphs import html, paragraphs, written
from opengov_ssg.read.blocks.reading import Reading


def notice(keys: NoticeKeys, tree: Tree, reading: Reading) -> str:
    """The HTML of its text; how serious it is says the theme."""
    number = len(reading.blocks)
    text = paragraphs(keys.text)
    reading.blocks.append(NoticeBox(keys.level, keys.title or "", text))
    title = f'<p class="block-title">{html(keys.title)}</p>\n' if keys.title else ""
    inner = f"{marks.block(number)}\n{title}{written(text)}"
    return f'<div class="notice notice-{keys.level}">\n{inner}\n</div>'
