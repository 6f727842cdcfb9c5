"""The browser that tests and pictures use: tools/install_browser.sh installs the
first of these names."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The browser's program: what CHROMIUM names, or the first one installed. Raises SystemExit
    when there is none."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    raise SystemExit("no Chromium: run tools/install_browser.sh, or name one in CHROMIUM")
