"""A special: every entry names something, every section has something, every selection can find."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import KIND_NAMES, Selection, Special
from opengov_ssg.model.records.specials import UNGATHERED
from opengov_ssg.model.site import Site
from opengov_ssg.notation.folding import fold
from opengov_ssg.notation.nodes import Steps, Tree

_KINDS = {kind: name for kind, name in KIND_NAMES.items() if kind not in UNGATHERED}


def special(record: Special, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """A section or an entry in which nothing is (OG167); what is selected by is known (OG125,
    OG138, OG139) and its period runs forward (OG134)."""
    for index, section in enumerate(record.sections):
        steps: Steps = ("sections", index)
        if not section.items and not section.select:
            yield problem("item-empty", path, tree.place(steps), hint="section")
        for position, item in enumerate(section.items):
            if not item.ref and not item.title:
                yield problem("item-empty", path, tree.place((*steps, "items", position)))
        if section.select and not _conditions(section.select):
            yield problem("item-empty", path, tree.place((*steps, "select")), hint="section")
        if section.select:
            yield from _selection(section.select, (*steps, "select"), tree, site, path)


def _conditions(wanted: Selection) -> bool:
    """Whether anything is asked for: without a condition all that is newest would be gathered."""
    lists = (wanted.kinds, wanted.topics, wanted.keywords, wanted.agencies, wanted.columns)
    return any(lists) or bool(wanted.since or wanted.until)


def _selection(
    wanted: Selection, steps: Steps, tree: Tree, site: Site, path: str
) -> Iterator[Problem]:
    for index, text in enumerate(wanted.kinds):
        if text not in (*_KINDS, *_KINDS.values()):
            near = "、".join(get_close_matches(text, [*_KINDS, *_KINDS.values()], n=3, cutoff=0.3))
            words: Words = {"value": text, "vocabulary": "kind", "near": near}
            at = tree.place((*steps, "kinds", index))
            yield problem("not-in-vocabulary", path, at, **words)
    for index, text in enumerate(wanted.keywords):
        if not fold(text):  # nothing but characters that cannot be seen
            at = tree.place((*steps, "keywords", index))
            yield problem("missing-field", path, at, field=f"{_joined(steps)}.keywords.{index}")
    for index, text in enumerate(wanted.agencies):
        if not site.agency_code(text):
            near = "、".join(get_close_matches(text, site.agency_names(), n=3, cutoff=0.4))
            at = tree.place((*steps, "agencies", index))
            yield problem("unknown-agency", path, at, value=text, near=near)
    for index, text in enumerate(wanted.columns):
        if not site.column_code(text):
            near = "、".join(get_close_matches(text, site.column_names(), n=3, cutoff=0.4))
            at = tree.place((*steps, "columns", index))
            yield problem("unknown-column", path, at, value=text, near=near)
    if wanted.since and wanted.until and wanted.since > wanted.until:
        labels = names_of(Selection).labels
        words = {
            "first": f"since（{labels['since']}）",
            "second": f"until（{labels['until']}）",
        }
        at = tree.place((*steps, "until"))
        yield problem("date-order", path, at, earlier=wanted.since, later=wanted.until, **words)


def _joined(steps: Steps) -> str:
    return ".".join(map(str, steps))
