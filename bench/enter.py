"""From Enter to results, in Chromium: on loopback, and at 1.6 Mbit/s with 150 ms.

    python bench/enter.py --built .bench/10000/out-ssg [--queries 30] [--json out.json]

Needs the test extra and Chromium (``make browser``). The site is served over loopback by a plain
server that compresses, as those of ``ssg server-config`` do. The clock runs in the page, from the
key to the frame in which the results stand. Cold: a browser that has nothing of the site but the
search page itself; warm: the same page, which has answered another query. Nothing is typed before
Enter, so that no suggestion loads anything.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from bench.built import Built
from bench.cold import queries
from bench.sites import DEFAULT_CORPUS
from tools.browser import chromium
from tools.serving import Compressing, served

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""1.6 Mbit/s down, 0.75 up, 150 ms for each request."""
ENTER = """\
query => new Promise(function (resolve) {
  const field = document.getElementById('search-q')
  const results = document.getElementById('search-results')
  field.value = query
  results.removeAttribute('data-state')
  const started = performance.now()
  new MutationObserver(function (changes, watch) {
    if (/^(done|failed)$/.test(results.getAttribute('data-state'))) {
      watch.disconnect()
      requestAnimationFrame(() => resolve([performance.now() - started, results.dataset.state]))
    }
  }).observe(results, { attributes: true })
  field.form.requestSubmit()
})
"""


class Taken(NamedTuple):
    """Milliseconds of queries, cold and warm."""

    cold: list[float]
    warm: list[float]


def press(page: Page, query: str) -> float:
    """Milliseconds from Enter to results. Raises RuntimeError when there are none to be had."""
    spent, state = page.evaluate(ENTER, query)
    if state != "done":
        raise RuntimeError(f"{query}: {state}")
    return float(spent)


def measure(browser: Browser, base: str, asked: Sequence[str], *, slow: bool) -> Taken:
    """Each query cold, then the one after it warm, in a browser that has seen nothing."""
    taken = Taken([], [])
    for place, query in enumerate(asked):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{base}search.html", wait_until="networkidle")
        if slow:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW)
        taken.cold.append(press(page, query))
        taken.warm.append(press(page, asked[(place + 1) % len(asked)]))
        context.close()
    return taken


def told(values: Sequence[float]) -> dict[str, float]:
    """Median and p95, in milliseconds."""
    ordered = sorted(values)
    return {
        "median": statistics.median(ordered),
        "p95": ordered[min(len(ordered) * 95 // 100, len(ordered) - 1)],
    }


def main() -> None:
    """Asks all kinds of queries on both lines, and prints a line for each."""
    parser = argparse.ArgumentParser(description="from Enter to results in Chromium")
    parser.add_argument("--built", type=Path, required=True, help="a built site")
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--queries", type=int, default=30, help="of each kind")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    kinds = queries(Built(options.built, b""), options.corpus, options.queries)
    report: dict[str, dict[str, dict[str, float]]] = {}
    with (
        served(partial(Compressing, directory=str(options.built))) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for line, slow in (("loopback", False), ("1.6 Mbit/s, 150 ms", True)):
            for kind, asked in kinds.items():
                own = random.Random(1).sample(asked, len(asked))
                taken = measure(browser, base, own, slow=slow)
                both = {way: told(values) for way, values in taken._asdict().items()}
                report[f"{line}, {kind}"] = both
                shown = (
                    f"{way} {one['median']:.0f} / {one['p95']:.0f} ms" for way, one in both.items()
                )
                print(f"{line}, {kind}: {', '.join(shown)} (median / p95)", flush=True)
        browser.close()
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
