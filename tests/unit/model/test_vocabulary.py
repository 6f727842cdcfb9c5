"""Vocabularies: a term is found by code, path or alias, whatever separates its levels."""

from __future__ import annotations

import pickle

import pytest

from opengov_ssg.model.vocabulary import Term, Vocabularies, Vocabulary, default_vocabularies

SHIPPED = default_vocabularies()
TOPICS = SHIPPED.topics
SECOND = [term for term in TOPICS.terms if term.parent]
NAMES = list(Vocabularies.__dataclass_fields__)


def test_the_topics_are_those_of_gov_cn() -> None:
    """22 of the first level and 121 of the second, which begin and end as they do there."""
    assert len(TOPICS.terms) - len(SECOND) == 22
    assert len(SECOND) == 121
    assert TOPICS.find("综合政务\\政务公开") == "02-01"
    assert TOPICS.terms[-1] == Term("22", "其他")


@pytest.mark.parametrize("term", SECOND, ids=lambda term: term.code)
@pytest.mark.parametrize(
    "separator", ["\\", "\\\\", "/", ">", " \\ ", " / ", " > ", "＞", "／", "＼", "\u3000/\u3000"]
)
def test_every_separator_gives_the_same_code(term: Term, separator: str) -> None:
    above = TOPICS.by_code[term.parent].name
    assert TOPICS.find(f"{above}{separator}{term.name}") == term.code


@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_gives_its_own_code(name: str) -> None:
    vocabulary = SHIPPED.get(name)
    codes = [term.code for term in vocabulary.terms]
    assert len(set(codes)) == len(codes)
    for term in vocabulary.terms:
        for spelling in (term.code, vocabulary.path(term.code), *term.aliases):
            assert vocabulary.find(spelling) == term.code


def test_the_enumeration_comma_is_part_of_names() -> None:
    assert TOPICS.find("财政、金融、审计\\审计") == "04-08"
    assert TOPICS.find("财政\\金融\\审计") is None
    assert TOPICS.find("综合政务、政务公开") is None
    assert TOPICS.find("参事、文史") is None, "a path names its first level"


def test_spelling_is_folded() -> None:
    assert TOPICS.find("綜合政務/政務公開") == "02-01"
    assert TOPICS.find("财政、金融、审计\\货币(含外汇)") == "04-04"
    assert SHIPPED.genres.find(" 通 知 ") == "08"


@pytest.mark.parametrize(
    ("name", "spelling", "code"),
    [
        ("genres", "令", "03"),
        ("genres", "命令（令）", "03"),
        ("genres", "会议纪要", "15"),
        ("disclosure", "不公开", "withheld"),
        ("validities", "有效", "in_force"),
        ("forms", "政策问答", "qa"),
        ("rule_classes", "规范性文件", "normative"),
        ("origins", "导入", "imported"),
    ],
)
def test_aliases(name: str, spelling: str, code: str) -> None:
    assert SHIPPED.get(name).find(spelling) == code


def test_what_is_near_is_suggested() -> None:
    assert TOPICS.similar("综合政务\\政府公开")[0] == "综合政务\\政务公开"
    assert TOPICS.similar("政务公开")[0] == "综合政务\\政务公开"
    assert len(set(TOPICS.similar("政务公开"))) == len(TOPICS.similar("政务公开"))
    assert TOPICS.similar("量子力学") == []


def test_a_site_adds_and_renames_terms() -> None:
    more = {
        "topics": [
            Term("17", "民政、乡村振兴、救灾", ("民政、扶贫、救灾",)),
            Term("02-90", "基层政务公开", parent="02"),
        ]
    }
    extended = SHIPPED.extended(more)
    topics = extended.topics
    assert topics.find("综合政务/基层政务公开") == "02-90"
    assert topics.path("17-01") == "民政、乡村振兴、救灾\\减灾救灾"
    assert topics.find("民政、扶贫、救灾") == "17"
    assert TOPICS.find("综合政务/基层政务公开") is None, "the shipped list is as it was"
    assert extended.genres is SHIPPED.genres
    with pytest.raises(AttributeError):
        SHIPPED.extended({"colours": []})


def test_a_term_of_the_site_stands_beside_its_family() -> None:
    """A new term comes after the terms of the same parent that were there before."""
    topics = TOPICS.extended([Term("02-90", "基层", parent="02"), Term("23", "新业态")])
    codes = [term.code for term in topics.terms if term.code.startswith(("02", "23"))]
    assert codes == [*(f"02-{n:02d}" if n else "02" for n in range(10)), "02-90", "23"]


def test_vocabularies_travel_between_processes() -> None:
    again: Vocabulary = pickle.loads(pickle.dumps(TOPICS))
    assert again == TOPICS
    assert again.find("综合政务\\政务公开") == "02-01"
