"""site.yaml as typed values: who publishes, in which columns, by which rules (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
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
    Url,
    named,
    terms,
)
from opengov_ssg.model.values import value
from opengov_ssg.model.vocabulary import Vocabularies


@value
class EmblemConfig:
    """党政机关网站标识 of the footer."""

    kind: Literal["party", "public"] = named(
        "类别", "party 党政机关，public 事业单位", required=True
    )
    id: Text = named("编号", "标识编号", required=True)


@value
class Identity:
    """What the site is and who answers for it (DOMAIN 6.1, 6.2)."""

    name: Text = named("网站名称 名称", "网站全称（SiteName）", required=True)
    short_name: Text | None = named("简称", "网站简称")
    domain: Text = named("域名", "主机名（SiteDomain），如 www.example.gov.cn", required=True)
    base_url: Url | None = named("网址", "网站的绝对地址，用于规范链接、站点地图和订阅源")
    language: Literal["zh-CN", "en"] = named("语言", "界面语言", default="zh-CN")
    id_code: Text | None = named("网站标识码 标识码", "网站标识码（SiteIDCode），十位数字")
    icp: Text | None = named("ICP备案", "ICP备案编号")
    police_record: Text | None = named("公安备案", "公安机关备案号")
    emblem: EmblemConfig | None = named("党政机关标识", "党政机关网站标识")
    report_error: Url | None = named("找错", "“我为政府网站找错”入口")
    host: Text = named("主办单位 主办", "主办单位", required=True)
    operator: Text | None = named("承办单位 承办", "承办单位")
    contact: Text | None = named("联系方式", "联系方式")
    banner: Text | None = named("提示", "显示在每页顶部的说明，如示例站声明")
    consult: Url | None = named("咨询建言", "咨询投诉入口")
    services: Url | None = named("办事服务", "办事服务入口")
    mode: Literal["portal", "column"] = named(
        "方式", "portal 独立网站；column 大站中的一个栏目", default="portal"
    )


@value
class FormerNameConfig:
    """A name that an agency bore until a date."""

    name: Text = named("名称", "曾用名", required=True)
    until: CivilDate | None = named("至", "使用到哪一天")


@value
class Person:
    """A leader or spokesperson and the duties made public."""

    name: Text = named("姓名", "姓名", required=True)
    duty: Text = named("职务 分工", "职务与分工", required=True)
    phone: Text | None = named("电话", "联系电话")
    since: CivilDate | None = named("任职日期 自", "自哪一天任职；新闻发言人变更一个月内公布")


@value
class Contact:
    """A labelled way to reach an agency: telephone, address, office hours."""

    label: Text = named("名称 项目", "如 办公地址、联系电话、办公时间", required=True)
    value: Text = named("内容", "内容", required=True)


@value
class Agency:
    """机关: ``code`` is its folder in content and its part of addresses."""

    code: Slug = named("代码", "机关代码，小写字母、数字和连字符", required=True)
    name: Text = named("全称 名称", "标准全称", required=True)
    short_names: Texts = named("简称", "简称", default_factory=tuple)
    index_org: Text | None = named("机构代码 组织机构代码", "索引号前段码")
    index_scheme: Literal["G1", "G2", "G3", "G4"] | None = named("索引号格式", "G1 至 G4")
    former_names: tuple[FormerNameConfig, ...] = named("曾用名", "曾用名", default_factory=tuple)
    former_codes: Texts = named("曾用代码", "曾用机构代码", default_factory=tuple)
    succeeded_by: Slug | None = named("职能承接机关 承接机关", "承接其职能的机关代码")
    functions: Text | None = named("机关职能 职能", "机关职能")
    leaders: tuple[Person, ...] = named("领导 负责人", "领导及分工", default_factory=tuple)
    spokesperson: Person | None = named("新闻发言人", "新闻发言人")
    contacts: tuple[Contact, ...] = named("联系方式", "办公地址、时间、电话", default_factory=tuple)
    reading_places: tuple[Contact, ...] = named("查阅场所", "政府信息查阅点", default_factory=tuple)


@value
class Column:
    """栏目: its tags and who leads it. ``freshness`` is the class it is inspected by (DOMAIN 6.4)."""

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
    """A review step that must be passed before release (条例 Art. 17), by records of ``origins``."""

    step: Text = named("环节 步骤", "环节代码", required=True)
    name: Text = named("名称", "环节名称", required=True)
    origins: Texts = named("适用", "适用的来源类型，默认 own", default_factory=lambda: ("own",))


def _count(names: str, about: str, default: int, least: int, most: int) -> int:
    found: int = named(names, about, default=default, ge=least, le=most)
    return found


@value
class Lists:
    """How lists are cut: up to ``whole`` records stay one page, longer ones go by year."""

    page_size: Count = _count("每页条数", "列表每页的条数", 50, 5, 500)
    whole: Count = _count("不分页上限", "不超过此数的列表不分年、不分页", 100, 5, 1000)
    newest: Count = _count("首页条数", "首页各栏显示的条数", 10, 3, 50)
    feed: Count = _count("订阅源条数", "订阅源的条数", 50, 10, 500)


@value
class Limits:
    """Sizes beyond which a file is refused, in bytes."""

    record_bytes: Count = _count("文稿大小上限", "一个内容文件的字节数", 8 << 20, 1 << 10, 1 << 30)
    attachment_bytes: Count = _count("附件大小上限", "一个附件的字节数", 200 << 20, 1, 1 << 33)


@value
class Links:
    """Hosts beside .gov.cn and the own domain that need no notice before leaving (DOMAIN 6.3)."""

    trusted: Texts = named("免提示主机", "不需离站提示的主机名", default_factory=tuple)


@value
class NavEntry:
    """An entry of the navigation: a page of this site."""

    text: Text = named("名称", "名称", required=True)
    url: Text = named("地址", "站内地址，如 catalog/index.html", required=True)


@value
class YearCalendar:
    """One year's holidays and the weekend days worked instead (the yearly State Council notice)."""

    year: Count = named("年份", "年份", required=True)
    off: tuple[CivilDate, ...] = named("放假", "放假日", default_factory=tuple)
    work: tuple[CivilDate, ...] = named("上班", "调休上班日", default_factory=tuple)


