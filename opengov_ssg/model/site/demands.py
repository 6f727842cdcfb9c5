"""What is demanded of content and of those who publish it: sizes, days, frequencies."""

from __future__ import annotations

from typing import Literal

from opengov_ssg.model.fields import (
    CivilDate,
    Count,
    Texts,
    named,
)
from opengov_ssg.model.site.order import count
from opengov_ssg.model.values import value


@value
class Limits:
    """Sizes beyond which a file is refused, in bytes."""

    record_bytes: Count = count("文稿大小上限", "一个内容文件的字节数", 8 << 20, 1 << 10, 1 << 30)
    attachment_bytes: Count = count("附件大小上限", "一个附件的字节数", 200 << 20, 1, 1 << 33)


@value
class Links:
    """Hosts beside .gov.cn and the own domain that need no notice before leaving (DOMAIN 6.3)."""

    trusted: Texts = named("免提示主机", "不需离站提示的主机名", default_factory=tuple)


@value
class YearCalendar:
    """One year's holidays and the weekend days worked instead (the yearly State Council notice)."""

    year: Count = named("年份", "年份", required=True)
    off: tuple[CivilDate, ...] = named("放假", "放假日", default_factory=tuple)
    work: tuple[CivilDate, ...] = named("上班", "调休上班日", default_factory=tuple)


@value
class TimeLimit:
    """The working days within which information is disclosed (条例 Art. 26: 20)."""

    days: Count = count("工作日", "公开时限的工作日数", 20, 1, 60)
    since: CivilDate | None = named("起始", "从哪一天成文的文件起检查")


@value
class Consultations:
    """How long a consultation lasts at least, and within how many days its result is expected."""

    days: Count = count("最短天数", "征求意见的最短天数（规章制定程序条例）", 30, 1, 365)
    feedback: Count = count("反馈天数", "结束后多少天内公布结果", 30, 1, 365)


@value
class PressProfile:
    """How often the agencies named hold a press conference (S0 (1), S2 (2))."""

    every: Literal["month", "quarter", "year"] = named(
        "周期", "month、quarter 或 year", required=True
    )
    agencies: Texts = named("机关", "机关代码", required=True, min_length=1)


@value
class Responses:
    """Hours to the first release and to a press conference after a major event (S1 三(四))."""

    first_hours: Count = count("首次发布小时", "首次发布权威信息的小时数", 5, 1, 240)
    conference_hours: Count = count("发布会小时", "举行新闻发布会的小时数", 24, 1, 720)
