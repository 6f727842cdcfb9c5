"""``video`` and ``audio``: a recording, its transcript, its captions.

A transcript is required: whoever cannot hear, or has no loudspeaker, must learn the same.
``<track>`` does not work from the disk, so captions stand in the page, where the theme's
script reads them.
"""

from __future__ import annotations

from typing import Literal

from opengov_ssg.model import marks
from opengov_ssg.model.blocks import Cue, Target, VideoBlock
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.blocks.captions import captions
from opengov_ssg.read.blocks.infographic import PICTURES
from opengov_ssg.read.blocks.keys import MediaKeys
from opengov_ssg.read.blocks.paragraphs import html, paragraphs, written
from opengov_ssg.read.blocks.reading import Reading

Kind = Literal["video", "audio"]
RECORDINGS: dict[Kind, tuple[str, ...]] = {
    "video": ("mp4", "webm", "ogg", "mov"),
    "audio": ("mp3", "m4a", "ogg", "oga", "wav"),
}


def video(keys: MediaKeys, tree: Tree, reading: Reading) -> str:
    """A moving picture."""
    return _media("video", keys, tree, reading)


def audio(keys: MediaKeys, tree: Tree, reading: Reading) -> str:
    """A sound."""
    return _media("audio", keys, tree, reading)


def _media(kind: Kind, keys: MediaKeys, tree: Tree, reading: Reading) -> str:
    """The HTML of title, captions and transcript; the player is the theme's. Empty when there is an
    error."""
    number, at = len(reading.blocks), tree.place(("file",))
    text = _transcript(kind, keys, tree, reading)
    cues = _captions(keys, tree, reading)
    name = reading.file(keys.file, at, RECORDINGS[kind], kind)
    if not (name and text):
        return ""
    file, poster = reading.link(name, at), _poster(kind, keys, tree, reading)
    reading.blocks.append(VideoBlock(kind, keys.title, file, poster, cues, text))
    parts = [
        f'<figcaption class="block-title">{html(keys.title)}</figcaption>',
        marks.block(number),
        *([_listed(cues, number)] if cues else []),
        f'<div class="block-text">\n{marks.block(number, "transcript", "p")}\n{written(text)}\n</div>',
    ]
    return f'<figure class="media media-{kind}">\n' + "\n".join(parts) + "\n</figure>"


def _transcript(kind: Kind, keys: MediaKeys, tree: Tree, reading: Reading) -> tuple[str, ...]:
    given, at = keys.transcript or "", tree.place(("transcript",))
    if given and "\n" not in given and given.endswith(".txt"):
        name = reading.file(given, at, ("txt",), kind)
        text = reading.text(name, at)
        if text is None:
            return ()  # told where the file is looked for
        found = paragraphs(text)
        if not found:
            reading.tell("media-transcript", at, "empty", title=keys.title, file=name)
        return found
    if not given:
        reading.tell("media-transcript", at, title=keys.title)
    return paragraphs(given)


def _captions(keys: MediaKeys, tree: Tree, reading: Reading) -> tuple[Cue, ...]:
    if not keys.captions:
        return ()
    at = tree.place(("captions",))
    name = reading.file(keys.captions, at, ("vtt",), "captions")
    text = reading.text(name, at) if name else None
    if text is None:
        return ()
    cues, problems = captions(text, reading.beside[name])
    reading.problems += problems
    return cues


def _poster(kind: Kind, keys: MediaKeys, tree: Tree, reading: Reading) -> Target | None:
    if not keys.poster:
        return None
    at = tree.place(("poster",))
    if kind == "audio":
        reading.tell("block-malformed", at, "poster", block=kind)
        return None
    name = reading.file(keys.poster, at, PICTURES, "poster")
    return reading.link(name, at, "picture") if name else None


def _listed(cues: tuple[Cue, ...], number: int) -> str:
    rows = "\n".join(
        f'<li data-start="{start}" data-end="{end}"><span data-furniture>{_clock(start)} </span>'
        f"{html(text)}</li>"
        for start, end, text in cues
    )
    label = marks.block(number, "captions", "summary")
    return f'<details class="cues">\n{label}\n<ol>\n{rows}\n</ol>\n</details>'


def _clock(milliseconds: int) -> str:
    """``1:02:03`` or ``02:03``."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