@value
class TimeLimit:
    """The working days within which information is disclosed (条例 Art. 26: 20)."""

    days: Count = _count("工作日", "公开时限的工作日数", 20, 1, 60)
    since: CivilDate | None = named("起始", "从哪一天成文的文件起检查")


@value
class GazetteSeries:
    """一种公报 (DOMAIN 9): ``complete`` holdings promise every issue, ``partial`` ones tell gaps."""

    code: Slug = named("代码", "公报的代码", required=True)
    name: Text = named("名称 刊名", "引用时的刊名，如 国务院公报", required=True)
    full_name: Text | None = named("全称", "全称，如 中华人民共和国国务院公报")
    agency: Text = named("主办机关 主办", "主办机关：代码或全称", required=True)
    holdings: Literal["complete", "partial"] = named(
        "收藏", "complete 全部收录，partial 部分收录", default="partial"
    )
    label: Literal["期", "号"] = named("期号单位", "期 或 号", default="号")
    issn: Text | None = named("国际标准刊号 ISSN", "ISSN")
    cn: Text | None = named("国内统一刊号 CN", "CN")
    license: Text | None = named("准印证号 准印证", "准印证号")
    frequency: Text | None = named("刊期", "如 每月10日、20日、30日出版")
    covers: Texts = named(
        "收录机关", "其规章、行政规范性文件由本公报刊登的机关：代码或全称", default_factory=tuple
    )
    about: Text | None = named("说明", "刊物的说明")


@value
class Platform:
    """政府信息公开平台 (国办公开办函〔2019〕61号)."""

    rules: Slug | None = named("制度栏目", "政府信息公开制度所在栏目的代码")
    reports: Literal["政府信息公开年报", "政府信息公开年度报告"] = named(
        "年报名称", "年报栏的名称", default="政府信息公开年报"
    )


@value
class Consultations:
    """How long a consultation lasts at least, and within how many days its result is expected."""

    days: Count = _count("最短天数", "征求意见的最短天数（规章制定程序条例）", 30, 1, 365)
    feedback: Count = _count("反馈天数", "结束后多少天内公布结果", 30, 1, 365)


@value
class PressProfile:
    """How often the agencies named hold a press conference (S0 (1), S2 (2))."""

    every: Literal["month", "quarter", "year"] = named(
        "周期", "month、quarter 或 year", required=True
    )
    agencies: Texts = named("机关", "机关代码", required=True)


@value
class Responses:
    """Hours to the first release and to a press conference after a major event (S1 三(四))."""

    first_hours: Count = _count("首次发布小时", "首次发布权威信息的小时数", 5, 1, 240)
    conference_hours: Count = _count("发布会小时", "举行新闻发布会的小时数", 24, 1, 720)


@value
class Search:
    """How the search index is cut: each date begins a segment; a new record rewrites the newest
    segment only."""

    segments: tuple[CivilDate, ...] = named(
        "分段", "各段的起始日期，由 ssg record --segments 追加", default_factory=tuple
    )


