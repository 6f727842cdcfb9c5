"""Pages: plain ones, and the three whose fields the law names (条例 Art. 12, 29 ff., 55)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from opengov_ssg.model.fields import CivilDate, PageSlug, Text, Texts, Url, named
from opengov_ssg.model.records.record import Declared, Record, each
from opengov_ssg.model.values import value


@value
class Office:
    """政府信息公开工作机构: how to reach it; all of it is demanded by 条例 Art. 12."""

    name: Text = named("名称", "公开工作机构的名称", required=True)
    address: Text = named("地址 办公地址", "办公地址", required=True)
    hours: Text = named("时间 办公时间", "办公时间", required=True)
    phone: Text = named("电话 联系电话", "联系电话", required=True)
    fax: Text = named("传真 传真号码", "传真号码", required=True)
    internet: Text = named("互联网联系方式 电子邮箱", "互联网联系方式", required=True)


@value
class Guide:
    """政府信息公开指南: the fields of 条例 Art. 12."""

    classification: Text = named("分类", "政府信息的分类", required=True)
    arrangement: Text = named("编排体系 编排", "政府信息的编排体系", required=True)
    ways: Text = named("获取方式", "政府信息的获取方式", required=True)
    office: Office = named("工作机构 公开机构", "政府信息公开工作机构", required=True)


@value
class RequestGuide:
    """依申请公开: how to ask, what it costs, how long it takes, what to do against it (Art.
    29–43)."""

    form: Text | None = named("申请表", "申请表附件的编号（attachments 中的 id）")
    online: Url | None = named("网上申请", "网上申请的地址")
    channels: Texts = named(
        "受理渠道 渠道", "受理渠道：当面、邮寄、传真、网上", required=True, min_length=1
    )
    fee: Text = named("收费 收费标准", "收费规定（第四十二条）", required=True)
    time_limit: Text = named("答复期限 期限", "答复期限（第三十三条）", required=True)
    remedies: Text = named("救济 监督救济", "投诉、复议、诉讼的途径（第五十一条）", required=True)
    assistance: Text = named(
        "协助 咨询电话", "对阅读、视听有困难者的协助（第四十三条）", required=True
    )


@value
class Fee:
    """收费项目 of a public unit."""

    item: Text = named("项目", "收费项目", required=True)
    price: Text = named("标准 价格", "收费标准", required=True)
    basis: Text | None = named("依据", "收费依据")


@value
class Procedure:
    """办事事项 of a public unit: what is asked for and how it goes."""

    item: Text = named("事项", "事项名称", required=True)
    steps: Text = named("流程 程序", "办理流程", required=True)
    materials: Text | None = named("材料", "所需材料")
    time_limit: Text | None = named("时限", "办理时限")
    phone: Text | None = named("电话", "联系电话")


@value
class ServiceUnit:
    """公共企事业单位: fees, prices and procedures made public (条例 Art. 55)."""

    name: Text = named("名称", "单位全称", required=True)
    sector: Text = named("行业 领域", "行业：医疗、教育、公交、供水 等", required=True)
    address: Text | None = named("地址", "地址")
    hours: Text | None = named("时间", "服务时间")
    phone: Text = named("电话 服务电话", "服务电话", required=True)
    fees: tuple[Fee, ...] = named("收费项目", "收费项目及标准", required=True, min_length=1)
    procedures: tuple[Procedure, ...] = named(
        "办事流程", "服务事项及流程", required=True, min_length=1
    )


@value
class Page(Record):
    """页面: a plain page; with ``guide``, ``request`` or ``unit`` it is that page of an agency's
    platform. ``slug`` may have ``/`` in it."""

    KIND: ClassVar[str] = "page"

    slug: PageSlug | None = named("地址名", "页面地址，可分级，如 disclosure/guide")
    guide: Guide | None = named("公开指南", "政府信息公开指南的各项（条例第十二条）")
    request: RequestGuide | None = named("依申请公开", "依申请公开的各项（条例第二十九条以下）")
    unit: ServiceUnit | None = named("公共企事业单位", "公共企事业单位的信息（条例第五十五条）")

    def outside(self) -> Iterator[str]:
        """Where requests are made on line, too."""
        yield from Record.outside(self)
        if self.request and self.request.online:
            yield self.request.online


@value
class News(Record):
    """政务动态: what happened; freshness is inspected fortnightly (DOMAIN 6.4)."""

    KIND: ClassVar[str] = "news"

    author: Text | None = named("作者 供稿", "作者或供稿单位")
    happened: CivilDate | None = named("日期", "事情发生的日期")
    about: Texts = named("相关文件", "相关的文件或其他信息", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What it is about."""
        yield from each("about", "about", self.about)


@value
class PublicNotice(Record):
    """通知公告: an announcement of a column; it carries no document number of the catalog."""

    KIND: ClassVar[str] = "notice"

    until: CivilDate | None = named("截止日期", "事项截止的日期")
    contact: Text | None = named("联系方式", "联系方式")
    about: Texts = named("相关文件", "相关的文件或其他信息", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What it is about."""
        yield from each("about", "about", self.about)
