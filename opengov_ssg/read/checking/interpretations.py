"""An interpretation in pictures or sound has all of it in words, too (DOMAIN 10)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, Severity, Words, problem
from opengov_ssg.model.blocks import Block, ChartBlock, Infographic, VideoBlock
from opengov_ssg.model.records import AnyRecord, Interpretation
from opengov_ssg.model.site import Site
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.body import BodyRead

# The blocks that hold the text of each form.
_BLOCKS: dict[str, tuple[type[Block], ...]] = {
    "infographic": (Infographic, ChartBlock),
    "video": (VideoBlock,),
    "audio": (VideoBlock,),
    "animation": (VideoBlock, Infographic),
}
_WRITTEN = {
    "infographic": "infographic",
    "video": "video",
    "audio": "audio",
    "animation": "video",
}


def form_in_words(
    record: AnyRecord, tree: Tree, body: BodyRead, site: Site, path: str
) -> Iterator[Problem]:
    """The body of an interpretation that is no text holds a block with its text (OG163); what was
    imported or reposted may lack it, with a warning. A block with an error is told of alone."""
    if not isinstance(record, Interpretation) or record.form not in _BLOCKS:
        return
    blocks = body.body.blocks if body.body else ()
    if any(isinstance(block, _BLOCKS[record.form]) for block in blocks):
        return
    if any(one.severity == "error" for one in body.problems):
        return
    severity: Severity = "error" if record.origin == "own" else "warning"
    words: Words = {"title": record.title, "near": _WRITTEN[record.form]}
    words["form"] = site.vocabularies.forms.path(record.form)
    at = tree.place(("form",))
    yield problem("media-transcript", path, at, hint="form", severity=severity, **words)
