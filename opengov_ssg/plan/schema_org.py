"""Records as schema.org describes legislation and articles (DOMAIN 15)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import Document
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.words import day

_ORGANISATION = "GovernmentOrganization"
_FORCE = {
    "in_force": "InForce",
    "amended": "InForce",
    "partial": "PartiallyInForce",
    "not_yet": "NotInForce",
    "lapsed": "NotInForce",
    "repealed": "NotInForce",
}
_CHANGES = {"repeals": "legislationRepeals", "amends": "legislationAmends"}
_HEADLINE = 110


def thing(item: Item, items: Mapping[str, Item], framer: Framer) -> dict[str, Any]:
    """The record as a thing; ``items`` are the public records by id. What is empty is left out."""
    record, words = item.entry.record, framer.words
    issuers = [{"@type": _ORGANISATION, "name": name} for name in words.authors(record)]
    found: dict[str, Any] = {
        "@type": "Legislation" if isinstance(record, Document) else "Article",
        "name": record.title,
        "headline": record.title[:_HEADLINE],
        "inLanguage": item.language or framer.site.text_language,
        "datePublished": record.published.isoformat() if record.published else None,
        "dateModified": record.updated.isoformat() if record.updated else None,
        "publisher": {"@type": _ORGANISATION, "name": words.agency(record.agency)},
        "keywords": list(record.keywords),
        "abstract": record.summary,
        "url": framer.absolute(item.url),
    }
    if isinstance(record, Document):
        found |= {
            "legislationIdentifier": record.doc_no,
            "identifier": record.index_no,
            "legislationDate": day(record.signed),
            "legislationPassedBy": issuers,
            "legislationLegalForce": _force(item.state),
        }
        for key, ids in item.relations:
            if key in _CHANGES:
                found[_CHANGES[key]] = _references(ids, items, framer)
    else:
        found |= {"author": issuers, "about": _references(item.interprets, items, framer)}
    return {key: value for key, value in found.items() if value}


def _force(state: str) -> str:
    force = _FORCE.get(state)  # of a superseded one nothing is claimed
    return f"https://schema.org/{force}" if force else ""


def _references(
    ids: tuple[str, ...], items: Mapping[str, Item], framer: Framer
) -> list[dict[str, str]]:
    rows = [
        {
            "@type": "Legislation",
            "name": items[id].entry.record.title,
            "url": framer.absolute(f"{id}.html"),
        }
        for id in ids
        if id in items
    ]
    return [{key: value for key, value in row.items() if value} for row in rows]
