"""A site full of what may not be seen: every text of every hidden record carries a mark.

A mark is Han and ASCII (``龘靐`` … ``zqx9``), the same two in all; what follows them names record
and field, so that a failed test tells what leaked.
"""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import SITE, record

HAN, ASCII = "龘靐", "zqx9"
MARKS = (HAN, ASCII)
FOLDER = "content/bgs/documents/2026"
PASSED = {"step": "secrecy", "unit": "办公室", "by": f"{HAN}审查人{ASCII}", "result": "pass"}
REASON = "撤回理由齉爩zyx8"
"""The only text of a withdrawn record that stays to be read."""

# Why each record is hidden at AS_OF: the fields that make it so.
KINDS: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "embargoed": {"published": "2026-12-01T09:00"},
    "undated": {"published": None},
    "expired": {"public_until": "2026-06-01"},
    "request": {"disclosure": "依申请公开", "nondisclosure_reason": "内部事务信息"},
    "withheld": {"disclosure": "不予公开", "nondisclosure_reason": "国家秘密"},
    "silent": {
        "withdrawn": {"at": "2026-05-01", "kind": "silent", "reason": f"{HAN}{ASCII}silentreason"},
        "review": [PASSED, {**PASSED, "step": "withdrawal"}],
    },
    "notice": {"withdrawn": {"at": "2026-05-01", "kind": "notice", "reason": REASON}},
    "unreviewed": {"review": []},
    "failed": {"review": [PASSED, {**PASSED, "step": "approval", "result": "fail"}]},
    "failed-only": {"review": [{**PASSED, "result": "fail"}]},
}
WITHOUT_BODY = ("request", "withheld")

CONFIG = SITE.replace(
    "columns:\n",
    "vocabularies:\n"
    "  topics:\n"
    f"    - {{code: '99', name: {HAN}主题{ASCII}}}\n"
    "review:\n"
    "  - {step: secrecy, name: 保密审查, origins: [own, repost]}\n"
    "columns:\n"
    f"  - {{code: {ASCII}col, name: 另一栏目, description: 另一说明, keywords: [{HAN}词]}}\n",
)
"""The index of columns names every column of site.yaml; its code is nowhere without a record in
it."""


def mark(kind: str, field: str) -> str:
    """A text that must not be seen."""
    return f"{HAN}{field}{ASCII}{kind}"


def _common(kind: str, name: str) -> dict[str, Any]:
    held = kind not in WITHOUT_BODY
    files = [
        {"id": f"{ASCII}-fj1", "title": mark(kind, "附件"), "file": f"{HAN}附件{ASCII}.txt"},
        {"title": mark(kind, "未收录"), "not_held": True, "url": f"https://{ASCII}.example/{name}"},
    ]
    fields = {
        "title": mark(kind, "标题"),
        "slug": f"{ASCII}-{name}",
        "summary": mark(kind, "概述"),
        "keywords": [mark(kind, "主题词")],
        "column": "zqx9col",
        "source": {"name": mark(kind, "来源"), "url": f"https://{ASCII}.example/source/{name}"},
        "editor_note": [mark(kind, "编者注")],
        "aliases": [] if kind == "notice" else [f"old/{ASCII}-{name}.html"],
        "raw_import": {"file": mark(kind, "原文件")},
        "attachments": files if held else [],
        "review": [PASSED],
    }
    return fields | KINDS[kind]


def _body(kind: str) -> str:
    name = f"{HAN}{kind}"
    return (
        f"{mark(kind, '正文')}，见{HAN}发〔2026〕1号和《{mark(kind, '所引的标题')}》。\n\n"
        f"## {mark(kind, '小标题')}\n\n![{mark(kind, '替代文字')}]({name}/图{ASCII}.png)\n\n"
        f"[{mark(kind, '链接')}](https://{ASCII}.example/body)\n\n"
        f"| {mark(kind, '表头')} |\n| --- |\n| {mark(kind, '单元格')} |\n"
    )


def _files(kind: str, path: str) -> dict[str, str | bytes]:
    if kind in WITHOUT_BODY:
        return {}
    folder = path.removesuffix(".md")
    picture = b"\x89PNG\r\n\x1a\n" + mark(kind, "图片内容").encode()
    return {
        f"{folder}/{HAN}附件{ASCII}.txt": mark(kind, "附件内容") + "\n",
        f"{folder}/图{ASCII}.png": picture,
    }


