"""What is asked of a pack in an editor's words → the codes of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from opengov_ssg.commands.new import NotPossible
from opengov_ssg.link.choosing import issue_number
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.site import Site
from opengov_ssg.model.vocabulary.terms import Vocabulary

_ISSUE = re.compile(r"([^/]+)/([0-9]{4})/([^/]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as given: years, topics and agencies by code or name, issues as
    SERIES/YEAR/NUMBER."""

    years: Sequence[int] = ()
    topics: Sequence[str] = ()
    agencies: Sequence[str] = ()
    issues: Sequence[str] = ()


def choice(asked: Asked, site: Site) -> Choice:
    """The choice in codes, each once, in order. Raises NotPossible where nothing is asked for, and
    for a name that the site does not know."""
    found = Choice(
        tuple(sorted(set(asked.years))),
        tuple(sorted({_topic(text, site) for text in asked.topics})),
        tuple(sorted({_agency(text, site) for text in asked.agencies})),
        tuple(sorted({_issue(text, site) for text in asked.issues})),
    )
    if not found:
        raise NotPossible("pack.nothing_asked")
    return found


def _topic(text: str, site: Site) -> str:
    topics = site.vocabularies.topics
    code = topics.find(text) or _by_last_name(text.strip(), topics)
    if code is None:
        near = "、".join(topics.similar(text))
        raise NotPossible(
            "pack.unknown_topic_near" if near else "pack.unknown_topic", topic=text, near=near
        )
    return code


def _by_last_name(text: str, topics: Vocabulary) -> str | None:
    """The one topic that is called so, whatever it stands below."""
    codes = [term.code for term in topics.terms if term.name == text]
    return codes[0] if len(codes) == 1 else None


def _agency(text: str, site: Site) -> str:
    code = site.agency_code(text)
    if code is None:
        near = "、".join(f"{one.code}（{one.name}）" for one in site.agencies.values())
        raise NotPossible("new.unknown_agency", agency=text, near=near)
    return code


def _issue(text: str, site: Site) -> tuple[str, int, str]:
    found = _ISSUE.fullmatch(text.strip())
    if found is None:
        raise NotPossible("pack.issue_form", issue=text)
    code = site.series_code(found[1])
    if code is None:
        near = "、".join(f"{one.code}（{one.name}）" for one in site.gazettes.values())
        raise NotPossible(
            "pack.unknown_series" if near else "pack.no_series", series=found[1], near=near
        )
    return code, int(found[2]), issue_number(found[3])
