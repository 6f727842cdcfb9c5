"""The allow-list: what passes, what is named when it goes, and that content cannot script."""

from __future__ import annotations

import html5lib  # type: ignore[import-untyped]
import pytest

from opengov_ssg.model import marks
from opengov_ssg.read.finishing import finish
from opengov_ssg.read.markdown import render
from opengov_ssg.read.sanitising import TAGS, removed, sanitise


def removals(source: str) -> list[tuple[int, str]]:
    """The lines and the names of what the allow-list takes away."""
    found = removed(render(source).raw, "a.md", 1)
    return [(one.line, dict(one.args)["what"]) for one in found]


@pytest.mark.parametrize(
    "html",
    [
        '<table><caption>表</caption><tbody><tr><td rowspan="2">甲</td></tr></tbody></table>',
        '<p class="signature">国务院办公厅</p>',
        '<p class="center">（征求意见稿）</p>',
        "H<sub>2</sub>O<sup>2</sup>",
        "<details><summary>展开</summary>内容</details>",
        "<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>",
        "<dl><dt>术语</dt><dd>释义</dd></dl>",
    ],
)
def test_what_documents_need_passes(html: str) -> None:
    assert sanitise(html) == html
    assert removals(html) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<div>甲</div>", "<div>"),
        ('甲<span style="color:red">乙</span>', "<span>"),
        ('<p style="text-align:center">甲</p>', "<p style>"),
        ('<p class="MsoNormal">甲</p>', "<p class>"),
        ('<td onclick="x()">甲</td>', "<td onclick>"),
        ("<font size=3>甲</font>", "<font>"),
        ("<script>x()</script>", "<script>"),
        ("<iframe src='a'></iframe>", "<iframe>"),
        ("<div><object data=a></object></div>", "<div>、<object>"),
        ('<a href="a.md" target="_blank">甲</a>', "<a target>"),
        ('<a href="a.md" data-line="7">甲</a>', "<a data-line>"),
        ("<form><input name=a></form>", "<form>、<input>"),
        ("<STYLE>p{}</STYLE>", "<style>"),
        ('<table border="1" cellspacing="0"></table>', "<table border>、<table cellspacing>"),
    ],
)
def test_what_goes_is_named_with_its_line(source: str, what: str) -> None:
    assert removals(f"正文\n\n{source}") == [(3, what)]


def test_text_within_refused_tags_stays_but_scripts_go() -> None:
    assert sanitise("<div>甲<span>乙</span></div>") == "甲乙"
    assert sanitise("甲<script>alert(1)</script><style>p{}</style>乙") == "甲乙"


def test_broken_html_is_made_whole() -> None:
    assert sanitise("<p>甲<b>乙<p>丙") == "<p>甲<b>乙</b></p><p><b>丙</b></p>"


def test_no_tag_of_the_list_can_script_or_load() -> None:
    assert not TAGS & {
        *("script", "style", "iframe", "object", "embed", "applet", "base", "link", "meta"),
        *("form", "input", "button", "textarea", "select", "svg", "math", "video", "audio"),
        *("source", "track", "frame", "frameset", "template", "slot", "noscript", "portal"),
    }


PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" alt="a" onload="alert(1)">',
    "<img src=javascript:alert(1) alt=a>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>' alt=a>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<a href="javascript:alert(1)">甲</a>',
    '<a href="JaVaScRiPt:alert(1)">甲</a>',
    '<a href="java&#115;cript:alert(1)">甲</a>',
    '<a href="java\tscript:alert(1)">甲</a>',
    '<a href=" &#1; javascript:alert(1)">甲</a>',
    '<a href="vbscript:msgbox(1)">甲</a>',
    '<a href="data:text/html,<script>alert(1)</script>">甲</a>',
    "[甲](javascript:alert(1))",
    "[甲](<java\tscript:alert(1)>)",
    "[甲](JAVASCRIPT&colon;alert(1))",
    "![甲](javascript:alert(1))",
    '[甲](a.md "\\" onmouseover=\\"alert(1)")',
    '![" onerror="alert(1)](x.png)',
    "<javascript:alert(1)>",
    "<p style=\"background:url('javascript:alert(1)')\">甲</p>",
    "<body onload=alert(1)>甲</body>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>甲</details>",
    "<base href=//evil.example/>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><button>甲</button></form>",
    "<object data=javascript:alert(1)></object>",
    "<table background=javascript:alert(1)><tr><td>甲</td></tr></table>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>甲</noscript>",
    "<td class='x' onclick=alert(1)>甲</td>",
    "\\<script>alert(1)\\</script>",
    "`<script>alert(1)</script>`",
    "## <img src=x onerror=alert(1)>",
    "[<img src=x onerror=alert(1)>](a.md)",
]
SAFE = ("http://", "https://", "mailto:", "tel:", "#")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_content_cannot_script(payload: str) -> None:
    html = sanitise(render(f"甲{payload}\n\n{payload}").html)
    body, links, _ = finish(html, "a.md", payload * 2, 1)
    targets = [one.target for one in links]
    page = marks.fill(body.html, targets, _attribute, str)
    tree = html5lib.parseFragment(page, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag in TAGS | {"div", "DOCUMENT_FRAGMENT"}
        assert not [name for name in element.attrib if name.startswith(("on", "style"))]
        for name in ("href", "src"):
            address = element.attrib.get(name, "")
            assert ":" not in address or address.startswith(SAFE)


def _attribute(target: str) -> str:
    return target.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
