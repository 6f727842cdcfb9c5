"""The same records as a Hugo site: content, data files, hugo.toml.

Hugo has no linker and cannot cut lists by year, so everything that only the whole set of records
can tell is worked out here, outside the measured time: relations both ways, citations, validity,
the rows and the pages of every list. Hugo reads, converts, renders and writes.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import lists, ssg_site
from bench.browses import VALIDITY_CODES, Browse, RecordList, browses
from bench.front_matter import lines, quoted, scalar
from bench.records import Record, validities
from bench.vocabulary import (
    AGENCIES,
    BASE_URL,
    CONTACT,
    DOMAIN,
    GENRE_CODES,
    HOST,
    ICP,
    ID_CODE,
    NAVIGATION,
    OPERATOR,
    POLICE_RECORD,
    SITE_NAME,
    topic_codes,
)

THEME = Path(__file__).parent / "hugo-theme"
NEWEST = 10
FEED = 50
TOPIC_CODES = topic_codes()
AGENCY_CODES = {agency.name: agency.code for agency in AGENCIES}
_FORCE = {
    "现行有效": "https://schema.org/InForce",
    "已修改": "https://schema.org/InForce",
    "尚未施行": "https://schema.org/NotInForce",
    "失效": "https://schema.org/NotInForce",
    "废止": "https://schema.org/NotInForce",
    "未标注": "",
}

Page = dict[str, object]
Trail = tuple[tuple[str, str], ...]


def hugo_toml(site: Path) -> str:
    """The text of hugo.toml; the theme is used where it lies, by a relative path."""
    themes = os.path.relpath(THEME.parent.resolve(), site.resolve())
    navigation = "".join(f'{{text = "{text}", url = "{url}"}},\n' for text, url in NAVIGATION)
    return f"""\
baseURL = "{BASE_URL}"
title = "{SITE_NAME}"
locale = "zh-CN"
theme = "{THEME.name}"
themesDir = {json.dumps(Path(themes).as_posix())}
disableKinds = ["taxonomy", "term", "section", "rss"]
enableRobotsTXT = true
timeZone = "Asia/Shanghai"

[params]
name = "{SITE_NAME}"
domain = "{DOMAIN}"
id_code = "{ID_CODE}"
icp = "{ICP}"
police_record = "{POLICE_RECORD}"
host = "{HOST}"
operator = "{OPERATOR}"
contact = "{CONTACT}"
navigation = [
{navigation}]

[markup.goldmark.renderer]
unsafe = true

[markup.tableOfContents]
startLevel = 2
endLevel = 4

[outputFormats.atom]
mediaType = "application/atom+xml"

[outputFormats.feed]
mediaType = "application/feed+json"
isPlainText = true

[outputFormats.jsonld]
mediaType = "application/ld+json"
isPlainText = true

[mediaTypes."application/ld+json"]
suffixes = ["jsonld"]

[mediaTypes."application/atom+xml"]
suffixes = ["xml"]

[mediaTypes."application/feed+json"]
suffixes = ["json"]
"""


def write(site: Path, records: Sequence[Record]) -> None:
    """Writes the whole site below ``site``, which must be empty or absent."""
    for path, text in files(records):
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="\n")
    (site / "content" / "lists").mkdir(parents=True)
    (site / "content" / "lists" / "_content.gotmpl").write_text(
        "{{ range hugo.Data.pages }}{{ $.AddPage . }}{{ end }}\n", "utf-8"
    )
    (site / "hugo.toml").write_text(hugo_toml(site), "utf-8", newline="\n")


def files(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Path in the site and text of every file that follows from the records."""
    states = validities(records)
    ways = browses(records, states)
    yield from _record_files(records, states)
    yield "data/rows.json", _json(_rows(records, states))
    yield "data/pages.json", _json(list(_pages(records, ways)))
    home = {"title": SITE_NAME, "params": _home(records, ways)}
    yield "content/_index.md", json.dumps(home, ensure_ascii=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=0)


# Records


