"""Building a part of the site aside and packing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from opengov_ssg.commands.new import NotPossible
from opengov_ssg.commands.packing import archive
from opengov_ssg.commands.packing.archive import NOTHING, Damaged, Size
from opengov_ssg.commands.packing.asking import Asked, choice
from opengov_ssg.commands.packing.cover import SITE, Cover, cover
from opengov_ssg.config.loading import SITE_FILE
from opengov_ssg.config.loading import load as load_site
from opengov_ssg.model.catalog import Part
from opengov_ssg.model.site import Site
from opengov_ssg.pipeline import build
from opengov_ssg.plan.words import Words
from opengov_ssg.runs import WORK, Options, Progress, Report
from opengov_ssg.theme.loading import load as load_theme


@dataclass(frozen=True, slots=True)
class Made:
    """The outcome. ``file`` is None where the site has errors, which are in the report: no pack is
    made then. ``folder`` is the one folder in the archive."""

    report: Report
    file: Path | None = None
    folder: str = ""
    size: Size = NOTHING

    @property
    def records(self) -> int:
        """The records that it holds, without plain pages."""
        return self.report.part.records if self.report.part else 0


def make(
    options: Options,
    asked: Asked,
    output: Path | None,
    force: bool,
    progress: Progress | None = None,
) -> Made:
    """Pack the records that were asked for into ``output``, else into a file named after them here.

    Raises NotPossible for what cannot be asked, where no record is public of it, where the file
    exists (unless ``force``) or cannot be written; ProblemError for site.yaml and theme,
    Unusable for the executor.
    """
    if not (options.project / SITE_FILE).is_file():
        raise NotPossible("pack.no_site", file=SITE_FILE)
    site, _ = load_site(options.project)
    only = choice(asked, site)
    if output and not force:
        _refuse(output)
    try:
        (options.project / WORK).mkdir(exist_ok=True)
        with TemporaryDirectory(prefix="pack-", dir=options.project / WORK) as folder:
            built = Path(folder) / SITE
            report = build(replace(options, only=only, output=built), progress)
            if report.has_nothing:
                raise NotPossible("pack.nothing_found")
            if not report.published or report.part is None:
                return Made(report)
            return _pack(options.project, site, report.part, report, output, force, built)
    except OSError as error:
        file = error.filename or output or WORK
        raise NotPossible(
            "pack.unwritable", file=str(file), detail=error.strerror or repr(error)
        ) from error


def _pack(
    project: Path,
    site: Site,
    part: Part,
    report: Report,
    output: Path | None,
    force: bool,
    built: Path,
) -> Made:
    beside = _cover(project, site, part)
    file = output or Path(f"{beside.name}.zip")
    if not force:
        _refuse(file)
    try:
        size = archive.write(file, beside.name, beside.files, built, SITE)
    except Damaged as error:
        raise NotPossible("pack.damaged", file=error.file) from error
    return Made(report, file, beside.name, size)


def _cover(project: Path, site: Site, part: Part) -> Cover:
    theme = load_theme(project, site.config.theme, site.identity.language)
    return cover(part, Words(site, theme))


def _refuse(file: Path) -> None:
    if file.exists():
        raise NotPossible("pack.exists", file=str(file))
