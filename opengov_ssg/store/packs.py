"""Packs grow with every build; those that are mostly unused, or many and small, are
gathered into one."""

from __future__ import annotations

from contextlib import closing

from opengov_ssg.store.bodies import BodyReader, BodyWriter
from opengov_ssg.store.store import Store

_SMALL = 1 << 20
_MANY = 16
ENDING = ".pack"


def tidy(store: Store) -> None:
    """Remove packs that nobody needs; gather what is left of wasteful ones into a new pack.

    Raises OSError, StoreDamaged. A crash between leaves a pack too many, which goes next time.
    """
    sizes = {file.name: file.stat().st_size for file in store.folder.glob(f"*{ENDING}")}
    needed = store.packs()
    small = [pack for pack in needed if sizes.get(pack, 0) < _SMALL]
    wasteful = {pack for pack in needed if sizes.get(pack, 0) > 2 * needed[pack]}
    if len(small) > _MANY:
        wasteful.update(small)
    if wasteful:
        _gather(store, wasteful, f"{store.run}-gathered{ENDING}")
    store.commit()
    for pack in sizes.keys() - needed.keys() | wasteful:
        (store.folder / pack).unlink(missing_ok=True)


def _gather(store: Store, packs: set[str], name: str) -> None:
    with (
        closing(BodyReader(store.folder)) as reader,
        closing(BodyWriter(store.folder, name)) as writer,
    ):
        moved = [
            (key, writer.append(reader.fetch_bytes(ref), ref.digest))
            for key, ref in store.bodies_in(packs)
        ]
    store.move_bodies(moved)
