"""Pages by the Nu HTML checker, an independent one: neither an error nor a warning. It needs a Java
and the checker (`make proofs`); html5lib, strict, has read every page in ``tree.py`` in any
case."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ALL, ROOT
from tools.screenshots import pages

CHECKER = ROOT / ".proofs/node_modules/vnu-jar/build/dist/vnu.jar"
# What it cannot know: which host a page is from, and that a data block is no script. The policy is
# put to the test in a browser.
_OF_POLICY = "violates Content Security Policy"
# The table of mistaken characters, which consists of them.
_OF_VARIANTS = "attribute “data-variants” on element “div”"


def told(command: list[str], files: list[Path]) -> list[str]:
    """What the checker says of pages."""
    given = ("--format", "json", "--stdout", "--exit-zero-always", *map(str, files))
    ran = subprocess.run([*command, *given], capture_output=True, text=True, check=True)
    return [
        f"{one['url'].rpartition('/')[2]}:{one.get('lastLine')} {one['message']}"
        for one in json.loads(ran.stdout)["messages"]
        if _OF_POLICY not in one["message"] and _OF_VARIANTS not in one["message"]
    ]


@pytest.fixture(scope="module")
def nu() -> list[str]:
    """The checker as a command."""
    java = shutil.which("java")
    if not java or not CHECKER.is_file():
        pytest.skip("no Nu checker: `make proofs` fetches it, and needs npm and a Java")
    return [java, "-Xss2m", "-jar", str(CHECKER)]


def test_the_checker_finds_nothing(nu: list[str], sample: Path) -> None:
    """One page of each template; every page in ``make test-all``."""
    shown = {path.partition("?")[0] for path in pages(sample).values()}
    every = {path.relative_to(sample).as_posix() for path in sample.rglob("*.html")}
    some = every if ALL else shown
    assert told(nu, [sample / path for path in sorted(some)]) == []


def test_the_checker_sees_what_is_wrong(nu: list[str], tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<!DOCTYPE html><html lang=en><title>a</title><p><div role=no></div></p></html>"
    )
    assert len(told(nu, [page])) >= 2
