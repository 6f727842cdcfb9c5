"""What a special gathers of itself: public records that meet its conditions, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import KIND_NAMES, AnyRecord, Selection
from opengov_ssg.model.records.specials import UNGATHERED
from opengov_ssg.model.shelf import Shelf
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET

_KINDS = {name: kind for kind, name in KIND_NAMES.items()}


class Selecting:
    """The public records, found by what selections ask for; made when the first one asks."""

    def __init__(self, public: Mapping[str, Entry], site: Site) -> None:
        self.site = site
        kept = [(id, one.record) for id, one in public.items() if one.record.kind not in UNGATHERED]
        kept.sort(key=lambda pair: (_released(pair[1]), pair[0]), reverse=True)
        self.shelf = Shelf(dict(kept), site)

    def select(self, wanted: Selection, besides: Iterable[str]) -> tuple[str, ...]:
        """The ids that meet all conditions of ``wanted``, none of ``besides``, newest first."""
        asked = {
            "kind": [_KINDS.get(one, one) for one in wanted.kinds],
            "topic": wanted.topics,
            "agency": [self.site.agency_code(one) or one for one in wanted.agencies],
            "column": [self.site.column_code(one) or one for one in wanted.columns],
        }
        taken = set(besides)
        found = self.shelf.find(asked, wanted.keywords)
        kept = (id for id in found if id not in taken and self._fits(id, wanted))
        return tuple(islice(kept, wanted.most))

    def _fits(self, id: str, wanted: Selection) -> bool:
        day = _released(self.shelf.records[id])
        return not ((wanted.since and day < wanted.since) or (wanted.until and day > wanted.until))


def _released(record: AnyRecord) -> date:
    return record.published.astimezone(OFFSET).date() if record.published else date.min
