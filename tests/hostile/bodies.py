"""Bodies that hold a payload in every construct of Markdown and every parameter of a block."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import AS_OF, SITE, run_ssg
from tests.hostile.sites import HEADER, file

PNG, WEBM = b"\x89PNG\r\n\x1a\n", b"\x1a\x45\xdf\xa3"
GOOD = "https://www.test.example/x"


def _line(payload: str) -> str:
    return " ".join(payload.split())


def words(payload: str, name: str) -> Iterator[str]:
    """Where text stands."""
    p = _line(payload)
    yield from (f"## 题 {p}", f"文 {p}", f"文 *{p}* **{p}** ~~{p}~~", f"- 项 {p}", f"> 引 {p}")
    yield from (f"1. 项 {p}", f"| 甲 | 乙 |\n| --- | --- |\n| {p} | x |", f"文 `{p}` 文")
    yield from (
        f"[{p}]({GOOD})",
        f'[文]({GOOD} "{p}")',
        f"[文]({GOOD} '{p}')",
        f"[文]({GOOD} ({p}))",
    )
    yield from (
        f'![图 {p}]({name}/p.png "{p}")',
        f"文 [文][r]\n\n[r]: {GOOD} '{p}'",
        f"《{p}》文字",
    )


def targets(payload: str, name: str) -> Iterator[str]:
    """Where an address stands."""
    p = _line(payload)
    yield from (f"[文]({p})", f"[文](<{p}>)", f"![图]({p})", f"![图](<{p}>)", f"<{p}>")
    yield from (f"[文][r{name}]\n\n[r{name}]: {p}", f"[文][s{name}]\n\n[s{name}]: <{p}>")
    yield from (f'文 <a href="{p}">文</a>', f"文 <a href='{p}'>文</a>", f"文 <a href={p}>文</a>")
    yield from (f'文 <img alt="图" src="{p}">', f"[文]({GOOD}?{p.replace(' ', '')})")


def fences(payload: str, name: str) -> Iterator[str]:
    """Fences: what stands after them, what stands in them, every parameter of every block."""
    p = _line(payload).replace("`", "'")
    text = json.dumps(payload)
    yield from (f"```{p}\nx\n```", f"~~~ {p}\nx\n~~~", f"```html {p}\n{payload}\n```")
    yield from (f"```js\n{payload}\n```", f"~~~~ chart {p}\nx\n~~~~", f"```notice\n{p}: x\n```")
    yield f"```notice\ntitle: {text}\ntext: {text}\n```"
    yield f"```qa\n- q: {text}\n  a: {text}\n```"
    for kind in ("bar", "column", "line", "stacked"):
        words = "".join(f"{key}: {text}\n" for key in ("title", "unit", "note", "source"))
        yield f"```chart\ntype: {kind}\ndata: d.csv\n{words}```"
    yield f"```infographic\nfile: p.png\nalt: {text}\ntext: {text}\n```"
    yield f"```video\nfile: v.webm\ntitle: {text}\ntranscript: {text}\ncaptions: c.vtt\n```"
    yield f"```audio\nfile: a.mp3\ntitle: {text}\ntranscript: {text}\n```"


def markup(payload: str, name: str) -> Iterator[str]:
    """HTML within Markdown."""
    p = _line(payload)
    yield from (f'<p class="{p}">文</p>', f"<p title='{p}'>文</p>", f'<p style="{p}">文</p>')
    yield from (f'<table><tr><td colspan="{p}">文</td></tr></table>', f"<b {p}>文</b>")
    yield from (f'<ol start="{p}"><li>文</li></ol>', f"<details><summary>{p}</summary>文</details>")
    yield from (f"文 <!-- {p} --> 文", f"<div>{payload}</div>", f"文 {p} 文", payload, p)


CLASSES: dict[str, Callable[[str, str], Iterator[str]]] = {
    "words": words,
    "targets": targets,
    "fences": fences,
    "markup": markup,
}


class Document(NamedTuple):
    """A content file in the making: its path, its header, the pieces of its body."""

    path: str
    header: str
    pieces: list[str]
    payload: str

    def text(self) -> str:
        """The file."""
        return self.header + "\n\n".join(self.pieces) + "\n"

    def piece_at(self, line: int) -> int:
        """The piece that a line of the file is in."""
        at = self.header.count("\n") + 1
        for number, piece in enumerate(self.pieces):
            at += piece.count("\n") + 2
            if line < at:
                return number
        return len(self.pieces) - 1


def documents(given: list[str]) -> list[Document]:
    """A document of each payload and class of constructs."""
    made = []
    for number, payload in enumerate(given):
        for kind, pieces in CLASSES.items():
            name = f"{kind}-{number}"
            all_ = [*pieces(payload, name)]
            if kind == "targets":  # most are refused, and one problem may hide another
                made += [_document(f"{name}-{at}", [one], payload) for at, one in enumerate(all_)]
            else:
                made.append(_document(name, all_, payload))
    return made


def _document(name: str, pieces: list[str], payload: str) -> Document:
    header = HEADER | {"title": f"测试{name}", "slug": name}
    head = file(header, "").rstrip("\n") + "\n\n"
    return Document(f"content/bgs/document/{name}.md", head, pieces, payload)


def write(root: Path, given: list[str]) -> tuple[int, int]:
    """Write a site of all that reading takes; how many pieces it took and how many it refused, each
    with a problem at its place."""
    (root / "site.yaml").write_text(SITE, "utf-8")
    all_ = documents(given)
    for one in all_:
        beside(root / one.path.removesuffix(".md"), one.text(), one.payload)
    dropped = 0
    for _ in range(8):
        for one in all_:
            (root / one.path).write_text(one.text(), "utf-8")
        errors = _errors(root)
        by_path = {one.path: one for one in all_}
        if not errors:
            return sum(len(one.pieces) for one in all_), dropped
        for path, lines in errors.items():
            folder, _, name = path.rpartition("/")
            one = by_path.get(path) or by_path[f"{folder}.md"]
            wrong = {one.piece_at(line) for line in lines}
            if path not in by_path:  # a file that a piece names
                wrong = {at for at, piece in enumerate(one.pieces) if f": {name}" in piece}
            for number in sorted(wrong, reverse=True):
                del one.pieces[number]
                dropped += 1
    raise AssertionError(errors)


def _errors(root: Path) -> dict[str, list[int]]:
    ran = run_ssg("-C", root, "check", "--as-of", AS_OF, "--format", "json")
    found: dict[str, list[int]] = {}
    for one in ran.json["problems"]:
        assert one["code"] != "OG901", one
        if one["severity"] == "error":
            found.setdefault(one["path"], []).append(one["line"])
    return found


def beside(folder: Path, text: str, payload: str) -> list[str]:
    """Write the files that a document's pieces name; their names."""
    cell = '"' + payload.replace('"', '""').replace("\n", " ") + '"'
    held = {
        "d.csv": f'{cell},"数 {cell[1:]}\n{cell},5\n乙,-3\n'.encode(),
        "c.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n字 {_line(payload)}\n".encode(),
        "p.png": PNG,
        "v.webm": WEBM,
        "a.mp3": b"ID3",
    }
    named = [name for name in held if f": {name}" in text or f"/{name}" in text]
    for name in named:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held[name])
    return named
