"""Changes as files: what each lays over the two sites, and what it takes away again.

Everything that has to be worked out for Hugo beforehand (its lists, rows, relations) is worked out
here too, before anything is measured. Of each change the files lie in ``SITE/changes/<name>``, as
they are with it and as they are without; making and undoing it copies them.
"""

from __future__ import annotations

import hashlib
import shutil
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from bench import hugo_site, pieces, ssg_site
from bench.changes import Change, changes, places
from bench.records import SEED, Record
from bench.sites import ROOT, made_records

_OWN_FOOTER = ROOT / "themes" / "default" / "parts" / "footer.html"
_HUGO_FOOTER = hugo_site.THEME / "layouts" / "_partials" / "footer.html"
_FOOTERS = {
    "ssg/themes/default/parts/footer.html": _OWN_FOOTER,
    "hugo/layouts/_partials/footer.html": _HUGO_FOOTER,
}
_LINE = '<p class="width og-width">本站页脚有一处改动</p>\n'


@dataclass(frozen=True, slots=True)
class Patch:
    """One change of both sites, which lie below ``site``; ``paths`` are relative to that."""

    name: str
    site: Path
    paths: tuple[str, ...]

    def make(self) -> None:
        """Bring the sites from what they were to the change."""
        self._lay("with")

    def undo(self) -> None:
        """Bring them back."""
        self._lay("without")

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.site / "changes" / self.name.replace(" ", "-")

    def _lay(self, which: str) -> None:
        for path in self.paths:
            source, target = self.folder / which / path, self.site / path
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)  # its time is that of the change, as with an editor
            else:
                target.unlink(missing_ok=True)
        for path in self.paths:
            _remove_empty((self.site / path).parent, self.site)


@dataclass(frozen=True, slots=True)
class Work:
    """All patches; when the old record that is changed was published; how many search segments hold
    records, and how many records that of the newest record and that of the old one hold."""

    patches: tuple[Patch, ...]
    old: date
    segments: int
    in_newest: int
    in_old: int


def prepare(site: Path, count: int, corpus: Path) -> Work:
    """Put both sites in order, as an interrupted run may have left a change in them, and
    work out all patches.

    Raises FileNotFoundError if the corpus has no laws, ValueError where there are too few records.
    """
    laws = pieces.read_laws(corpus)
    records = made_records(count, corpus, uncut=False)
    new = next(pieces.recombined(laws, 1, SEED + 1))
    cuts = bounds(site / "ssg")
    every = changes(records, cuts, new)
    shutil.rmtree(site / "changes", ignore_errors=True)
    known = _known(site, records)
    patches = [_patch(site, change, known) for change in every]
    for path in {path for one in patches for path in one.paths} - known.keys():
        (site / path).unlink(missing_ok=True)
    newest, _, old = places(records, cuts)
    held = Counter(bisect_right(cuts, record.published) for record in records)
    own = [held[bisect_right(cuts, records[place].published)] for place in (newest, old)]
    return Work(tuple(patches), records[old].published, len(held), *own)


def bounds(project: Path) -> tuple[date, ...]:
    """The boundaries of the search segments in site.yaml."""
    config = yaml.safe_load((project / "site.yaml").read_text("utf-8"))
    return tuple(config.get("search", {}).get("segments", ()))


def _known(site: Path, records: Sequence[Record]) -> dict[str, str]:
    """The digest of every file that follows from the records; the files are made so."""
    known = {}
    for path, data in _files(Change("", records)):
        known[path] = _digest(data)
        place = site / path
        if not place.exists() or _digest(place.read_bytes()) != known[path]:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return known


def _patch(site: Path, change: Change, known: Mapping[str, str]) -> Patch:
    own = Patch(change.name, site, ())
    paths, there = [], set[str]()
    for path, data in _files(change):
        there.add(path)
        if known.get(path) != _digest(data):
            paths.append(path)
            _keep(own.folder / "with" / path, data)
    paths += sorted(known.keys() - there)
    for path in known.keys() & set(paths):
        _keep(own.folder / "without" / path, (site / path).read_bytes())
    return Patch(change.name, site, tuple(paths))


def _files(change: Change) -> Iterator[tuple[str, bytes]]:
    """All files of both sites after a change: paths from where both lie."""
    for path, text in ssg_site.files(change.records, change.withdrawn):
        yield f"ssg/{path}", text.encode()
    for path, text in hugo_site.files(change.without_withdrawn()):
        yield f"hugo/{path}", text.encode()
    if change.theme:
        for path, shipped in _FOOTERS.items():
            text = shipped.read_text("utf-8")
            yield path, text.replace("</footer>", f"{_LINE}</footer>").encode()


def _keep(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _remove_empty(folder: Path, site: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
