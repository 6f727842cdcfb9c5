"""``infographic``: a picture made of text, with all that it says beside it (图解)."""

from __future__ import annotations

from opengov_ssg.model import marks
from opengov_ssg.model.blocks import Infographic
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.blocks.keys import InfographicKeys
from opengov_ssg.read.blocks.paragraphs import paragraphs, written
from opengov_ssg.read.blocks.reading import Reading

PICTURES = ("png", "jpg", "jpeg", "gif", "webp")


def infographic(keys: InfographicKeys, tree: Tree, reading: Reading) -> str:
    """The HTML of its text; the theme puts the picture above. Empty when the file is none."""
    number, at = len(reading.blocks), tree.place(("file",))
    name = reading.file(keys.file, at, PICTURES, "infographic")
    if not name:
        return ""
    text = paragraphs(keys.text)
    target = reading.link(name, at, "picture")
    reading.blocks.append(Infographic(target, keys.alt, text))
    label = marks.block(number, "text", "p")
    words = f'<div class="block-text">\n{label}\n{written(text)}\n</div>'
    return f'<figure class="infographic">\n{marks.block(number)}\n{words}\n</figure>'
