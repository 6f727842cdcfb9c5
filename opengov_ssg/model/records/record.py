"""What every kind of record has: who discloses it, how it was reviewed, what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal, NamedTuple

from opengov_ssg.model.fields import (
    CivilDate,
    Flag,
    Instant,
    Keywords,
    OneOf,
    Slug,
    Text,
    Texts,
    Url,
    WithdrawalKind,
    named,
)
from opengov_ssg.model.values import value


@value
class Source:
    """来源: where a reposted or imported text was taken from."""

    name: Text = named("名称", "来源单位或媒体的名称", required=True)
    url: Url | None = named("网址 链接", "原文网址")


@value
class Review:
    """One step of the review before release (条例 Art. 17); ``by`` never enters any output."""

    step: Text = named(
        "环节 步骤", "审查环节，如 secrecy（保密审查）、approval（审批）", required=True
    )
    unit: Text | None = named("部门 单位", "审查部门")
    by: Text | None = named("审查人 人员", "审查人，任何页面均不显示")
    date: CivilDate | None = named("日期", "审查日期")
    result: Literal["pass", "fail", "通过", "不通过"] = named(
        "结果 结论", "pass 或 fail", required=True
    )

    @property
    def passed(self) -> bool:
        """Whether this step was passed."""
        return self.result in ("pass", "通过")


@value
class Withdrawal:
    """撤回: from ``at`` on the record is not public. ``notice`` leaves a page with the reason;
    ``silent`` (secrecy, privacy) leaves nothing and needs a passed review step ``withdrawal``."""

    at: Instant = named("时间 日期", "撤回的时间", required=True)
    kind: WithdrawalKind = named(
        "方式", "notice（说明）保留说明页；silent（不留痕迹）", required=True
    )
    reason: Text | None = named("原因 理由", "撤回的原因，显示在说明页上")
    replacement: Text | None = named("替代文件 替代", "替代文件的索引号、文号或相对路径")


@value
class Attachment:
    """附件: a file beside the record, or one that the source names and this site does not hold."""

    id: Slug | None = named("编号 标识", "附件标识，小写字母、数字和连字符，定后不变")
    title: Text = named("标题 名称", "附件名称", required=True)
    file: Text | None = named("文件", "附件文件名，放在与本文件同名的文件夹里")
    not_held: Flag = named("未收录", "本站未收录此附件", default=False)
    url: Url | None = named("网址", "来源网站上的附件网址")


@value
class RawImport:
    """What an importer was given and repaired, for those who check it later; never published."""

    file: Text | None = named("原文件", "导入的原始文件名")
    repairs: Texts = named("修复", "已作的修复", default_factory=tuple)
    sha256: Text | None = named("摘要", "原始文件的 SHA-256")


class Declared(NamedTuple):
    """A reference that a record makes: the relation, the field it stands in
    (``about.0``), its text."""

    relation: str
    field: str
    to: str


def each(relation: str, field: str, references: Iterable[str]) -> Iterator[Declared]:
    """The references of a list field."""
    for index, to in enumerate(references):
        yield Declared(relation, f"{field}.{index}", to)


@value
class Record:
    """The fields that every kind has. ``agency`` is its code in site.yaml: who discloses it."""

    KIND: ClassVar[str] = ""

    kind: Text = named(
        "类型 种类", "document 政府信息、interpretation 政策解读、page 页面 等", required=True
    )
    title: Text = named("标题 名称 信息名称", "完整标题", required=True)
    agency: Text = named(
        "发布机构 发布单位 公开主体", "发布机构：site.yaml 中的代码或全称", required=True
    )
    disclosure: Annotated[str, OneOf("disclosure")] = named(
        "公开属性 公开方式 公开类别",
        "主动公开、依申请公开或不予公开（条例第十三条）",
        required=True,
    )
    nondisclosure_reason: Annotated[str, OneOf("reasons")] | None = named(
        "不予公开理由 不公开理由", "不予公开的法定理由（条例第十四至十六条）"
    )
    review_due: CivilDate | None = named("复核日期", "不公开信息下次评估的日期（条例第十八条）")
    status: Annotated[str, OneOf("statuses")] = named(
        "状态", "draft 草稿，published 发布", default="published"
    )
    slug: Slug | None = named("地址名", "地址中的名称，由 ssg new 分配，定后不变")
    published: Instant | None = named("发布日期 公开日期", "在本站发布的时间，可以是将来")
    signed: CivilDate | None = named("成文日期 生成日期 产生日期 签发日期", "成文日期")
    updated: Instant | None = named("更新日期 更新时间", "本站最后修改内容的时间")
    public_until: Instant | None = named("公开期限至 公开至", "限时公开的，到此时为止")
    column: Text | None = named("栏目 组配分类 公开目录", "所属栏目的代码")
    keywords: Keywords = named("主题词 关键词 关键字", "主题词", default_factory=tuple)
    summary: Text | None = named("内容概述 摘要", "内容概述，宜在100字以内")
    origin: Annotated[str, OneOf("origins")] = named(
        "信息来源类型 来源类型", "own 本机关制发，repost 转载，imported 历史导入", default="own"
    )
    source: Source | None = named("来源 信息来源", "转载或导入的来源")
    editor_note: Texts = named("编者注 编者说明", "编者说明，显示在正文之外", default_factory=tuple)
    aliases: Texts = named("旧地址 曾用地址", "曾用地址，将转到现地址", default_factory=tuple)
    attachments: tuple[Attachment, ...] = named("附件", "附件", default_factory=tuple)
    review: tuple[Review, ...] = named("审查 审查记录", "发布前的审查记录", default_factory=tuple)
    withdrawn: Withdrawal | None = named("撤回 撤回记录", "撤回记录")
    raw_import: RawImport | None = named("导入记录", "导入与修复的记录，不公开")

    def declared(self) -> Iterator[Declared]:
        """The references to other records that make a relation, in the order of the file."""
        return iter(())

    def outside(self) -> Iterator[str]:
        """The addresses outside that its fields lead to; those of its body are its links."""
        if self.source and self.source.url:
            yield self.source.url
        yield from (one.url for one in self.attachments if one.url)
