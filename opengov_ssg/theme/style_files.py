"""Style sheets name files of the theme; what is published has other names, which
follow from the content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from opengov_ssg.errors import ProblemError, problem
from opengov_ssg.model.themes import Asset

_FILE = re.compile(r"""url\(\s*(["']?)(assets/[\w./-]+)\1\s*\)""")


def place(sheet: str, assets: Sequence[Asset], shown: str) -> str:
    """The sheet with ``url("assets/…")`` leading to where those files are: beside the sheet.

    ``shown`` is the theme's folder. Raises ProblemError (OG404) for a file that the
    theme does not have.
    """
    paths = {asset.name: asset.path.rpartition("/")[2] for asset in assets}

    def address(found: re.Match[str]) -> str:
        name = found[2]
        if name not in paths:
            raise ProblemError(problem("theme-file-missing", f"{shown}/{name}"))
        return f'url("{paths[name]}")'

    return _FILE.sub(address, sheet)
