"""Payloads as names: of files beside a record, of former addresses, of YAML keys; and
what reading refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import AS_OF, SITE, run_ssg
from tests.hostile.conftest import build
from tests.hostile.payloads import collapsed, payloads, readable, refused
from tests.hostile.reading import pages, seen
from tests.hostile.sites import HEADER, file


@pytest.fixture(scope="module")
def parser(chromium: Browser) -> Iterator[Page]:
    """A page for its parser."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def check(root: Path) -> list[dict[str, object]]:
    """The problems; none is a failure of the program, each of an error has a place."""
    ran = run_ssg("-C", root, "check", "--as-of", AS_OF, "--format", "json")
    found: list[dict[str, object]] = ran.json["problems"]
    assert not [one for one in found if one["code"] == "OG901"]
    return found


def errors(root: Path) -> set[str]:
    """The paths of records with errors."""
    return {str(one["path"]) for one in check(root) if one["severity"] == "error"}


def write(root: Path, texts: dict[str, str]) -> None:
    """Write a site of these files."""
    for path, text in {"site.yaml": SITE, **texts}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")


def published(root: Path, texts: dict[str, str], parser: Page) -> int:
    """Build what is not refused; how many pages of records that makes, in none of
    which anything runs."""
    write(root, texts)
    for path in errors(root):
        text = (
            path
            if path in texts
            else f"{path.partition('/n-')[0]}/n-{path.partition('/n-')[2].partition('/')[0]}.md"
        )
        (root / text).unlink(missing_ok=True)
        shutil.rmtree(root / text.removesuffix(".md"), ignore_errors=True)
    output = build(root)
    all_ = dict(seen(parser, output, pages(output)))
    assert {path: one.active for path, one in all_.items() if one.active} == {}
    return sum(path.startswith("catalog/bgs/n-") for path in all_)


def test_files_beside_a_record(parser: Page, tmp_path: Path) -> None:
    texts = {}
    for number, payload in enumerate(payloads()):
        name = "".join(one for one in readable(payload) if one not in "/\n\r")[:80] + ".pdf"
        path = f"content/bgs/document/n-{number}.md"
        held = {"title": payload, "file": name, "id": "fj1"} | {"title": readable(payload)}
        header = HEADER | {"title": "测试", "slug": f"n-{number}", "attachments": [held]}
        texts[path] = file(header, f"[{collapsed(readable(payload))}](n-{number}/x.pdf)")
        folder = tmp_path / path.removesuffix(".md")
        folder.mkdir(parents=True)
        (folder / name).write_bytes(b"%PDF-1.4\n")
        (folder / "x.pdf").write_bytes(b"%PDF-1.4\n")
    assert (
        published(tmp_path, texts, parser) > 25
    )  # the others have a character that no name may have


def test_former_addresses(parser: Page, tmp_path: Path) -> None:
    texts = {}
    for number, payload in enumerate(payloads()):
        header = HEADER | {"title": "测试", "slug": f"n-{number}"}
        header |= {"aliases": [f"old/{number}/{readable(payload)}.html"]}
        texts[f"content/bgs/document/n-{number}.md"] = file(header, "正文。")
    assert published(tmp_path, texts, parser) > 5  # most are no address


def test_keys(tmp_path: Path) -> None:
    """A key that is none is told at its line, as it is written."""
    texts = {}
    for number, payload in enumerate(payloads()):
        header = HEADER | {"title": "测试", "slug": f"n-{number}"}
        text = file(header, "正文。")
        texts[f"content/bgs/n-{number}.md"] = text.replace(
            "---\n", f"---\n{json.dumps(payload)}: x\n", 1
        )
    write(tmp_path, texts)
    assert errors(tmp_path) == set(texts)


def test_keys_of_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"content/bgs/a.md": file(HEADER | {"title": "测试", "slug": "a"}, "正文。")})
    for payload in payloads()[::120]:
        text = SITE.replace("identity:\n", f"identity:\n  {json.dumps(payload)}: x\n")
        (tmp_path / "site.yaml").write_text(text, "utf-8")
        assert errors(tmp_path) == {"site.yaml"}, payload


def test_characters_that_no_file_may_hold(tmp_path: Path) -> None:
    """As escapes in the header and as they are in the body: refused with their place."""
    some = [one for one in payloads() if refused(one)]
    assert len(some) > 5
    texts = {}
    for number, payload in enumerate(some):
        header = HEADER | {"title": payload, "slug": f"n-{number}"}
        texts[f"content/bgs/h-{number}.md"] = file(header, "正文。")
        raw = payload.encode("utf-8", "ignore").decode()
        body = raw if refused(raw) else f"\x00{raw}"
        texts[f"content/bgs/b-{number}.md"] = file(header | {"title": "测试"}, body)
    write(tmp_path, texts)
    found = {str(one["path"]): one for one in check(tmp_path) if one["severity"] == "error"}
    assert found.keys() == texts.keys()
    assert all(one["line"] for one in found.values())
