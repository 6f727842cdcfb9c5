"""Values of the model for unit tests, made from the texts that an editor would write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from opengov_ssg.errors import Problem
from opengov_ssg.link.linking import Linked, link
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import KINDS, AnyRecord
from opengov_ssg.model.site import Site, SiteConfig
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.model.views import PageView
from opengov_ssg.model.vocabulary import default_vocabularies
from opengov_ssg.notation import nodes
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.plan.planning import Plan
from opengov_ssg.plan.words import Words
from opengov_ssg.read.contents import take
from opengov_ssg.read.files import discover
from opengov_ssg.read.reader import Read, read
from opengov_ssg.theme.loading import load as load_theme
from tests.conftest import AS_OF, SITE

HERE = "content/bgs/documents/2026"
"""The folder that documents of the mini sites lie in."""


def site(text: str = SITE) -> Site:
    """The site that a site.yaml describes; its shipped vocabularies."""
    tree = translate(nodes.parse(text, "site.yaml"), SiteConfig, "site.yaml")
    config, problems = validate(tree, SiteConfig, "site.yaml", default_vocabularies())
    assert config is not None, problems
    return Site(config, default_vocabularies())


def header(text: str) -> tuple[AnyRecord | None, list[Problem]]:
    """The record that a header's YAML says, and what is wrong with it."""
    tree = nodes.parse(text, "a.md")
    kinds = {"document": "document", "政府信息": "document", "政策解读": "interpretation"}
    kind = tree.data.get("kind") or tree.data.get("类型")
    cls = KINDS[kinds.get(str(kind), str(kind))]
    tree = translate(tree, cls, "a.md")
    tree.data["kind"] = cls.KIND
    made, problems = validate(tree, cls, "a.md", default_vocabularies())
    return made, problems + tree.problems


def document(**fields: str) -> AnyRecord:
    """A public document; fields are given as an editor writes them."""
    given = {
        "kind": "document",
        "title": "关于测试的通知",
        "agency": "bgs",
        "disclosure": "主动公开",
        "slug": "wj-2026-0001",
        "signed": "2026-01-05",
        "published": "2026-01-06",
        **fields,
    }
    tree = nodes.Tree(data=dict(given))
    made, problems = validate(tree, KINDS[given["kind"]], "a.md", default_vocabularies())
    assert made is not None, problems
    return made


def item(id: str = "", **fields: str) -> Item:
    """A public document as the catalog has it, related to nothing."""
    record = document(**fields)
    made = Entry(f"{HERE}/{record.slug}.md", record, None, (), ())
    id = id or f"catalog/bgs/{record.slug}"
    return Item(made, id)


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files of a mini site."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)


def issue(items: str, year: int = 2026, number: int = 2, date: str = "2026-04-30") -> str:
    """An issue of the gazette ``gb``: one section of these items, a YAML list."""
    return (
        f"kind: gazette-issue\nseries: gb\nyear: {year}\nnumber: {number}\n"
        f"date: {date}\npublished: {date}\nsections:\n  - items: {items}\n"
    )


def read_files(root: Path, files: Mapping[str, str | bytes], of: Site | None = None) -> list[Read]:
    """What reading each content file yields, ordered by path."""
    write(root, files)
    found, problems = discover(root)
    assert not problems
    return [read(root, one, of or site(), take(root, one)) for one in found]


def read_one(root: Path, text: str | bytes, **beside: bytes) -> Read:
    """What reading one document yields; ``beside`` are files of its own folder."""
    files: dict[str, str | bytes] = {f"{HERE}/a.md": text}
    files |= {f"{HERE}/a/{name}": data for name, data in beside.items()}
    return read_files(root, files)[0]


def instant(text: str = AS_OF) -> datetime:
    """An as-of instant; a date alone is the end of that day."""
    return parse_instant(text, end_of_day=True)


def entries(root: Path, files: Mapping[str, str | bytes], of: Site | None = None) -> list[Entry]:
    """The entries of content files that have no errors."""
    made = []
    for one in read_files(root, files, of):
        assert one.entry is not None, one.problems
        made.append(one.entry)
    return made


def linked(
    root: Path, files: Mapping[str, str | bytes], as_of: str = AS_OF, of: Site | None = None
) -> Linked:
    """Content files read and linked at an instant."""
    return link(entries(root, files, of), of or site(), instant(as_of))


@cache
def theme(language: str = "zh-CN") -> ThemeSnapshot:
    """The shipped theme."""
    return load_theme(Path("/nowhere"), "default", language)


def words(of: Site | None = None) -> Words:
    """The words of a site with the shipped theme."""
    return Words(of or site(), theme())


def pages(
    root: Path, files: Mapping[str, str | bytes], as_of: str = AS_OF, of: Site | None = None
) -> dict[str, PageView]:
    """The pages that are planned for content files, by path."""
    plan = Plan(linked(root, files, as_of, of).catalog, theme())
    return {one.path: one for one in plan.outputs() if isinstance(one, PageView)}


def codes(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    """The names of problems, by which tests speak of them."""
    return [one.name for one in problems]
