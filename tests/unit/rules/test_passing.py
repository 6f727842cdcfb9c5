"""Lists that the passing of time empties and fills: a link to one that is away is no mistake."""

from __future__ import annotations

import pytest

from opengov_ssg.rules.passing import comes_and_goes
from tests.making import site


@pytest.mark.parametrize(
    "address",
    [
        "catalog/by-agency/jyj/index.html",
        "catalog/by-topic/02-01/index.html",
        "catalog/by-genre/08/2026-3.html",
        "catalog/by-year/1949/index.html",
        "catalog/by-validity/not-yet/index.html",
        "columns/zcwj/index.html",
        "columns/zcwj/2026-1.html",
        "interpretations/2026-1.html",
        "consultations/index.html",
        "consultations/2026-1.html",
        "press-conferences/calendar-2026.html",
        "feeds/agency-jyj.xml",
        "feeds/column-zcwj.json",
        "disclosure/index.html",
        "disclosure/jyj/index.html",
        "disclosure/jyj/rules.html",
        "disclosure/jyj/reports/index.html",
        "disclosure/jyj/content/index.html",
        "disclosure/jyj/content/rules/normative/2026-1.html",
        "disclosure/jyj/content/rules/other-ended/index.html",
    ],
)
def test_lists_come_and_go(address: str) -> None:
    assert comes_and_goes(address, site())


@pytest.mark.parametrize(
    "address",
    [
        "catalog/by-agency/nobody/index.html",
        "catalog/by-topic/99/index.html",
        "catalog/by-validity/maybe/index.html",
        "catalog/by-year/soon/index.html",
        "catalog/by-agency/jyj/index.htm",
        "catalog/bgs/wj-2026-0001.html",
        "columns/nothing/index.html",
        "press-conferences/spokespersons.html",
        "consultations/zj-2026-0001.html",
        "feeds/site.html",
        "feeds/agency-jyj.rss",
        "disclosure/nobody/index.html",
        "disclosure/jyj/content/nothing/index.html",
        "disclosure/jyj/content/rules/repealed/index.html",
        "disclosure/jyj/guide.html",
        "index.html",
    ],
)
def test_other_addresses_are_there_or_wrong(address: str) -> None:
    assert not comes_and_goes(address, site())
