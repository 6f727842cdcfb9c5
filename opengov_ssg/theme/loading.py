"""Files of a theme → one snapshot: bundles joined and named by content, texts
checked, contract kept."""

from __future__ import annotations

from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from opengov_ssg import digests
from opengov_ssg.errors import Problem, ProblemError, Words, problem
from opengov_ssg.model.themes import (
    LANGUAGES,
    PARTS,
    TEMPLATES,
    Asset,
    ThemeSnapshot,
    in_chain,
)
from opengov_ssg.notation import languages, nodes
from opengov_ssg.notation.languages import DEFAULT
from opengov_ssg.theme.folders import gather
from opengov_ssg.theme.prefixing import prefix
from opengov_ssg.theme.stripping import strip, strip_style
from opengov_ssg.theme.style_files import place

_SOURCES = ("templates/", "parts/", "components/", "catalogue/")
_TEXTS = "i18n/"
_FEW = 5
"""Keys that a problem names; how many there are it says."""


def load(project: Path, name: str, language: str) -> ThemeSnapshot:
    """Read a theme. Raises ProblemError for what is missing or unreadable (OG401–OG404)."""
    files = gather(project, name)
    shown = f"themes/{name}"
    _require(files, shown)
    templates = {
        path: _text(file, f"{shown}/{path}")
        for path, file in files.items()
        if path.endswith(".html") and path.startswith(_SOURCES)
    }
    texts = _texts(files, shown) | _further(files, shown)
    own = _assets(files)
    assets = _bundles(files, own, shown) + own
    return ThemeSnapshot(name, templates, in_chain(texts, language), tuple(assets), texts)


def untranslated(theme: ThemeSnapshot) -> list[Problem]:
    """What the theme's further languages lack, and what they have that no template asks for: one
    problem each for a language (OG406, OG407)."""
    problems = []
    everything = theme.languages.get(DEFAULT, {})
    for tag, texts in sorted(theme.languages.items()):
        where = f"themes/{theme.name}/i18n/{tag}.yaml"
        words: Words = {"language": tag, "all": len(everything)}
        if missing := sorted(everything.keys() - texts.keys()):
            words |= {"count": len(missing), "keys": "、".join(missing[:_FEW])}
            problems.append(problem("theme-language", where, **words))
        if unknown := sorted(texts.keys() - everything.keys()):
            words |= {"count": len(unknown), "keys": "、".join(unknown[:_FEW])}
            near = "、".join(get_close_matches(unknown[0], everything, n=1))
            problems.append(problem("theme-language-key", where, near=near, **words))
    return problems


def _require(files: dict[str, Path], shown: str) -> None:
    wanted = [f"templates/{name}.html" for name in TEMPLATES]
    wanted += [f"parts/{name}.html" for name in PARTS]
    wanted += [f"i18n/{language}.yaml" for language in LANGUAGES] + ["theme.yaml"]
    missing = [path for path in wanted if path not in files]
    if missing:
        raise ProblemError(*(problem("theme-file-missing", f"{shown}/{one}") for one in missing))


def _text(file: Path, shown: str) -> str:
    try:
        return file.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ProblemError(problem("undecodable", shown, offset=error.start).in_site()) from None


def _yaml(file: Path, shown: str) -> dict[str, Any]:
    try:
        return nodes.parse(_text(file, shown), shown).data
    except ProblemError as error:
        raise ProblemError(*(one.in_site() for one in error.problems)) from None


def _texts(files: dict[str, Path], shown: str) -> dict[str, dict[str, str]]:
    """Texts by language, flat; every language must have the same keys (OG403)."""
    texts = {}
    for language in LANGUAGES:
        path = f"i18n/{language}.yaml"
        texts[language] = dict(_flat(_yaml(files[path], f"{shown}/{path}"), ""))
    everything = set().union(*texts.values())
    problems = [
        problem("theme-text-missing", f"{shown}/i18n/{language}.yaml", key=key)
        for language, known in texts.items()
        for key in sorted(everything - known.keys())
    ]
    if problems:
        raise ProblemError(*problems)
    return texts


def _further(files: dict[str, Path], shown: str) -> dict[str, dict[str, str]]:
    """The texts of languages beside those that every theme has; they may be few. A file's name is
    the canonical tag (OG175)."""
    texts, problems = {}, []
    for path in files:
        tag = path.removeprefix(_TEXTS).removesuffix(".yaml")
        if not path.startswith(_TEXTS) or not path.endswith(".yaml") or tag in LANGUAGES:
            continue
        told = _unknown(tag)
        if told is None:
            texts[tag] = dict(_flat(_yaml(files[path], f"{shown}/{path}"), ""))
        else:
            hint, near = told
            words: Words = {"value": tag, "near": near}
            problems.append(problem("unknown-language", f"{shown}/{path}", hint=hint, **words))
    if problems:
        raise ProblemError(*(one.in_site() for one in problems))
    return texts


def _unknown(tag: str) -> tuple[str, str] | None:
    """What is wrong with the name of a file of texts: a hint, and what may be meant."""
    try:
        canonical = languages.parse(tag).tag
    except languages.NoLanguage as error:
        return error.hint or "texts", error.near
    return None if canonical == tag else ("underscore", canonical)


def _flat(tree: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((f"{prefix}{key}", value or ""))
    return rows


def _bundles(files: dict[str, Path], assets: list[Asset], shown: str) -> list[Asset]:
    """The files that ``theme.yaml`` joins into one: patterns in order, their files by name."""
    bundles = _yaml(files["theme.yaml"], f"{shown}/theme.yaml").get("bundles") or {}
    lists = bundles.values() if isinstance(bundles, dict) else [None]
    if not all(isinstance(one, list) and all(isinstance(x, str) for x in one) for one in lists):
        raise ProblemError(problem("theme-file-missing", f"{shown}/theme.yaml"))
    found = []
    for name, patterns in bundles.items():
        parts = []
        for pattern in patterns:
            matching = [path for path in files if fnmatch(path, pattern)]
            if not matching and "*" not in pattern:
                raise ProblemError(problem("theme-file-missing", f"{shown}/{pattern}"))
            parts += [_text(files[path], f"{shown}/{path}") for path in matching]
        if name.endswith(".js"):
            parts = [strip(part) for part in parts]
        elif name.endswith(".css"):
            parts = [place(prefix(strip_style(part)), assets, shown) for part in parts]
        # A script may end without a semicolon and the next begin with a bracket.
        between = ";\n" if name.endswith(".js") else "\n"
        found.append(_asset(name, between.join(parts).encode()))
    return found


def _assets(files: dict[str, Path]) -> list[Asset]:
    return [
        _asset(path, file.read_bytes())
        for path, file in files.items()
        if path.startswith("assets/")
    ]


def _asset(name: str, data: bytes) -> Asset:
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    digest = digests.short(digests.of_bytes(data))
    return Asset(name, f"assets/{stem}.{digest}.{ending}", data)
