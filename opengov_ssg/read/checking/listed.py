"""A field that names an attachment of its record by id: a draft, an explanation, a request form."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.records import AnyRecord
from opengov_ssg.notation.nodes import Steps, Tree


def unlisted(
    record: AnyRecord, id: str | None, steps: Steps, tree: Tree, path: str
) -> Iterator[Problem]:
    """OG173 where ``id``, given in the field ``steps``, is that of no attachment."""
    known = [one.id for one in record.attachments if one.id]
    if id and id not in known:
        words: Words = {"value": id, "near": "、".join(known)}
        yield problem("attachment-unlisted", path, tree.place(steps), **words)
