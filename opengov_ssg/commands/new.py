"""``ssg new``: a record with its number or slug allotted from the ledger, ready to be filled in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from opengov_ssg.commands import files, ledger
from opengov_ssg.commands.numbering import PREFIXES, next_serial
from opengov_ssg.model.ledger import NUMBERS, Number, write_numbers
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import KIND_NAMES, KINDS
from opengov_ssg.model.site import Agency
from opengov_ssg.notation import index_no
from opengov_ssg.notation.slugs import is_page_slug
from opengov_ssg.pipeline import Content

OFFERED = tuple(KINDS)
FOLDERS = {"document": "documents", "interpretation": "interpretations"}
_ORDER = {
    "document": (
        "kind title agency disclosure status index_no slug doc_no genre topics issuers keywords "
        "column signed published effective valid_to summary addressees annotation attachments"
    ),
    "interpretation": (
        "kind title agency disclosure status slug interprets form author_org column keywords "
        "signed published summary attachments"
    ),
    "page": "kind title agency disclosure status slug published",
}


class NotPossible(Exception):
    """The command cannot be done; ``key`` names the sentence that says why, ``words`` fill it."""

    def __init__(self, key: str, **words: str) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``chinese`` chooses the keys of the header; ``attach`` are files to copy."""

    kind: str
    agency: str
    title: str
    day: date
    slug: str = ""
    attach: tuple[Path, ...] = ()
    chinese: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """The file made and the number or slug it was given."""

    path: str
    number: str


def new(project: Path, content: Content, wanted: Wanted) -> Made:
    """Write the file and the ledger. Raises NotPossible, ProblemError for a damaged ledger."""
    code = content.site.agency_code(wanted.agency)
    if code is None:
        near = "、".join(content.site.agencies)
        raise NotPossible("new.unknown_agency", agency=wanted.agency, near=near)
    agency = content.site.agencies[code]
    if wanted.kind == "page":
        return _page(project, agency, wanted)
    if wanted.slug:
        raise NotPossible("new.slug_page_only")
    with ledger.held(project, content) as current:
        return _record(project, current, agency, wanted)


def _record(project: Path, content: Content, agency: Agency, wanted: Wanted) -> Made:
    number, row = _allot(content, agency, wanted)
    name = number.rpartition("/")[2]
    path = f"content/{agency.code}/{FOLDERS[wanted.kind]}/{wanted.day.year}/{name}.md"
    key = "slug" if row.organisation in PREFIXES.values() else "index_no"
    _write(project, path, wanted, agency, {key: number})
    numbers = (*content.ledger.numbers, row)
    files.replace(project / NUMBERS, write_numbers(replace(content.ledger, numbers=numbers)))
    return Made(path, number)


def _page(project: Path, agency: Agency, wanted: Wanted) -> Made:
    if not wanted.slug:
        raise NotPossible("new.page_slug")
    if not is_page_slug(wanted.slug):
        raise NotPossible("new.slug_form", slug=wanted.slug)
    path = f"content/pages/{wanted.slug.replace('/', '-')}.md"
    _write(project, path, wanted, agency, {"slug": wanted.slug})
    return Made(path, wanted.slug)


def _allot(content: Content, agency: Agency, wanted: Wanted) -> tuple[str, Number]:
    """The next number: after all of the ledger and all that the content already uses."""
    year = wanted.day.year
    if wanted.kind == "document" and agency.index_org and agency.index_scheme:
        org = agency.index_org
        serial = next_serial(content, org, year)
        number = index_no.make(agency.index_scheme, org, year, serial)
        parsed = index_no.parse(number)
        id = f"catalog/{index_no.address(parsed)}" if parsed else number
        return number, Number(org, year, serial, id)
    prefix = PREFIXES[wanted.kind]
    serial = next_serial(content, prefix, year)
    slug = f"{prefix}-{year}-{serial:04d}"
    place = f"catalog/{agency.code}" if wanted.kind == "document" else "interpretations"
    return slug, Number(prefix, year, serial, f"{place}/{slug}")


def _write(
    project: Path, path: str, wanted: Wanted, agency: Agency, number: dict[str, str]
) -> None:
    values = {
        "kind": KIND_NAMES[wanted.kind] if wanted.chinese else wanted.kind,
        "title": _quoted(wanted.title),
        "agency": agency.code,
        "disclosure": "主动公开",
        "status": "草稿" if wanted.chinese else "draft",
        **number,
    }
    names = [file.name for file in wanted.attach]
    if twice := [name for name in names if names.count(name) > 1]:
        raise NotPossible("new.exists", path=twice[0])
    labels = names_of(KINDS[wanted.kind]).labels
    lines = []
    for key in _ORDER[wanted.kind].split():
        if key in ("slug", "index_no") and key not in number:
            continue
        name = labels[key] if wanted.chinese else key
        lines.append(f"{name}: {values.get(key, '')}".rstrip())
    lines += _attachments(wanted, labels)
    try:
        files.create(project / path, ("---\n" + "\n".join(lines) + "\n---\n\n").encode())
    except FileExistsError:
        raise NotPossible("new.exists", path=path) from None
    folder = (project / path).with_suffix("")
    for file in wanted.attach:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(file, folder / file.name)


def _attachments(wanted: Wanted, labels: dict[str, str]) -> list[str]:
    keys = ("编号", "标题", "文件") if wanted.chinese else ("id", "title", "file")
    return [
        f"  - {{{keys[0]}: fj{position}, {keys[1]}: {_quoted(file.stem)}, "
        f"{keys[2]}: {_quoted(file.name)}}}"
        for position, file in enumerate(wanted.attach, 1)
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
