"""Lay questions find the laws that answer them no worse than plain BM25 over pairs of characters,
by the browser engine's own ranking, on a committed sample; all laws and questions:
``python -m bench.relevance --engine``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bench.relevance import Laws, plain
from tests.browser.indexing import searchable
from tests.conftest import ALL
from tests.search import real
from tests.search.real import Question

STEP = 1 if ALL else 3

ASK = """\
async questions => {
  const finder = ogSearch.finder('search/')
  const found = []
  for (const one of questions) {
    const options = { zone: 'all', filters: {}, sort: 'relevance', page: 1, all: false }
    const result = await finder.find(one, options)
    const ids = list => list.map(hit => hit.card.id)
    found.push(result.partial ? ids(result.list) : ids(result.hits))
  }
  return found
}
"""


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Laws:
    """The sample's laws as the bench reads them."""
    corpus = tmp_path_factory.mktemp("corpus")
    for law in real.laws():
        file = corpus / law.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n\n".join((f"# {law.title}", *law.paragraphs)), "utf-8")
    return Laws(corpus)


@pytest.fixture(scope="module")
def of_laws(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an index of the laws alone."""
    made = [real.of_law(one, number).record for number, one in enumerate(real.laws())]
    made.sort(key=lambda one: (one.card.published, one.card.id))
    return searchable(sample, tmp_path_factory.mktemp("laws") / "site", of=made)


def places(
    questions: Sequence[Question], ask: Callable[[str], Sequence[str]], most: int = 20
) -> list[float]:
    """Of each question the place of its first answer, infinite beyond ``most``."""
    found = []
    for one in questions:
        hits = list(ask(one.text))[:most]
        found.append(next((at for at, path in enumerate(hits, 1) if path in one.answers), inf))
    return found


def measures(found: Sequence[float]) -> tuple[float, float, float]:
    """hit@1, hit@10, MRR@20."""
    size = len(found)
    first, ten = (sum(one <= most for one in found) / size for most in (1, 10))
    return first, ten, sum(1 / one for one in found) / size


def of_codes(question: Question) -> bool:
    """Whether a code answers, 民法典 or 刑法, on which most questions are."""
    return any("民法典" in path or "刑法" in path for path in question.answers)


def test_not_below_plain_pairs(of_laws: Path, baseline: Laws, page: Page) -> None:
    questions = real.questions()[::STEP]
    page.goto(f"{of_laws.as_uri()}/search.html")
    paths = {f"catalog/laws/fl-{at:06}": law.path for at, law in enumerate(real.laws())}
    asked: list[list[str]] = page.evaluate(ASK, [one.text for one in questions])
    answers = {
        one.text: [paths[id] for id in ids] for one, ids in zip(questions, asked, strict=True)
    }
    other = [one for one in questions if not of_codes(one)]
    assert len(baseline.paths) == len(paths) == 1_000
    assert len(other) > 90
    for name, some in (("all", questions), ("without codes", other)):
        ours = measures(places(some, answers.__getitem__))
        plainly = measures(
            places(some, lambda text: [baseline.paths[law] for law in plain(baseline, text)])
        )
        print(f"{name}, {len(some)}: engine {ours}, plain pairs {plainly}")
        assert all(one >= least for one, least in zip(ours, plainly, strict=True))
