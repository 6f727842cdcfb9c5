"""One run at a time has the lasting store: a build waits for it and says so, a check does not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from opengov_ssg.pipeline import build, check
from opengov_ssg.runs import Options
from tests.conftest import AS_OF
from tests.incremental.held_sites import OLD, A, B, C, HeldSite, broken, document, id_of
from tests.incremental.holding import Holder, store_held
from tests.inside import Inside
from tests.trees import leftovers, tree

SAID = {"en": "Another ssg command is using", "zh-CN": "另一个 ssg 命令正在使用"}
FORGOTTEN = "No last version could stay"


@pytest.fixture
def edited(site: HeldSite) -> HeldSite:
    """Two documents, published; one of them is broken now."""
    site.write({A: broken(document(A, "新甲。")), B: document(B, "新乙。")})
    return site


def stages(site: HeldSite, holder: Holder) -> list[str]:
    """The stages that a build with ``hold_back`` tells; the store is left when it waits."""
    told: list[str] = []

    def progress(stage: str, done: int, total: int) -> None:
        told.append(stage)
        if stage == "wait":
            holder.leave()

    options = Options(site.project, site.now, site.output, executor="serial", hold_back=True)
    report = build(options, progress)
    assert report.published, report.problems
    assert [(one.path, one.id) for one in report.held] == [(A, id_of(A))]
    return told


def test_a_build_keeps_the_last_version(edited: HeldSite) -> None:
    with store_held(edited.project) as holder:
        assert stages(edited, holder).count("wait") == 1
    edited.stands_for({A: OLD[A]})
    edited.write({A: broken(document(A, "又一稿。"))})
    assert edited.hold() == {"a": id_of(A)}
    edited.stands_for({A: OLD[A]})


def test_site_and_content_are_of_one_time(edited: HeldSite) -> None:
    """What is changed while a build waits is what it builds, site.yaml as well."""
    site_file = edited.project / "site.yaml"
    changed = site_file.read_text("utf-8").replace("测试网站", "改名网站")
    with store_held(edited.project) as holder:
        leave = holder.leave

        def changing() -> None:
            site_file.write_text(changed, "utf-8")
            leave()

        holder.leave = changing  # type: ignore[method-assign]
        stages(edited, holder)
    assert "改名网站" in (edited.output / "index.html").read_text("utf-8")


def test_a_check_does_not_wait(edited: HeldSite) -> None:
    told: list[str] = []
    with store_held(edited.project):
        options = Options(edited.project, edited.now, executor="serial")
        report, content = check(options, lambda stage, done, total: told.append(stage))
    assert content is not None and (report.parsed, report.cached) == (2, 0)
    assert "read" in told and "wait" not in told


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_that_it_waits_is_said_once(edited: HeldSite, language: str, form: str) -> None:
    """On the error stream: standard output is what it is without."""
    with store_held(edited.project) as holder, _waiting(edited, language, form) as ssg:
        assert ssg.stderr and ssg.stdout
        assert SAID[language] in ssg.stderr.readline().decode()
        holder.leave()
        out, err = (one.decode() for one in ssg.communicate(timeout=60))
    assert ssg.returncode == 3, err
    assert SAID[language] not in out + err
    if form == "json":
        assert json.loads(out)["held"] == [{"path": A, "id": id_of(A)}]
        assert err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_the_wait_is_given_up(edited: HeldSite) -> None:
    """By Ctrl+C: the site is untouched, and the next build knows what it knew."""
    before = tree(edited.output)
    with store_held(edited.project), _waiting(edited, "en", "text") as ssg:
        assert ssg.stderr and SAID["en"] in ssg.stderr.readline().decode()
        ssg.send_signal(signal.SIGINT)
        _, err = ssg.communicate(timeout=60)
    assert ssg.returncode and b"Traceback" not in err
    assert tree(edited.output) == before and leftovers(edited.folder) == []
    assert edited.hold() == {"a": id_of(A)}


def test_why_records_were_left_out_is_said(
    edited: HeldSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a site stands of which nothing is known any more; not where it is
    known, or none stands."""
    edited.write({C: broken(document(C))})
    ssg = Inside(edited.project, capsys)
    given = ("--lang", "en", "build", "--executor", "serial", "--as-of", AS_OF, "--hold-back")
    known = ssg.ssg(*given, "--output", edited.output)
    assert known.code == 3 and f"{C} — nothing" in known.err and FORGOTTEN not in known.err
    fresh = ssg.ssg(*given, "--output", edited.folder / "other")
    assert fresh.code == 3 and f"{A} — nothing" in fresh.err and FORGOTTEN not in fresh.err
    (edited.project / ".opengov/store/store.sqlite").unlink()
    gone = ssg.ssg(*given, "--output", edited.output)
    assert gone.code == 3 and f"{A} — nothing" in gone.err and gone.err.count(FORGOTTEN) == 1


def _waiting(site: HeldSite, language: str, form: str) -> subprocess.Popen[bytes]:
    """``ssg build --hold-back`` as a process of its own."""
    words = ("-C", str(site.project), "--lang", language, "build", "--executor", "serial")
    more = ("--as-of", AS_OF, "--hold-back", "--output", str(site.output), "--format", form)
    return subprocess.Popen(
        [sys.executable, "-m", "opengov_ssg", *words, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
