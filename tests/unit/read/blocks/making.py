"""Records whose body has blocks, with the files that these need."""

from __future__ import annotations

import io
import wave
from pathlib import Path

from opengov_ssg.errors import Problem
from opengov_ssg.read.reader import Read
from tests.conftest import record
from tests.making import read_one

FIRST_LINE = 11
"""The line of the file that a body begins on."""

CSV = '年份,受理,办结\n2024,"1,024",1000\n2025,1300,\n'
VTT = "WEBVTT\n\n00:00.000 --> 00:01.500\n大家好，\n\n00:01.500 --> 01:00:03.000\n<v 主持>今天讲 a&lt;b\n公开\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8
MP4 = b"\0\0\0\x18ftypmp42"


def wav(seconds: float = 0.1) -> bytes:
    """A real recording: silence."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * int(8000 * seconds))
    return data.getvalue()


FILES: dict[str, bytes] = {
    "d.csv": CSV.encode(),
    "c.vtt": VTT.encode(),
    "p.png": PNG,
    "v.mp4": MP4,
    "s.wav": wav(),
    "t.txt": "第一段。\n\n第二段。".encode(),
}


def fence(kind: str, *lines: str) -> str:
    """A block of the kind."""
    return "\n".join([f"```{kind}", *lines, "```"])


def read_body(root: Path, body: str, **files: bytes | str) -> Read:
    """What a document with the body yields; of FILES it has those that the body or ``files``
    name."""
    held = {name: data for name, data in FILES.items() if name in body}
    held |= {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
    return read_one(root, record(body), **held)


def told(done: Read) -> list[tuple[str, str, str, int, int]]:
    """What is wrong: file, name, hint, line, column."""
    return sorted(_told(one) for one in done.problems)


def _told(one: Problem) -> tuple[str, str, str, int, int]:
    return one.path.rpartition("/")[2], one.name, one.hint, one.line, one.column
