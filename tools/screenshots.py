"""Pictures of one page of every template at 1280 and 375 px, from the built sample site.

    python tools/screenshots.py [--site build] [--output .screenshots]

The browser is the system's Chromium, or the one that CHROMIUM names.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (1280, 375)

# One page of each template, the richest that the sample has.
PAGES = {
    "home": "index.html",
    "catalog": "catalog/index.html",
    "browse": "catalog/by-topic/index.html",
    "list": "catalog/by-agency/gwybgt/index.html",
    "record": "catalog/gwybgt/wj-2026-0004.html",
    "record-repealed": "catalog/SHILIBGS7/2021-00001.html",
    "record-tables": "catalog/000014349/1996-00072.html",
    "record-attachments": "catalog/SHILIBGS7/2026-00004.html",
    "interpretation": "interpretations/jd-2026-0001.html",
    "agency": "agencies/sl-bgs/index.html",
    "page": "disclosure/guide.html",
    "sitemap": "sitemap.html",
    "404": "404.html",
}


def main() -> None:
    """Take all pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build")
    parser.add_argument("--output", type=Path, default=ROOT / ".screenshots")
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    pages = PAGES | _first(given.site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for width in WIDTHS:
            take(browser, given.site, pages, given.output, width)
        browser.close()
    print(f"{len(pages) * len(WIDTHS)} pictures in {given.output}")


def chromium() -> str:
    """The browser's program. Raises SystemExit when there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("no Chromium: run tools/install_browser.sh")
    return found


def _first(site: Path) -> dict[str, str]:
    """The pages whose names are not known before: a notice before leaving, a withdrawal."""
    found = {"leaving": next(iter(sorted((site / "out").glob("*.html"))), None)}
    for path in sorted((site / "catalog").rglob("*.html")):
        if 'class="og-withdrawal' in path.read_text(encoding="utf-8"):
            found["withdrawal"] = path
            break
    return {name: path.relative_to(site).as_posix() for name, path in found.items() if path}


def take(browser: Browser, site: Path, pages: dict[str, str], output: Path, width: int) -> None:
    """The pictures of one width."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name, path in pages.items():
        page.goto((site / path).resolve().as_uri())
        page.screenshot(path=output / f"{name}-{width}.png", full_page=True)
    page.close()


if __name__ == "__main__":
    main()
