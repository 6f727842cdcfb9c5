"""What can be wrong with a record of any kind; then what its kind is asked besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import (
    AnnualReport,
    AnyRecord,
    Attachment,
    Consultation,
    Document,
    GazetteIssue,
    Interpretation,
    Interview,
    Page,
    PressConference,
    Response,
    Special,
    StandardCatalog,
    TranslationHeader,
)
from opengov_ssg.model.site import Site
from opengov_ssg.notation import doc_no, index_no
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.checking import disclosure, gazette, participation, specials
from opengov_ssg.read.decoding import place

_SECRECY = re.compile(r"(?:绝密|机密|秘密)[★☆]|^\s*(?:绝密|机密|秘密)\s*$", re.MULTILINE)
_SUMMARY = 300
_SIGNED = (Document, Interpretation)
_NUMBERED = (GazetteIssue, AnnualReport)  # whose address is made of series, year and number
_Check = Callable[[Any, Tree, Site, str], Iterator[Problem]]
_KINDS: dict[type, _Check] = {
    Consultation: participation.consultation,
    PressConference: participation.press_conference,
    Response: participation.response,
    Interview: participation.interview,
    GazetteIssue: gazette.issue,
    Special: specials.special,
    AnnualReport: disclosure.annual_report,
    StandardCatalog: disclosure.standard_catalog,
    Page: disclosure.page,
}


def check(
    record: AnyRecord, tree: Tree, body: str, body_line: int, site: Site, path: str
) -> list[Problem]:
    """All problems of one record that need no other record; its body begins on ``body_line``."""
    checks = (
        *(_names, _required, _dates, _source, _disclosure),
        *(_withdrawal, _attachments, _numbers, _address),
    )
    asked = (*checks, _KINDS[type(record)]) if type(record) in _KINDS else checks
    found = [one for rule in asked for one in rule(record, tree, site, path)]
    return found + list(_body(record, tree, body, body_line, path))


def _names(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    if record.agency and not site.agency_code(record.agency):
        near = "、".join(get_close_matches(record.agency, site.agency_names(), n=3, cutoff=0.4))
        at = tree.place(("agency",))
        yield problem("unknown-agency", path, at, value=record.agency, near=near)
    if record.column and not site.column_code(record.column):
        near = "、".join(get_close_matches(record.column, site.column_names(), n=3, cutoff=0.4))
        at = tree.place(("column",))
        yield problem("unknown-column", path, at, value=record.column, near=near)


def _required(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    wanted = list(site.config.required.get(record.kind, ()))
    released = record.status == "published"  # a draft is not signed yet
    if released and isinstance(record, _SIGNED) and record.origin != "imported":
        wanted.append("signed")
    for field in dict.fromkeys(wanted):
        if not getattr(record, field, None):
            yield problem("missing-field", path, tree.place(()), field=_label(record, field))


def _label(record: AnyRecord, field: str) -> str:
    label = names_of(type(record)).labels.get(field)
    return f"{field}（{label}）" if label else field


def _dates(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    released = record.published.date() if record.published else None
    pairs: list[tuple[str, date | None, str, date | None]] = [
        ("signed", record.signed, "published", released)
    ]
    if isinstance(record, Document):
        pairs += [
            ("signed", record.signed, "valid_to", record.valid_to),
            ("effective", record.effective, "valid_to", record.valid_to),
            ("formed", record.formed, "published", released),
        ]
    if record.public_until:
        pairs.append(("published", released, "public_until", record.public_until.date()))
    for first, earlier, second, later in pairs:
        if earlier and later and earlier > later:
            code = "date-order" if record.origin == "own" else "date-order-imported"
            words: Words = {"first": _label(record, first), "second": _label(record, second)}
            at = tree.place((second,))
            yield problem(code, path, at, earlier=earlier, later=later, **words)


def _source(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """A repost says where it is taken from, with the address (DOMAIN 1.1 T19)."""
    if record.origin == "repost" and not (record.source and record.source.url):
        yield problem("source-missing", path, tree.place(("source",)))


def _disclosure(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    if record.disclosure == "public":
        return
    if not record.nondisclosure_reason:
        yield problem("reason-missing", path, tree.place(("disclosure",)))
    if record.attachments:
        at = tree.place(("attachments",))
        yield problem("body-not-public", path, at, hint="attachment")


def _body(record: AnyRecord, tree: Tree, body: str, body_line: int, path: str) -> Iterator[Problem]:
    if record.disclosure != "public" and body.strip():
        yield problem("body-not-public", path, tree.place(("disclosure",)))
    yield from written(record, tree, body, body_line, path)


def written(
    record: AnyRecord | TranslationHeader, tree: Tree, body: str, body_line: int, path: str
) -> Iterator[Problem]:
    """What is wrong with the words of a record or a translation: a summary too
    long, a secrecy mark."""
    if record.summary and len(record.summary) > _SUMMARY:
        words: Words = {"length": len(record.summary), "limit": _SUMMARY}
        yield problem("summary-long", path, tree.place(("summary",)), **words)
    texts = (("title", record.title), ("summary", record.summary or ""), ("body", body[:500]))
    for field, text in texts:
        if found := _SECRECY.search(text):
            mark = found[0].strip()
            line, column = place(text, text.index(mark, found.start()))
            at = (body_line + line - 1, column) if field == "body" else tree.place((field,))
            yield problem("secrecy-mark", path, at, mark=mark, field=field)


def _withdrawal(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    withdrawn = record.withdrawn
    if not withdrawn:
        return
    if withdrawn.kind == "notice" and not withdrawn.reason:
        yield problem("missing-field", path, tree.place(("withdrawn",)), field="withdrawn.reason")
    reviewed = any(step.step == "withdrawal" and step.passed for step in record.review)
    if withdrawn.kind == "silent" and not reviewed:
        yield problem("withdrawal-review", path, tree.place(("withdrawn",)))


def _attachments(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    return listed(record.attachments, tree, path)


def listed(attachments: Sequence[Attachment], tree: Tree, path: str) -> Iterator[Problem]:
    """What is wrong with a list of attachments: of a record, or of a translation."""
    seen: set[str] = set()
    files: set[str] = set()
    for index, attachment in enumerate(attachments):
        at = tree.place(("attachments", index))
        if bool(attachment.file) == attachment.not_held:
            yield problem("attachment-missing", path, at, hint="file", file=attachment.title)
        if attachment.file and not attachment.id:
            words: Words = {"title": attachment.title, "near": f"fj{index + 1}"}
            yield problem("attachment-id", path, at, **words)
        elif attachment.id and attachment.id in seen:
            words = {"title": attachment.title, "near": attachment.id}
            yield problem("attachment-id", path, at, hint="twice", **words)
        seen.add(attachment.id or "")
        if attachment.file and attachment.file in files:
            words = {"title": attachment.title, "near": attachment.id or ""}
            yield problem("attachment-id", path, at, hint="file-twice", **words)
        files.add(attachment.file or "")


def _numbers(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    if not isinstance(record, Document):
        return
    own = record.origin == "own"
    if record.doc_no:
        yield from _doc_no(record, record.doc_no, tree, path, own)
    if record.index_no:
        yield from _index_no(record, record.index_no, tree, path, own)


def _doc_no(record: Document, number: str, tree: Tree, path: str, own: bool) -> Iterator[Problem]:
    at = tree.place(("doc_no",))
    if not doc_no.parse(number):
        near = doc_no.normalise(number)
        known = doc_no.parse(near) is not None
        code = "doc-no-malformed" if own else "number-kept-as-found"
        hint = "" if known else "unknown-form"
        yield problem(code, path, at, hint=hint, value=number, near=near, field="doc_no")
        return
    year = (doc_no.parse(number) or record).year  # type: ignore[union-attr]
    if year and record.signed and abs(year - record.signed.year) > 1:
        words: Words = {"value": number, "signed": record.signed, "field": "doc_no"}
        yield problem("number-year", path, at, **words)


def _index_no(record: Document, number: str, tree: Tree, path: str, own: bool) -> Iterator[Problem]:
    at = tree.place(("index_no",))
    parsed = index_no.parse(number)
    if not parsed:
        code = "index-no-malformed" if own else "number-kept-as-found"
        yield problem(code, path, at, hint="index", value=number, near="", field="index_no")
    elif not index_no.check_character_ok(parsed):
        yield problem("check-character", path, at, value=number, org=parsed.org)


def _address(record: AnyRecord, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    if record.slug or isinstance(record, _NUMBERED):
        return
    number = record.index_no if isinstance(record, Document) else None
    if not (number and index_no.parse(number)):
        yield problem("no-address", path, tree.place(()), kind=record.kind)
