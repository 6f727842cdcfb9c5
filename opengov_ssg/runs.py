"""What is asked of a run, what it tells, and what it reads: the values that
commands and stages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from opengov_ssg.errors import Problem, problem
from opengov_ssg.hold_back import Held
from opengov_ssg.link.choosing import choose
from opengov_ssg.link.linking import Linked
from opengov_ssg.link.restricting import restrict
from opengov_ssg.model.catalog import Catalog, Part
from opengov_ssg.model.ledger import Ledger
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.site import Site
from opengov_ssg.rules.facts import Facts
from opengov_ssg.store.store import Reading

WORK = ".opengov"
"""The folder of the store and of previews, in the project."""
Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and of how much (0: not known yet); ``wait``, once, of a
build that waits for another run to leave the store."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for. ``as_of`` decides what is public; it is printed nowhere. ``clean``
    makes everything anew; ``hold_back`` publishes without the records that have errors of their
    own; ``only`` makes a part of the site, of which nothing is remembered; ``memory`` is kept from
    run to run by a process that makes several."""

    project: Path
    as_of: datetime
    output: Path | None = None
    base_url: str | None = None
    jobs: int = 1
    executor: str = "process"
    strict: bool = False
    clean: bool = False
    hold_back: bool = False
    only: Choice | None = None
    memory: dict[str, Reading] | None = None


@dataclass(slots=True)
class Report:
    """What a run found and did. ``documents`` are the public records, ``pages`` all files;
    ``parsed`` and ``cached`` count content files, ``rendered`` and ``reused`` files of the release;
    ``excused`` are problems of records that were held; ``forgotten`` says that some were left out
    because what stands at the output is not known. ``part`` is the part that was asked for."""

    documents: int = 0
    parsed: int = 0
    cached: int = 0
    pages: int = 0
    rendered: int = 0
    reused: int = 0
    removed: int = 0
    resolved: int = 0
    unresolved: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)
    next_change_at: datetime | None = None
    problems: list[Problem] = field(default_factory=list)
    held: tuple[Held, ...] = ()
    forgotten: bool = False
    excused: frozenset[Problem] = frozenset()
    part: Part | None = None
    published: bool = False

    @property
    def has_nothing(self) -> bool:
        """Whether a part was asked for that holds no record."""
        return self.part is not None and not self.part.records

    def failed(self, strict: bool) -> bool:
        """Whether nothing may be published: an error, or with ``strict`` a warning, of more than
        records that are held."""
        bad = ("error", "warning") if strict else ("error",)
        return any(one.severity in bad and one not in self.excused for one in self.problems)


@dataclass(frozen=True, slots=True)
class Content:
    """The content read and linked: what commands beside ``build`` work on."""

    site: Site
    linked: Linked
    facts: Facts

    @property
    def ledger(self) -> Ledger:
        """The ledger as read."""
        return self.facts.ledger

    @property
    def catalog(self) -> Catalog:
        """What is public of it."""
        return self.linked.catalog


def part_of(content: Content, only: Choice | None, report: Report) -> Content:
    """The content with no more public records than were asked for, which ``report`` is told."""
    if only is None:
        return content
    catalog = restrict(content.catalog, choose(content.catalog, only), only)
    report.part, report.documents = catalog.part, len(catalog.items)
    report.resolved, report.unresolved = catalog.resolved, catalog.unresolved
    return replace(content, linked=replace(content.linked, catalog=catalog))


def unusable(error: OSError, project: Path) -> Problem:
    """The problem that a file of the project could not be read, or the store not be written."""
    file = Path(str(error.filename))
    path = file.relative_to(project).as_posix() if file.is_relative_to(project) else ""
    return problem("internal", path, detail=error.strerror or repr(error)).in_site()
