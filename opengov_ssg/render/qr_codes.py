"""An address as a QR code (ISO/IEC 18004), for a page that may be printed or shown to a
telephone."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

_MASK = 3
"""The pattern laid over every code. A reader takes any; to look for the calmest of the eight took
seven eighths of the time."""


def path(address: str) -> tuple[int, str]:
    """Width in modules, quiet zone included, and the ``d`` of an SVG path that draws the dark ones.

    Level M: a seventh of the code may be dirty. Horizontal strokes, one module thick. Raises
    ValueError for an address longer than a code of that level holds (2,331 bytes).
    """
    image = np.asarray(_drawn(address))
    side = image.shape[0]
    dark = image.ravel() == 0
    borders = np.flatnonzero(dark[1:] != dark[:-1]) + 1  # the quiet zone keeps rows apart
    starts, ends = borders[::2], borders[1::2]
    strokes = np.stack((starts % side, starts // side, ends - starts), axis=1)
    return side, "M%d %dh%d" * len(strokes) % tuple(strokes.ravel().tolist())


def _drawn(address: str) -> Any:
    create, qr = _library()
    code = create(address, qr, ec_level="M", data_mask=_MASK)
    return code.to_image(scale=1, add_quiet_zones=True)


@cache
def _library() -> tuple[Any, Any]:
    import zxingcpp  # a megabyte of machine code: only where a code is drawn

    return zxingcpp.create_barcode, zxingcpp.BarcodeFormat.QRCode
