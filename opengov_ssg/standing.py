"""The release that stands: whether it may stay as it is, and what is remembered of the next one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path

from opengov_ssg import digests, workers
from opengov_ssg.config.loading import SITE_FILE
from opengov_ssg.errors import Problem
from opengov_ssg.hold_back import HoldingBack, Last
from opengov_ssg.link.addresses import record_id
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.ledger import ADDRESSES, NUMBERS
from opengov_ssg.model.releases import KeptFile, Outcome, Standing
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.reading import Survey
from opengov_ssg.rendering import Rendered
from opengov_ssg.run.batches import by_count
from opengov_ssg.runs import Report
from opengov_ssg.store.store import Store
from opengov_ssg.write import guarding
from opengov_ssg.write.staging import Release

_STAMPS = 4000


def files_read(project: Path) -> str:
    """The digest of the single files that a build reads. Taken before they are read: a change
    between is then seen by the next build."""
    files = (project / name for name in (SITE_FILE, ADDRESSES, NUMBERS))
    return " ".join(digests.of_file(file)[0] if file.is_file() else "-" for file in files)


def inputs(
    files: str, survey: Survey, theme: ThemeSnapshot | None, problems: Collection[Problem]
) -> str:
    """The digest of all that a build follows from but its instant; empty when something of
    it is not known without reading it, or cannot be used. ``problems`` are those told
    before anything is read."""
    keys = survey.keys()
    if theme is None or len(keys) < len(survey.found):
        return ""
    told = repr(sorted(problems, key=Problem.order))
    parts = [files, survey.site, theme.name, theme.digest(), told]
    parts += (keys[path] for path in sorted(keys))
    return digests.of_parts(part.encode() for part in parts)


def may_stay(standing: Standing, inputs: str, as_of: datetime, output: Path) -> bool:
    """Whether a build at ``as_of`` would only make again what stands at ``output``, untouched."""
    outcome = standing.outcome
    if not inputs or inputs != outcome.inputs:
        return False
    if as_of < outcome.as_of or as_of.astimezone(OFFSET).date() != outcome.today:
        return False
    if outcome.next_change_at is not None and as_of >= outcome.next_change_at:
        return False
    stamps = guarding.stamps(output)
    return stamps == {path: kept.stamp for path, kept in standing.files.items()}


def tell_again(standing: Standing, report: Report) -> None:
    """Say what the build of the release that may stay has said."""
    outcome = standing.outcome
    report.documents, report.cached = outcome.documents, outcome.content_files
    report.pages = report.reused = len(standing.files)
    report.resolved, report.unresolved = outcome.resolved, outcome.unresolved
    report.next_change_at = outcome.next_change_at
    report.problems = list(outcome.problems)
    report.published = True


def outcome(as_of: datetime, inputs: str, report: Report) -> Outcome:
    """What a build has said, to be said again. One that held records back says it only once."""
    return Outcome(
        "" if report.held else inputs,
        as_of,
        as_of.astimezone(OFFSET).date(),
        report.next_change_at,
        report.parsed + report.cached,
        report.documents,
        report.resolved,
        report.unresolved,
        tuple(report.problems),
    )


def kept_files(rendered: Rendered, release: Release, executor: Executor) -> dict[str, KeptFile]:
    """What is remembered of the files of ``release``, which now stands. Raises OSError."""
    runs = by_count(sorted(rendered.files), _STAMPS)
    futures = [(run, executor.submit(workers.stamp_batch, run)) for run in runs]
    kept = {}
    for run, future in futures:
        for path, stamp in zip(run, future.result(), strict=True):
            _, sha256, size = rendered.files[path]
            kept[path] = KeptFile(rendered.bases[path], sha256, size, stamp)
    kept[guarding.MANIFEST] = release.manifest
    return kept


def unlinked(before: Standing, linked: Collection[str], output: Path) -> Standing:
    """What is remembered of the release at ``output`` when files of it were linked into one that
    was then dropped: that changed the times of their entries, and nothing else."""
    files = dict(before.files)
    for path in linked:
        kept = files[path]
        try:
            now = Stamp.of((output / path).lstat())
        except OSError:
            continue
        if now._replace(changed=kept.stamp.changed) == kept.stamp:
            files[path] = kept._replace(stamp=now)
    return before._replace(files=files)


def published(
    keys: Mapping[str, str], holding: HoldingBack | None, before: Standing | None
) -> dict[str, str]:
    """The reading of each record that the new release was made from: of one that was kept the
    last."""
    if holding is None:
        return dict(keys)
    found = {path: key for path, key in keys.items() if path not in holding.left_out}
    for path in holding.kept:
        if before and path in before.readings:
            found[path] = before.readings[path]
    return found


def last(store: Store, before: Standing | None, project: Path, output: Path) -> Last:
    """What was published last; nothing is known when another release stands there, or none.

    Raises StoreDamaged.
    """
    if before is None or not _is_standing(before, output):
        return Last(False, {}, lambda entry: False)
    known = store.readings(before.readings.values())
    found = {path: known[key].entry for path, key in before.readings.items() if key in known}
    entries = {
        path: entry
        for path, entry in found.items()
        if entry and f"{record_id(entry.record)}.html" in before.files
    }
    return Last(True, entries, lambda entry: _has(entry, before, project, output))


def _is_standing(before: Standing, output: Path) -> bool:
    """Whether the release that is known is the one that stands: not after going back to another."""
    kept = before.files.get(guarding.MANIFEST)
    return kept is not None and _digest(output / guarding.MANIFEST) == kept.sha256


def _has(entry: Entry, before: Standing, project: Path, output: Path) -> bool:
    """Whether each file beside a record is still in the project, or stands in the release."""
    addresses = entry.all_addresses(record_id(entry.record))
    for file in entry.files_in_all():
        kept = before.files.get(addresses[file.path])
        published = kept is not None and kept.sha256 == file.digest
        if published and _digest(output / addresses[file.path]) == file.digest:
            continue
        if _digest(project / file.path) != file.digest:
            return False
    return True


def _digest(file: Path) -> str:
    try:
        return digests.of_file(file)[0]
    except OSError:
        return ""
