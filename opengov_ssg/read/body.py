"""The body of a content file: Markdown → what is kept of it, and what later stages know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from opengov_ssg import digests
from opengov_ssg.errors import Problem, problem
from opengov_ssg.model import blocks
from opengov_ssg.model.bodies import Body
from opengov_ssg.model.entries import BodyFacts, BodyLink, Place
from opengov_ssg.notation.html_text import text_of
from opengov_ssg.notation.languages import DEFAULT, parse
from opengov_ssg.read import markdown, plain_body, sanitising
from opengov_ssg.read.blocks import fences
from opengov_ssg.read.blocks.misspelt import misspelt
from opengov_ssg.read.blocks.reading import Reading
from opengov_ssg.read.doubtful import doubtful
from opengov_ssg.read.finishing import finish
from opengov_ssg.read.header import Parts
from opengov_ssg.read.isolating import isolate
from opengov_ssg.read.uneven import CLASS, uneven

_EXCERPT = 120
_PARAGRAPH = re.compile(rf'<p(?: class="{CLASS}")?>(.*?)</p>', re.DOTALL)
_MARK = re.compile("[\x01\x04\x05][^\x02\x06]*[\x02\x06]|\x03")


class BodyRead(NamedTuple):
    """What the body of a file yields: ``files`` are those that its blocks need,
    and where it says so."""

    body: Body | None
    links: tuple[BodyLink, ...]
    files: dict[str, Place]
    problems: list[Problem]


def read_body(
    parts: Parts, project: Path, path: str, beside: Mapping[str, str], language: str = DEFAULT
) -> BodyRead:
    """Read the body of the file at ``path``, written in ``language``; ``beside`` are the files of
    its own folder by name.

    Raises OSError for a file of a block.
    """
    if not parts.body.strip():
        return BodyRead(None, (), {}, [])
    html, raw, reading = plain_body.render(parts.body), [], None
    told: list[Problem] = []
    if html is None:
        rendered = markdown.render(parts.body)
        html, raw = sanitising.sanitise(rendered.html), rendered.raw
        told = list(misspelt(rendered.code, parts.body_line, path))
        if rendered.fences:
            reading = Reading(project, path, beside)
            html = fences.fill(html, rendered.fences, parts.body_line, reading)
    given = reading.links if reading else ()
    body, links, problems = finish(html, path, parts.body, parts.body_line, given)
    body = replace(body, html=uneven(body.html))
    if parse(language).direction == "rtl":
        body = replace(body, html=isolate(body.html))
    problems += sanitising.removed(raw, path, parts.body_line)
    problems += told
    problems += doubtful(parts.body, html, path, parts.body_line)
    anchors = {heading.anchor for heading in body.headings}
    for link in links:
        if link.kind == "link" and link.target.startswith("#") and link.target[1:] not in anchors:
            problems.append(problem("dead-anchor", path, link.at, to=link.target))
    if not reading:
        return BodyRead(body, links, {}, problems)
    body = Body(body.html, body.headings, tuple(reading.blocks))
    return BodyRead(body, links, reading.files, problems + reading.problems)


def facts(body: Body, links: tuple[BodyLink, ...]) -> BodyFacts:
    """What the main process keeps of a body."""
    anchors = tuple(heading.anchor for heading in body.headings)
    return BodyFacts(digest(body), None, links, anchors, _excerpt(body.html))


def digest(body: Body) -> str:
    """The digest by which a body is stored and its pages are known."""
    parts = [body.html.encode()]
    parts += [f"{one.level} {one.anchor} {one.text}".encode() for one in body.headings]
    if body.blocks:
        parts.append(blocks.as_text(body.blocks).encode())
    return digests.of_parts(parts)


def _excerpt(html: str) -> str:
    """The beginning of the running text, for descriptions: at most 120 characters."""
    texts: list[str] = []
    for paragraph in _PARAGRAPH.finditer(html):
        texts.append(text_of(_MARK.sub("", paragraph[1])))
        if sum(map(len, texts)) >= _EXCERPT:
            break
    text = "".join(texts)
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
