"""Makes the two sites that are compared, from the same records, in one go.

    python bench/generate.py --records 10000 --site .bench/10000
    python bench/generate.py --records 10000 --platform

writes ``SITE/ssg`` and ``SITE/hugo``, or with ``--platform`` ``SITE/ssg`` and ``SITE/platform``.
The same arguments give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a script, the first entry is this folder, where `profile` hides the standard module.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import argparse

from bench.sites import DEFAULT_CORPUS, ROOT, generate, size


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--site", type=Path, help="default: .bench/<records>")
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--uncut", action="store_true", help="whole laws")
    parser.add_argument("--ledger", action="store_true", help="write ledger/addresses.tsv too")
    parser.add_argument("--platform", action="store_true", help="catalog and whole platform")
    given = parser.parse_args()
    name = f"{given.records}-uncut" if given.uncut else str(given.records)
    site = given.site or ROOT / ".bench" / name
    generate(
        site,
        given.records,
        given.corpus,
        uncut=given.uncut,
        ledger=given.ledger,
        platform=given.platform,
    )
    print(site)
    for part in ("ssg", "platform") if given.platform else ("ssg",):
        found = size(site / part)
        print(f"  {part}: {found.records} records, {found.bytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
