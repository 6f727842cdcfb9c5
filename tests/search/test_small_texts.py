"""The same promise on texts made to break it: few characters, blanks, other planes, other scripts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
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


def test_displayed_text_comes_back() -> None:
    body = "第一条\u3000為了推進…㈱\u2028公開。" * 400
    of = Index(build([record("甲", body, 1)]).__getitem__)
    first = of.passage(0, 0, 0)
    assert ("甲" + body).startswith(first.text) and fold(first.text) in fold("甲" + body)
    assert first.folding[::2] == tuple(sorted(first.folding[::2]))
    assert dict(zip(first.folding[::2], first.folding[1::2], strict=True))["…"] == "..."
