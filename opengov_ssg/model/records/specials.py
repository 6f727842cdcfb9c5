"""专题: records gathered about one matter, by hand and by selection (DESIGN 3, C3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from opengov_ssg.model.fields import CivilDate, Count, Keywords, Text, Texts, Url, named, terms
from opengov_ssg.model.records.record import Declared, Record
from opengov_ssg.model.values import value

UNGATHERED = frozenset(("special", "page", "gazette-issue"))
"""The kinds that no selection finds: they hold others, or are no information of their own."""


@value
class Selection:
    """What is gathered of itself: records that meet every condition given; of the values of one
    condition, any."""

    kinds: Texts = named("类型", "类型，如 document、interpretation", default_factory=tuple)
    topics: terms("topics") = named(  # type: ignore[valid-type]
        "主题分类", "主题分类，含下级", default_factory=tuple
    )
    keywords: Keywords = named("主题词 关键词", "标题或主题词中有其一", default_factory=tuple)
    agencies: Texts = named("机关 发布机构", "发布机构", default_factory=tuple)
    columns: Texts = named("栏目", "栏目", default_factory=tuple)
    since: CivilDate | None = named("自 起", "自哪一天发布")
    until: CivilDate | None = named("至 止", "至哪一天发布")
    most: Count = named("条数", "最多条数", default=50, ge=1, le=500)


@value
class GatheredItem:
    """An entry chosen by hand: a record of this site, or a title with an address."""

    ref: Text | None = named("文件", "本站的文件：索引号、文号或相对路径")
    title: Text | None = named("标题", "显示的标题")
    url: Url | None = named("网址", "别处的网址")
    note: Text | None = named("说明", "一句说明")


@value
class GatheredSection:
    """A section of a special: entries by hand first, then what ``select`` finds."""

    title: Text = named("标题 名称", "小标题", required=True)
    intro: Text | None = named("说明", "说明")
    items: tuple[GatheredItem, ...] = named("条目", "人工选定的条目", default_factory=tuple)
    select: Selection | None = named("自动选取", "自动选取的条件")


@value
class Milestone:
    """An entry of a special's timeline."""

    date: CivilDate = named("日期", "日期", required=True)
    text: Text = named("事项 内容", "事项", required=True)
    ref: Text | None = named("文件", "本站的文件")
    url: Url | None = named("网址", "别处的网址")


@value
class Special(Record):
    """专题. Its state follows from ``archived``: 进行中 until that day, then 已归档."""

    KIND: ClassVar[str] = "special"

    opened: CivilDate | None = named("开始日期 开始", "专题开设的日期")
    archived: CivilDate | None = named("归档日期 归档", "归档的日期，可以是将来")
    sections: tuple[GatheredSection, ...] = named("版块", "各版块", default_factory=tuple)
    timeline: tuple[Milestone, ...] = named("大事记 时间线", "大事记", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What was gathered by hand."""
        for section, one in enumerate(self.sections):
            for index, item in enumerate(one.items):
                if item.ref:
                    yield Declared("gathers", f"sections.{section}.items.{index}.ref", item.ref)
        for index, milestone in enumerate(self.timeline):
            if milestone.ref:
                yield Declared("gathers", f"timeline.{index}.ref", milestone.ref)

    def outside(self) -> Iterator[str]:
        """The addresses of entries and of the timeline, too."""
        yield from Record.outside(self)
        yield from (item.url for one in self.sections for item in one.items if item.url)
        yield from (one.url for one in self.timeline if one.url)
