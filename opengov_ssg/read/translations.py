"""The translations beside a content file: each a header of few fields and a body
in another language.

A translation is a part of its record, read with it and known by the same digest: whether it is
public, at what address, with what number is the record's alone to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from opengov_ssg.errors import Problem, ProblemError, Words, problem
from opengov_ssg.model.bodies import Body
from opengov_ssg.model.entries import Translation
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import AnyRecord, TranslationHeader
from opengov_ssg.model.site import Site
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.notation import languages, nodes
from opengov_ssg.read import attachments
from opengov_ssg.read.body import facts, read_body
from opengov_ssg.read.checking.records import listed, written
from opengov_ssg.read.decoding import damaged, decode
from opengov_ssg.read.files import Found, language_of
from opengov_ssg.read.header import split


class Translated(NamedTuple):
    """The translations of a record in the order of their languages, the body of
    each, what is wrong."""

    translations: tuple[Translation, ...]
    bodies: tuple[Body | None, ...]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _Made:
    translation: Translation
    body: Body | None


def read_all(
    project: Path,
    found: Sequence[Found],
    record: AnyRecord,
    site: Site,
    contents: Mapping[str, str],
) -> Translated:
    """Read the translations of ``record``. Raises OSError."""
    made: dict[str, _Made] = {}
    problems: list[Problem] = []
    for one in found:
        try:
            language = _language(one.path, site, made)
            into, told = _read(project, one, language, record, site, contents)
        except ProblemError as error:
            problems += error.problems
            continue
        problems += told
        if into:
            made[language] = into
    order = [made[language] for language in sorted(made)]
    return Translated(
        tuple(one.translation for one in order), tuple(one.body for one in order), problems
    )


def _language(path: str, site: Site, made: Mapping[str, _Made]) -> str:
    """The language that the file's name says. Raises ProblemError (OG175, OG178)."""
    tag = language_of(path)
    try:
        language = languages.parse(tag).tag
    except languages.NoLanguage as error:
        hint = error.hint or "name"
        words: Words = {"value": tag, "near": error.near}
        raise ProblemError(problem("unknown-language", path, hint=hint, **words)) from None
    if languages.is_same(language, site.text_language):
        other = f"{path.removesuffix('.md').rpartition('.')[0]}.md"
        words = {"language": language, "other": other}
        raise ProblemError(problem("translation-twice", path, hint="own", **words))
    if language in made:
        other = made[language].translation.path
        raise ProblemError(problem("translation-twice", path, language=language, other=other))
    return language


def _read(
    project: Path,
    found: Found,
    language: str,
    record: AnyRecord,
    site: Site,
    contents: Mapping[str, str],
) -> tuple[_Made | None, list[Problem]]:
    path, limit = found.path, site.config.limits.record_bytes
    if found.stamp.bytes > limit:
        raise ProblemError(problem("file-too-large", path, bytes=found.stamp.bytes, limit=limit))
    text = decode((project / path).read_bytes(), path)
    parts = split(text, path)
    tree = nodes.parse(parts.header, path, first_line=2)
    problems = _not_its_own(tree, type(record), path)
    tree = translate(tree, TranslationHeader, path)
    header, wrong = validate(tree, TranslationHeader, path, site.vocabularies)
    beside = dict(found.beside)
    body = read_body(parts, project, path, beside, language)
    problems += wrong + tree.problems + damaged(text, path) + body.problems
    if record.disclosure != "public":
        problems.append(problem("body-not-public", path))
    if header is None:
        return None, problems
    problems += [
        *listed(header.attachments, tree, path),
        *written(header, tree, parts.body, parts.body_line, path),
    ]
    names = attachments.meant(header.attachments, tree, body.links, path, body.files)
    most = site.config.limits.attachment_bytes
    files, missing = attachments.hold(project, path, beside, names, most, contents)
    known = facts(body.body, body.links) if body.body else None
    places = tuple((".".join(map(str, steps)), *at) for steps, at in tree.places.items() if steps)
    made = Translation(language, path, header, known, files, places)
    return _Made(made, body.body), problems + missing


def _not_its_own(tree: nodes.Tree, cls: type[AnyRecord], path: str) -> list[Problem]:
    """The fields that only the original has, taken out of the tree (OG177)."""
    own, original = names_of(TranslationHeader), names_of(cls)
    others = [key for key in tree.data if key not in own.keys and key in original.keys]
    for key in others:
        del tree.data[key]
    return [
        problem("translation-field", path, tree.keys[(key,)], key=key, field=original.keys[key])
        for key in others
    ]
