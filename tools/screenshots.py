"""Pictures of one page of every template at 1280 and 375 px, in every mode, from the
built sample site.

python tools/screenshots.py [--site build] [--output .screenshots] [--modes ""
large contrast forced]

The browser is the system's Chromium, or the one that CHROMIUM names.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import chromium  # noqa: E402

WIDTHS = (1280, 375)
MODES = ("", "large", "contrast", "forced")
"""None, those of js/modes.js, and the colours that a system forces."""

# One page of each template, the richest that the sample has: the template's name, and after a
# plus sign what is special.
PAGES = {
    "home": "index.html",
    "browse": "catalog/by-topic/index.html",
    "list": "catalog/by-agency/gwybgt/index.html",
    "browse+whole": "catalog/index.html",
    "record": "catalog/gwybgt/wj-2026-0004.html",
    "record+repealed": "catalog/SHILIBGS7/2021-00001.html",
    "record+tables": "catalog/000014349/1996-00072.html",
    "record+attachments": "catalog/SHILIBGS7/2026-00004.html",
    "record+interpretation": "interpretations/jd-2026-0001.html",
    "translation": "en/catalog/SHILIZFU2/2026-00001.html",
    "agency": "agencies/sl-bgs/index.html",
    "page": "disclosure/guide.html",
    "search": "search.html?q=政府信息公开",
    "columns": "columns/index.html",
    "consultations": "consultations/index.html",
    "press-conferences": "press-conferences/index.html",
    "press-calendar": "press-conferences/calendar-2026.html",
    "spokespersons": "press-conferences/spokespersons.html",
    "gazettes": "gazette/index.html",
    "gazette-series": "gazette/slgb/index.html",
    "gazette-year": "gazette/gwygb/2026/index.html",
    "gazette-issue": "gazette/gwygb/2026/15/index.html",
    "gazette-resolve": "gazette/resolve.html",
    "specials": "specials/index.html",
    "special": "specials/zwgk-zhidu/index.html",
    "disclosure": "disclosure/index.html",
    "platform": "disclosure/sl-bgs/index.html",
    "annual-report": "disclosure/sl-bgs/reports/2025.html",
    "standard-catalog": "disclosure/sl-jyj/catalogs/yiwu-jiaoyu.html",
    "statistics": "statistics/index.html",
    "withdrawal": "catalog/SHILIBGS7/2026-00003.html",
    "sitemap": "sitemap.html",
    "404": "404.html",
}


def pages(site: Path) -> dict[str, str]:
    """PAGES, and one whose name depends on where it leads: the notice before leaving the site."""
    leaving = min((site / "out").glob("*.html"))
    return {**PAGES, "leaving": leaving.relative_to(site).as_posix()}


def address(site: Path, path: str) -> str:
    """The file: address of a page of the site."""
    name, _, query = path.partition("?")
    return (site / name).resolve().as_uri() + (f"?{query}" if query else "")


def main() -> None:
    """Take all pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build")
    parser.add_argument("--output", type=Path, default=ROOT / ".screenshots")
    parser.add_argument("--modes", nargs="*", choices=MODES, default=MODES)
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    shown = pages(given.site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for mode in given.modes:
            for width in WIDTHS:
                take(browser, given.site, shown, given.output, width, mode)
        browser.close()
    print(f"{len(shown) * len(WIDTHS) * len(given.modes)} pictures in {given.output}")


def take(
    browser: Browser, site: Path, pages: dict[str, str], output: Path, width: int, mode: str
) -> None:
    """The pictures of one width and mode."""
    forced = "active" if mode == "forced" else "none"
    page = browser.new_page(viewport={"width": width, "height": 900}, forced_colors=forced)
    if mode in ("large", "contrast"):
        page.add_init_script(f"localStorage.setItem('opengov.modes', '{mode}')")
    for name, path in pages.items():
        page.goto(address(site, path))
        if name == "search":
            page.wait_for_selector("#search-results[data-state=done]")
        page.screenshot(path=output / f"{name}-{mode or 'plain'}-{width}.png", full_page=True)
    page.close()


if __name__ == "__main__":
    main()
