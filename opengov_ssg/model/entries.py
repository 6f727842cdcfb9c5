"""What reading one file yields: the record, the facts of its body, the files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from opengov_ssg import digests
from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.records import AnyRecord

Place = tuple[int, int]


def own_folder(path: str) -> str:
    """The folder of the files beside a record: ``a/`` for ``a.md``; ``index.md`` owns the one it lies
    in. With a slash, composed (NFC)."""
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
    """A file beside a record: ``name`` in NFC as references write it, ``path`` as on disk."""

    name: str
    path: str
    bytes: int
    digest: str

    @property
    def ending(self) -> str:
        """The file ending in lower case."""
        return self.name.rpartition(".")[2].lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """One content file, read and checked on its own.

    ``path`` is relative to the project, with forward slashes; ``places`` gives line and column of
    the fields that later stages may have to point at.
    """

    path: str
    record: AnyRecord
    body: BodyFacts | None
    files: tuple[HeldFile, ...]
    places: tuple[tuple[str, int, int], ...]

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
