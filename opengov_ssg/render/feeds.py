"""Atom (RFC 4287) and JSON Feed 1.1 from one view."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

from opengov_ssg.model.outputs import FeedEntry, FeedView

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00+08:00"  # a feed without entries must still have a date


def atom(feed: FeedView) -> bytes:
    """The feed as Atom; its ``updated`` is its newest entry's, never the time of the build."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _child(root, "id", feed.id)
    _child(root, "title", feed.title)
    _child(root, "updated", max((entry.updated for entry in feed.entries), default=_NEVER))
    _child(root, "link", rel="self", href=_address(feed, f"{feed.path}.xml"))
    _child(root, "link", rel="alternate", type="text/html", href=_address(feed, feed.home))
    for entry in feed.entries:
        _entry(root, entry, feed)
    ET.indent(root)
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, entry: FeedEntry, feed: FeedView) -> None:
    node = _child(root, "entry")
    _child(node, "id", entry.id)
    _child(node, "title", entry.title)
    _child(node, "link", rel="alternate", type="text/html", href=_address(feed, entry.url))
    _child(node, "published", entry.published)
    _child(node, "updated", entry.updated)
    _child(_child(node, "author"), "name", entry.author)
    if entry.summary:
        _child(node, "summary", entry.summary)


def _child(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, name, attributes)
    if text:
        node.text = text
    return node


def _address(feed: FeedView, path: str) -> str:
    return f"{feed.base}/{path}" if feed.base else "../" * feed.path.count("/") + path


def json_feed(feed: FeedView) -> bytes:
    """The feed as JSON Feed."""
    items = [_item(entry, feed) for entry in feed.entries]
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": _address(feed, feed.home),
        "feed_url": _address(feed, f"{feed.path}.json"),
        "language": feed.language,
        "items": items,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry, feed: FeedView) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": _address(feed, entry.url),
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
    }
