"""One content file → an entry and its body, or the problems that stand in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from opengov_ssg.errors import Problem, ProblemError, Words, problem
from opengov_ssg.model.bodies import Body
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import (
    KIND_NAMES,
    KINDS,
    AnnualReport,
    AnyRecord,
    GazetteIssue,
    Record,
    StandardCatalog,
)
from opengov_ssg.model.site import GazetteSeries, Site
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.notation import gazette_no, nodes
from opengov_ssg.read import attachments, standard_catalog, translations
from opengov_ssg.read.body import facts as facts_of
from opengov_ssg.read.body import read_body
from opengov_ssg.read.checking import disclosure
from opengov_ssg.read.checking.interpretations import form_in_words
from opengov_ssg.read.checking.records import check
from opengov_ssg.read.decoding import damaged, decode
from opengov_ssg.read.files import Found
from opengov_ssg.read.header import Parts, split

_BY_NAME = {name: kind for kind, name in KIND_NAMES.items()}
# Fields that later stages may have to point at.
_POINTED = frozenset(
    [
        "title",
        "agency",
        "column",
        "slug",
        "index_no",
        "doc_no",
        "signed",
        "published",
        "valid_to",
        "validity",
        "aliases",
        "topics",
        "repeals",
        "amends",
        "supersedes",
        "forwards",
        "withdrawn",
        "attachments",
        "interprets",
        "about",
        "based_on",
        "results_in",
        "sections",
        "timeline",
        "matters",
        "series",
        "year",
        "number",
        "cumulative",
        "date",
        "opens",
        "closes",
        "result",
        "held",
        "first_release_at",
        "conference_at",
        "tables",
        "rows",
        "table",
        "guide",
    ]
)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file yields. With an error among ``problems`` there is no entry."""

    entry: Entry | None
    body: Body | None
    problems: tuple[Problem, ...]
    translated: tuple[Body | None, ...] = ()
    """The bodies of the entry's translations."""


def read(project: Path, found: Found, site: Site, contents: Mapping[str, str]) -> Read:
    """Read one content file, of whose files ``contents`` are the SHA-256 by path. Never raises for
    what is in it; OSError is a Problem too."""
    try:
        return _read(project, found, site, contents)
    except ProblemError as error:
        return Read(None, None, error.problems)
    except OSError as error:
        detail = error.strerror or repr(error)
        return Read(None, None, (problem("internal", found.path, detail=detail),))


def _read(project: Path, found: Found, site: Site, contents: Mapping[str, str]) -> Read:
    path, limit = found.path, site.config.limits.record_bytes
    if found.stamp.bytes > limit:
        raise ProblemError(problem("file-too-large", path, bytes=found.stamp.bytes, limit=limit))
    data = (project / path).read_bytes()
    text = decode(data, path)
    parts = split(text, path) if path.endswith(".md") else Parts(text, "", 1)
    tree = nodes.parse(parts.header, path, first_line=2 if path.endswith(".md") else 1)
    cls = _kind(tree, path)
    unsaid = _emptied(tree, path)
    tree = translate(tree, cls, path)
    tree.data["kind"] = cls.KIND
    record, problems = validate(tree, cls, path, site.vocabularies)
    problems += unsaid + tree.problems + damaged(text, path)
    beside = dict(found.beside)
    body = read_body(parts, project, path, beside, site.text_language)
    problems += body.problems
    if record is None:
        return Read(None, None, tuple(problems))
    needed = dict(body.files)
    if isinstance(record, StandardCatalog):
        record, tables, told = standard_catalog.fill(record, tree, project, path, beside, site)
        needed |= tables
        problems += told
    if isinstance(record, AnnualReport):
        problems += disclosure.chapters(body.body, parts.body, parts.body_line, path)
    problems += check(record, tree, parts.body, parts.body_line, site, path)
    problems += form_in_words(record, tree, body, site, path)
    names = attachments.meant(record.attachments, tree, body.links, path, needed)
    most = site.config.limits.attachment_bytes
    files, missing = attachments.hold(project, path, beside, names, most, contents)
    problems += missing
    translated = translations.read_all(project, found.translations, record, site, contents)
    problems += translated.problems
    if any(one.severity == "error" for one in problems):
        return Read(None, None, tuple(problems))
    facts = facts_of(body.body, body.links) if body.body else None
    entry = Entry(path, _named(record, site), facts, files, _places(tree), translated.translations)
    return Read(entry, body.body, tuple(problems), translated.bodies)


def _named(record: AnyRecord, site: Site) -> AnyRecord:
    """The record with the codes of its agency and column, whichever of their names the file gave,
    and with what follows from the series of an issue or the kind."""
    codes: dict[str, str | None] = {"agency": site.agency_code(record.agency)}
    if isinstance(record, GazetteIssue) and (code := site.series_code(record.series)):
        series = site.gazettes[code]
        codes["series"] = code
        codes["agency"] = site.agency_code(record.agency or series.agency)
        codes["title"] = record.title or issue_title(record, series)
    named = site.column_code(record.column) if record.column else None
    codes["column"] = named or (None if record.column else site.kind_column(record.kind))
    for field, code in codes.items():
        if code and code != getattr(record, field):
            object.__setattr__(record, field, code)  # before anybody else has seen it
    return record


def issue_title(issue: GazetteIssue, series: GazetteSeries) -> str:
    """What an issue is called when its file gives no title: ``国务院公报2026年第16号``."""
    cited = gazette_no.cite(series.name, issue.year, issue.number, series.label)
    return cited.replace("《", "").replace("》", "")


def _emptied(tree: nodes.Tree, path: str) -> list[Problem]:
    """An emptied status says neither draft nor published, and no default may decide that."""
    keys = (key for key, name in names_of(Record).keys.items() if name == "status")
    return [
        problem("missing-field", path, tree.keys[(key,)], field=key)
        for key in keys
        if key in tree.data and tree.data[key] is None
    ]


def _kind(tree: nodes.Tree, path: str) -> type[AnyRecord]:
    spellings = [key for key, name in names_of(Record).keys.items() if name == "kind"]
    key = next((one for one in spellings if one in tree.data), "")
    value = tree.data.get(key)
    if not isinstance(value, str):
        raise ProblemError(problem("missing-field", path, tree.place((key,)), field="kind"))
    kind = _BY_NAME.get(value, value)
    if kind not in KINDS:
        near = "、".join(get_close_matches(value, [*KINDS, *_BY_NAME], n=3, cutoff=0.3))
        words: Words = {"value": value, "vocabulary": "kind", "near": near}
        raise ProblemError(problem("not-in-vocabulary", path, tree.place((key,)), **words))
    return KINDS[kind]


def _places(tree: nodes.Tree) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (".".join(map(str, steps)), line, column)
        for steps, (line, column) in tree.places.items()
        if steps and steps[0] in _POINTED
    )
