"""``ssg new``: a record with its number or slug allotted from the ledger, ready to be filled in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from opengov_ssg.commands import files, ledger
from opengov_ssg.commands.headers import BODIES, header
from opengov_ssg.commands.numbering import PREFIXES, next_serial
from opengov_ssg.link.addresses import FOLDERS as FOLDER_OF
from opengov_ssg.model.entries import own_folder
from opengov_ssg.model.ledger import NUMBERS, Number, write_numbers
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import KIND_NAMES, KINDS
from opengov_ssg.model.site import Agency
from opengov_ssg.notation import gazette_no, index_no
from opengov_ssg.notation.slugs import is_page_slug, is_slug
from opengov_ssg.runs import Content

OFFERED = tuple(KINDS)
_SLUGGED = ("page", "special")  # whose address the editor chooses
_UNTITLED = ("gazette-issue", "annual-report")
FOLDERS = {kind: f"{kind}s" for kind in PREFIXES} | {"news": "news"}
"""The folder of an agency's records of a kind: plural."""


class NotPossible(Exception):
    """The command cannot be done; ``key`` names the sentence that says why, ``words`` fill it."""

    def __init__(self, key: str, **words: str) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``chinese`` chooses the keys of the header; ``attach`` are files to copy;
    ``series`` and ``number`` are an issue's."""

    kind: str
    agency: str
    title: str
    day: date
    slug: str = ""
    series: str = ""
    number: str = ""
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
    if not wanted.title and wanted.kind not in _UNTITLED:
        raise NotPossible("new.title")
    if wanted.kind in _SLUGGED:
        return _slugged(project, agency, wanted)
    if wanted.slug:
        raise NotPossible("new.slug_page_only")
    if wanted.kind == "gazette-issue":
        return _issue(project, content, agency, wanted)
    if wanted.kind == "annual-report":
        return _report(project, agency, wanted)
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


def _slugged(project: Path, agency: Agency, wanted: Wanted) -> Made:
    """A page or a special, whose address the editor chooses."""
    if not wanted.slug:
        raise NotPossible("new.page_slug")
    fits = is_page_slug if wanted.kind == "page" else is_slug
    if not fits(wanted.slug):
        raise NotPossible("new.slug_form", slug=wanted.slug)
    path = f"content/pages/{wanted.slug.replace('/', '-')}.md"
    if wanted.kind == "special":
        path = f"content/specials/{wanted.slug}/index.md"
    _write(project, path, wanted, agency, {"slug": wanted.slug})
    return Made(path, wanted.slug)


def _issue(project: Path, content: Content, agency: Agency, wanted: Wanted) -> Made:
    """An issue of a gazette: its series and number are its address."""
    code = content.site.series_code(wanted.series)
    if code is None:
        near = "、".join(content.site.gazettes)
        raise NotPossible("new.series", series=wanted.series, near=near)
    number = gazette_no.parse_number(wanted.number)
    if number is None:
        raise NotPossible("new.issue_number", number=wanted.number)
    address = gazette_no.address(number)
    path = f"content/gazette/{code}/{wanted.day.year}/{address}.yaml"
    _write(project, path, wanted, agency, {"series": code, "number": f'"{address}"'})
    return Made(path, address)


def _report(project: Path, agency: Agency, wanted: Wanted) -> Made:
    """The annual report of the year before the day given."""
    year = str(wanted.day.year - 1)
    path = f"content/{agency.code}/annual-reports/{year}.md"
    _write(project, path, wanted, agency, {"year": year})
    return Made(path, year)


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
    return slug, Number(prefix, year, serial, f"{_place(wanted.kind, agency)}/{slug}")


def _place(kind: str, agency: Agency) -> str:
    """Where records of a kind lie that have an allotted slug."""
    if kind == "document":
        return f"catalog/{agency.code}"
    return f"disclosure/{agency.code}/catalogs" if kind == "standard-catalog" else FOLDER_OF[kind]


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
    lines = header(wanted.kind, values, wanted.day, wanted.chinese)
    if wanted.attach:
        label = names_of(KINDS[wanted.kind]).labels["attachments"]
        key = f"{label if wanted.chinese else 'attachments'}:"
        lines = [*(line for line in lines if line != key), key, *_attachments(wanted)]
    text = "\n".join(lines) + "\n"
    text = text if path.endswith(".yaml") else f"---\n{text}---\n\n{BODIES.get(wanted.kind, '')}"
    try:
        files.create(project / path, text.encode())
    except FileExistsError:
        raise NotPossible("new.exists", path=path) from None
    folder = project / own_folder(path)
    for file in wanted.attach:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / file.name)


def _attachments(wanted: Wanted) -> list[str]:
    keys = ("编号", "标题", "文件") if wanted.chinese else ("id", "title", "file")
    return [
        f"  - {{{keys[0]}: fj{position}, {keys[1]}: {_quoted(file.stem)}, "
        f"{keys[2]}: {_quoted(file.name)}}}"
        for position, file in enumerate(wanted.attach, 1)
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
