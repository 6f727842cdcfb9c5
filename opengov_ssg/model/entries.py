"""What reading one file yields: the record, the facts of its body, the files beside it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from opengov_ssg import digests
from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.records import AnyRecord, TranslationHeader

Place = tuple[int, int]


def own_folder(path: str) -> str:
    """The folder of the files beside a record: ``a/`` for ``a.md``; ``index.md`` owns the one it
    lies in. With a slash, composed (NFC)."""
    path = normalize("NFC", path)
    above, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return f"{above}/" if stem == "index" else f"{above}/{stem}/"


LinkKind = Literal["link", "picture", "number", "title"]


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A numbered link of a body: its number is its position in ``BodyFacts.links``.

    ``link`` and ``picture`` carry the address as written; ``number`` a cited 文号 and its possible
    readings, the best first, with the title ``quoted`` right before it; ``title`` a title found
    between 《》. ``at`` is its line and column.
    """

    kind: LinkKind
    target: str
    at: Place
    readings: tuple[str, ...] = ()
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What the main process keeps of a body; the text itself stays in the store."""

    digest: str
    ref: BodyRef | None
    links: tuple[BodyLink, ...]
    anchors: tuple[str, ...]
    excerpt: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file beside a record: ``name`` in NFC as references write it, ``path`` as on disk.

    ``charset`` is what a text is written in, ``utf-8`` or ``gb18030``; empty for what is neither,
    and for what is no text.
    """

    name: str
    path: str
    bytes: int
    digest: str
    charset: str = ""

    @property
    def ending(self) -> str:
        """The file ending in lower case."""
        return self.name.rpartition(".")[2].lower()


@dataclass(frozen=True, slots=True)
class Translation:
    """``a.en.md`` beside ``a.md``: a part of the record, in the language of the
    canonical tag ``language``."""

    language: str
    path: str
    header: TranslationHeader
    body: BodyFacts | None
    files: tuple[HeldFile, ...]
    places: tuple[tuple[str, int, int], ...]

    def id(self, original: str) -> str:
        """The id of its page: its language before that of the original."""
        return f"{self.language}/{original}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One content file, read and checked on its own, with the translations beside it.

    ``path`` is relative to the project, with forward slashes; ``places`` gives line and column of
    the fields that later stages may have to point at.
    """

    path: str
    record: AnyRecord
    body: BodyFacts | None
    files: tuple[HeldFile, ...]
    places: tuple[tuple[str, int, int], ...]
    translations: tuple[Translation, ...] = ()

    def translated(self, into: Translation) -> Entry:
        """The record as a translation has it: its own title, text and files, all
        else the original's."""
        record, header = copy(self.record), into.header
        own = {
            "title": header.title,
            "summary": header.summary,
            "keywords": header.keywords,
            "attachments": header.attachments,
            "editor_note": header.editor_note,
            "aliases": (),
        }
        for field, given in own.items():
            object.__setattr__(record, field, given)  # before anybody else has seen it
        return Entry(into.path, record, into.body, into.files, into.places)

    def in_all(self) -> tuple[Entry | Translation, ...]:
        """Itself and its translations."""
        return (self, *self.translations)

    def files_in_all(self) -> tuple[HeldFile, ...]:
        """The files beside it and beside its translations."""
        return tuple(file for one in self.in_all() for file in one.files)

    def all_addresses(self, id: str) -> dict[str, str]:
        """Path of each held file in the project → its address; those of translations too."""
        own = [(self, id)]
        own += [(self.translated(one), one.id(id)) for one in self.translations]
        return {
            file.path: address
            for entry, id in own
            for file, address in zip(entry.files, entry.addresses(id).values(), strict=True)
        }

    @property
    def folder(self) -> str:
        """The folder of its own files, with a slash, composed (NFC)."""
        return own_folder(self.path)

    def addresses(self, id: str) -> dict[str, str]:
        """Name of each held file → its address: by the attachment's id, else by its content."""
        ids = {one.file: one.id for one in self.record.attachments if one.file}
        return {
            file.name: f"{id}/{ids.get(file.name) or digests.short(file.digest)}.{file.ending}"
            for file in self.files
        }

    def place(self, field: str) -> Place:
        """Line and column of a field such as ``repeals.0``, else of its parent, else the top."""
        wanted = field
        while wanted:
            for name, line, column in self.places:
                if name == wanted:
                    return line, column
            wanted = wanted.rpartition(".")[0]
        return 1, 1
