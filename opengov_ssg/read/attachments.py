"""The files beside a record: what they are by their content, how large, and which are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, unquote

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import BodyLink, HeldFile, own_folder
from opengov_ssg.model.media_types import TEXTS
from opengov_ssg.model.records import Attachment
from opengov_ssg.notation.nodes import Tree

_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_TEXT: tuple[bytes, ...] = ()

# File ending → what its first bytes may be; none means text without NUL.
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "ofd": _ZIP,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "zip": _ZIP,
    "doc": (*_OLE, b"{\\rtf"),
    "xls": _OLE,
    "ppt": _OLE,
    "wps": (*_OLE, *_ZIP),
    "et": (*_OLE, *_ZIP),
    "dps": (*_OLE, *_ZIP),
    "rtf": (b"{\\rtf",),
    "rar": (b"Rar!",),
    "7z": (b"7z\xbc\xaf\x27\x1c",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "tif": (b"II*\0", b"MM\0*"),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "webm": (b"\x1a\x45\xdf\xa3",),
    "ogg": (b"OggS",),
    "oga": (b"OggS",),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    "csv": _TEXT,
    "txt": _TEXT,
    "json": _TEXT,
    "xml": _TEXT,
}
# The same, where they do not stand at the start: offset and bytes.
LATER = {
    "mp4": (4, b"ftyp"),
    "m4a": (4, b"ftyp"),
    "mov": (4, b"ftyp"),
    "webp": (8, b"WEBP"),
    "wav": (8, b"WAVE"),
}
_RELATIVE = re.compile(r"^(?:\./)?([^/#?:][^#?:]*)$")


def ending(name: str) -> str:
    """The file ending in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _folder(path: str) -> str:
    """The own folder of the file at ``path``, from where it lies: ``a/`` for ``a.md``, empty for
    ``index.md``, which owns the folder that it lies in."""
    own, above = own_folder(path), normalize("NFC", path).rpartition("/")[0]
    return own.removeprefix(f"{above}/")


def link_to(name: str, path: str) -> str:
    """The relative address by which the file at ``path`` links to a file of its own folder."""
    return quote(_folder(path) + name)


def own_name(target: str, path: str) -> str | None:
    """The name of the file of the own folder that a body's link leads to; None if
    it leads elsewhere."""
    found = _RELATIVE.match(normalize("NFC", unquote(target)))
    folder = _folder(path)
    if not found or not found[1].startswith(folder) or found[1] == folder:
        return None
    name = found[1].removeprefix(folder)
    return name if folder or _is_file(name) else None


def _is_file(name: str) -> bool:
    """Whether a name beside an ``index.md`` is that of a file, and not of another page's."""
    return ending(name) in SIGNATURES.keys() | LATER.keys() and not name.startswith("..")


def meant(
    listed: Sequence[Attachment],
    tree: Tree,
    links: tuple[BodyLink, ...],
    path: str,
    files: Mapping[str, tuple[int, int]],
) -> dict[str, tuple[int, int]]:
    """The names of the files that the record lists, or that its body shows or its blocks need
    (``files``), and where it says so."""
    names: dict[str, tuple[int, int]] = {}
    for index, attachment in enumerate(listed):
        if attachment.file:
            names[attachment.file] = tree.place(("attachments", index, "file"))
    for link in links:
        if link.kind in ("link", "picture") and (name := own_name(link.target, path)):
            names.setdefault(name, link.at)
    for name, at in files.items():
        names.setdefault(name, at)
    return names


def hold(
    project: Path,
    path: str,
    beside: dict[str, str],
    names: dict[str, tuple[int, int]],
    most: int,
    contents: Mapping[str, str],
) -> tuple[tuple[HeldFile, ...], list[Problem]]:
    """Hold the files that are meant; name those that are missing, refused, or meant by nobody.

    ``contents`` are the SHA-256 of all files beside the record, by their paths. Raises OSError.
    """
    held: list[HeldFile] = []
    problems: list[Problem] = []
    for name, at in sorted(names.items()):
        if name not in beside:
            hint = "outside" if ".." in name.split("/") or name.startswith("/") else ""
            code = "leads-outside" if hint else "attachment-missing"
            problems.append(problem(code, path, at, hint=hint, file=name, to=name))
            continue
        file = project / beside[name]
        size = file.stat().st_size
        if size > most:
            words: Words = {"file": name, "bytes": size, "limit": most}
            problems.append(problem("file-too-large", path, at, hint="attachment", **words))
        elif not _is_what_it_says(file, ending(name)):
            known = ending(name) in SIGNATURES or ending(name) in LATER
            hint = "content" if known else ""
            words = {"file": name, "type": ending(name)}
            problems.append(problem("attachment-type", path, at, hint=hint, **words))
        else:
            charset = _charset(file) if ending(name) in TEXTS else ""
            held.append(HeldFile(name, beside[name], size, contents[beside[name]], charset))
    problems += [
        problem("attachment-not-listed", path, (1, 1), file=name)
        for name in sorted(beside.keys() - names.keys())
    ]
    return tuple(held), problems


def _charset(file: Path) -> str:
    """What a text is written in; empty for neither of the two."""
    for name in ("utf-8", "gb18030"):
        try:
            with file.open(encoding=name, newline="") as stream:
                while stream.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return name
    return ""


def _is_what_it_says(file: Path, kind: str) -> bool:
    with file.open("rb") as stream:
        start = stream.read(4096)
    if kind in LATER:
        offset, mark = LATER[kind]
        return start.startswith(mark, offset)
    if kind not in SIGNATURES:
        return False
    signatures = SIGNATURES[kind]
    return start.startswith(signatures) if signatures else b"\0" not in start
