"""The two sites that are compared, made from the same records in one go."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench import hugo_site, pieces, records, ssg_site

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = ROOT.parent / "shared" / "corpus"


def generate(site: Path, count: int, corpus: Path, *, uncut: bool, ledger: bool) -> None:
    """Writes both sites with ``count`` records below ``site``, replacing what this made before.

    Raises FileNotFoundError if the corpus has no laws.
    """
    found = pieces.take(pieces.read_laws(corpus), count, uncut=uncut, seed=records.SEED)
    made = records.make(found)
    for part in ("ssg", "hugo"):
        shutil.rmtree(site / part, ignore_errors=True)
    ssg_site.write(site / "ssg", made, ledger=ledger)
    hugo_site.write(site / "hugo", made)
