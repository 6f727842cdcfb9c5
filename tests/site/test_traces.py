"""The search for hidden texts itself: what it is to find, it finds."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest

from tests.site.traces import traces

MARK = "龘靐zqx9"


@pytest.mark.parametrize(
    "data",
    [
        f"前{MARK}后".encode(),
        MARK.upper().encode(),
        MARK.encode("utf-16-le"),
        MARK.encode("utf-16-be"),
        MARK.encode("gb18030"),
        json.dumps({"a": f"x{MARK}"}).encode(),
        json.dumps({"a": f"x{MARK}"}).upper().encode(),
        quote(f"a/{MARK}.html").encode(),
        quote(MARK).lower().encode(),
        "".join(f"&#{ord(one)};" for one in MARK).encode(),
        "".join(f"&#X{ord(one):X};" for one in MARK).encode(),
        base64.b64encode(f"{MARK}后".encode()),
        base64.b64encode(f"a{MARK}后".encode()),
        base64.b64encode(f"ab{MARK}".encode()),
        base64.urlsafe_b64encode(f"前{MARK}后".encode()),
    ],
)
def test_found_in_any_disguise(data: bytes) -> None:
    assert list(traces({"a.html": data}, [MARK]))


def test_found_in_a_path_and_not_elsewhere() -> None:
    assert list(traces({f"out/{MARK}.html": b""}, [MARK]))
    assert not list(traces({"a.html": "龘zqx".encode()}, [MARK]))
