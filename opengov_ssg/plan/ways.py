"""The ways into the site: its indexes, as far as they lead anywhere at this instant."""

from __future__ import annotations

from collections.abc import Callable

from opengov_ssg.model.views import Link
from opengov_ssg.plan.words import Words

_WAYS = (
    ("catalog", "catalog/index.html"),
    ("platform", "disclosure/index.html"),
    ("interpretations", "interpretations/index.html"),
    ("gazettes", "gazette/index.html"),
    ("consultations", "consultations/index.html"),
    ("press_conferences", "press-conferences/index.html"),
    ("specials", "specials/index.html"),
    ("agencies", "agencies/index.html"),
)
"""What the first page leads to: the key of the title, the page."""

_EXCHANGE = (
    ("consultations", "consultations/index.html"),
    ("press_conferences", "press-conferences/index.html"),
    ("spokespersons", "press-conferences/spokespersons.html"),
    ("responses", "responses/index.html"),
    ("interviews", "interviews/index.html"),
    ("meetings", "meetings/index.html"),
)

_MORE = (
    ("notices", "notices/index.html"),
    ("news", "news/index.html"),
    ("responses", "responses/index.html"),
    ("interviews", "interviews/index.html"),
    ("meetings", "meetings/index.html"),
    ("columns", "columns/index.html"),
    ("statistics", "statistics/index.html"),
    ("search", "search.html"),
)


def main_ways(words: Words, stands: Callable[[str], bool]) -> tuple[Link, ...]:
    """The ways that the first page shows, each with a remark."""
    return tuple(
        Link(words.text(f"title.{key}"), url, words.text(f"home.{key}_note"))
        for key, url in _WAYS
        if stands(url)
    )


def exchange(words: Words, stands: Callable[[str], bool]) -> tuple[Link, ...]:
    """互动交流: what the public takes part in, for the first page."""
    return tuple(Link(words.text(f"title.{key}"), url) for key, url in _EXCHANGE if stands(url))


def all_ways(words: Words, stands: Callable[[str], bool]) -> tuple[Link, ...]:
    """All of them, for the map of the site."""
    return tuple(
        Link(words.text(f"title.{key}"), url) for key, url in (*_WAYS, *_MORE) if stands(url)
    )
