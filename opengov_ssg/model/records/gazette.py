"""政府公报: one issue, with its contents in the order of print (DOMAIN 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from opengov_ssg.model.fields import CivilDate, Count, OneOf, Text, Url, named
from opengov_ssg.model.records.record import Declared, Record
from opengov_ssg.model.values import value


@value
class PrintedItem:
    """An item of the contents: a record of this site, or a title with the address of its text."""

    ref: Text | None = named("文件", "本站的文件：索引号、文号或相对路径")
    title: Text | None = named("标题", "刊登的标题；本站没有正文的必填")
    doc_no: Text | None = named("文号", "文号")
    issuer: Text | None = named("发文机关", "发文机关")
    url: Url | None = named("网址", "正文在别处的网址；有“文件”的不用")
    page: Text | None = named("页码", "刊登的页码，如 12 或 12-15")


@value
class PrintedSection:
    """栏目 of an issue, such as 国务院令."""

    title: Text | None = named("标题 名称", "栏目名称；没有栏目的省略")
    items: tuple[PrintedItem, ...] = named("条目", "依刊登次序的条目", required=True, min_length=1)


@value
class GazetteIssue(Record):
    """一期公报. Title, agency and disclosure follow from its series when the file
    does not say them."""

    KIND: ClassVar[str] = "gazette-issue"

    title: Text = named("标题 名称 信息名称", "标题，省略时由公报名称、年份和期号组成", default="")
    agency: Text = named("发布机构 发布单位 公开主体", "发布机构，省略时为主办机关", default="")
    disclosure: Annotated[str, OneOf("disclosure")] = named(
        "公开属性 公开方式 公开类别", "主动公开", default="public"
    )
    series: Text = named("公报 刊名", "公报的代码（site.yaml 的 gazettes）", required=True)
    year: Count = named("年份 年", "年份", required=True, ge=1900, le=2999)
    number: Text = named("期号 期 号", "期号，如 9；合刊 1-2；增刊 增刊1", required=True)
    cumulative: Count | None = named("总号 总期号", "总号", ge=1)
    date: CivilDate = named("出版日期", "出版日期", required=True)
    sections: tuple[PrintedSection, ...] = named(
        "目录 版块", "依次序的版块及条目", default_factory=tuple
    )

    def declared(self) -> Iterator[Declared]:
        """What is printed in it."""
        for section, one in enumerate(self.sections):
            for index, item in enumerate(one.items):
                if item.ref:
                    yield Declared("prints", f"sections.{section}.items.{index}.ref", item.ref)

    def outside(self) -> Iterator[str]:
        """Where texts are that this site does not hold, too."""
        yield from Record.outside(self)
        items = (item for one in self.sections for item in one.items)
        yield from (item.url for item in items if item.url and not item.ref)
