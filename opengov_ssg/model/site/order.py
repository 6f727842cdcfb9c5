"""How content is ordered: columns, terms, lists, navigation, the index."""

from __future__ import annotations

from typing import Annotated, Literal

from opengov_ssg.model.fields import (
    CivilDate,
    Count,
    Flag,
    OneOf,
    Slug,
    TermCode,
    Text,
    Texts,
    named,
)
from opengov_ssg.model.values import value


@value
class Column:
    """栏目: its tags and who leads it. ``freshness`` is the class it is inspected by (DOMAIN
    6.4)."""

    code: Slug = named("代码", "栏目代码", required=True)
    name: Text = named("名称 栏目名称", "栏目名称（ColumnName）", required=True)
    description: Text = named("说明 栏目描述", "栏目说明（ColumnDescription）", required=True)
    keywords: Texts = named(
        "关键词 栏目关键词", "栏目关键词（ColumnKeywords）", default_factory=tuple
    )
    type: Text | None = named("类型 栏目类别", "栏目类别（ColumnType），默认同名称")
    statutory: Annotated[str, OneOf("statutory")] | None = named(
        "法定事项", "条例第二十条、第二十一条的哪一项"
    )
    focus: Flag = named("重点领域", "是否重点领域栏目", default=False)
    kinds: Texts = named("收录类型", "自动收录的类型，如 press-conference", default_factory=tuple)
    lead_agency: Slug | None = named("牵头机关 牵头单位", "牵头机关代码")
    freshness: Literal["news", "notices", "static"] = named(
        "更新要求", "news 两周，notices 六个月，static 有变即更", default="static"
    )


@value
class TermConfig:
    """A term that a site adds to a vocabulary, or renames by using a shipped code."""

    code: TermCode = named("代码", "代码", required=True)
    name: Text = named("名称", "名称", required=True)
    parent: Text | None = named("上级", "上级代码")
    aliases: Texts = named("别名", "别名", default_factory=tuple)


@value
class ReviewStep:
    """A review step that must be passed before release (条例 Art. 17), by records of
    ``origins``."""

    step: Text = named("环节 步骤", "环节代码", required=True)
    name: Text = named("名称", "环节名称", required=True)
    origins: Texts = named("适用", "适用的来源类型，默认 own", default_factory=lambda: ("own",))


def count(names: str, about: str, default: int, least: int, most: int) -> int:
    found: int = named(names, about, default=default, ge=least, le=most)
    return found


@value
class Lists:
    """How lists are cut: up to ``whole`` records stay one page, longer ones go by year."""

    page_size: Count = count("每页条数", "列表每页的条数", 50, 5, 500)
    whole: Count = count("不分页上限", "不超过此数的列表不分年、不分页", 100, 5, 1000)
    newest: Count = count("首页条数", "首页各栏显示的条数", 10, 3, 50)
    feed: Count = count("订阅源条数", "订阅源的条数", 50, 10, 500)


@value
class Search:
    """How the search index is cut: each date begins a segment; a new record rewrites the newest
    segment only."""

    segments: tuple[CivilDate, ...] = named(
        "分段", "各段的起始日期，由 ssg record --segments 追加", default_factory=tuple
    )


@value
class NavEntry:
    """An entry of the navigation: a page of this site."""

    text: Text = named("名称", "名称", required=True)
    url: Text = named("地址", "站内地址，如 catalog/index.html", required=True)


@value
class Platform:
    """政府信息公开平台 (国办公开办函〔2019〕61号)."""

    rules: Slug | None = named("制度栏目", "政府信息公开制度所在栏目的代码")
    reports: Literal["政府信息公开年报", "政府信息公开年度报告"] = named(
        "年报名称", "年报栏的名称", default="政府信息公开年报"
    )
