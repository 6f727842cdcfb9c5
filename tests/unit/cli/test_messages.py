"""Every problem has its sentences, in both languages alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import opengov_ssg
from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import CODES, problem
from opengov_ssg.notation.nodes import _SLIPS
from opengov_ssg.read.header import _LOOKALIKES

PACKAGE = Path(opengov_ssg.__file__).parent
LANGUAGES = ("zh-CN", "en")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
MAKERS = frozenset(("problem", "_stop"))


def _load(language: str) -> dict[str, Any]:
    text = (PACKAGE / f"cli/messages/{language}.yaml").read_text("utf-8")
    problems: dict[str, Any] = yaml.safe_load(text)["problems"]
    return problems


MESSAGES = {language: _load(language) for language in LANGUAGES}


def _sentences(entry: dict[str, Any]) -> dict[str, str]:
    """All sentences of an entry, by ``message``, ``in_block``, ``hint`` and ``hints.<key>``."""
    hints = {f"hints.{key}": text for key, text in entry.get("hints", {}).items()}
    messages = {key: entry[key] for key in ("message", "in_block") if key in entry}
    return {**messages, "hint": entry["hint"], **hints}


def _calls() -> Iterator[tuple[str, dict[str, ast.expr], str]]:
    """Calls that make a problem of a constant name: the name, the keywords, the place."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            name = node.args[0]
            if called in MAKERS and isinstance(name, ast.Constant):
                keywords = {one.arg: one.value for one in node.keywords if one.arg}
                yield str(name.value), keywords, f"{file.relative_to(PACKAGE)}:{node.lineno}"


def _literal_hints() -> list[tuple[str, str, str]]:
    return [
        (name, str(hint.value), where)
        for name, keywords, where in _calls()
        if isinstance(hint := keywords.get("hint"), ast.Constant)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentences(language: str) -> None:
    assert list(MESSAGES[language]) == list(CODES)
    for name, entry in MESSAGES[language].items():
        assert set(entry) <= {"message", "in_block", "hint", "hints"}, name
        for key, text in _sentences(entry).items():
            assert isinstance(text, str) and text.strip(), f"{name}.{key}"


@pytest.mark.parametrize("name", CODES)
def test_languages_agree(name: str) -> None:
    chinese, english = (_sentences(MESSAGES[language][name]) for language in LANGUAGES)
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_join(language: str) -> None:
    """Parts of a hint are joined as they stand, so each is a whole sentence; a message is none."""
    stop = "。" if language == "zh-CN" else "."
    for name, entry in MESSAGES[language].items():
        sentences = _sentences(entry)
        for key in ("message", "in_block"):
            assert not sentences.pop(key, "").endswith(stop), f"{name}.{key}"
        for key, text in sentences.items():
            assert all(part.endswith(stop) for part in text.split(" | ")), f"{name}.{key}"


def test_calls_are_found() -> None:
    assert len(list(_calls())) > 80
    assert len(_literal_hints()) > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_literal_hints_exist(language: str) -> None:
    for name, hint, where in _literal_hints():
        assert not hint or hint in MESSAGES[language][name]["hints"], where


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("yaml-broken", {key for key, _ in _SLIPS} | {"key-form"}),
        ("yaml-not-mapping", {key for key, _ in _SLIPS}),
        ("no-header", {key for key, _ in _LOOKALIKES}),
        ("wrong-type", {"list", "mapping", "number", "text"}),
        ("unknown-key", {"full-width-blank", "full-width-colon", "smart-quotes", "no-suggestion"}),
        ("not-in-vocabulary", {"smart-quotes", "full-width-digits"}),
        (
            "impossible-date",
            {"smart-quotes", "full-width-digits", "form", "impossible", "time"},
        ),
        ("malformed-value", {"smart-quotes", "full-width-digits", "amount", "row"}),
        ("address-form", {"smart-quotes", "full-width-digits", "reserved", "alias"}),
        ("leads-outside", {"outside", "picture"}),
        ("attachment-type", {"content"}),
        ("doc-no-malformed", {"unknown-form"}),
        ("number-kept-as-found", {"unknown-form", "index"}),
        ("index-no-malformed", {"index"}),
        ("heading-level", {"top"}),
        ("gazette-gap", {"first", "years"}),
        ("gazette-total", {"twice", "step"}),
        ("unknown-series", {"none"}),
        ("block-malformed", {"not-closed", "many", "large", "file-type", "poster"}),
        (
            "chart-data",
            {"broken", "empty", "series", "rows", "heading", "ragged", "number"},
        ),
        ("media-transcript", {"empty", "form"}),
        ("relation-not-public", {"timeline"}),
        ("column-unreached", {"shadowed"}),
        ("column-stale", {"news", "notices"}),
        ("captions-malformed", {"header", "text", "order", "none", "many"}),
    ],
)
def test_chosen_hints_exist(language: str, name: str, keys: set[str]) -> None:
    """Hints that the code chooses among at run time."""
    assert set(MESSAGES[language][name]["hints"]) == keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_yaml_is_told_of_the_header_or_of_the_block(language: str) -> None:
    texts = Texts(language)
    words = {"detail": "x", "limit": 20, "tag": "!x", "key": "x"}
    for name in (one for one in CODES if one.startswith("yaml-")):
        found = problem(name, "content/a.md", (3, 1), **words)
        assert "chart" not in texts.message(found), name
        told = texts.message(found.within("chart"))
        assert "文件头" not in told and "header" not in told, name
        assert name == "yaml-duplicate-key" or "chart" in told, name
