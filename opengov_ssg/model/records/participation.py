"""What the public takes part in: consultations, press conferences, responses, interviews, meetings
(DOMAIN 11; S0, S1, S4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from opengov_ssg.model.fields import CivilDate, Count, Instant, OneOf, Text, Texts, named
from opengov_ssg.model.records.record import Declared, Record, each
from opengov_ssg.model.values import value


@value
class Channel:
    """A way to send opinions: by post, by mail, by telephone."""

    label: Text = named("方式 名称", "如 电子邮箱、通信地址", required=True)
    value: Text = named("内容", "地址或号码", required=True)


@value
class Rejected:
    """A relatively concentrated opinion that was not adopted, and why (S1 五(二))."""

    opinion: Text = named("意见", "未采纳的意见", required=True)
    reason: Text = named("理由", "不采纳的理由", required=True)
    count: Count | None = named("条数", "相同意见的条数", ge=0)


@value
class ConsultationResult:
    """征集结果: shown from ``published`` on; numbers of opinions."""

    published: Instant = named("发布日期", "结果发布的时间", required=True)
    received: Count = named("收到", "收到意见的条数", required=True, ge=0)
    adopted: Count = named("采纳", "采纳的条数", required=True, ge=0)
    partly: Count = named("部分采纳", "部分采纳的条数", default=0, ge=0)
    rejected: tuple[Rejected, ...] = named(
        "未采纳", "比较集中而未采纳的意见及理由", default_factory=tuple
    )
    summary: Text | None = named("说明", "结果的说明")


@value
class Consultation(Record):
    """征求意见: open from ``opens`` to the end of ``closes`` (规章制定程序条例 Art. 15, 21)."""

    KIND: ClassVar[str] = "consultation"

    opens: CivilDate = named("开始日期 开始", "征求意见的第一日", required=True)
    closes: CivilDate = named("截止日期 截止", "征求意见的最后一日", required=True)
    short_period_reason: Text | None = named("期限缩短理由", "少于三十日的理由")
    draft: Text | None = named("征求意见稿", "草案附件的编号（attachments 中的 id）")
    explanation: Text | None = named("起草说明", "起草说明附件的编号")
    basis: Texts = named("依据", "起草依据，逐条", default_factory=tuple)
    based_on: Texts = named("依据文件", "作为依据的本站文件", default_factory=tuple)
    channels: tuple[Channel, ...] = named(
        "提交方式 渠道", "提交意见的方式", required=True, min_length=1
    )
    result: ConsultationResult | None = named("结果 征集结果", "征集结果")
    results_in: Texts = named("形成文件 结果文件", "由此形成的文件", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What it rests on, and the document that came of it."""
        yield from each("based_on", "based_on", self.based_on)
        yield from each("results_in", "results_in", self.results_in)


@value
class Speaker:
    """Somebody who speaks, with the office held."""

    name: Text = named("姓名", "姓名", required=True)
    role: Text | None = named("职务 身份", "职务")


@value
class PressConference(Record):
    """新闻发布会: announced before ``held``; its transcript is the body."""

    KIND: ClassVar[str] = "press-conference"

    held: Instant = named("时间 举行时间", "举行的时间", required=True)
    place: Text | None = named("地点", "地点")
    host: Text | None = named("主持人 主持", "主持人")
    speakers: tuple[Speaker, ...] = named(
        "发布人 发言人", "发布人及职务", required=True, min_length=1
    )
    about: Texts = named("相关文件", "所发布的文件或其他信息", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What was announced."""
        yield from each("about", "about", self.about)


@value
class FollowUp:
    """续报: a later release about the same event."""

    at: Instant = named("时间", "发布时间", required=True)
    text: Text = named("内容", "内容", required=True)


@value
class Response(Record):
    """回应关切: what was said about an event or rumour, how soon, with which result (S1 三)."""

    KIND: ClassVar[str] = "response"

    event_at: Instant | None = named("事发时间", "事件发生或知悉的时间")
    first_release_at: Instant | None = named("首次发布时间", "首次发布权威信息的时间")
    conference_at: Instant | None = named("发布会时间", "举行新闻发布会的时间")
    level: Annotated[str, OneOf("event_levels")] | None = named("级别 等级", "事件或预警的级别")
    result_type: Annotated[str, OneOf("response_results")] | None = named(
        "结果类型", "采纳建议、解决困难、调查处置、澄清误解"
    )
    follow_ups: tuple[FollowUp, ...] = named("续报", "后续发布", default_factory=tuple)
    about: Texts = named("相关文件", "相关的文件或其他信息", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What it is about."""
        yield from each("about", "about", self.about)


@value
class Interview(Record):
    """在线访谈 and published questions with answers; the dialogue is the body or its ``qa``
    blocks."""

    KIND: ClassVar[str] = "interview"

    form: Annotated[str, OneOf("interview_forms")] = named(
        "形式", "在线访谈、留言选登", default="interview"
    )
    held: Instant | None = named("时间 访谈时间", "访谈的时间")
    guests: tuple[Speaker, ...] = named("嘉宾", "嘉宾及职务", default_factory=tuple)
    messages: Count | None = named("留言数", "网民留言条数", ge=0)
    answered: Count | None = named("答复数", "答复网民提问条数", ge=0)
    about: Texts = named("相关文件", "相关的文件或其他信息", default_factory=tuple)

    def declared(self) -> Iterator[Declared]:
        """What it is about."""
        yield from each("about", "about", self.about)


@value
class Matter:
    """议题 of a meeting that may be public, and the documents that came of it."""

    title: Text = named("议题 标题", "议题", required=True)
    summary: Text | None = named("决定 说明", "作出的决定")
    documents: Texts = named("文件 形成文件", "由此印发的文件", default_factory=tuple)


@value
class Meeting(Record):
    """政府常务会议 (S4 10): the matters decided, each with what came of it."""

    KIND: ClassVar[str] = "meeting"

    held: CivilDate = named("日期 会议日期", "会议日期", required=True)
    number: Text | None = named("会次", "如 第93次")
    chair: Text | None = named("主持人 主持", "主持人")
    matters: tuple[Matter, ...] = named("议题", "可以公开的议题", required=True, min_length=1)

    def declared(self) -> Iterator[Declared]:
        """The documents that came of its matters."""
        for index, matter in enumerate(self.matters):
            yield from each("decides", f"matters.{index}.documents", matter.documents)
