"""A small site of a fictitious agency, in Chinese, traditional Chinese, Tibetan,
Uyghur and English.

A few strings of each language, plainly marked as examples: they show that the engine
carries them, no more.
"""

from __future__ import annotations

from tests.conftest import SITE, record

FOLDER = "content/bgs/documents/2026"
ADDRESS = "catalog/bgs/wj-2026-0001.html"

TEXTS = {
    "zh-Hant": "title:\n  home: 首頁\nlanguages:\n  label: 語言\n",
    "bo": "title:\n  home: གཙོ་ངོས།\nlanguages:\n  label: སྐད་ཡིག\nsearch:\n  submit: འཚོལ་བཤེར།\n",
    "ug": (
        "title:\n  home: باش بەت\nlanguages:\n  label: تىل\nsearch:\n  submit: ئىزدەش\n"
        "translation:\n  label: تەرجىمە\n  original: ئەسلى تېكىست\n"
    ),
}
"""A few of the theme's texts in each; everything else is said in the next best language."""

TITLES = {
    "zh-Hant": "（示例）關於測試的通知",
    "bo": "（示例）བརྡ་ཐོ།",
    "ug": "مىسال: ئۇقتۇرۇش",
    "en": "(Example) Notice of a test",
}
BODIES = {
    "zh-Hant": "正文為示例，見[原文](a.md)。",
    "bo": "དཔེར་བརྗོད། འདི་ནི་བརྡ་ཐོ་ཞིག་ཡིན།",
    "ug": "مىسال. بۇ بىر ئۇقتۇرۇش، 测府办〔2026〕1号، 2026-01-05.\n\n"
    "| نومۇر | چېسلا |\n| --- | --- |\n| 测府办〔2026〕1号 | 2026-01-05 09:00 |\n",
    "en": "This is an example; see [another](b.en.md) and [its table](a.en/table.csv).",
}


def translation(language: str, **fields: str) -> str:
    """A translation of the first document."""
    lines = [f"{key}: {value}" for key, value in fields.items()]
    header = "\n".join([f"title: '{TITLES[language]}'", *lines])
    return f"---\n{header}\n---\n\n{BODIES[language]}\n"


def files(language: str = "zh-CN") -> dict[str, str | bytes]:
    """The site, its own words in ``language``."""
    site = SITE.replace("identity:\n", f"identity:\n  language: {language}\n")
    made: dict[str, str | bytes] = {
        "site.yaml": site + "theme: many\n",
        f"{FOLDER}/a.md": record(
            "正文为示例。",
            title="（示例）关于测试的通知",
            doc_no="测府办〔2026〕1号",
            column="zcwj",
        ),
        f"{FOLDER}/a.en/table.csv": "name,number\na,1\n",
        f"{FOLDER}/b.md": record(
            "正文为示例二。",
            title="（示例）关于另一测试的通知",
            slug="wj-2026-0002",
            doc_no="测府办〔2026〕2号",
        ),
        f"{FOLDER}/b.en.md": "---\ntitle: (Example) Another notice\n---\n\n## Part\n\nText.\n",
    }
    for tag in TITLES:
        made[f"{FOLDER}/a.{tag}.md"] = translation(tag)
    for tag, text in TEXTS.items():
        made[f"themes/many/i18n/{tag}.yaml"] = text
    return made
