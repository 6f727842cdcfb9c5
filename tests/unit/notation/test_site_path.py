"""The path that a site lies at."""

from __future__ import annotations

import pytest

from opengov_ssg.notation.site_path import site_path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "/"),
        ("https://www.test.example", "/"),
        ("https://www.test.example/", "/"),
        ("https://www.test.example:8443/xxgk", "/xxgk/"),
        ("https://www.test.example/a//b/", "/a/b/"),
        ("http://www.test.example/%E6%94%BF%E5%8A%A1%20%E5%85%AC%E5%BC%80/", "/政务 公开/"),
        ("http://www.test.example/政务/", "/政务/"),
    ],
)
def test_the_path_is_decoded_between_slashes(address: str, path: str) -> None:
    assert site_path(address) == path


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "https://[www/",
        "https:///xxgk/",
        "https://www.test.example/?a=1",
        "https://www.test.example/#a",
        "https://www.test.example/%ff/",
        "https://www.test.example/a%0Ab/",
        "https://www.test.example/a/../b/",
        "https://www.test.example/%2e%2e/",
    ],
)
def test_what_no_site_can_lie_at_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        site_path(address)
