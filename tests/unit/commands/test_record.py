"""``ssg record``: what is public and missing goes into the ledger; what was
silenced goes out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest

from tests.conftest import AS_OF, Project, record
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]
HERE = "content/bgs/documents/2026"
ADDRESS = "catalog/bgs/wj-2026-0001"
SILENT = {
    "withdrawn": {"at": "2026-03-01", "kind": "silent"},
    "review": [{"step": "withdrawal", "result": "pass"}],
}
ATTACHED = {
    "attachments": [
        {"id": "fj1", "title": "数据", "file": "数据.csv"},
        {"title": "未收录", "not_held": "是"},
    ]
}


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Inside:
    """A public document with an attachment and a former address, one to come, one draft."""
    made = make_site(
        {
            f"{HERE}/a.md": record(aliases=["old/a.html"], **ATTACHED),
            f"{HERE}/a/数据.csv": "a,b\n",
            f"{HERE}/later.md": record(slug="wj-2026-0002", published="2027-01-01"),
            f"{HERE}/draft.md": record(slug="wj-2026-0003", status="draft"),
        }
    )
    return Inside(made.root, capsys)


def run(project: Inside, as_of: str = AS_OF) -> str:
    """Run ``ssg record``; what it says."""
    ran = project.ssg("--lang", "en", "record", "--as-of", as_of)
    assert ran.code == 0, ran.err
    return ran.out


def lines(project: Project) -> list[str]:
    """The lines of the ledger of addresses: plain lines, then digests, each sorted."""
    found = (project.root / "ledger/addresses.tsv").read_text("utf-8").splitlines()
    plain = [line for line in found if not line.startswith("sha256:")]
    silenced = [line for line in found if line.startswith("sha256:")]
    assert found == sorted(plain) + sorted(silenced)
    assert len(set(found)) == len(found)
    return found


def digest(address: str) -> str:
    """The line that stands in the place of a silenced address."""
    return f"sha256:{hashlib.sha256(address.encode()).hexdigest()}\t\t\t"


PUBLIC = [
    f"{ADDRESS}.html\tdocument\t{ADDRESS}\t2026-01-06",
    f"{ADDRESS}/fj1.csv\tattachment\t{ADDRESS}\t2026-01-06",
    f"old/a.html\tredirect\t{ADDRESS}\t",
]


def test_adds_what_is_public(project: Inside) -> None:
    assert "OG213" in {one["code"] for one in project.check()}
    assert "3 " in run(project)
    assert lines(project) == PUBLIC
    assert "OG213" not in {one["code"] for one in project.check()}


def test_again(project: Inside) -> None:
    run(project)
    file = project.root / "ledger/addresses.tsv"
    before, at = file.read_bytes(), file.stat().st_mtime_ns
    assert "0 " in run(project)
    assert file.read_bytes() == before
    assert file.stat().st_mtime_ns == at, "nothing to write, nothing written"


def test_adds_the_missing_only(project: Inside) -> None:
    """Lines of records that are gone stay: an address is for ever."""
    gone = "catalog/bgs/wj-2019-0001.html\tdocument\tcatalog/bgs/wj-2019-0001\t2019-01-01"
    first = f"{ADDRESS}.html\tdocument\t{ADDRESS}\t2025-12-31"
    project.write("ledger/addresses.tsv", f"{first}\n{gone}\n")
    assert "2 " in run(project)
    assert lines(project) == [gone, first, *PUBLIC[1:]]


def test_later(project: Inside) -> None:
    """An embargoed record comes in once it is public."""
    run(project)
    run(project, "2027-02-01")
    assert "catalog/bgs/wj-2026-0002.html\tdocument" in "\n".join(lines(project))


def test_duplicates_of_a_union_merge(project: Inside) -> None:
    """git's union keeps both sides: the same line twice, and out of order."""
    run(project)
    text = "".join(f"{line}\n" for line in reversed(PUBLIC)) * 2 + "\n"
    project.write("ledger/addresses.tsv", text.replace("\n", "\r\n"))
    assert not [one for one in project.check() if one["severity"] == "error"]
    project.write(f"{HERE}/b.md", record(slug="wj-2026-0009"))
    assert "1 " in run(project)
    assert lines(project) == [
        PUBLIC[0],
        PUBLIC[1],
        "catalog/bgs/wj-2026-0009.html\tdocument\tcatalog/bgs/wj-2026-0009\t2026-01-06",
        PUBLIC[2],
    ]


