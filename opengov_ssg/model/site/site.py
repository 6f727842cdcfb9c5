"""site.yaml as a whole, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from opengov_ssg.model.fields import (
    Text,
    named,
    terms,
)
from opengov_ssg.model.site.demands import (
    Consultations,
    Limits,
    Links,
    PressProfile,
    Responses,
    TimeLimit,
    YearCalendar,
)
from opengov_ssg.model.site.order import (
    Column,
    Lists,
    NavEntry,
    Platform,
    ReviewStep,
    Search,
    TermConfig,
)
from opengov_ssg.model.site.publisher import (
    Agency,
    GazetteSeries,
    Identity,
)
from opengov_ssg.model.values import value
from opengov_ssg.model.vocabulary import Vocabularies
from opengov_ssg.notation import languages


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
    server: Literal["nginx", "apache", "iis"] | None = named(
        "服务器", "发布网站的服务器；iis 时 web.config 随网站生成"
    )
    rules: dict[str, Literal["on", "off"]] = named(
        "规则", "关闭某条检查规则，如 disclosed-late: off", default_factory=dict
    )
    register: Literal["none", "on_request"] = named(
        "登记册", "on_request 公开依申请公开信息的登记册（仅标题、编号、理由）", default="none"
    )


_READ_BY = ("agencies", "columns", "consultations", "gazettes", "limits", "required", "statutory")
"""What reading a content file follows from, beside the language of texts and the vocabularies."""
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

    def for_reading(self) -> Site:
        """The site as reading a content file may know it: what else site.yaml says is as if unsaid,
        so that no reading can follow from it, and none is made anew when it changes."""
        identity: dict[str, Any] = dict.fromkeys(("name", "domain", "host"), "-")
        identity["text_language"] = self.text_language
        known = {name: getattr(self.config, name) for name in _READ_BY}
        return Site(SiteConfig(identity=Identity(**identity), **known), self.vocabularies)

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
        """The code of the gazette that ``text`` names: code, name, full name or alias."""
        for series in self.gazettes.values():
            if text.strip() in (series.code, series.name, series.full_name, *series.aliases):
                return series.code
        return None

    def kind_column(self, kind: str) -> str | None:
        """The column that records of ``kind`` belong to when they name none."""
        return next((code for code, one in self.columns.items() if kind in one.kinds), None)

    @property
    def identity(self) -> Identity:
        """Shorthand for ``config.identity``."""
        return self.config.identity

    @property
    def text_language(self) -> str:
        """The tag of the language in which records are written, but for their translations: the
        site's own where that is Chinese."""
        identity = self.config.identity
        own = languages.parse(identity.language).language
        usual = identity.language if own == "zh" else languages.DEFAULT
        return identity.text_language or usual

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
