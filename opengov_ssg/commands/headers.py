"""What the header of a new file holds: the keys of its kind in order, with what is known
already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import KINDS
from opengov_ssg.model.report_rows import LINES3, LINES4

_COMMON = "kind title agency disclosure status"
_ORDER = {
    "document": (
        f"{_COMMON} index_no slug doc_no genre topics issuers keywords "
        "column signed published effective valid_to summary addressees annotation attachments"
    ),
    "interpretation": (
        f"{_COMMON} slug interprets form author_org column keywords signed published summary "
        "attachments"
    ),
    "notice": f"{_COMMON} slug column published until contact about attachments",
    "news": f"{_COMMON} slug column published happened author about",
    "consultation": (
        f"{_COMMON} slug published opens closes short_period_reason draft explanation basis "
        "based_on channels results_in attachments"
    ),
    "press-conference": f"{_COMMON} slug published held place host speakers about",
    "response": (
        f"{_COMMON} slug published event_at first_release_at conference_at level result_type about"
    ),
    "interview": f"{_COMMON} slug form published held guests messages answered about",
    "meeting": f"{_COMMON} slug published held number chair matters",
    "special": f"{_COMMON} slug published opened archived summary sections timeline",
    "annual-report": f"{_COMMON} year published tables",
    "standard-catalog": f"{_COMMON} slug published table rows",
    "gazette-issue": "kind series year number cumulative date status published sections",
    "page": f"{_COMMON} slug published",
}
BODIES = {
    "annual-report": (
        "## 一、总体情况\n\n## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n"
        "## 四、政府信息公开行政复议、行政诉讼情况\n\n## 五、存在的主要问题及改进情况\n\n## 六、其他需要报告的事项\n"
    ),
}
"""The body that a new record begins with: the chapters that the unified format demands."""

_OPEN_DAYS = 30
_TO_FILL = "待填写"
_ZEROS = "[0, 0, 0, 0, 0, 0, 0]"


def header(kind: str, values: Mapping[str, str], day: date, chinese: bool) -> list[str]:
    """The lines of a header: every key of the kind, filled where ``values`` knows it or where the
    kind demands something; ``day`` is the day that the record is of."""
    labels = names_of(KINDS[kind]).labels
    filled = {**_demanded(kind, day, chinese), **values}
    lines = []
    for key in _ORDER[kind].split():
        if key in ("slug", "index_no") and key not in values:
            continue
        name = labels[key] if chinese else key
        lines.append(f"{name}: {filled.get(key, '')}".rstrip())
    return lines


def _demanded(kind: str, day: date, chinese: bool) -> dict[str, str]:
    """What a record of the kind cannot be without, to be overwritten by the editor."""
    make = _DEMANDED.get(kind)
    return make(kind, day, chinese) if make else {}


def _consultation(kind: str, day: date, chinese: bool) -> dict[str, str]:
    label, value = _names(kind, "channels", ("label", "value"), chinese)
    return {
        "opens": day.isoformat(),
        "closes": (day + timedelta(days=_OPEN_DAYS - 1)).isoformat(),
        "channels": f"[{{{label}: 电子邮箱, {value}: {_TO_FILL}}}]",
    }


def _conference(kind: str, day: date, chinese: bool) -> dict[str, str]:
    name, role = _names(kind, "speakers", ("name", "role"), chinese)
    return {
        "held": f"{day}T10:00",
        "speakers": f"[{{{name}: {_TO_FILL}, {role}: {_TO_FILL}}}]",
    }


def _meeting(kind: str, day: date, chinese: bool) -> dict[str, str]:
    (title,) = _names(kind, "matters", ("title",), chinese)
    return {"held": day.isoformat(), "matters": f"[{{{title}: {_TO_FILL}}}]"}


def _report(kind: str, day: date, chinese: bool) -> dict[str, str]:
    """The tables with zeros: what is not counted must be said to be none."""
    counted = "{issued: 0, repealed: 0, in_force: 0}"
    rows = [
        f"  table2: {{regulations: {counted}, normative: {counted}, permits: 0, penalties: 0, "
        "coercion: 0, fees: 0}",
        "  table3:",
        *(f"    {line.key}: {_ZEROS}" for line in LINES3),
        "  table4:",
        *(f"    {line.key}: [0, 0, 0, 0, 0]" for line in LINES4),
    ]
    return {"year": str(day.year - 1), "tables": "\n" + "\n".join(rows)}


def _catalog(kind: str, day: date, chinese: bool) -> dict[str, str]:
    keys = ("area", "item", "content", "basis", "time_limit", "body", "channels")
    *cells, channels = _names(kind, "rows", keys, chinese)
    row = ", ".join(f"{cell}: {_TO_FILL}" for cell in cells)
    return {"rows": f"[{{{row}, {channels}: [政府网站]}}]"}


def _issue(kind: str, day: date, chinese: bool) -> dict[str, str]:
    title, items = _names(kind, "sections", ("title", "items"), chinese)
    entry = names_of(names_of(KINDS[kind]).below["sections"]).below["items"]
    name = names_of(entry).labels["title"] if chinese else "title"
    sections = f"\n  - {title}: {_TO_FILL}\n    {items}:\n      - {{{name}: {_TO_FILL}}}"
    return {"year": str(day.year), "date": day.isoformat(), "sections": sections}


def _names(kind: str, field: str, keys: tuple[str, ...], chinese: bool) -> list[str]:
    labels = names_of(names_of(KINDS[kind]).below[field]).labels
    return [labels[key] if chinese else key for key in keys]


_DEMANDED: dict[str, Callable[[str, date, bool], dict[str, str]]] = {
    "consultation": _consultation,
    "press-conference": _conference,
    "meeting": _meeting,
    "annual-report": _report,
    "standard-catalog": _catalog,
    "gazette-issue": _issue,
}
