"""Input made to hang or kill the reader: refused at once, or read in time that is bounded."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from opengov_ssg import pipeline, runs
from opengov_ssg.cli.instants import as_of
from tests.conftest import record
from tests.invalid.sites import Case, shown

MANY = 10_000


def check(text: str, root: Path) -> list[str]:
    """What is told of one content file, which must take less than five seconds of work."""
    Case("", "", {"content/a.md": text}, []).write(root)
    start = time.process_time()
    options = runs.Options(root, as_of("2026-11-22"), executor="serial")
    found = [shown(one) for one in pipeline.check(options)[0].problems]
    assert time.process_time() - start < 5
    return found


HEADERS = {
    "brackets": "keywords: " + "[" * MANY + "]" * MANY,
    "braces": "source: " + "{a: " * MANY + "}" * MANY,
    "braces and brackets": "source: " + "[{a: " * MANY + "}]" * MANY,
    "blanks between": "keywords: " + "[ " * MANY + "] " * MANY,
    "braces that are not closed": "source: " + "{a: " * MANY * 25,
    "brackets that are not closed": "source: " + "[[a], " * MANY,
    "list in list": "keywords:\n " + "- " * MANY + "a",
    "question marks": "? " * MANY + "a",
    "blocks": "\n".join(" " * depth + "a:" for depth in range(1000)),
    "blocks of lists": "keywords:\n" + "\n".join("  " * depth + "- a:" for depth in range(1000)),
    "below 40 blanks": "a:\n"
    + " " * 41
    + "b:\n"
    + "".join(" " * (42 + depth) + "c:\n" for depth in range(1000)),
}


@pytest.mark.parametrize("name", HEADERS)
def test_deep_header(name: str, tmp_path: Path) -> None:
    """Ten thousand levels and more: the composer, which recurses, never sees them."""
    found = check(f"---\nkind: document\n{HEADERS[name]}\n---\n", tmp_path)
    assert [one.split()[-1] for one in found] == ["OG113"], found


def test_twenty_levels_are_read(tmp_path: Path) -> None:
    deep = "keywords: " + "[" * 19 + "a" + "]" * 19
    found = check(f"---\nkind: document\n{deep}\n---\n", tmp_path)
    assert "content/a.md:3:12 error OG124" in found


BODIES = {
    "quotes": "> " * MANY + "a",
    "lists": "- " * MANY + "a",
    "numbers": "1. " * MANY + "a",
    "brackets": "[" * MANY,
    "pictures": "![a](" * MANY,
    "stars": "*" * MANY + "a",
    "marks that are not closed": "** a " * MANY,
    "underscores": "_a_ " * MANY,
    "ticks": "`a" * MANY + "``" * MANY,
    "less-than": "<" * MANY,
    "tags that are not closed": "<a " * MANY,
    "comments that are not closed": "<!--" * MANY,
    "attributes": "<a " + 'b="c" ' * MANY + ">",
    "tables": "<table>" * 2000,
    "cells": "|" * MANY + "\n" + "|-" * MANY,
    "titles that are not closed": "《" * MANY,
    "years": "〔2016〕" * MANY,
    "numbers of documents": "国办发〔2016〕80号" * 2000,
    "definitions": "\n".join(f"[a{number}]: b" for number in range(MANY)),
    "empty lines": "\n" * 200_000,
    "one line": "测" * 300_000,
    "entities": "&amp;" * MANY,
}


@pytest.mark.parametrize("name", BODIES)
def test_body(name: str, tmp_path: Path) -> None:
    """Whatever is told of them, they are read in time and without a failure of the program."""
    assert not [one for one in check(record(BODIES[name]), tmp_path) if "OG901" in one]


def test_large_file_is_not_read(tmp_path: Path) -> None:
    """A file above the limit costs no memory: only its size is asked for."""
    resource = pytest.importorskip("resource")
    Case("", "", {}, [], sparse={"content/a.md": 2_000_000_000}).write(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    options = runs.Options(tmp_path, as_of("2026-11-22"), executor="serial")
    found = pipeline.check(options)[0].problems
    assert [shown(one) for one in found] == ["content/a.md:0:0 error OG102"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_name_that_is_no_text(tmp_path: Path) -> None:
    """A name in GBK on a file system that keeps bytes: shown without its damage."""
    folder = tmp_path / "content"
    folder.mkdir()
    try:
        (folder / b"\xb9\xab\xb8\xe6.md".decode("utf-8", "surrogateescape")).write_text("")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    Case("", "", {}, []).write(tmp_path)
    options = runs.Options(tmp_path, as_of("2026-11-22"), executor="serial")
    [found] = pipeline.check(options)[0].problems
    assert shown(found) == "content/????.md:0:0 error OG104"
    assert found.hint == "bytes"