def test_silent_withdrawal(project: Inside) -> None:
    """Nothing that names the record stays: page, attachment, former address become digests."""
    run(project)
    project.write(f"{HERE}/a.md", record(aliases=["old/a.html"], **ATTACHED, **SILENT))
    assert "3 " in run(project)
    assert lines(project) == sorted(
        digest(address) for address in (f"{ADDRESS}.html", f"{ADDRESS}/fj1.csv", "old/a.html")
    )
    run(project)
    assert len(lines(project)) == 3
    assert not [one for one in project.check() if one["severity"] == "error"]
    # the file may now be deleted as well
    (project.root / f"{HERE}/a.md").unlink()
    (project.root / f"{HERE}/a/数据.csv").unlink()
    assert not [one for one in project.check() if one["severity"] == "error"]


def test_silent_withdrawal_to_come(project: Inside) -> None:
    run(project)
    project.write(f"{HERE}/a.md", record(aliases=["old/a.html"], **ATTACHED, **SILENT))
    run(project, "2026-02-01")
    assert lines(project) == PUBLIC


def test_plain_line_with_a_digest(project: Inside) -> None:
    """A merge brings the plain line back: dropped when read, and when written."""
    text = "\n".join([*PUBLIC, digest(f"{ADDRESS}.html"), ""])
    project.write("ledger/addresses.tsv", text)
    (project.root / f"{HERE}/a.md").unlink()
    (project.root / f"{HERE}/a/数据.csv").unlink()
    lost = [one for one in project.check() if one["code"] == "OG212"]
    assert len(lost) == 2, "the silenced address is accounted for; the other two are not"
    project.write(f"{HERE}/b.md", record(slug="wj-2026-0009"))
    run(project)
    assert PUBLIC[0] not in lines(project)
    assert digest(f"{ADDRESS}.html") in lines(project)


def test_public_again_after_silence(project: Inside) -> None:
    """A digest already tells of the address: no plain line beside it, on no run."""
    project.write("ledger/addresses.tsv", digest(f"{ADDRESS}.html") + "\n")
    assert "2 " in run(project)
    after = lines(project)
    assert "0 " in run(project)
    assert lines(project) == after
    assert PUBLIC[0] not in after


def test_notice_keeps_its_address(project: Inside) -> None:
    run(project)
    withdrawn = {"at": "2026-03-01", "kind": "notice", "reason": "有误"}
    project.write(f"{HERE}/a.md", record(aliases=["old/a.html"], **ATTACHED, withdrawn=withdrawn))
    run(project)
    assert lines(project) == PUBLIC
    assert not [one for one in project.check() if one["severity"] == "error"]


def test_lost_address(project: Inside) -> None:
    """Without a redirect or a withdrawal the loss is an error, and record does not cover it up."""
    run(project)
    (project.root / f"{HERE}/a.md").unlink()
    (project.root / f"{HERE}/a/数据.csv").unlink()
    found = [(one["code"], one["path"], one["line"]) for one in project.check()]
    assert [one for one in found if one[0] == "OG212"] == [
        ("OG212", "ledger/addresses.tsv", line) for line in (1, 2, 3)
    ]
    run(project)
    assert lines(project) == PUBLIC


def test_build_never_writes_the_ledger(project: Inside) -> None:
    project.build()
    assert not (project.root / "ledger").exists()
