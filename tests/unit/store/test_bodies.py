"""Bodies in packs: each writer its own, fetched by anybody, gone with the build."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.model.blocks import (
    ChartBlock,
    Cue,
    Infographic,
    NoticeBox,
    Question,
    Questions,
    VideoBlock,
)
from opengov_ssg.model.bodies import Body, BodyRef, Heading
from opengov_ssg.model.charts import Chart, Series
from opengov_ssg.store.bodies import BodyReader, BodyWriter
from opengov_ssg.store.damage import StoreDamaged

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
headings = st.builds(Heading, st.integers(2, 6), texts, texts)
rows = st.lists(texts, max_size=3).map(tuple)
targets = st.integers(0, 9)
charts = st.builds(Chart, *[texts] * 4, rows, st.lists(st.builds(Series, texts, rows)).map(tuple))
blocks = st.one_of(
    st.builds(ChartBlock, charts, targets, texts),
    st.builds(
        VideoBlock,
        st.sampled_from(["video", "audio"]),
        texts,
        targets,
        st.none() | targets,
        st.lists(st.builds(Cue, targets, targets, texts)).map(tuple),
        rows,
    ),
    st.builds(Infographic, targets, texts, rows),
    st.builds(Questions, st.lists(st.builds(Question, texts, rows)).map(tuple)),
    st.builds(NoticeBox, st.sampled_from(["info", "warning"]), texts, rows),
)
bodies = st.builds(
    Body, texts, st.lists(headings, max_size=3).map(tuple), st.lists(blocks, max_size=2).map(tuple)
)


def _types(value: object) -> object:
    """The types of a value and of all in it: equal named tuples need not be of one type."""
    if isinstance(value, tuple):
        return type(value), [_types(one) for one in value]
    return type(value)


@given(st.lists(st.tuples(bodies, st.booleans()), max_size=9))
def test_what_is_kept_is_fetched(kept: list[tuple[Body, bool]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        writers = {name: BodyWriter(folder, f"{name}.pack") for name in (False, True)}
        refs = [writers[name].keep(body, f"digest-{n}") for n, (body, name) in enumerate(kept)]
        for writer in writers.values():
            writer.close()
        reader = BodyReader(folder)
        for ref, (body, name) in reversed(list(zip(refs, kept, strict=True))):
            assert ref.pack == f"{name}.pack"
            fetched = reader.fetch(ref)
            assert fetched == body
            assert _types(fetched.blocks) == _types(body.blocks)
        reader.close()


def test_a_body_without_blocks_is_its_html_and_headings(tmp_path: Path) -> None:
    writer = BodyWriter(tmp_path, "1.pack")
    writer.keep(Body("甲", (Heading(2, "s1", "总则"),)), "digest")
    writer.close()
    assert (tmp_path / "1.pack").read_text("utf-8") == '["甲",[[2,"s1","总则"]]]'


def test_a_pack_is_appended_to(tmp_path: Path) -> None:
    refs = []
    for text in ("甲", "乙"):
        writer = BodyWriter(tmp_path, "1.pack")
        refs.append(writer.keep(Body(text, ()), text))
        writer.close()
    reader = BodyReader(tmp_path)
    assert [reader.fetch(ref).html for ref in refs] == ["甲", "乙"]
    reader.close()


def test_marks_survive(tmp_path: Path) -> None:
    html = "\x010 \x02甲\x03\x041\x06\u2028"
    writer = BodyWriter(tmp_path, "1.pack")
    ref = writer.keep(Body(html, (Heading(2, "s1", "总则"),)), "digest")
    writer.close()
    reader = BodyReader(tmp_path)
    assert reader.fetch(ref) == Body(html, (Heading(2, "s1", "总则"),))
    reader.close()


def test_a_pack_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match=r"1\.pack"):
        BodyReader(tmp_path).fetch(BodyRef("digest", "1.pack", 0, 2))


@pytest.mark.parametrize("at", [0, 5, -1])
def test_a_pack_that_was_touched(tmp_path: Path, at: int) -> None:
    """One changed byte is seen, wherever it is."""
    writer = BodyWriter(tmp_path, "1.pack")
    ref = writer.keep(Body("甲乙丙", ()), "digest")
    writer.close()
    data = bytearray((tmp_path / "1.pack").read_bytes())
    data[at] ^= 1
    (tmp_path / "1.pack").write_bytes(data)
    with pytest.raises(StoreDamaged):
        BodyReader(tmp_path).fetch(ref)


def test_a_pack_that_was_cut_off(tmp_path: Path) -> None:
    writer = BodyWriter(tmp_path, "1.pack")
    ref = writer.keep(Body("甲乙丙", ()), "digest")
    writer.close()
    data = (tmp_path / "1.pack").read_bytes()
    (tmp_path / "1.pack").write_bytes(data[:-1])
    with pytest.raises(StoreDamaged):
        BodyReader(tmp_path).fetch(ref)
