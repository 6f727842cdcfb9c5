"""Write opengov_ssg/notation/fold_table.json, the table behind ``notation.folding.fold``.

Run by hand when Unicode or OpenCC moves: ``python tools/make_fold_table.py``. The versions it was
made with stand in the file, and a test runs this program again when the same ones are installed.

What one code point becomes is found by repeating, until nothing changes: NFKC, then lower case
(only one-to-one), then traditional to simplified, then brackets, blanks and invisible characters.
"""

from __future__ import annotations

import json
import unicodedata
from importlib.metadata import distribution
from pathlib import Path

TARGET = Path(__file__).parents[1] / "opengov_ssg" / "notation" / "fold_table.json"
OPENCC = "opencc-python-reimplemented"

OPENING = "〔［[【﹝（("
CLOSING = "〕］]】﹞）)"
# Zero-width and format characters, and the selectors that choose between glyphs of one character.
INVISIBLE_RANGES = (
    (0x00AD, 0x00AD),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0100, 0xE01EF),
)
INVISIBLE = {code for first, last in INVISIBLE_RANGES for code in range(first, last + 1)}
SURROGATES = range(0xD800, 0xE000)
ROW = 48


def simplified() -> dict[str, str]:
    """OpenCC's TSCharacters: a traditional character and the first simplified one listed."""
    path = distribution(OPENCC).locate_file("opencc/dictionary/TSCharacters.txt")
    pairs = {}
    for line in Path(str(path)).read_text(encoding="utf-8-sig").splitlines():
        traditional, candidates = line.split("\t")
        pairs[traditional] = candidates.split()[0]
    return pairs


def lower(char: str) -> str:
    """The case folding of a character if that is a single one, else its lower case.

    Of a lower case of two characters (that of İ alone) the first.
    """
    folded = char.casefold()
    return folded if len(folded) == 1 else char.lower()[0]


def mark(char: str) -> str:
    """Brackets to round ones, any blank to a space, invisible characters to nothing."""
    if char in OPENING:
        return "("
    if char in CLOSING:
        return ")"
    if char.isspace():
        return " "
    return "" if ord(char) in INVISIBLE else char


def image(char: str, to_simplified: dict[str, str]) -> str:
    """What a character becomes; its own image is itself, character by character."""
    before, after = "", char
    while before != after:
        before = after
        chars = unicodedata.normalize("NFKC", before)
        chars = "".join(lower(each) for each in chars)
        chars = "".join(to_simplified.get(each, each) for each in chars)
        after = "".join(mark(each) for each in chars)
    return after


def per_character(to_simplified: dict[str, str]) -> dict[str, str]:
    """Every code point that changes, in order, with its image.

    Raises ValueError if a character of an image would change again: folding must be idempotent.
    """
    chars = (chr(code) for code in range(0x110000) if code not in SURROGATES)
    images = {char: after for char in chars if (after := image(char, to_simplified)) != char}
    unstable = [char for char, after in images.items() if any(c in images for c in after)]
    if unstable:
        raise ValueError(f"not stable: {unstable}")
    return images


def rows(text: str) -> list[str]:
    """A long string in rows, so that a change of the table is readable as a change of lines."""
    return [text[start : start + ROW] for start in range(0, len(text), ROW)]


def table() -> str:
    """The file's text."""
    images = per_character(simplified())
    single = {char: after for char, after in images.items() if len(after) == 1}
    content = {
        "made_by": "tools/make_fold_table.py",
        "unicode": unicodedata.unidata_version,
        "opencc": f"{OPENCC} {distribution(OPENCC).version}, TSCharacters.txt (Apache-2.0)",
        "removed": rows("".join(char for char, after in images.items() if not after)),
        "single_from": rows("".join(single)),
        "single_to": rows("".join(single.values())),
        "several": {char: after for char, after in images.items() if len(after) > 1},
    }
    return json.dumps(content, indent=0) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="ascii", newline="\n")
