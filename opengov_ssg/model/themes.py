"""A theme as one value: templates, texts, bundles, assets; nothing is read from disk after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from opengov_ssg import digests
from opengov_ssg.errors import ProblemError, problem
from opengov_ssg.notation.languages import chain

TEMPLATES = [
    "home",
    "browse",
    "list",
    "record",
    "translation",
    "page",
    "agency",
    "gazettes",
    "gazette-series",
    "gazette-year",
    "gazette-issue",
    "gazette-resolve",
    "disclosure",
    "platform",
    "annual-report",
    "standard-catalog",
    "register",
    "consultations",
    "press-conferences",
    "press-calendar",
    "spokespersons",
    "special",
    "specials",
    "columns",
    "statistics",
    "withdrawal",
    "leaving",
    "redirect",
    "search",
    "sitemap",
    "404",
]
"""The templates that a theme must have, without ``templates/`` and ``.html``."""

_IN_PACK = "in_pack."
PARTS = ("identity", "assets", "header", "footer", "row")
LANGUAGES = ("zh-CN", "en")
"""The languages of which a theme must have every text."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: its name in the theme, its place in the output, its bytes."""

    name: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ThemeSnapshot:
    """Everything of a theme. ``templates`` maps ``templates/record.html`` to its source, ``texts``
    a dotted key to the words in the site's language; ``languages`` has the words of every language
    by its tag, as many as the theme gives."""

    name: str
    templates: dict[str, str]
    texts: dict[str, str]
    assets: tuple[Asset, ...]
    languages: dict[str, dict[str, str]] = field(default_factory=dict)

    def asset_paths(self) -> dict[str, str]:
        """Name → place in the output."""
        return {asset.name: asset.path for asset in self.assets}

    def text(self, key: str, **words: object) -> str:
        """The words for ``key``, with ``{name}`` filled in. Raises ProblemError (OG403)."""
        try:
            found = self.texts[key]
        except KeyError:
            where = f"themes/{self.name}/i18n"
            raise ProblemError(problem("theme-text-missing", where, key=key)) from None
        for name, word in words.items():
            found = found.replace("{" + name + "}", str(word))
        return found

    def in_language(self, tag: str) -> ThemeSnapshot:
        """The theme in another language; a text that it lacks is said in the next best one
        (:func:`opengov_ssg.notation.languages.chain`)."""
        return replace(self, texts=in_chain(self.languages, tag))

    def of_part(self) -> ThemeSnapshot:
        """The theme for a part of a site. What would speak of all that the site has published is
        said in other words there, those under ``in_pack``."""
        languages = {tag: _in_part(texts) for tag, texts in self.languages.items()}
        return replace(self, texts=_in_part(self.texts), languages=languages)

    def digest(self) -> str:
        """What pages depend on: templates and texts, and the assets' places, which are hashed."""
        rows = [*self.templates.items(), *self.texts.items(), *self.asset_paths().items()]
        for tag, texts in self.languages.items():
            rows += ((f"{tag} {key}", text) for key, text in texts.items())
        return digests.of_parts(f"{key}\0{value}".encode() for key, value in sorted(rows))


def in_chain(languages: Mapping[str, Mapping[str, str]], tag: str) -> dict[str, str]:
    """Every text in the best language for ``tag`` that has it."""
    found: dict[str, str] = {}
    for one in reversed(chain(tag)):
        found |= languages.get(one, {})
    return found


def _in_part(texts: Mapping[str, str]) -> dict[str, str]:
    own = {
        key.removeprefix(_IN_PACK): text for key, text in texts.items() if key.startswith(_IN_PACK)
    }
    return {**texts, **own}
