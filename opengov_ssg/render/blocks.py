"""What the theme adds to the blocks of a body: players, pictures, labels.

A block's component has a macro for the whole block; the words of its other parts are the theme's
texts ``block.<part>``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from opengov_ssg.model import marks
from opengov_ssg.model.blocks import (
    Block,
    ChartBlock,
    Infographic,
    NoticeBox,
    Questions,
    Target,
    VideoBlock,
)
from opengov_ssg.render.charts import svg

DATA = "data"
"""The part of a chart that leads to its file."""


class Furnisher:
    """Fills the places for furniture in the bodies of one site; ``text`` gives the theme's
    words."""

    def __init__(self, env: Environment, text: Callable[[str], str]) -> None:
        self._env = env
        self._text = text

    def furnish(self, html: str, blocks: Sequence[Block], targets: Sequence[str]) -> str:
        """The body's HTML with the furniture of its ``blocks``; ``targets`` are the addresses of
        its links. Raises what templates raise."""

        def furniture(number: int, part: str) -> str:
            block = blocks[number]
            if not part:
                return self._whole(block, targets)
            if isinstance(block, ChartBlock) and part == DATA:
                return self._data(block, targets[block.file])
            return str(escape(self._text(f"block.{part}")))

        return marks.furnish(html, furniture)

    def _whole(self, block: Block, targets: Sequence[str]) -> str:
        def address(target: Target | None) -> str:
            return "" if target is None else targets[target]

        match block:
            case ChartBlock():
                picture = Markup(svg(block.chart))
                return self._macro("chart-picture", chart=block.chart, picture=picture)
            case VideoBlock(kind="video"):
                poster = address(block.poster)
                return self._macro("video", block=block, file=address(block.file), poster=poster)
            case VideoBlock():
                return self._macro("audio", block=block, file=address(block.file))
            case Infographic():
                return self._macro("infographic", block=block, file=address(block.file))
            case Questions():
                return self._macro("qa", block=block)
            case NoticeBox():
                return self._macro("notice-box", block=block)

    def _data(self, block: ChartBlock, file: str) -> str:
        return self._macro("chart-picture", "chart_data", file=file, name=block.name)

    def _macro(self, component: str, macro: str = "", **given: Any) -> str:
        template = self._env.get_template(f"components/{component}/template.html")
        call = getattr(template.module, macro or component.replace("-", "_"))
        return str(call(**given))
