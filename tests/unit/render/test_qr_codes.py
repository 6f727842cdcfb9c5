"""Addresses as codes: what is drawn is read again as the same address."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from opengov_ssg.render import qr_codes


def _read(side: int, path: str) -> str:
    """The text of a code, from the strokes of its path."""
    modules = np.full((side, side), 255, np.uint8)
    for column, row, length in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        modules[int(row), int(column) : int(column) + int(length)] = 0
    (found,) = zxingcpp.read_barcodes(modules.repeat(4, axis=0).repeat(4, axis=1))
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.ec_level == "M"
    return str(found.text)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.opengov.example/catalog/000014349/2016-00100.html",
        "http://a.cn/",
        "https://www.opengov.example/a/" + "x" * 400 + ".html",
        "https://www.opengov.example/%E5%85%AC%E5%BC%80/a.html?x=1&y=2#%E4%B8%80",
        "https://www.公开.cn/catalog/a.html",
    ],
)
def test_a_code_is_its_address(address: str) -> None:
    assert _read(*qr_codes.path(address)) == address


def test_the_quiet_zone_is_four_modules_wide() -> None:
    side, path = qr_codes.path("https://www.opengov.example/")
    strokes = [[int(one) for one in found] for found in re.findall(r"M(\d+) (\d+)h(\d+)", path)]
    assert min(column for column, _, _ in strokes) == min(row for _, row, _ in strokes) == 4
    assert max(column + length for column, _, length in strokes) == side - 4
    assert max(row for _, row, _ in strokes) == side - 5


def test_too_long_an_address() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_codes.path("https://www.opengov.example/" + "x" * 2400)