def _record_files(records: Sequence[Record], states: Sequence[str]) -> Iterator[tuple[str, str]]:
    incoming = _incoming(records)
    for position, record in enumerate(records):
        head = _front_matter(record, records, states[position], incoming[position])
        cited = records[record.cites] if record.cites is not None else None
        text = ssg_site.text_of(record, _linked(cited) if cited else "")
        yield f"content/{ssg_site.record_path(record)}", f"---\n{''.join(head)}---\n\n{text}"


def _linked(cited: Record) -> str:
    """The citation with its number as a link; record pages lie three folders deep."""
    return cited.citation().replace(
        cited.doc_no, f"[{cited.doc_no}](../../{ssg_site.address(cited)})"
    )


def _incoming(records: Sequence[Record]) -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, record in enumerate(records):
        for key, target in _targets(record):
            found[target][f"{key}_by"].append(position)
    return found


def _targets(record: Record) -> Iterator[tuple[str, int]]:
    pairs = (("repeals", record.repeals), ("amends", record.amends), ("cites", record.cites))
    return ((key, target) for key, target in pairs if target is not None)


def _front_matter(
    record: Record,
    records: Sequence[Record],
    state: str,
    incoming: Mapping[str, Sequence[int]],
) -> Iterator[str]:
    yield from lines("type", "document")
    yield from lines("url", ssg_site.address(record))
    yield from lines("date", record.published.isoformat())
    yield from ssg_site.common_fields(record)
    yield from lines("agency", record.agency.code)
    yield from lines("agency_name", record.agency.name)
    yield from lines("validity", state)
    yield from lines("topic_codes", tuple(TOPIC_CODES[path] for path in record.topics))
    yield from lines("genre_code", GENRE_CODES[record.genre])
    yield from lines("validity_key", VALIDITY_CODES[state])
    yield from lines("issuer_codes", tuple(AGENCY_CODES[name] for name in record.issuers))
    yield from lines("force", _FORCE[state])
    yield from lines("signed_long", ssg_site.long_date(record.signed))
    if record.repost:
        source = ssg_site.SOURCE
        yield f"source: {{name: {source['name']}, url: {quoted(source['url'])}}}\n"
    for key, target in _targets(record):
        yield from _references(key, (target,), records)
    for key, positions in incoming.items():
        yield from _references(key, positions, records)


def _references(key: str, positions: Sequence[int], records: Sequence[Record]) -> Iterator[str]:
    yield f"{key}:\n"
    for position in positions:
        target = records[position]
        title, url = scalar(target.title), ssg_site.address(target)
        yield f"  - {{title: {title}, doc_no: {target.doc_no}, url: {url}}}\n"


def _rows(records: Sequence[Record], states: Sequence[str]) -> dict[str, Page]:
    """What lists, feeds and data files print of a record, by index number."""
    rows = {r.index_no: _row(r, state) for r, state in zip(records, states, strict=True)}
    return dict(sorted(rows.items()))


def _row(record: Record, state: str) -> Page:
    source = ssg_site.SOURCE if record.repost else {"name": "", "url": ""}
    return {
        "url": ssg_site.address(record),
        "title": record.title,
        "index_no": record.index_no,
        "doc_no": record.doc_no,
        "agency": record.agency.code,
        "agency_name": record.agency.name,
        "issuers": record.issuers,
        "genre": record.genre,
        "topics": record.topics,
        "keywords": record.keywords,
        "signed": record.signed.isoformat(),
        "published": record.published.isoformat(),
        "effective": record.effective.isoformat() if record.effective else "",
        "valid_to": record.valid_to.isoformat() if record.valid_to else "",
        "validity": state,
        "validity_key": VALIDITY_CODES[state],
        "summary": record.summary,
        "source": source["name"],
        "source_url": source["url"],
    }


# Pages that are not records


