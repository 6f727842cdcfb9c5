"""Finding a text in an output folder, in whatever encoding it may have got there."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote


def disguises(text: str) -> dict[str, bytes]:
    """Name of an encoding → the bytes that ``text`` (lower case) is in it, in lower case."""
    units = text.encode("utf-16-be")
    pairs = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
    found = {
        "utf-8": text.encode(),
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "gb18030": text.encode("gb18030"),
        "escaped": escape(text).encode(),
        "json": json.dumps(text)[1:-1].encode(),
        "json-all": "".join(f"\\u{one}" for one in pairs).encode(),
        "css": "".join(f"\\{ord(one):x}" for one in text).encode(),
        "percent": quote(text).encode(),
        "percent-all": "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
        "percent-gb": quote(text, encoding="gb18030").encode(),
        "decimal": "".join(f"&#{ord(one)};" for one in text).encode(),
        "hexadecimal": "".join(f"&#x{ord(one):x};" for one in text).encode(),
        "hex": text.encode().hex().encode(),
    }
    return {name: data.lower() for name, data in found.items()}


def base64_forms(text: str) -> list[bytes]:
    """The characters that every base64 text holding ``text`` has, whatever stands before it."""
    forms = []
    for shift in range(3):
        data = b"\0" * shift + text.encode()
        encoded = base64.b64encode(data)
        first, last = -(-shift * 8 // 6), len(data) * 8 // 6
        forms += [encoded[first:last], encoded[first:last].translate(_URL_SAFE)]
    return forms


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def traces(files: Mapping[str, bytes], texts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(path, text, encoding) wherever one of ``texts`` stands in a file's bytes or its path."""
    needles = [
        (text, name, data) for text in texts for name, data in disguises(text.lower()).items()
    ]
    exact = [(text, data) for text in texts for data in base64_forms(text)]
    for path, data in files.items():
        whole = path.encode() + b"\n" + data
        low = whole.lower()
        for text, name, needle in needles:
            if needle in low:
                yield path, text, name
        for text, needle in exact:
            if needle in whole:
                yield path, text, "base64"
