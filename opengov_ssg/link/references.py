"""References between records: by index number, by 文号, by relative path, by address."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import Document
from opengov_ssg.notation import doc_no
from opengov_ssg.notation.folding import fold
from opengov_ssg.notation.titles import title_key


class References:
    """What can be referred to: every record of the content, public or not."""

    def __init__(self, by_id: Mapping[str, Entry]) -> None:
        self.by_id = by_id
        self.by_path: dict[str, str] = {}
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._doc_nos: dict[str, list[str]] = defaultdict(list)
        for id, entry in by_id.items():
            self.by_path[unicodedata.normalize("NFC", entry.path)] = id
            if isinstance(entry.record, Document):
                if entry.record.index_no:
                    self._numbers[fold(entry.record.index_no)].append(id)
                if entry.record.doc_no:
                    self._doc_nos[_key(entry.record.doc_no)].append(id)

    def find(self, text: str, entry: Entry, field: str) -> tuple[str | None, list[Problem]]:
        """The id that ``text`` in ``field`` of ``entry`` refers to; a problem when there is
        none."""
        if text.endswith((".md", ".yaml")):
            found = [one for one in [self.by_path.get(relative(text, entry.path))] if one]
        else:
            found = self._numbers.get(fold(text)) or self._doc_nos.get(_key(text)) or []
            address = text.strip("/").removesuffix(".html")
            if not found and address in self.by_id:
                found = [address]
        at = entry.place(field)
        if not found:
            return None, [problem("dangling-reference", entry.path, at, to=text, field=field)]
        if len(found) > 1:
            words: Words = {"to": text, "field": field, "others": "、".join(sorted(found))}
            return None, [problem("ambiguous-reference", entry.path, at, **words)]
        return found[0], []

    def cited(self, readings: Sequence[str], public: Mapping[str, Entry], citing: str) -> str:
        """The public record that bears one of the ``readings`` of a 文号, or an empty string.

        The first reading is the likeliest. One that is shorter by a single character is none of
        them: 招政办发 is another office's number, not 政办发 after a word. Of several records that
        bear a number (a repost, say) the citing one itself, else the agency's own.
        """
        likeliest = len(readings[0]) if readings else 0
        for reading in readings:
            if len(reading) == likeliest - 1:
                continue
            if held := [id for id in self._doc_nos.get(doc_no.key(reading), ()) if id in public]:
                own = {id: public[id].record.origin == "own" for id in held}
                return min(held, key=lambda one: (one != citing, not own[one], one))
        return ""


def _key(number: str) -> str:
    return doc_no.key(doc_no.normalise(number))


def relative(target: str, path: str) -> str:
    """The project path that a relative ``target`` in the file ``path`` means, without anchor."""
    plain = unquote(target.partition("#")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
    return unicodedata.normalize("NFC", joined)


def titles(public: Mapping[str, Entry]) -> dict[str, str]:
    """Title → id of the public documents whose title no other one has."""
    found: dict[str, list[str]] = defaultdict(list)
    for id, entry in public.items():
        if isinstance(entry.record, Document):
            found[title_key(entry.record.title)].append(id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def follows(one: Problem, broken: set[str]) -> bool:
    """Whether a path leads nowhere only because the file that it names could not be read."""
    to = dict(one.args).get("to", "")
    return one.name in ("dangling-reference", "dead-link") and relative(to, one.path) in broken
