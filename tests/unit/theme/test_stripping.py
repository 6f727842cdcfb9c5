"""What is left of a script for readers."""

from __future__ import annotations

import esprima
from playwright.sync_api import Browser

from opengov_ssg.theme.stripping import strip, strip_style
from tests.browser.test_search_floor import SCRIPTS
from tests.conftest import ROOT

SHEETS = sorted((ROOT / "themes/default").rglob("*.css"))


def test_comments_and_indentation_go() -> None:
    script = "/* What it is\n   for. */\n(function () {\n  // why\n  var a = 'b // c' // beside\n\n  return /\\/*/\n})()\n"
    assert strip(script) == "(function () {\nvar a = 'b // c' // beside\nreturn /\\/*/\n})()\n"


def test_a_script_with_a_template_stays() -> None:
    script = "var a = `\n  // no comment\n`\n"
    assert strip(script) == script


def test_the_scripts_mean_the_same() -> None:
    """The same tokens before and after."""
    for file in SCRIPTS:
        text = file.read_text("utf-8")
        before, after = esprima.tokenize(text), esprima.tokenize(strip(text))
        assert [one.value for one in before] == [one.value for one in after], file.name


def test_a_style_sheet() -> None:
    sheet = "/* Why,\n   in two lines. */\n.a {\n  /* one */\n  color: red; /* beside */\n}\n\n\n.b::before {\n  content: '  /* text */';\n}\n"
    assert strip_style(sheet) == (
        ".a {\ncolor: red; /* beside */\n}\n.b::before {\ncontent: '  /* text */';\n}\n"
    )


def test_the_rules_are_the_same(chromium: Browser) -> None:
    """As a browser reads them, before and after."""
    page = chromium.new_page()
    rules = """text => {
      const style = document.head.appendChild(document.createElement('style'))
      style.textContent = text
      return Array.from(style.sheet.cssRules, one => one.cssText)
    }"""
    for sheet in SHEETS:
        text = sheet.read_text("utf-8")
        assert page.evaluate(rules, strip_style(text)) == page.evaluate(rules, text), sheet.name
    page.close()
