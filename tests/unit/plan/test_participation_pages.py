"""Details of records, the indexes by phase, the calendar of press conferences."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from opengov_ssg.model.views import (
    ConsultationsView,
    ConsultationView,
    MeetingView,
    PageView,
    PressCalendarView,
    PressConferencesView,
    ResponseView,
    SpokespersonsView,
)
from opengov_ssg.plan.browsing import shelve
from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.participation import Participation
from opengov_ssg.plan.parts import Parts
from tests.conftest import AS_OF, SITE, record
from tests.making import HERE, linked, site, words

CHANNELS = [{"label": "电子邮箱", "value": "a@test.example"}]
PRESS = """\
press:
  - {every: quarter, agencies: [bgs]}
lists: {page_size: 5, whole: 5}
"""


def area(
    root: Path, files: dict[str, str], as_of: str = AS_OF, settings: str = SITE
) -> Participation:
    of = site(settings)
    found = {f"{HERE}/{name}.md": text for name, text in files.items()}
    catalog = linked(root, found, as_of, of).catalog
    parts = Parts(catalog, Framer(words(of)), lambda address: True)
    return Participation(parts, shelve(catalog.items, words(of)))


def pages(found: Participation) -> dict[str, PageView]:
    made = {page.path: page for page in found.pages()}
    assert made.keys() <= found.addresses()
    return made


def details(root: Path, text: str, as_of: str = AS_OF, **besides: str) -> Any:
    found = area(root, {"a": text, **besides}, as_of)
    kinds = ("consultation", "press-conference", "response", "interview", "meeting")
    items = found.parts.items.values()
    (item,) = (one for one in items if one.entry.record.kind in kinds)
    return found.details(item)


def consultation(**fields: object) -> str:
    given: dict[str, object] = {
        "kind": "consultation",
        "signed": None,
        "slug": "zj-1",
        "opens": "2026-02-01",
        "closes": "2026-03-02",
        "channels": CHANNELS,
        **fields,
    }
    return record(**given)


def conference(slug: str, held: str, **fields: object) -> str:
    given: dict[str, object] = {
        "kind": "press-conference",
        "signed": None,
        "slug": slug,
        "held": held,
        "speakers": [{"name": "张某", "role": "主任"}],
        **fields,
    }
    return record(**given)


class TestConsultation:
    RESULT: ClassVar[dict[str, object]] = {
        "published": "2026-04-01T09:00",
        "received": 12,
        "adopted": 7,
        "rejected": [{"opinion": "延长时限", "reason": "与上位规定不符", "count": 3}],
    }

    def test_nothing_of_a_result_before_its_release(self, tmp_path: Path) -> None:
        found = details(tmp_path, consultation(result=self.RESULT), "2026-04-01T08:59")
        assert isinstance(found, ConsultationView)
        assert (found.phase, found.result) == ("closed", None)

    def test_the_result_with_its_reasons(self, tmp_path: Path) -> None:
        found = details(tmp_path, consultation(result=self.RESULT), "2026-04-01T09:00")
        assert found.phase == "answered"
        assert (found.result.received, found.result.adopted, found.result.partly) == (12, 7, 0)
        assert found.result.declined == 5  # the main ones among them are told with reasons
        assert found.result.rejected == (("延长时限", "与上位规定不符", "3"),)

    def test_draft_and_explanation_lead_to_files(self, tmp_path: Path) -> None:
        text = consultation(
            draft="fj1",
            explanation="fj2",
            attachments=[
                {"id": "fj1", "title": "草案", "file": "a.txt"},
                {"id": "fj2", "title": "说明", "not_held": True},
            ],
        )
        (tmp_path / HERE / "a").mkdir(parents=True)
        (tmp_path / HERE / "a/a.txt").write_text("草案")
        found = details(tmp_path, text)
        assert found.draft.url == "consultations/zj-1/fj1.txt"
        assert (found.explanation.title, found.explanation.url) == ("说明", "")


class TestMeeting:
    def test_a_matter_leads_to_what_came_of_it(self, tmp_path: Path) -> None:
        text = record(
            kind="meeting",
            signed=None,
            slug="ch-1",
            held="2026-01-06",
            matters=[
                {"title": "一", "documents": ["./b.md", "./c.md"]},
                {"title": "二", "summary": "原则同意"},
            ],
        )
        public = record(slug="wj-b", title="文件乙")
        hidden = record(slug="wj-c", title="文件丙", published="2027-01-01")
        found = details(tmp_path, text, b=public, c=hidden)
        assert isinstance(found, MeetingView)
        first, second = found.matters
        assert [link.url for link in first.documents] == ["catalog/bgs/wj-b.html"]
        assert (second.decision, second.documents) == ("原则同意", ())


class TestResponse:
    @pytest.mark.parametrize(
        ("told", "after"),
        [
            ("2026-07-08T06:30", "20分钟"),
            ("2026-07-08T08:10", "2小时"),
            ("2026-07-08T09:30", "3小时20分钟"),
            ("2026-07-10T06:10", "2天0小时"),
        ],
    )
    def test_the_time_between_in_words(self, tmp_path: Path, told: str, after: str) -> None:
        text = record(
            kind="response", signed=None, event_at="2026-07-08T06:10", first_release_at=told
        )
        found = details(tmp_path, text)
        assert isinstance(found, ResponseView)
        assert [one.after for one in found.releases] == ["", after]

    def test_later_releases_in_order_of_time(self, tmp_path: Path) -> None:
        later = [{"at": "2026-07-09", "text": "乙"}, {"at": "2026-07-08T12:00", "text": "甲"}]
        found = details(tmp_path, record(kind="response", signed=None, follow_ups=later))
        assert found.follow_ups == (("2026-07-08 12:00", "甲"), ("2026-07-09", "乙"))


def test_the_facts_of_a_conference(tmp_path: Path) -> None:
    found = area(tmp_path, {"a": conference("fb-1", "2026-12-10T10:00", place="发布厅")})
    (item,) = found.parts.items.values()
    lines = {one.key: one.values for one in facts(item, found.parts)}
    assert [link.text for link in lines["phase"]] == ["即将开始"]
    assert [link.text for link in lines["held"]] == ["2026-12-10 10:00"]
    assert [(link.text, link.note) for link in lines["speakers"]] == [("张某", "主任")]


class TestConsultations:
    FILES: ClassVar[dict[str, str]] = {
        "a": consultation(slug="zj-a"),
        "b": consultation(slug="zj-b", opens="2026-11-01", closes="2026-12-15"),
        "c": consultation(slug="zj-c", opens="2026-11-10", closes="2026-12-10"),
        "d": consultation(slug="zj-d", opens="2026-12-01", closes="2026-12-31"),
    }

    def test_open_ones_first_and_the_soonest_to_close_above(self, tmp_path: Path) -> None:
        view = pages(area(tmp_path, self.FILES))["consultations/index.html"].view
        assert isinstance(view, ConsultationsView)
        assert [(one.phase, [row.url[-9:-5] for row in one.rows]) for one in view.sections] == [
            ("open", ["zj-c", "zj-b"]),
            ("upcoming", ["zj-d"]),
            ("closed", ["zj-a"]),
        ]
        assert view.sections[0].rows[0].days == "2026-11-10 至 2026-12-10"

    def test_without_one_there_is_no_index(self, tmp_path: Path) -> None:
        assert pages(area(tmp_path, {"a": record()})) == {}

    def test_one_more_touches_few_pages(self, tmp_path: Path) -> None:
        old = {
            f"o{number}": consultation(slug=f"zj-{number}", published=f"2026-01-{number:02}")
            for number in range(6, 30)
        }
        before = pages(area(tmp_path / "1", old, settings=SITE + PRESS))
        new = consultation(slug="zj-99", published="2026-02-01")
        after = pages(area(tmp_path / "2", {**old, "n": new}, settings=SITE + PRESS))
        assert len(before) == 1 + 5
        touched = [path for path, page in after.items() if before.get(path) != page]
        assert len(touched) == 2
        first = after["consultations/index.html"].view
        assert [(len(one.rows), one.more) for one in first.sections] == [(5, 20)]


class TestPress:
    FILES: ClassVar[dict[str, str]] = {
        "a": conference("fb-a", "2026-02-10T10:00"),
        "b": conference("fb-b", "2026-08-10T10:00"),
        "c": conference("fb-c", "2026-09-10T10:00", agency="jyj"),
        "d": conference("fb-d", "2026-12-10T10:00"),
    }

    def test_who_held_how_many_and_what_was_missed(self, tmp_path: Path) -> None:
        view = pages(area(tmp_path, self.FILES, settings=SITE + PRESS))[
            "press-conferences/calendar-2026.html"
        ].view
        assert isinstance(view, PressCalendarView)
        office, schools = view.year.rows
        assert [(cell.held, cell.coming) for cell in office.quarters] == [
            *((1, 0), (0, 0), (1, 0), (0, 1))
        ]
        assert (office.total, office.every, office.missed) == (2, "quarter", ("第二季度",))
        assert (schools.total, schools.every, schools.missed) == (1, "", ())
        assert [name for name, _ in view.months] == ["12月", "9月", "8月", "2月"]

    def test_the_table_changes_with_a_conference_and_not_with_the_calendar(
        self, tmp_path: Path
    ) -> None:
        files = {key: self.FILES[key] for key in "abc"}
        now = pages(area(tmp_path / "1", files, "2026-09-30", SITE + PRESS))
        later = pages(area(tmp_path / "2", files, "2027-09-30", SITE + PRESS))
        assert now == later

    def test_what_is_to_come_first(self, tmp_path: Path) -> None:
        view = pages(area(tmp_path, self.FILES))["press-conferences/index.html"].view
        assert isinstance(view, PressConferencesView)
        assert [one.phase for one in view.sections] == ["upcoming", "held"]
        assert [year.text for year in view.years] == ["2026"]

    def test_spokespersons_of_all_agencies(self, tmp_path: Path) -> None:
        settings = SITE.replace(
            "name: 测试市教育局}",
            "name: 测试市教育局, spokesperson: {name: 李某, duty: 副局长, since: 2026-03-01}}",
        )
        found = pages(area(tmp_path, {"a": record()}, settings=settings))
        assert [*found] == ["press-conferences/index.html", "press-conferences/spokespersons.html"]
        view = found["press-conferences/spokespersons.html"].view
        assert isinstance(view, SpokespersonsView)
        (one,) = view.people
        assert (one.agency.text, one.name, one.since) == ("测试市教育局", "李某", "2026-03-01")
