"""A theme as one value: templates, texts, bundles, assets; nothing is read from disk after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from opengov_ssg import digests
from opengov_ssg.errors import ProblemError, problem

TEMPLATES = [
    "home",
    "browse",
    "list",
    "record",
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


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: its name in the theme, its place in the output, its bytes."""

    name: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ThemeSnapshot:
    """Everything of a theme. ``templates`` maps ``templates/record.html`` to its source, ``texts`` a
    dotted key to the words in the site's language."""

    name: str
    templates: dict[str, str]
    texts: dict[str, str]
    assets: tuple[Asset, ...]

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

    def of_part(self) -> ThemeSnapshot:
        """The theme for a part of a site. What would speak of all that the site has published is said in
        other words there, those under ``in_pack``."""
        own = {
            key.removeprefix(_IN_PACK): text
            for key, text in self.texts.items()
            if key.startswith(_IN_PACK)
        }
        return replace(self, texts=self.texts | own)

    def digest(self) -> str:
        """What pages depend on: templates and texts, and the assets' places, which are hashed."""
        rows = [*self.templates.items(), *self.texts.items(), *self.asset_paths().items()]
        return digests.of_parts(f"{key}\0{value}".encode() for key, value in sorted(rows))
