"""The same promise on texts made to break it: few characters, blanks, other planes, other
scripts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.search import columns, scripts
from opengov_ssg.search.alphabet import DIGITS
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import BESIDE, search
from tests.search.making import Truth, build, found, index, record

CHARS = "甲乙丙政務\U00020bb7々〇 \n\u3000\u200b，。“《a1Ａ…㈱ﷺ\ue000\U000e0001あ한"
text = st.text(st.sampled_from(CHARS), max_size=40) | st.text(max_size=20)
record_texts = st.lists(
    st.tuples(st.text(st.sampled_from(CHARS), max_size=5), text), min_size=1, max_size=6
)


@settings(max_examples=80, deadline=None)
@given(record_texts, st.randoms(use_true_random=False))
def test_every_string(pairs: list[tuple[str, str]], draw) -> None:  # type: ignore[no-untyped-def]
    records = [record(title, body, place) for place, (title, body) in enumerate(pairs)]
    of, truth = index(records), Truth(records)
    whole = [one for one in truth.texts.values() if one]
    for _ in range(8 if whole else 0):
        own = draw.choice(whole)
        at = draw.randrange(len(own))
        some = own[at : at + draw.randint(1, 8)]
        if all(map(is_han, some)):
            assert found(of, some) == truth.holding(some)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_query(query: str) -> None:
    result = search(SMALL, query)
    assert all(
        hit.where in ("number", "exact", "title", "text", "field", "partial") for hit in result.hits
    )
    search(SMALL, query, all=True)


SMALL = index(
    [record("政务公开办法", "一二三四五六七八九十。2016 covid", 1), record("办法", "公开", 2)]
)


def test_odd_queries() -> None:
    for query in (
        "",
        " ",
        "政",
        "政务" * 5_000,
        "！？。",
        "<script>",
        "😀",
        "\ud800",
        "__proto__",
        "\u202e政",
    ):
        search(SMALL, query)
    assert search(SMALL, "\u202e政\u202c务").hits[0].where in ("exact", "title")
    assert search(SMALL, "政务" * 5_000).cut


def test_words() -> None:
    records = [record("甲", "COVID-19 于２０１９年 Ⅳ级 ⅳ", 1), record("乙", "covid于2020", 2)]
    of = index(records)
    assert [hit.record for hit in search(of, "covid", all=True).hits] == [1, 0]
    assert [hit.record for hit in search(of, "２０１９年", all=True).hits] == [0]
    assert {hit.record for hit in search(of, "20", all=True).hits} == {0, 1}
    assert {hit.record for hit in search(of, "iv级", all=True).hits} == {0}
    assert not search(of, "01", all=True).hits


def test_zones() -> None:
    records = [
        record("公开办法", "甲", 1, doc_no="国办发〔2016〕80号", index_no="000014349/2016-00100"),
        record("甲", "国办发〔2016〕80号的公开办法", 2, issuers=("丙局",), also=("旧丙局", "附表")),
        record("国办发〔2016〕8号", "乙", 3, keywords=("公开",)),
    ]
    of = index(records)

    def hits(query: str) -> list[tuple[int, str]]:
        return [(hit.record, hit.where) for hit in search(of, query).hits]

    assert hits("国办发2016 80号")[0] == (0, "number")
    assert hits("000014349／2016-00100") == [(0, "number")]
    assert hits("标题:公开办法") == [(0, "exact")]
    assert hits("公开办法") == [(0, "exact"), (1, "text")]
    assert hits("公开") == [(0, "title"), (1, "text"), (2, "field")]
    assert hits("正文:公开办法") == [(1, "text")]
    assert hits("机关:旧丙局") == [(1, "field")]
    assert hits("附表") == [(1, "field")]
    assert hits("公开 -国办发") == []
    assert hits("公开 -办法") == [(2, "field")]
    assert {hit.record for hit in search(of, "公开 办法", all=True).hits} == {0, 1}


def test_words_are_whole_words() -> None:
    """A string's ends are ends of words, but that a last word of up to three characters
    may be a beginning."""
    of = index(
        [
            record("甲", "国办发〔2016〕147号", 1),
            record("乙", "国办发〔2016〕47号", 2),
            record("丙", "第4711条，abcd", 3),
        ]
    )

    def holding(query: str) -> set[int]:
        return {hit.record for hit in search(of, query, all=True).hits}

    assert holding("47号") == {1}
    assert holding("(2016)1") == {0}
    assert holding("47") == {1, 2}
    assert holding("第4711") == {2}
    assert holding("第47") == {2}
    assert holding("abc") == {2}
    assert holding("bcd") == holding("第471") - {2} == set()


def test_what_stands_beside_the_text_alone() -> None:
    """It is shown as partial, and is none of all that hold the string; in its own field it is."""
    of = index([record("公开", "乙", 1), record("甲", "丙", 2, keywords=("公开",), also=("旧局",))])
    shown = [(hit.record, hit.where, hit.match) for hit in search(of, "公开").hits]
    assert shown == [(0, "exact", "whole"), (1, "field", "partial")]
    assert [hit.record for hit in search(of, "公开", all=True).hits] == [0]
    assert [hit.match for hit in search(of, "机关:旧局", all=True).hits] == ["whole"]
    assert search(of, "甲 -旧局", all=True).hits == []


def test_a_number_however_written_finds_what_cites_it() -> None:
    of = index(
        [
            record("甲", "乙", 1, doc_no="国办发〔2016〕80号"),
            record("丙", "依照国办发〔2016〕80号办理", 2),
            record("丁", "国办发2016 80号", 3),
        ]
    )
    for every in (False, True):
        hits = search(of, "国办发2016-80", all=every).hits
        assert [(hit.record, hit.where) for hit in hits] == [(0, "number"), (1, "text")]


def test_little_is_looked_at_beside_a_number() -> None:
    """What holds a number's first and last terms, but not the number, is not all read."""
    noise = [record(f"第{at}件", f"国办发〔2016〕第甲{at}乙，80号", at) for at in range(60)]
    bearer = record("甲", "乙", 60, doc_no="国办发〔2016〕80号")
    result = search(index([*noise, bearer]), "国办发2016 80号")
    assert [hit.where for hit in result.hits] == ["number"]
    assert result.candidates > BESIDE >= result.verified


def test_facets_tell_how_many_and_where() -> None:
    """Of each value the records and, six a digit, the files of columns; a segment added
    again counts again."""
    numbering = columns.Numbering()
    facets = [record("甲", number=at).facets for at in range(columns.RECORDS + 1)]
    other = facets[0]._replace(agency=("jyj", "教育局"))
    assert len(list(columns.files([*facets, other], numbering))) == 2
    again = columns.Numbering()
    again.follow(numbering.plain())
    list(columns.files([other], again))
    list(columns.files([other], numbering))
    assert again.payload() == numbering.payload()
    values = scripts.load("x", scripts.wrap("x", again.payload()))[0]["agency"]
    assert values[0] == ["", "", 0, ""]
    assert values[1] == [*facets[0].agency, columns.RECORDS + 1, DIGITS[0b011]]
    assert values[2] == ["jyj", "教育局", 2, DIGITS[0b110]]


def test_displayed_text_comes_back() -> None:
    body = "第一条\u3000為了推進…㈱\u2028公開。" * 400
    of = Index(build([record("甲", body, 1)]).__getitem__)
    first = of.passage(0, 0, 0)
    assert ("甲" + body).startswith(first.text) and fold(first.text) in fold("甲" + body)
    assert first.folding[::2] == tuple(sorted(first.folding[::2]))
    assert dict(zip(first.folding[::2], first.folding[1::2], strict=True))["…"] == "..."
