"""What is expected as time passes: always a warning, and only of the site's own records."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.model.ledger import Ledger
from opengov_ssg.rules import participation, registry
from opengov_ssg.rules.facts import Facts
from tests.conftest import SITE, record
from tests.making import codes, instant, linked, site

SPEAKERS = [{"name": "张某"}]
FOLDER = "content/bgs/all/2026"
PRESS = "press:\n  - {every: month, agencies: [bgs]}\n"


def facts(root: Path, files: dict[str, str], as_of: str, settings: str = SITE) -> Facts:
    found = linked(
        root, {f"{FOLDER}/{name}.md": text for name, text in files.items()}, as_of, site(settings)
    )
    today = instant(as_of).date()
    return Facts(found.catalog, found.known, found.lasting, Ledger(), today)


def conference(held: str, body: str = "实录。", **fields: object) -> str:
    given: dict[str, object] = {
        "kind": "press-conference",
        "signed": None,
        "published": held[:10],
        "held": held,
        "speakers": SPEAKERS,
        **fields,
    }
    return record(body, **given)


def response(event: str, **fields: object) -> str:
    return record(kind="response", signed=None, event_at=event, **fields)


CONSULTATION = {
    "kind": "consultation",
    "signed": None,
    "opens": "2026-09-01",
    "closes": "2026-09-30",
    "channels": [{"label": "电子邮箱", "value": "a@test.example"}],
}
RESULT = {"published": "2026-11-20", "received": 1, "adopted": 1}


@pytest.mark.parametrize(
    ("as_of", "more", "expected"),
    [
        ("2026-10-30", {}, 0),
        ("2026-10-31", {}, 1),
        ("2026-10-31", {"result": RESULT}, 1),
        ("2026-11-20", {"result": RESULT}, 0),
        ("2026-10-31", {"origin": "imported"}, 0),
    ],
    ids=["thirty days", "thirty-one", "a result to come", "a result", "another's"],
)
def test_a_result_within_thirty_days(
    tmp_path: Path, as_of: str, more: dict[str, object], expected: int
) -> None:
    found = facts(tmp_path, {"a": record(**{**CONSULTATION, **more})}, as_of)
    assert codes(list(participation.consultation_result(found))) == (
        ["consultation-result"] * expected
    )


@pytest.mark.parametrize(
    ("as_of", "body", "expected"),
    [("2026-10-15", "", 0), ("2026-10-16", "", 1), ("2026-10-16", "实录。", 0)],
)
def test_a_transcript_within_ten_working_days(
    tmp_path: Path, as_of: str, body: str, expected: int
) -> None:
    """From 24 September 2026: the holidays of autumn are no working days, 10 October is one."""
    found = facts(tmp_path, {"a": conference("2026-09-24T10:00", body)}, as_of)
    assert len(list(participation.transcript_due(found))) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"level": "重大", "first_release_at": "2026-07-08T11:00"}, []),
        ({"level": "重大", "first_release_at": "2026-07-08T11:01"}, [""]),
        ({"level": "红色", "conference_at": "2026-07-09T06:01"}, [""]),
        ({"level": "较大", "first_release_at": "2026-07-08T23:59"}, []),
        ({"level": "较大", "first_release_at": "2026-07-09T00:00"}, ["day"]),
        ({"first_release_at": "2026-07-09T00:00"}, ["day"]),
        ({"first_release_at": "2026-07-09T00:00", "origin": "imported"}, []),
        ({}, []),
    ],
)
def test_a_first_release_within_hours_or_on_the_day(
    tmp_path: Path, more: dict[str, object], expected: list[str]
) -> None:
    found = facts(tmp_path, {"a": response("2026-07-08T06:00", **more)}, "2026-11-22")
    assert [one.hint for one in participation.response_late(found)] == expected


def test_months_without_a_conference(tmp_path: Path) -> None:
    files = {
        "a": conference("2026-06-10T10:00"),
        "b": conference("2026-08-10T10:00", slug="b"),
        "c": conference("2026-12-10T10:00", slug="c", published="2026-11-01"),
    }
    found = facts(tmp_path, files, "2026-11-22", SITE + PRESS)
    (one,) = participation.press_frequency(found)
    assert dict(one.args)["periods"] == "2026-07、2026-09、2026-10"


@pytest.mark.parametrize("as_of", ["2026-01-01", "2027-06-30", "2040-01-01"])
def test_time_alone_warns_and_never_fails(tmp_path: Path, as_of: str) -> None:
    files = {
        "a": record(**CONSULTATION),
        "b": conference("2026-06-10T10:00", "", slug="b"),
        "c": response("2026-07-08T06:00", slug="c", first_release_at="2026-07-09T00:00"),
    }
    found = registry.check(facts(tmp_path, files, as_of, SITE + PRESS))
    assert all(one.severity != "error" for one in found), found
