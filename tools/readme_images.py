"""The pictures of the README, in docs/images: what `make screenshots` shows, cut at a screen
and in few colours.

python tools/readme_images.py [--site build]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.screenshots import PAGES, chromium, take  # noqa: E402 (run as a file, not as a module)

IMAGES = ROOT / "docs/images"
CHOSEN = {
    "home": ("home", "", 1280, 1000),
    "record": ("record+repealed", "", 1280, 1000),
    "statistics": ("statistics", "", 1280, 1000),
    "search-phone": ("search", "", 375, 780),
    "large-phone": ("home", "large", 375, 780),
}
"""Name of the picture: the page, the mode, the width and the height that is kept, in px."""

MOST_BYTES = 150_000
_COLOURS = (64, 48, 32, 24, 16)


def main() -> None:
    """Take the pictures and save them. Raises SystemExit for one that stays too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, (page, mode, width, height) in CHOSEN.items():
            take(browser, given.site, {page: PAGES[page]}, Path(folder), width, mode)
            with Image.open(Path(folder) / f"{page}-{mode or 'plain'}-{width}.png") as picture:
                print(save(picture.crop((0, 0, width, height)), IMAGES / f"{name}.png"))
        browser.close()


def save(picture: Image.Image, file: Path) -> str:
    """Save with as many colours as MOST_BYTES allows; returns what was saved."""
    for colours in _COLOURS:
        few = picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        few.save(file, optimize=True)
        if (size := file.stat().st_size) <= MOST_BYTES:
            return f"{file}: {size} bytes, {colours} colours"
    raise SystemExit(f"{file} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    main()
