"""Sentences by key, in the language that was asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from opengov_ssg.errors import Problem

LANGUAGES = ("zh-CN", "en")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLACE = re.compile(r"\{(\w+)\}")


@cache
def _messages(language: str) -> dict[str, Any]:
    file = files("opengov_ssg.cli").joinpath(f"messages/{language}.yaml")
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    return loaded


def language_of(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: as asked, else as the environment says, else Chinese."""
    named = asked or environment.get("SSG_LANG") or ""
    if not named:
        locale = environment.get("LC_ALL") or environment.get("LANG") or ""
        named = "en" if locale.startswith("en") else "zh-CN"
    return "en" if named.lower().startswith("en") else "zh-CN"


class Texts:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = _messages(language)

    def __call__(self, key: str, **words: object) -> str:
        """The sentence for a dotted key. Raises KeyError for one that is not there."""
        found: Any = self._messages
        for step in key.split("."):
            found = found[step]
        return _fill(str(found), {name: str(word) for name, word in words.items()})

    def table(self, key: str) -> dict[str, str]:
        """A whole table of sentences."""
        found: dict[str, str] = self._messages[key]
        return found

    def message(self, problem: Problem) -> str:
        """What is wrong. Some is told in other words of a block in the body than of the header."""
        texts, words = self._problem(problem), self._words(problem)
        message = texts.get("in_block") if words.get("block") else None
        return _fill(message or texts["message"], words)

    def hint(self, problem: Problem) -> str:
        """What to do now. Parts between bars whose placeholders are empty are left out."""
        texts = self._problem(problem)
        hint: str = texts.get("hints", {}).get(problem.hint) or texts["hint"]
        words = self._words(problem)
        parts = [
            _fill(part, words)
            for part in hint.split(" | ")
            if all(words.get(name) for name in _PLACE.findall(part))
        ]
        return "".join(parts) if self.language == "zh-CN" else " ".join(parts)

    def _words(self, problem: Problem) -> dict[str, str]:
        """The problem's words; a field's Chinese label beside its key only for who reads
        Chinese."""
        words = dict(problem.args)
        for name in ("field", "first", "second"):
            if self.language != "zh-CN" and name in words:
                words[name] = words[name].partition("（")[0]
        return words

    def _problem(self, problem: Problem) -> dict[str, Any]:
        found: dict[str, Any] = self._messages["problems"][problem.name]
        return found


def _fill(text: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda match: words.get(match[1], ""), text)
