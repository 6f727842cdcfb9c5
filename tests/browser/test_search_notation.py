"""Folding, numbers and terms in the browser as in Python: the same vectors, the same answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from opengov_ssg.notation.folding import fold, is_han, table
from opengov_ssg.search import asking
from opengov_ssg.search.numbers import number_key
from tests.browser.indexing import records
from tests.conftest import ALL, ROOT
from tests.search import spellings

DOC_NO = json.loads((ROOT / "tests/vectors/doc_no.json").read_text("utf-8"))
FOLD = json.loads((ROOT / "tests/vectors/fold.json").read_text("utf-8"))["fold"]
ASKED = json.loads((ROOT / "tests/vectors/queries.json").read_text("utf-8"))
INDEX_NO = json.loads((ROOT / "tests/vectors/index_no.json").read_text("utf-8"))

LOAD_TABLE = "() => ogSearch.openIndex(ogSearch.loader('search/')).then(one => one.folding())"
PLAIN = "texts => { ogSearch.table = null; return texts.map(one => [ogSearch.fold(one), ogSearch.isSimple(one)]) }"


@pytest.fixture
def engine(base: str, page: Page) -> Page:
    page.goto(f"{base}search.html")
    page.evaluate(LOAD_TABLE)
    return page


def each(page: Page, name: str, texts: list[str]) -> list[Any]:
    found: list[Any] = page.evaluate(f"texts => texts.map(one => ogSearch.{name}(one))", texts)
    return found


def test_fold_vectors(engine: Page) -> None:
    texts = [one["text"] for one in FOLD]
    assert each(engine, "fold", texts) == [one["folded"] for one in FOLD]


def test_every_character_folds_alike(engine: Page) -> None:
    texts = [f"a{char}b" for char in table()] + [f"政{chr(code)}府" for code in range(0x20, 0x3100)]
    assert each(engine, "fold", texts) == [fold(one) for one in texts]


def test_what_is_simple_folds_alike_without_the_table(engine: Page) -> None:
    """But for Han characters, which the engine asks the index about."""
    texts = [
        f"a{chr(code)}b"
        for code in (*range(0x20, 0x2E80), *range(0x3000, 0x3400), *range(0xFF00, 0x10000))
    ]
    for text, (folded, simple) in zip(texts, engine.evaluate(PLAIN, texts), strict=True):
        assert not simple or is_han(text[1]) or folded == fold(text), repr(text)


def test_places_in_what_is_folded(engine: Page) -> None:
    """Each folded character comes from where its character stands."""
    text = "国办发 〔 2016 〕 80 号，Ａ  b\n总\u3000则。"
    call = "text => { const made = ogSearch.folded(text); return [made.text, made.origin] }"
    folded, origin = engine.evaluate(call, text)
    assert folded == fold(text)
    units = text.encode("utf-16-le")
    one = [units[2 * at : 2 * at + 2].decode("utf-16-le", "surrogatepass") for at in origin[:-1]]
    assert fold("".join(one)).replace(" ", "") == folded.replace(" ", "")


@pytest.mark.parametrize("group", ["normalise"])
def test_a_number_however_written(engine: Page, group: str) -> None:
    spelt = each(engine, "numberKey", [one["text"] for one in DOC_NO[group]])
    right = each(engine, "numberKey", [one["doc_no"] for one in DOC_NO[group]])
    assert spelt == right
    assert all(spelt)


def test_numbers_as_in_python(engine: Page) -> None:
    texts = [
        one["text"]
        for one in (*DOC_NO["parse"], *DOC_NO["normalise"], *DOC_NO["defects"], *DOC_NO["refused"])
    ]
    texts += [one["text"] for one in (*INDEX_NO["parse"], *INDEX_NO["refused"])]
    texts += [number for one in records() for number in one.card.numbers()]
    texts += [
        "国办发2016 80号",
        "国办发[2016]80号",
        "國辦發〔2016〕80號",
        "国办发〔二〇一六〕80号",
        "第四十八号",
        "",
        "2016",
        "a-1",
    ]
    assert each(engine, "numberKey", texts) == [number_key(one) for one in texts]


def test_near_numbers_are_others(engine: Page) -> None:
    first, second, third = each(
        engine, "numberKey", ["国办发〔2016〕47号", "国办发〔2016〕48号", "国办函〔2016〕47号"]
    )
    assert len({first, second, third}) == 3


QUERIES = [
    *(one["query"] for one in ASKED["queries"]),
    "政务公开", "“政务公开” 教育", "信息公开 -教育", "标题：年度报告", "title:年度报告 机关：教育局",
    "文号:国办发〔2016〕80号", "索引号：000014349/2016-00100", "「a b」 『c』 \"d e\"", "其他:词",
    "-", "- -", "：", "“”", "“未完", "", "   ", "a" * 100, "政" * 100, "COVID-19 疫苗", "2016年11月10日",
    "__proto__:x", "constructor:y", "-“不要这个” 要这个", "　全角　空格　", "ＷＴＯ",
]  # fmt: skip


PARSED = """\
texts => texts.map(one => {
  const query = ogSearch.parse(one, 'all')
  const told = strings => strings.map(one => [one.text, one.zone, one.quoted])
  return [told(query.strings), told(query.without), query.number, query.cut]
})
"""


def test_queries_are_taken_apart_as_in_python(engine: Page) -> None:
    for text, (strings, without, number, cut) in zip(
        QUERIES, engine.evaluate(PARSED, QUERIES), strict=True
    ):
        query = asking.parse(text)
        assert strings == [list(one) for one in query.strings], text
        assert without == [list(one) for one in query.without], text
        assert (number, cut) == (query.number, query.cut), text


def test_dates_in_other_numerals(engine: Page) -> None:
    found = each(engine, "otherDates", [one["query"] for one in ASKED["dates"]])
    assert found == [one["others"] for one in ASKED["dates"]]


FIRST = """\
async queries => {
  const finder = ogSearch.finder('search/')
  const options = { zone: 'all', filters: {}, sort: 'relevance', page: 1, all: false }
  const found = []
  for (const one of queries) {
    ogSearch.table = null
    const result = await finder.find(one, options)
    found.push(result.hits.slice(0, 1).map(hit => [hit.card.id, hit.where]))
  }
  return found
}
"""


@pytest.mark.parametrize("kind", ["numbers", "titles", "dates", "own_dates"])
def test_however_it_is_written(base: str, page: Page, kind: str) -> None:
    """The same first hit, each time without the table of folding loaded before."""
    page.goto(f"{base}search.html")
    pairs = list(getattr(spellings, kind)(records()))[:: 3 if ALL else 9]
    assert len(pairs) > 7
    spelt = page.evaluate(FIRST, [one.spelt for one in pairs])
    right = page.evaluate(FIRST, [one.right for one in pairs])
    assert [one for one, a, b in zip(pairs, spelt, right, strict=True) if a != b or not b] == []


def test_what_looks_alike_is_another(base: str, page: Page) -> None:
    page.goto(f"{base}search.html")
    pairs = list(spellings.neighbours(records()))[:: 2 if ALL else 6]
    own = page.evaluate(FIRST, [one.number for one in pairs])
    other = page.evaluate(FIRST, [one.other for one in pairs])
    for pair, [(id, where)], hits in zip(pairs, own, other, strict=True):
        assert where == "number", pair
        assert not hits or hits[0][1] != "number", pair
        assert not hits or hits[0][0] != id or hits[0][1] in ("text", "partial"), pair
