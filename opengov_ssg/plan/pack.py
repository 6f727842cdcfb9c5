"""What an offline pack says of itself: which part of the site it holds, as of when,
where the site is."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.catalog import Catalog, Part
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.views import PackView
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.words import Words


def pack_view(catalog: Catalog, words: Words) -> PackView | None:
    """The line above every page of a pack; None of a whole site."""
    part = catalog.part
    return PackView(about(part, words), part.base) if part else None


def about(part: Part, words: Words) -> str:
    """What a pack holds and what it was made from, as far as it is known."""
    text = words.text("pack.text", what=held(part.choice, words), count=part.records)
    if not part.newest:
        return text
    blank = "" if words.site.identity.language == "zh-CN" else " "
    return f"{text}{blank}{words.text('pack.newest', date=part.newest)}"


def held(choice: Choice, words: Words) -> str:
    """The choice in words: ``2024年，且为主题“综合政务”``."""
    return words.text("pack.and").join(_held(choice, words))


def name(choice: Choice, words: Words) -> str:
    """The choice as a short name: ``2024 综合政务``."""
    return " ".join(one for _, names in _names(choice, words) for one in names)


def _held(choice: Choice, words: Words) -> Iterator[str]:
    for key, names in _names(choice, words):
        yield words.text(f"pack.{key}", what=words.text("pack.or").join(names))


def _names(choice: Choice, words: Words) -> Iterator[tuple[str, list[str]]]:
    topics = [words.term("topics", code) for code in choice.topics]
    found = (
        ("issues", [_issue(words, *one) for one in choice.issues]),
        ("years", [str(year) for year in choice.years]),
        ("topics", topics),
        ("agencies", [words.agency(code) for code in choice.agencies]),
    )
    return ((key, names) for key, names in found if names)


def _issue(words: Words, code: str, year: int, number: str) -> str:
    series = words.site.gazettes[code]
    return gazette_no.cite(series.name, year, number, series.label)
