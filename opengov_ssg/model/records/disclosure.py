"""What an agency's disclosure platform is made of beside pages: annual reports, standard
catalogs."""

from __future__ import annotations

from typing import ClassVar

from opengov_ssg.model.fields import Count, Text, Texts, named, terms
from opengov_ssg.model.records.record import Record
from opengov_ssg.model.report_tables import ReportTables
from opengov_ssg.model.values import value


@value
class AnnualReport(Record):
    """政府信息公开工作年度报告 (条例 Art. 50): six chapters, and the statutory tables as data."""

    KIND: ClassVar[str] = "annual-report"

    year: Count = named("年份 年度", "报告的年度", required=True, ge=2008, le=2999)
    tables: ReportTables = named("统计表 表格", "统一格式的三张表", required=True)


@value
class CatalogRow:
    """A row of the 主动公开基本目录 (DOMAIN 4.4): what is disclosed by whom, when, how."""

    number: Text | None = named("序号", "序号")
    area: Text = named("一级事项 领域", "一级事项", required=True)
    item: Text = named("二级事项 事项", "二级事项", required=True)
    content: Text = named("公开内容 内容 公开内容（要素）", "公开内容（要素）", required=True)
    basis: Text = named("公开依据 依据", "公开依据", required=True)
    time_limit: Text = named("公开时限 时限", "公开时限", required=True)
    body: Text = named("公开主体 主体", "公开主体", required=True)
    channels: Texts = named(
        "公开渠道和载体 公开渠道 渠道", "公开渠道和载体", required=True, min_length=1
    )
    audience: Text = named("公开对象 对象", "全社会或特定群体", default="全社会")
    mode: Text = named("公开方式 方式", "主动或依申请", default="主动")
    level: Text | None = named("公开层级 层级", "县级、乡级")
    five_open: terms("five_open") = named(  # type: ignore[valid-type]
        "五公开", "决策、执行、管理、服务、结果", default_factory=tuple
    )
    column: Text | None = named("栏目", "落实此项的栏目代码")
    topics: terms("topics") = named(  # type: ignore[valid-type]
        "主题分类", "落实此项的主题分类", default_factory=tuple
    )
    keywords: Texts = named("主题词", "落实此项的文件的主题词", default_factory=tuple)


@value
class StandardCatalog(Record):
    """主动公开基本目录: ``rows`` in the header, or ``table`` names a CSV file beside the record."""

    KIND: ClassVar[str] = "standard-catalog"

    table: Text | None = named("表格文件", "目录的 CSV 文件，放在与本文件同名的文件夹里")
    rows: tuple[CatalogRow, ...] = named("条目 目录", "目录的各行", default_factory=tuple)
