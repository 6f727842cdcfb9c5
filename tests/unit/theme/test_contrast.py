"""Colours of the theme: only those of tokens.css, and every pair that may meet is told apart."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.conftest import ROOT

THEME = ROOT / "themes/default"
TOKENS = (THEME / "css/tokens.css").read_text("utf-8")
SHEETS = sorted(
    file
    for file in [*THEME.glob("css/*.css"), *THEME.glob("components/*/style.css")]
    if file.name not in ("tokens.css", "alone.css", "print.css")
)

DARK = ("ink", "ink-soft", "main", "main-dark", "link", "accent")
LIGHT = ("ground", "tint", "tint-strong", "accent-tint", "mark")
# Text on the blue of navigation, buttons and footer; and lines and rings on what they stand on.
ON_BLUE = [("ground", "main"), ("ground", "main-dark"), ("main-pale", "main-dark")]
CONTROLS = [*product(("field-line", "main", "focus"), ("ground", "tint", "tint-strong"))]


def _block(start: str) -> dict[str, str]:
    found = re.search(re.escape(start) + r" \{(.*?)\}", TOKENS, re.DOTALL)
    assert found, start
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found[1]))


NORMAL = _block(":root")
HIGH = NORMAL | _block(":root.og-contrast")
SCHEMES = {"normal": (NORMAL, 4.5), "high": (HIGH, 7.0)}


def _luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_legible(scheme: str) -> None:
    colours, least = SCHEMES[scheme]
    pairs = [*product(DARK, LIGHT), *ON_BLUE]
    low = {
        pair: round(contrast(*(colours[one] for one in pair)), 2)
        for pair in pairs
        if contrast(*(colours[one] for one in pair)) < least
    }
    assert low == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_are_seen(scheme: str) -> None:
    """Frames of fields, of buttons, and the ring of focus: 3:1 (WCAG 1.4.11)."""
    colours, _ = SCHEMES[scheme]
    assert [pair for pair in CONTROLS if contrast(*(colours[one] for one in pair)) < 3] == []


def test_numbers_in_bars_are_legible() -> None:
    """A chart's series with the colour of the numbers on them, in both schemes."""
    style = (THEME / "components/chart/style.css").read_text("utf-8").partition("@media")[0]
    series = re.findall(r"--series: var\(--([\w-]+)\);\s*--on-series: var\(--([\w-]+)\);", style)
    assert len(series) == 6
    for colours, least in SCHEMES.values():
        for ground, text in series:
            assert contrast(colours[ground], colours[text]) >= least, (ground, text)


def test_what_the_system_asks_for_is_what_the_button_gives() -> None:
    at = TOKENS.index("@media (prefers-contrast: more)")
    asked = re.search(r":root \{(.*?)\}", TOKENS[at:], re.DOTALL)
    assert asked
    assert dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", asked[1])) == _block(":root.og-contrast")


def test_the_pairs_are_all_there_are() -> None:
    """No colour but tokens, and no token for text or ground that the tests above leave out."""
    literal = re.compile(r"(?<![\w&-])#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?)\(", re.IGNORECASE)
    text = {*DARK, "ground", "main-pale", "series", "on-series"}
    ground = {*LIGHT, "main", "main-dark", "main-pale", "series"}
    for sheet in SHEETS:
        css = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        screen = css.partition("@media print")[0]
        assert not [one for one in literal.findall(screen) if one != "#000000"], sheet
        assert set(re.findall(r"(?<![\w-])color: var\(--([\w-]+)\)", screen)) <= text, sheet
        assert set(re.findall(r"background(?:-color)?: var\(--([\w-]+)\)", screen)) <= ground, sheet
