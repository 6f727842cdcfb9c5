"""Language tags (BCP 47, RFC 5646): one form of each, the direction of its script,
what stands in for it.

Every tag of Chinese is taken, those of ISO 639-3 and the grandfathered ones too. Of other
languages those are known whose own name is in the table: nothing is said about a language
that cannot be named.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

DEFAULT = "zh-CN"
"""What is written last of all in any chain: the language in which everything is said."""

_NAMES = {
    "zh": "中文",
    "yue": "粵語",
    "lzh": "文言",
    "bo": "བོད་ཡིག",
    "ug": "ئۇيغۇرچە",
    "mn": "Монгол",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "uz": "Oʻzbekcha",
    "tg": "Тоҷикӣ",
    "tt": "Татарча",
    "ko": "한국어",
    "za": "Vahcuengh",
    "ii": "ꆈꌠꉙ",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "km": "ខ្មែរ",
    "lo": "ລາວ",
    "ms": "Bahasa Melayu",
    "my": "မြန်မာ",
    "ne": "नेपाली",
    "pt": "Português",
    "ru": "Русский",
    "th": "ไทย",
    "ur": "اردو",
    "vi": "Tiếng Việt",
}
_IN_SCRIPTS = {
    ("zh", "Hans"): "简体中文",
    ("zh", "Hant"): "繁體中文",
    ("mn", "Mong"): "ᠮᠣᠩᠭᠣᠯ",
    ("kk", "Arab"): "قازاقشا",
    ("ky", "Arab"): "قىرعىزچا",
    ("ug", "Latn"): "Uyghurche",
    ("ug", "Cyrl"): "Уйғурчә",
}
_SINITIC = frozenset(
    (
        *("cdo", "cjy", "cnp", "cpx", "csp", "czh", "czo"),
        *("gan", "hak", "hsn", "lzh", "mnp", "nan", "wuu", "yue"),
    )
)
"""The Chinese languages of ISO 639-3 that may follow ``zh`` as an extended subtag, but Mandarin."""
_GRANDFATHERED = {
    "i-hak": "hak",
    "zh-guoyu": "zh",
    "zh-hakka": "hak",
    "zh-min": "nan",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}
_RTL = frozenset(("Arab", "Hebr", "Syrc", "Thaa", "Nkoo"))
_SCRIPT_OF = {"ug": "Arab", "ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr"}
_SCRIPT_IN = {
    ("zh", "TW"): "Hant",
    ("zh", "HK"): "Hant",
    ("zh", "MO"): "Hant",
    ("mn", "CN"): "Mong",
    ("kk", "CN"): "Arab",
    ("ky", "CN"): "Arab",
}
"""The script of a language in a region where it is not the usual one (CLDR, likely subtags)."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<more>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.ASCII,
)
_LOOKS_LIKE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)


class Language(NamedTuple):
    """A language as a tag names it. ``tag`` is the canonical form."""

    tag: str
    language: str
    script: str
    region: str

    @property
    def written(self) -> str:
        """The script that is meant: of Chinese by region where the tag says none. Empty for a
        language's only one."""
        usual = "Hans" if self.language == "zh" else _SCRIPT_OF.get(self.language, "")
        return self.script or _SCRIPT_IN.get((self.language, self.region), usual)

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``: of its script."""
        return "rtl" if self.written in _RTL else "ltr"

    @property
    def name(self) -> str:
        """What its readers call it. Plain Chinese is told apart by script only
        where the tag does so."""
        usual = self.written == "Hans" and not self.script
        known = None if usual else _IN_SCRIPTS.get((self.language, self.written))
        return known or _NAMES.get(self.language) or _NAMES["zh"]


class NoLanguage(ValueError):
    """A text that is no tag of a known language. ``hint`` is ``underscore`` or empty; ``near``
    what may be meant."""

    def __init__(self, text: str, hint: str, near: str) -> None:
        super().__init__(text)
        self.hint = hint
        self.near = near


def looks_like(text: str) -> bool:
    """Whether a text has the shape of a tag, known or not, or of one with underscores."""
    return bool(_LOOKS_LIKE.fullmatch(text))


def is_known(text: str) -> bool:
    """Whether a text is the tag of a known language."""
    try:
        parse(text)
    except NoLanguage:
        return False
    return True


@lru_cache(maxsize=256)
def parse(text: str) -> Language:
    """The language that a tag names, in any case of letters. Raises NoLanguage."""
    lower = text.strip().lower()
    lower = _GRANDFATHERED.get(lower, lower)
    found = _TAG.fullmatch(lower)
    if not found:
        raise _unknown(text)
    language, extended = found["language"], found["extended"] or ""
    if extended and language == "zh" and (extended == "cmn" or extended in _SINITIC):
        language = extended
    elif extended:
        raise _unknown(text)
    if not _is_language(language):
        raise _unknown(text)
    language = "zh" if language == "cmn" else language
    script = (found["script"] or "").title()
    region = (found["region"] or "").upper()
    parts = [one for one in (language, script, region) if one]
    return Language("-".join(parts) + found["variants"] + found["more"], language, script, region)


def _unknown(text: str) -> NoLanguage:
    plain = text.strip().replace("_", "-")
    if "_" in text and is_known(plain):
        return NoLanguage(text, "underscore", parse(plain).tag)
    first = plain.partition("-")[0].lower()
    if _is_language(first):
        return NoLanguage(text, "", first)
    return NoLanguage(text, "", "、".join(get_close_matches(first, _NAMES, n=3, cutoff=0.5)))


def _is_language(code: str) -> bool:
    return code in _NAMES or code in _SINITIC or code == "cmn"


def is_same(one: str, other: str) -> bool:
    """Whether two tags name one written language: ``zh``, ``zh-CN`` and ``zh-Hans`` are one,
    ``zh-TW`` another.

    Raises NoLanguage.
    """
    first, second = parse(one), parse(other)
    return (first.language, first.written) == (second.language, second.written)


def chain(tag: str) -> tuple[str, ...]:
    """The tags whose texts serve a language, the best first, :data:`DEFAULT` last.
    Raises NoLanguage.

    ``zh-HK``: zh-HK, zh-Hant-HK, zh-Hant, zh-CN. Traditional Chinese is not asked of plain ``zh``.
    """
    one = parse(tag)
    if one.tag == DEFAULT:
        return (DEFAULT,)
    script = one.written
    ways = [(one.script, one.region), (script, one.region), (script, ""), (one.script, "")]
    found = [one.tag, *("-".join(filter(None, (one.language, *way))) for way in ways), one.language]
    if script != parse(one.language).written:  # of another script than the language alone means
        found = [tag for tag in found if tag != one.language]
    if one.language in _SINITIC:
        found += chain("-".join(filter(None, ("zh", one.script, one.region))))
    return (*(tag for tag in dict.fromkeys(found) if tag != DEFAULT), DEFAULT)
