"""What is left of a script for readers."""

from __future__ import annotations

import esprima

from opengov_ssg.theme.stripping import strip
from tests.browser.test_search_floor import SCRIPTS


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
