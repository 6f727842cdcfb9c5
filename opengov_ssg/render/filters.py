"""What templates may call to print a size or a date; nothing here knows a locale or a clock."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# A 文号 with the code before it, as far as that can be told, and a date in either spelling.
_WHOLE = re.compile(
    r"[\u4e00-\u9fff]{0,5}〔\d{4}〕\d{1,6}号|\d{4}年(?:第\d{1,5}号|\d{1,2}月(?:\d{1,2}日)?)"
    r"|\d{4}-\d{2}-\d{2}"
)


def filesize(count: int) -> str:
    """``12 KB``, ``1.4 MB``: 1,024 bytes to the KB."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{-(-count // 1024)} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def date_long(text: str) -> str:
    """``2016-11-10`` or ``2016-11-10 09:00`` → ``2016年11月10日``; other text as it is."""
    parts = text[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return text
    year, month, day = parts
    return f"{year}年{int(month)}月{int(day)}日"


def unbroken(text: str) -> Markup:
    """Running text whose numbers and dates move to the next line whole."""
    plain = str(escape(text))
    return Markup(_WHOLE.sub(r'<span class="og-unbroken">\g<0></span>', plain))