def _pages(records: Sequence[Record], ways: Sequence[Browse]) -> Iterator[Page]:
    everything = range(len(records))
    catalog: Trail = (("政府信息公开目录", "catalog/index.html"),)
    yield _page("catalog/index.html", "browse", catalog[0][0], _home(records, ways))
    for way in ways:
        entries: Page = {"entries": _entries([x for x in way.lists if not x.parent])}
        yield _page(f"{way.folder}/index.html", "browse", way.heading, entries, catalog)
        names = {one.folder: one.heading for one in way.lists}
        for one in way.lists:
            above = ((names[one.parent], f"{one.parent}/index.html"),) if one.parent else ()
            trail = (*catalog, (way.heading, f"{way.folder}/index.html"), *above)
            below = [x for x in way.lists if x.parent == one.folder]
            yield from _list_pages(one, records, below, trail)
    yield _page("agencies/index.html", "browse", "公开机构", {"entries": _agency_entries(ways[0])})
    held = {one.heading: one.positions for one in ways[0].lists}
    for agency in AGENCIES:
        own = held.get(agency.name, ())
        rows = _newest(own, records, NEWEST)
        about: Page = {"rows": rows, "total": len(own), "code": agency.code}
        path = f"agencies/{agency.code}/index.html"
        yield _page(path, "agency", agency.name, about, (("公开机构", "agencies/index.html"),))
        if own:
            feed = _newest(own, records, FEED)
            yield from _feeds(f"agency-{agency.code}", f"{agency.name}_{SITE_NAME}", feed, path)
    yield from _feeds("site", SITE_NAME, _newest(everything, records, FEED), "index.html")
    yield _page("sitemap.html", "browse", "站点地图", {"ways": _ways(ways)})
    for output, ending in (("json", "json"), ("csv", "csv"), ("jsonld", "jsonld")):
        yield _page(f"data/catalog.{ending}", "catalog", catalog[0][0], {}, (), output)


def _page(
    path: str, kind: str, title: str, params: Page, trail: Trail = (), output: str = "html"
) -> Page:
    steps = [{"text": text, "url": url} for text, url in (("首页", "index.html"), *trail)]
    page: Page = {"path": path.replace(".", "-"), "url": path, "type": kind, "title": title}
    page["params"] = {**params, "root": "../" * path.count("/"), "trail": steps}
    if output != "html":
        page |= {"outputs": [output], "sitemap": {"disable": True}}
    return page


def _feeds(name: str, title: str, rows: Sequence[str], home: str) -> Iterator[Page]:
    params: Page = {"rows": rows, "home": home}
    for output, ending in (("atom", "xml"), ("feed", "json")):
        yield _page(f"feeds/{name}.{ending}", "feed", title, params, (), output)


def _list_pages(
    one: RecordList, records: Sequence[Record], below: Sequence[RecordList], trail: Trail
) -> Iterator[Page]:
    first = f"{one.folder}/index.html"
    for page in lists.cut(one.folder, one.positions, records):
        heading, steps = one.heading, trail
        params: Page = {"rows": [records[i].index_no for i in page.rows], "name": one.heading}
        if page.total is not None:
            params |= {"total": page.total, "below": _entries(below)}
            params["years"] = [{"text": y, "url": u, "count": n} for y, u, n in page.years]
        if page.year:
            params |= {"year": page.year, "number": page.number, "first": first}
            params |= {"newer": page.newer, "older": page.older}
            heading = f"{heading} {page.year} 年，第 {page.number} 页"
            steps = (*trail, (one.heading, first))
        yield _page(page.path, "list", heading, params, steps)


def _newest(positions: Sequence[int], records: Sequence[Record], count: int) -> list[str]:
    return [records[i].index_no for i in reversed(positions[-count:])]


def _entries(found: Sequence[RecordList]) -> list[Page]:
    return [
        {"text": x.heading, "url": f"{x.folder}/index.html", "count": len(x.positions)}
        for x in found
    ]


def _agency_entries(way: Browse) -> list[Page]:
    counts = {one.heading: len(one.positions) for one in way.lists}
    return [
        {"text": a.name, "url": f"agencies/{a.code}/index.html", "count": counts.get(a.name, 0)}
        for a in AGENCIES
    ]


def _ways(ways: Sequence[Browse]) -> list[Page]:
    return [
        {"text": w.heading, "url": f"{w.folder}/index.html", "entries": _entries(w.lists)}
        for w in ways
    ]


def _home(records: Sequence[Record], ways: Sequence[Browse]) -> Page:
    rows = _newest(range(len(records)), records, NEWEST)
    return {"rows": rows, "total": len(records), "ways": _ways(ways), "root": ""}
