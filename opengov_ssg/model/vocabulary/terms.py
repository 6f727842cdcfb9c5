"""Terms and how they are found: by code, by name, by an alias, however blanks and marks are set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import cache

from opengov_ssg.model.vocabulary import small
from opengov_ssg.model.vocabulary.topics import TOPICS
from opengov_ssg.notation.folding import fold

_SEPARATOR = re.compile(r"\s*(?:\\+|/|>|＞|＼|／)\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary; ``parent`` is the code of the entry above it, or empty."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


class Vocabulary:
    """A named list of terms in a fixed order, looked up by code, name or alias."""

    __slots__ = ("_index", "by_code", "name", "terms")

    def __init__(self, name: str, terms: Iterable[Term]) -> None:
        self.name = name
        self.terms = tuple(terms)
        self.by_code = {term.code: term for term in self.terms}
        self._index: dict[str, str] = {}
        for term in self.terms:
            for spelling in (term.code, self.path(term.code), *term.aliases):
                self._index.setdefault(_key(spelling), term.code)

    def __reduce__(self) -> tuple[object, ...]:
        return (Vocabulary, (self.name, self.terms))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and (self.name, self.terms) == (
            other.name,
            other.terms,
        )

    def __hash__(self) -> int:
        return hash((self.name, self.terms))

    def find(self, text: str) -> str | None:
        r"""The code that ``text`` names, or None. Paths take ``\``, ``/`` and ``>`` between
        levels."""
        return self._index.get(text) or self._index.get(_key(text))

    def path(self, code: str) -> str:
        r"""The full name: ``综合政务\政务公开`` for ``02-01``."""
        term = self.by_code[code]
        return f"{self.path(term.parent)}\\{term.name}" if term.parent else term.name

    def similar(self, text: str) -> list[str]:
        """Up to three names close to ``text``, for a hint."""
        names = {_key(self.path(term.code)): self.path(term.code) for term in self.terms}
        names |= {_key(term.name): self.path(term.code) for term in self.terms if term.parent}
        close = get_close_matches(_key(text), names, n=3, cutoff=0.5)
        return list(dict.fromkeys(names[key] for key in close))

    def spellings(self) -> list[str]:
        """Every name, then aliases and codes: what a schema offers for completion."""
        names = [self.path(term.code) for term in self.terms]
        aliases = [alias for term in self.terms for alias in term.aliases]
        return list(dict.fromkeys((*names, *aliases, *(term.code for term in self.terms))))

    def extended(self, terms: Iterable[Term]) -> Vocabulary:
        """This vocabulary with more terms. One with the code of an old one renames it: place,
        aliases and what stands below it stay, and the old names are still understood."""
        merged = dict(self.by_code)
        for term in terms:
            old = merged.get(term.code, term)
            aliases = dict.fromkeys((*term.aliases, *old.aliases))
            merged[term.code] = replace(
                term, parent=term.parent or old.parent, aliases=tuple(aliases)
            )
        made = Vocabulary(self.name, merged.values())
        moved = (code for code in self.by_code if self.path(code) != made.path(code))
        for code in moved:
            former = self.path(code)
            merged[code] = replace(merged[code], aliases=(*merged[code].aliases, former))
        return Vocabulary(self.name, merged.values())


def _key(text: str) -> str:
    return fold(_SEPARATOR.sub("|", text.strip()))


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All vocabularies of a site."""

    topics: Vocabulary
    genres: Vocabulary
    reasons: Vocabulary
    rule_classes: Vocabulary
    forms: Vocabulary
    five_open: Vocabulary
    disclosure: Vocabulary
    origins: Vocabulary
    statuses: Vocabulary
    validities: Vocabulary
    statutory: Vocabulary
    event_levels: Vocabulary
    response_results: Vocabulary
    interview_forms: Vocabulary

    def get(self, name: str) -> Vocabulary:
        """The vocabulary called ``name``. Raises AttributeError."""
        found: Vocabulary = getattr(self, name)
        return found

    def extended(self, more: Mapping[str, Iterable[Term]]) -> Vocabularies:
        """These vocabularies with the additions of a site; unknown names raise AttributeError."""
        parts = {field.name: self.get(field.name) for field in fields(self)}
        parts |= {name: self.get(name).extended(terms) for name, terms in more.items()}
        return Vocabularies(**parts)


EXTENDABLE = ("topics", "genres", "reasons", "rule_classes", "forms", "five_open", "statutory")


@cache
def default_vocabularies() -> Vocabularies:
    """The vocabularies as shipped."""
    listed = {
        "genres": small.GENRES,
        "reasons": small.REASONS,
        "rule_classes": small.RULE_CLASSES,
        "forms": small.FORMS,
        "five_open": small.FIVE_OPEN,
        "disclosure": small.DISCLOSURE,
        "origins": small.ORIGINS,
        "statuses": small.STATUSES,
        "validities": small.VALIDITIES,
        "statutory": small.STATUTORY,
        "event_levels": small.EVENT_LEVELS,
        "response_results": small.RESPONSE_RESULTS,
        "interview_forms": small.INTERVIEW_FORMS,
    }
    parts = {name: Vocabulary(name, _listed(text)) for name, text in listed.items()}
    return Vocabularies(topics=Vocabulary("topics", _topics()), **parts)


def _listed(text: str) -> list[Term]:
    rows = (line.split() for line in text.strip().splitlines())
    return [Term(row[0], row[1], tuple(row[2:])) for row in rows]


def _topics() -> list[Term]:
    terms: list[Term] = []
    for first, line in enumerate(TOPICS.strip().splitlines(), 1):
        name, _, below = line.partition(":")
        terms.append(Term(f"{first:02d}", name))
        names = [part.strip() for part in below.split(";") if part.strip()]
        for second, part in enumerate(names, 1):
            terms.append(Term(f"{first:02d}-{second:02d}", part, parent=f"{first:02d}"))
    return terms
