"""Asking the search page as a reader does."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Page


class Answer(NamedTuple):
    """What the page tells: state, total, exactness, and (address, match) of each hit in order."""

    state: str
    total: str
    exact: bool
    hits: list[tuple[str, str]]

    @property
    def urls(self) -> list[str]:
        """The addresses of the hits."""
        return [url for url, _ in self.hits]


def finding(what: str) -> str:
    """A function for the page, of ``[queries, all]``: asks the engine itself, without the page
    around it, and gives the script expression ``what`` of each ``result``."""
    return f"""\
async ([queries, all]) => {{
  const finder = ogSearch.finder('search/')
  const options = {{ zone: 'all', filters: {{}}, sort: 'relevance', page: 1, all: all }}
  const found = []
  for (const one of queries) {{
    const result = await finder.find(one, options)
    found.push({what})
  }}
  return found
}}
"""


def answer(page: Page) -> Answer:
    """The answer, once it stands."""
    results = page.locator("#search-results")
    page.wait_for_selector("#search-results:not([data-state=loading])", state="attached")
    # One by one: evaluating in the page needs what some tests take away from it.
    hits = [
        (one.get_attribute("data-url") or "", one.get_attribute("data-match") or "")
        for one in results.locator("[data-url]").all()
    ]
    return Answer(
        results.get_attribute("data-state") or "",
        results.get_attribute("data-total") or "",
        results.get_attribute("data-exact") == "true",
        hits,
    )


def ask(page: Page, base: str, q: str, **parameters: str) -> Answer:
    """Open the search page at a query's address."""
    given = urlencode({"q": q, **parameters}, errors="surrogatepass")
    page.goto(f"{base}search.html?{given}")
    return answer(page)
