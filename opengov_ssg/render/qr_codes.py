"""An address as a QR code (ISO/IEC 18004), for a page that may be printed or shown to a telephone."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_DARK = re.compile(rb"\x00+")


def path(address: str) -> tuple[int, str]:
    """Width in modules, quiet zone included, and the ``d`` of an SVG path that draws the dark ones.

    Level M: a seventh of the code may be dirty. Horizontal strokes, one module thick. Raises
    ValueError for an address longer than a code of that level holds (2,331 bytes).
    """
    image = memoryview(_drawn(address))
    _, side = image.shape or (0, 0)
    strokes = []
    for found in _DARK.finditer(image.tobytes()):  # the quiet zone keeps rows apart
        row, column = divmod(found.start(), side)
        strokes.append(f"M{column} {row}h{found.end() - found.start()}")
    return side, "".join(strokes)


def _drawn(address: str) -> Any:
    create, qr = _library()
    return create(address, qr, ec_level="M").to_image(scale=1, add_quiet_zones=True)


@cache
def _library() -> tuple[Any, Any]:
    import zxingcpp  # a megabyte of machine code: only where a code is drawn

    return zxingcpp.create_barcode, zxingcpp.BarcodeFormat.QRCode
