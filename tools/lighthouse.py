"""What Lighthouse says of the built sample site, on a telephone and on a desk, as a table.

python tools/lighthouse.py [--site build] [--node .proofs] [--output FOLDER] [--pages home list …]

Lighthouse is the one that tools/install_proofs.sh fetched; the browser is the system's Chromium,
or the one that CHROMIUM names. The site comes from this machine by a server that compresses as
`ssg server-config` tells one to. Ends with status 1 where a score is below 95, the answered
search page's aside.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import chromium  # noqa: E402
from tools.screenshots import PAGES  # noqa: E402
from tools.serving import Compressing, served  # noqa: E402

ANSWER = "search, with an answer"
"""Told, but held to no mark: its largest text is an excerpt, which is there when the
index's files are."""
LOOKED_AT = {
    **{name: PAGES[name] for name in ("home", "list", "record", "gazette-issue")},
    "search": "search.html",
    ANSWER: PAGES["search"],
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
LEAST = 95


def scores(program: Path, address: str, form: str, report: Path) -> tuple[int, ...]:
    """The four scores of a page, out of 100; the whole report goes to ``report``."""
    command = [
        *("node", str(program), address, "--quiet", "--output=json", f"--output-path={report}"),
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        *("--no-enable-error-reporting", *FORMS[form]),
    ]
    environment = {**os.environ, "CHROME_PATH": chromium(), "CI": "1"}
    subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL)
    found = json.loads(report.read_text("utf-8"))["categories"]
    return tuple(round((found[name]["score"] or 0) * 100) for name in CATEGORIES)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build")
    parser.add_argument("--node", type=Path, default=ROOT / ".proofs")
    parser.add_argument("--output", type=Path, help="keep the reports here")
    parser.add_argument("--pages", nargs="*", choices=list(LOOKED_AT), default=list(LOOKED_AT))
    given = parser.parse_args()
    program = given.node.resolve() / "node_modules/lighthouse/cli/index.js"
    if not program.is_file():
        raise SystemExit("no Lighthouse: run tools/install_proofs.sh")
    print(f"| Page | Form | {' | '.join(CATEGORIES)} |")
    print(f"| --- | --- |{' ---: |' * len(CATEGORIES)}")
    low = 0
    with (
        TemporaryDirectory() as temporary,
        served(partial(Compressing, directory=str(given.site))) as base,
    ):
        folder = given.output or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in given.pages:
            for form in FORMS:
                address = base + quote(LOOKED_AT[name], safe="/?=")
                found = scores(program, address, form, folder / f"{name}-{form}.json")
                low += min(found) < LEAST and name != ANSWER
                print(f"| {name} | {form} | {' | '.join(map(str, found))} |", flush=True)
    if low:
        raise SystemExit(f"below {LEAST}: {low}")


if __name__ == "__main__":
    main()
