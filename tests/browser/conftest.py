"""The searchable sample, from the disk and from a server, and a page that tells what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.indexing import searchable
from tests.search import real
from tools import serving as server
from tools.serving import Plain

VIOLATIONS = """\
document.addEventListener('securitypolicyviolation', function (event) {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI)
})
"""


@pytest.fixture(scope="session")
def site(sample: Path) -> Path:
    """The sample site on the disk, with the index that the build made."""
    return sample


@pytest.fixture(scope="session")
def segmented(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with an index of three segments."""
    return searchable(sample, tmp_path_factory.mktemp("segments") / "site", segments=3)


@pytest.fixture(scope="session")
def thousand(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with an index of a thousand laws beside its own records, in two segments."""
    folder = tmp_path_factory.mktemp("thousand") / "site"
    return searchable(sample, folder, segments=2, of=real.records())


class _Server(Plain):
    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def serving(folder: Path, policy: str = "") -> Iterator[str]:
    """The address of a folder on a plain file server, which may send a policy with every file."""
    handler = type("Handler", (_Server,), {"policy": policy})
    with server.served(partial(handler, directory=str(folder))) as address:
        yield address


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a plain file server."""
    with serving(site) as address:
        yield address


@pytest.fixture
def disk(site: Path) -> str:
    """The address of the site's folder on the disk."""
    return f"{site.as_uri()}/"


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path) -> str:
    """The address of the site's folder, from the disk and from a server."""
    if request.param == "file":
        return f"{site.as_uri()}/"
    address: str = request.getfixturevalue("served")
    return address


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Makes pages on which nothing may be reported: no error, no violation of the policy."""
    contexts = []
    wrong: list[str] = []

    def make(*scripts: str, quiet: bool = True, **options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        for one in (VIOLATIONS, *scripts):
            page.add_init_script(one)
        if quiet:
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda message: wrong.append(message.text))
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One such page."""
    return new_page()
