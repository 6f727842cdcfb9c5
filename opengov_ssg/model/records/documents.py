"""政府信息 and 政策解读: the records of the catalog, and what explains them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from opengov_ssg.model.fields import CivilDate, OneOf, Text, Texts, named, terms
from opengov_ssg.model.records.record import Declared, Record, each
from opengov_ssg.model.values import value

RELATIONS = ("repeals", "amends", "supersedes", "forwards")
"""The relations that a document may declare to documents."""


@value
class Document(Record):
    """政府信息: a record of the catalog, policy documents and everything else disclosed."""

    KIND: ClassVar[str] = "document"

    index_no: Text | None = named("索引号", "信息索引号，一经编定不再改变")
    doc_no: Text | None = named(
        "文号 发文字号 文件编号 发布文号", "发文字号，如 国办发〔2016〕80号"
    )
    normative_no: Text | None = named("规范性文件编号 统一编号", "规范性文件统一编号")
    genre: Annotated[str, OneOf("genres")] | None = named("体裁分类 公文种类 文种 体裁", "公文种类")
    topics: terms("topics") = named(  # type: ignore[valid-type]
        "主题分类 主题导航 信息分类", "主题分类，两级之间用反斜线", default_factory=tuple
    )
    issuers: Texts = named(
        "发文机关 发文机构 制发机关", "发文机关，主办机关在前", default_factory=tuple
    )
    rule_class: Annotated[str, OneOf("rule_classes")] | None = named(
        "文件类别 文件性质", "规章、行政规范性文件、其他文件、非文件"
    )
    five_open: terms("five_open") = named(  # type: ignore[valid-type]
        "五公开", "决策、执行、管理、服务、结果", default_factory=tuple
    )
    formed: CivilDate | None = named("形成日期", "信息形成或变更之日，公开期限由此起算")
    effective: CivilDate | None = named("施行日期 生效日期", "施行日期")
    valid_to: CivilDate | None = named("有效期至 失效日期 废止日期", "有效期的最后一日")
    validity: Annotated[str, OneOf("validities")] | None = named(
        "有效性 信息有效性 效力状态", "来源或清理结果载明的效力；其余由日期和关系得出"
    )
    addressees: Text | None = named("主送机关", "主送机关")
    annotation: Text | None = named("附注", "附注，如 此件公开发布")
    audience: Texts = named("服务对象 服务对象分类", "服务对象", default_factory=tuple)
    scope: Text | None = named("公开范围", "公开范围，如 面向社会")
    time_limit: Text | None = named("公开时限", "公开时限，如 长期公开")
    coordinated_with: Texts = named("会签单位 协调机关", "已协调确认的机关", default_factory=tuple)
    repeals: Texts = named("废止文件", "本件废止的文件", default_factory=tuple)
    amends: Texts = named("修改文件", "本件修改的文件", default_factory=tuple)
    supersedes: Texts = named("取代文件", "本件取代的文件", default_factory=tuple)
    forwards: Texts = named("转发文件 印发文件", "本件转发的文件", default_factory=tuple)
    gazette_exempt: Text | None = named("不登公报理由", "规章、规范性文件不登公报的理由")

    def declared(self) -> Iterator[Declared]:
        """What the document does to others."""
        for relation in RELATIONS:
            yield from each(relation, relation, getattr(self, relation))


@value
class Interpretation(Record):
    """政策解读: explains one or more documents, linked from both ends (DOMAIN 10)."""

    KIND: ClassVar[str] = "interpretation"

    interprets: Texts = named("解读对象 解读文件", "所解读的文件", default_factory=tuple)
    form: Annotated[str, OneOf("forms")] = named("解读形式 形式", "解读形式", default="text")
    author_org: Text | None = named("解读单位 解读机关", "解读单位：谁起草、谁解读")
    experts: Texts = named("专家 解读专家", "解读专家", default_factory=tuple)
    covers: Texts = named("解读内容", "涉及的内容，如 背景依据、主要内容", default_factory=tuple)
    contact: Text | None = named("联系方式 咨询电话", "解读单位的联系方式")

    def declared(self) -> Iterator[Declared]:
        """What is interpreted."""
        yield from each("interprets", "interprets", self.interprets)
