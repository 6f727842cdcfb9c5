"""What may stand in each kind of block: its keys, in English or Chinese, and their types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from opengov_ssg.model.fields import Text, named
from opengov_ssg.model.values import value


def _spelt(spellings: Mapping[str, str]) -> BeforeValidator:
    """Takes a Chinese word for the value that it means."""

    def meant(given: Any) -> Any:
        return spellings.get(given.strip(), given.strip()) if isinstance(given, str) else given

    return BeforeValidator(meant)


_CHARTS = {
    "条形图": "bar",
    "柱形图": "column",
    "柱状图": "column",
    "折线图": "line",
    "堆积图": "stacked",
}
_LEVELS = {"提示": "info", "说明": "info", "注意": "warning", "警示": "warning"}
ChartKind = Annotated[Literal["bar", "column", "line", "stacked"], _spelt(_CHARTS)]
Level = Annotated[Literal["info", "warning"], _spelt(_LEVELS)]


@value
class ChartKeys:
    """A ``chart`` block."""

    title: Text = named("标题", "图表的标题", required=True)
    type: ChartKind = named("类型", "条形图、柱形图、折线图或堆积图", default="column")
    data: Text = named("数据", "数据文件（CSV）", required=True)
    unit: Text | None = named("单位", "数值的单位")
    note: Text | None = named("注 说明", "图表的说明")
    source: Text | None = named("来源 资料来源", "数据的来源")


@value
class MediaKeys:
    """A ``video`` or ``audio`` block."""

    title: Text = named("标题", "音视频的标题", required=True)
    file: Text = named("文件", "音视频文件", required=True)
    poster: Text | None = named("封面", "播放前显示的图片，仅用于视频")
    captions: Text | None = named("字幕", "字幕文件（WebVTT）")
    transcript: Text | None = named("文字稿 文稿", "文字稿，或其文件（txt）")


@value
class InfographicKeys:
    """An ``infographic`` block."""

    file: Text = named("文件 图片", "图解的图片", required=True)
    alt: Text = named("替代文字 说明", "图解是什么，一句话", required=True)
    text: Text = named("文字 全文", "图解中的全部文字", required=True)


@value
class QuestionKeys:
    """One entry of a ``qa`` block."""

    q: Text = named("问", "问题", required=True)
    a: Text = named("答", "回答", required=True)


@value
class QuestionsKeys:
    """A ``qa`` block."""

    items: tuple[QuestionKeys, ...] = named("条目 问答", "问答", required=True)


@value
class NoticeKeys:
    """A ``notice`` block."""

    level: Level = named("级别", "提示或注意", default="info")
    title: Text | None = named("标题", "标题")
    text: Text = named("文字 内容", "内容", required=True)