def documents(*kinds: str) -> dict[str, str | bytes]:
    """A hidden document of each kind, with a mark in every field, its files beside it."""
    files: dict[str, str | bytes] = {}
    for number, kind in enumerate(kinds or KINDS, 1):
        path = f"{FOLDER}/{HAN}{kind}.md"
        fields = _common(kind, kind)
        if kind == "notice":  # its address stays, and its number
            fields |= {"slug": "wj-withdrawn", "doc_no": None}
        else:
            fields |= {"doc_no": f"{HAN}办发〔2026〕{number}号"}
        fields |= {
            "topics": ["99"],
            "issuers": [mark(kind, "发文机关")],
            "addressees": mark(kind, "主送机关"),
            "annotation": mark(kind, "附注"),
            "scope": mark(kind, "公开范围"),
            "time_limit": mark(kind, "公开时限"),
            "audience": [mark(kind, "服务对象")],
            "coordinated_with": [mark(kind, "会签单位")],
            "normative_no": mark(kind, "统一编号"),
            "repeals": ["./public.md"],
            "forwards": ["./other.md"],
        }
        body = "" if kind in WITHOUT_BODY else _body(kind)
        files[path] = record(body, **fields)
        files |= _files(kind, path) | _translation(kind, path)
    return files


TRANSLATED = (
    "译文标题",
    "译文概述",
    "译文主题词",
    "译者",
    "译文说明",
    "译文编者注",
    "译文附件",
    "译文正文",
)
"""The texts of a translation; the body's come after the attachment's."""


def _translation(kind: str, path: str) -> dict[str, str | bytes]:
    """The translation of a hidden record into English, with a mark in every field and
    a file of its own."""
    if kind in WITHOUT_BODY:
        return {}
    texts = {field: mark(kind, field) for field in TRANSLATED}
    fields = {
        "title": texts["译文标题"],
        "summary": texts["译文概述"],
        "keywords": [texts["译文主题词"]],
        "translator": texts["译者"],
        "translated": "2026-01-06",
        "note": texts["译文说明"],
        "editor_note": [texts["译文编者注"]],
        "attachments": [
            {"id": f"{ASCII}-fj1", "title": texts["译文附件"], "file": f"{HAN}译文{ASCII}.txt"}
        ],
    }
    lines = [f"{key}: {json.dumps(one, ensure_ascii=False)}" for key, one in fields.items()]
    header = "\n".join(lines)
    into = path.removesuffix(".md")
    return {
        f"{into}.en.md": f"---\n{header}\n---\n\n{texts['译文正文']}\n\n"
        f"[{mark(kind, '译文链接')}](https://{ASCII}.example/body)\n",
        f"{into}.en/{HAN}译文{ASCII}.txt": mark(kind, "译文附件内容") + "\n",
    }


def others(*kinds: str) -> dict[str, str | bytes]:
    """A hidden interpretation, a hidden special and a hidden page of each kind."""
    files: dict[str, str | bytes] = {}
    for kind in kinds or KINDS:
        if kind in (*WITHOUT_BODY, "notice"):
            continue
        path = f"content/bgs/interpretations/2026/{HAN}{kind}.md"
        fields = _common(kind, f"jd-{kind}") | {
            "kind": "interpretation",
            "interprets": ["../../documents/2026/public.md"],
            "author_org": mark(kind, "解读单位"),
            "experts": [mark(kind, "专家")],
            "covers": [mark(kind, "解读内容")],
            "contact": mark(kind, "联系方式"),
        }
        files[path] = record(_body(kind), **fields)
        files |= _files(kind, path)
        path = f"content/specials/{HAN}{kind}/index.md"
        fields = _common(kind, f"special-{kind}") | {
            "kind": "special",
            "signed": None,
            "sections": [
                {
                    "title": mark(kind, "版块"),
                    "intro": mark(kind, "版块说明"),
                    "items": [
                        {"ref": "../../bgs/documents/2026/public.md", "note": mark(kind, "一句话")},
                        {"title": mark(kind, "条目"), "url": f"https://{ASCII}.example/{kind}"},
                    ],
                    "select": {"keywords": [mark(kind, "选词")]},
                }
            ],
            "timeline": [
                {
                    "date": "2026-01-06",
                    "text": mark(kind, "大事"),
                    "ref": "../../bgs/documents/2026/other.md",
                }
            ],
        }
        files[path] = record(_body(kind).replace(f"{HAN}{kind}/", ""), **fields)
        files |= {name.replace("/index/", "/"): data for name, data in _files(kind, path).items()}
        path = f"content/pages/{HAN}{kind}.md"
        fields = _common(kind, f"page-{kind}") | {"kind": "page", "signed": None}
        files[path] = record(_body(kind), **fields)
        files |= _files(kind, path)
    return files


