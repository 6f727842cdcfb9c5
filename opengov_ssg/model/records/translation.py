"""Translations: what ``a.en.md`` says of its own beside ``a.md``; everything else
is the original's."""

from __future__ import annotations

from opengov_ssg.model.fields import CivilDate, Keywords, Text, Texts, named
from opengov_ssg.model.records.record import Attachment
from opengov_ssg.model.values import value


@value
class TranslationHeader:
    """译文: the header of a translation. It has no number, no date of release and no
    status of its own."""

    title: Text = named("标题 名称 信息名称", "译文的标题", required=True)
    summary: Text | None = named("内容概述 摘要", "译文的内容概述")
    keywords: Keywords = named("主题词 关键词 关键字", "译文的主题词", default_factory=tuple)
    attachments: tuple[Attachment, ...] = named("附件", "译文自己的附件", default_factory=tuple)
    editor_note: Texts = named("编者注 编者说明", "编者说明，显示在正文之外", default_factory=tuple)
    translator: Text | None = named("译者 翻译单位", "译者或翻译单位")
    translated: CivilDate | None = named("翻译日期 译文日期", "译成的日期")
    note: Text | None = named("译文说明", "对译文的说明，显示在“以原文为准”之后")
