"""From Enter to results, in Chromium: on loopback, and at 1.6 Mbit/s with 150 ms.

    python bench/enter.py --built .bench/10000/out-ssg [--queries 30] [--json out.json]

Needs the test extra and Chromium (``make browser``). The site is served over loopback by a plain server that
compresses, as those of ``ssg server-config`` do. The clock runs in the page, from the key to the frame in which
the results stand. Cold: a browser that has nothing of the site but the search page itself; warm: the same page,
which has answered another query. Nothing is typed before Enter, so that no suggestion loads anything.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mimetypes
import random
import statistics
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from bench.built import Built
from bench.cold import queries
from bench.sites import DEFAULT_CORPUS
from tools.browser import chromium

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


class _Files(BaseHTTPRequestHandler):
    """Files of a site, compressed once each."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, packed: dict[str, bytes], *args: Any) -> None:
        self.folder, self.packed = folder, packed
        super().__init__(*args)

    def do_GET(self) -> None:
        """A file, or 404."""
        path = self.path.partition("?")[0].lstrip("/")
        file = self.folder / path
        found = path in self.packed or file.is_file()
        if found and path not in self.packed:
            self.packed[path] = gzip.compress(file.read_bytes(), 6)
        data = self.packed.get(path, b"")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "text/plain")
        self.send_header("Content-Encoding", "gzip" if found else "identity")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a site on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, folder, {}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()


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
    with serving(options.built) as base, sync_playwright() as playwright:
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