def public() -> dict[str, str | bytes]:
    """Public records that say nothing of the hidden ones."""
    return {
        "site.yaml": CONFIG,
        f"{FOLDER}/public.md": record("正文。", slug="wj-public", review=[PASSED], column="zcwj"),
        f"{FOLDER}/other.md": record(
            "正文，见[外站](https://elsewhere.example/)。",
            title="测试市人民政府办公室关于其他事项的通知",
            slug="wj-other",
            published="2026-01-07",
            review=[PASSED, {**PASSED, "step": "approval", "unit": f"{HAN}部门"}],
            attachments=[{"id": "fj1", "title": "附件", "file": "附件.txt"}],
            column="zcwj",
        ),
        f"{FOLDER}/other/附件.txt": "附件的内容\n",
        "content/bgs/interpretations/2026/jd.md": record(
            kind="interpretation",
            title="其他事项解读",
            slug="jd-public",
            published="2026-01-08",
            interprets=["../../documents/2026/other.md"],
            review=[PASSED],
        ),
    }


def referring(*kinds: str) -> dict[str, str | bytes]:
    """Public records that refer to the hidden ones in every way there is.

    What they say of them in their own words is theirs; to where it would lead is not. So the
    hidden records that are cited by title have titles without a mark, all else marked.
    """
    files: dict[str, str | bytes] = {}
    names = kinds or tuple(KINDS)
    for number, kind in enumerate(names, 1):
        title, doc_no = f"关于被引事项{number}的通知", f"测办函〔2026〕{number}号"
        fields = _common(kind, f"cited-{kind}") | {"title": title, "doc_no": doc_no}
        if kind == "notice":
            fields |= {"slug": "wj-cited-withdrawn"}
        body = "" if kind in WITHOUT_BODY else _body(kind)
        path = f"{FOLDER}/cited{HAN}{kind}.md"
        files[path] = record(body.replace(f"{HAN}{kind}/", f"cited{HAN}{kind}/"), **fields)
        files |= _files(kind, path)
        files[f"{FOLDER}/citing-{kind}.md"] = record(
            _mentions(kind, title, doc_no),
            title=f"关于引用{number}的通知",
            slug=f"wj-citing-{number}",
            published="2026-02-01",
            repeals=[f"./cited{HAN}{kind}.md"],
            amends=[doc_no],
            forwards=[f"./cited{HAN}{kind}.md"],
            supersedes=[f"./cited{HAN}{kind}.md"],
            review=[PASSED],
        )
        files[f"content/bgs/interpretations/2026/citing-{kind}.md"] = record(
            _mentions(kind, title, doc_no, "../../documents/2026"),
            kind="interpretation",
            title=f"解读{number}",
            slug=f"jd-citing-{number}",
            published="2026-02-02",
            interprets=[f"../../documents/2026/cited{HAN}{kind}.md"],
            review=[PASSED],
        )
    files[f"{FOLDER}/replaced.md"] = record(
        "正文。",
        title="被替代的通知",
        slug="wj-replaced",
        withdrawn={
            "at": "2026-05-01",
            "kind": "notice",
            "reason": "已有新文件。",
            "replacement": f"./cited{HAN}{names[0]}.md",
        },
        review=[PASSED],
    )
    return files


def _mentions(kind: str, title: str, doc_no: str, folder: str = ".") -> str:
    lines = [f"根据《{title}》（{doc_no}），见[全文]({folder}/cited{HAN}{kind}.md)。"]
    lines.append(f"又见《{title}》，{doc_no}。")
    if kind != "notice":
        lines.append(f"又见[网页](/catalog/bgs/{ASCII}-cited-{kind}.html)。")
    if kind not in WITHOUT_BODY:
        lines.append(f"又见[其附件]({folder}/cited{HAN}{kind}/{HAN}附件{ASCII}.txt)。")
        lines.append(f"![公开的替代文字]({folder}/cited{HAN}{kind}/图{ASCII}.png)")
        lines.append(f"又见[其一节]({folder}/cited{HAN}{kind}.md#s1)。")
    return "\n\n".join(lines)
