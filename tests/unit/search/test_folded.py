"""Folding with arrays, and passages: what a page shows and what is searched agree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import passages
from opengov_ssg.search.folded import Folded, fold_all

any_text = st.text(st.characters(exclude_categories=()))
dense_text = st.text(
    st.sampled_from(" \n\u00a0\u3000\u200b政國号第〔〕（）[],，.“…①㈱ﷺ¨aAß1１\0\U00020bb7")
)


def texts(folded: Folded) -> list[str]:
    """The folded texts."""
    codes, starts = folded.codes.tolist(), folded.starts.tolist()
    return ["".join(map(chr, codes[a : b - 1])) for a, b in pairwise(starts)]


@given(st.lists(any_text | dense_text))
def test_is_fold(given_texts: list[str]) -> None:
    assert texts(fold_all(given_texts)) == [fold(one) for one in given_texts]


def test_of_every_character() -> None:
    chars = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    runs = ["".join(chars[at : at + 97]) for at in range(0, len(chars), 97)]
    assert texts(fold_all(runs)) == [fold(one) for one in runs]


long_text = st.builds(
    lambda parts, times: "".join(parts) * times,
    st.lists(dense_text | st.just("公开政务信息a b") | any_text, min_size=1, max_size=6),
    st.integers(1, 150),
).map(lambda text: text[:9_000])


@settings(max_examples=60)
@given(long_text)
def test_passages(text: str) -> None:
    """Each folds to its part of the folded text, and together they hold every string of 64."""
    folded = fold_all([text])
    whole = fold(text)
    codes, origin = folded.codes[: folded.starts[1] - 1], folded.origin[: folded.starts[1] - 1]
    cuts = list(passages.cut(codes, origin))
    assert cuts[0][0] == 0 and cuts[-1][1] == len(whole)
    for place, (begin, end) in enumerate(cuts):
        a = 0 if place == 0 else int(origin[begin])
        b = len(text) if place == len(cuts) - 1 else int(origin[end - 1]) + 1
        assert fold(text[a:b]) == whole[begin:end]
        assert end - begin <= passages.SIZE + 40
    for (_, end), (begin, _) in pairwise(cuts):
        assert end - begin >= passages.OVERLAP
