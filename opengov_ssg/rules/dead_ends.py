"""Addresses of this site (``/catalog/index.html``) that nothing was made at. Asked of the output.

References between records are linking's affair. What has its page at other instants is a warning,
for the passing of time alone never fails a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opengov_ssg.errors import Problem, Severity, problem
from opengov_ssg.rules.facts import Facts
from opengov_ssg.rules.passing import comes_and_goes

_ADDRESS = re.compile("/[^/#]")


def dead_ends(facts: Facts, made: set[str]) -> list[Problem]:
    """Links of bodies, then entries of the navigation, that lead to no path in ``made``."""
    return [*_links(facts, made), *_navigation(facts, made)]


def _links(facts: Facts, made: set[str]) -> Iterator[Problem]:
    entries, site = facts.entries, facts.catalog.site
    told = made | {f"{id}.html" for id in entries}
    told.update(f"{one.id(id)}.html" for id in entries for one in entries[id].translations)
    told.update(one for id in entries for one in entries[id].all_addresses(id).values())
    told.update(alias for entry in entries.values() for alias in entry.record.aliases)
    lasting = (entries[id] for id in sorted(facts.lasting))
    for entry in (page for one in lasting for page in one.in_all()):
        for link in entry.body.links if entry.body else ():
            address = link.target[1:].partition("#")[0]
            if (
                link.kind in ("link", "picture")
                and _ADDRESS.match(link.target)
                and address not in told
            ):
                severity, to = _severity(comes_and_goes(address, site)), link.target
                yield problem("dead-link", entry.path, link.at, severity=severity, to=to)


def _navigation(facts: Facts, made: set[str]) -> Iterator[Problem]:
    for entry in facts.catalog.site.config.nav:
        address = entry.url.partition("#")[0]
        if address not in made:
            known = address.removesuffix(".html") in facts.entries
            passing = known or comes_and_goes(address, facts.catalog.site)
            severity = _severity(passing)
            yield problem("dead-link", "site.yaml", severity=severity, to=entry.url).in_site()


def _severity(passing: bool) -> Severity:
    return "warning" if passing else "error"
