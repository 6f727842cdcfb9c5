"""Who publishes: the site, its agencies with the people in them, its gazettes."""

from __future__ import annotations

from typing import Literal

from opengov_ssg.model.fields import (
    CivilDate,
    LanguageTag,
    Slug,
    Text,
    Texts,
    Url,
    named,
)
from opengov_ssg.model.values import value


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
    language: LanguageTag = named(
        "语言", "网站的语言：中文的各种 BCP 47 写法，或 bo、ug、en 等", default="zh-CN"
    )
    text_language: LanguageTag | None = named(
        "文本语言", "所公开信息的语言；网站是中文的同网站，其他的默认 zh-CN"
    )
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
class GazetteSeries:
    """一种公报 (DOMAIN 9): ``complete`` holdings promise every issue, ``partial`` ones tell
    gaps."""

    code: Slug = named("代码", "公报的代码", required=True)
    name: Text = named("名称 刊名", "引用时的刊名，如 国务院公报", required=True)
    full_name: Text | None = named("全称", "全称，如 中华人民共和国国务院公报")
    aliases: Texts = named("别名", "引用时的其他写法，如简称、旧刊名", default_factory=tuple)
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