@value
class SiteConfig:
    """All of site.yaml. ``terms`` are merged into vocabularies by ``config/``."""

    identity: Identity = named("网站", "网站标识", required=True)
    agencies: tuple[Agency, ...] = named("机关", "机关", required=True)
    columns: tuple[Column, ...] = named("栏目", "栏目", default_factory=tuple)
    vocabularies: dict[str, tuple[TermConfig, ...]] = named(
        "词表", "对词表的补充", default_factory=dict
    )
    review: tuple[ReviewStep, ...] = named("审查 审查环节", "必经的审查环节", default_factory=tuple)
    required: dict[str, tuple[Text, ...]] = named(
        "必填", "各类型另外必填的字段", default_factory=dict
    )
    nav: tuple[NavEntry, ...] = named("导航", "导航", default_factory=tuple)
    lists: Lists = named("列表", "列表的分页", default_factory=Lists)
    limits: Limits = named("限额", "文件大小限额", default_factory=Limits)
    links: Links = named("链接", "离站链接", default_factory=Links)
    time_limit: TimeLimit = named("公开时限", "公开时限", default_factory=TimeLimit)
    gazettes: tuple[GazetteSeries, ...] = named("公报", "政府公报", default_factory=tuple)
    statutory: terms("statutory") = named(  # type: ignore[valid-type]
        "法定公开栏目", "要自动设立的法定主动公开栏目", default_factory=tuple
    )
    platform: Platform = named("公开平台", "政府信息公开平台", default_factory=Platform)
    consultations: Consultations = named(
        "征求意见", "征求意见的期限", default_factory=Consultations
    )
    press: tuple[PressProfile, ...] = named("发布会要求", "新闻发布会的频次", default_factory=tuple)
    responses: Responses = named("回应时限", "回应关切的时限", default_factory=Responses)
    search: Search = named("检索 搜索", "全文检索", default_factory=Search)
    calendar: tuple[YearCalendar, ...] = named("节假日", "节假日安排", default_factory=tuple)
    theme: Text = named("主题", "主题名称", default="default")
    rules: dict[str, Literal["on", "off"]] = named(
        "规则", "关闭某条检查规则，如 disclosed-late: off", default_factory=dict
    )
    register: Literal["none", "on_request"] = named(
        "登记册", "on_request 公开依申请公开信息的登记册（仅标题、编号、理由）", default="none"
    )


Places = dict[tuple[str, int], tuple[int, int]]
"""Line and column in site.yaml of the entries of its lists: ``("agencies", 2)``."""


class Site:
    """A site ready for use: its configuration and what is looked up in it, made once."""

    __slots__ = ("_agencies", "agencies", "columns", "config", "gazettes", "places", "vocabularies")

    def __init__(
        self, config: SiteConfig, vocabularies: Vocabularies, places: Places | None = None
    ) -> None:
        self.config = config
        self.vocabularies = vocabularies
        self.places = places or {}
        self.agencies = {agency.code: agency for agency in config.agencies}
        self.columns = {column.code: column for column in (*config.columns, *self._statutory())}
        self.gazettes = {series.code: series for series in config.gazettes}
        self._agencies: dict[str, str] = {}
        for agency in config.agencies:
            former = (name.name for name in agency.former_names)
            names = (agency.name, *agency.short_names, *former, *agency.former_codes)
            for spelling in (agency.code, *names):
                self._agencies.setdefault(spelling, agency.code)

    def __reduce__(self) -> tuple[object, ...]:
        return (Site, (self.config, self.vocabularies, self.places))

    def place(self, list_name: str, index: int) -> tuple[int, int]:
        """Line and column in site.yaml of an entry of a list, such as the third of the agencies."""
        return self.places.get((list_name, index), (0, 0))

    def _statutory(self) -> Iterator[Column]:
        """The columns that ``statutory`` sets up, but those that site.yaml describes itself."""
        own = {column.statutory for column in self.config.columns}
        taken = {column.code for column in self.config.columns}
        for code in dict.fromkeys(self.config.statutory):
            if code not in own and code not in taken:
                name = self.vocabularies.get("statutory").path(code)
                yield Column(
                    code=code,
                    name=name,
                    description=name,
                    keywords=(name,),
                    type=None,
                    statutory=code,
                    lead_agency=None,
                )

    def series_code(self, text: str) -> str | None:
        """The code of the gazette that ``text`` names: code, name or full name."""
        for series in self.gazettes.values():
            if text.strip() in (series.code, series.name, series.full_name):
                return series.code
        return None

    def kind_column(self, kind: str) -> str | None:
        """The column that records of ``kind`` belong to when they name none."""
        return next((code for code, one in self.columns.items() if kind in one.kinds), None)

    @property
    def identity(self) -> Identity:
        """Shorthand for ``config.identity``."""
        return self.config.identity

    def agency_code(self, text: str) -> str | None:
        """The code of the agency that ``text`` names: code, full, short or former name."""
        return self._agencies.get(text.strip())

    def column_code(self, text: str) -> str | None:
        """The code of the column that ``text`` names: by code or name."""
        names = {column.name: code for code, column in self.columns.items()}
        return text if text in self.columns else names.get(text.strip())

    def column_names(self) -> list[str]:
        """All codes and names of columns, for suggestions."""
        return [*self.columns, *(column.name for column in self.columns.values())]

    def agency_names(self) -> list[str]:
        """All codes and names, for suggestions."""
        return list(self._agencies)

    def step_names(self, steps: Iterable[str]) -> list[str]:
        """The names of review steps, for messages; a step that site.yaml does not know as it is."""
        names = {step.step: step.name for step in self.config.review}
        return [names.get(step, step) for step in steps]

    def steps_for(self, origin: str) -> tuple[str, ...]:
        """The review steps that a record of this origin must have passed."""
        return tuple(step.step for step in self.config.review if origin in step.origins)

    def days_off(self) -> dict[int, tuple[frozenset[date], frozenset[date]]]:
        """The site's own calendar: year → days off, weekend days worked."""
        return {
            year.year: (frozenset(year.off), frozenset(year.work)) for year in self.config.calendar
        }
