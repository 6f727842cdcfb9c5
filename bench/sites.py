"""The two sites that are compared, made from the same records in one go."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench import hugo_site, pieces, records, segments, ssg_site
from bench.platform_site import writing

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = ROOT.parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Size:
    """What lies below a site's ``content``: records (``.md``, ``.yaml``) and bytes of all files."""

    records: int
    bytes: int


def generate(
    site: Path, count: int, corpus: Path, *, uncut: bool, ledger: bool, platform: bool = False
) -> None:
    """Writes the sites with ``count`` records below ``site``, replacing what this made before:
    ``ssg`` and ``hugo``, or with ``platform`` ``ssg`` and ``platform``. Sites of ours get the
    search segments that they would have by now.

    Raises FileNotFoundError if the corpus has no laws.
    """
    made = made_records(count, corpus, uncut=uncut)
    for part in ("ssg", "platform" if platform else "hugo"):
        shutil.rmtree(site / part, ignore_errors=True)
    ssg_site.write(site / "ssg", made, ledger=ledger)
    segments.cut(site / "ssg")
    if platform:
        writing.write(site / "platform", made, ledger=ledger)
        segments.cut(site / "platform")
    else:
        hugo_site.write(site / "hugo", made)


def made_records(count: int, corpus: Path, *, uncut: bool) -> list[records.Record]:
    """The records of a site. Raises FileNotFoundError if the corpus has no laws."""
    found = pieces.take(pieces.read_laws(corpus), count, uncut=uncut, seed=records.SEED)
    return records.make(found)


def size(site: Path) -> Size:
    """The size of one site's content."""
    files = [path for path in (site / "content").rglob("*") if path.is_file()]
    written = sum(path.suffix in (".md", ".yaml") for path in files)
    return Size(written, sum(path.stat().st_size for path in files))
