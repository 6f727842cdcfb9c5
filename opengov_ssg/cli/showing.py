"""Problems and reports as text, JSON and SARIF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from opengov_ssg import __version__
from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import CODES, Problem
from opengov_ssg.runs import Report

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def line(problem: Problem, texts: Texts) -> str:
    """``content/a.md:7:3: error OG103: message`` and the hint on a line of its own."""
    place = problem.path
    if problem.path and problem.line:
        place = f"{problem.path}:{problem.line}:{problem.column}"
    head = f"{place}: " if place else ""
    text = f"{head}{problem.severity} {problem.code}: {texts.message(problem)}"
    hint = texts.hint(problem)
    return f"{text}\n  hint: {hint}" if hint else text


def plain(problem: Problem, texts: Texts) -> dict[str, object]:
    """A problem for JSON (the contract of DESIGN 5)."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "scope": problem.scope,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": texts.message(problem),
        "hint": texts.hint(problem),
    }


def check_json(problems: Sequence[Problem], texts: Texts) -> str:
    """The one object that ``check --format json`` prints."""
    return json.dumps({"problems": [plain(one, texts) for one in problems]}, ensure_ascii=False)


def build_json(report: Report, texts: Texts) -> str:
    """The one object that ``build --format json`` prints."""
    changes = report.next_change_at
    value = {
        "documents": report.documents,
        "read": {"parsed": report.parsed, "cached": report.cached},
        "pages": {
            "total": report.pages,
            "rendered": report.rendered,
            "reused": report.reused,
            "removed": report.removed,
        },
        "citations": {"resolved": report.resolved, "unresolved": report.unresolved},
        "seconds": report.seconds,
        "peak_rss_mb": round(sum(report.peaks.values()) / 2**20),
        "next_change_at": changes.isoformat() if changes else None,
        "held": [{"path": one.path, "id": one.id or None} for one in report.held],
        "problems": [plain(one, texts) for one in report.problems],
    }
    return json.dumps(value, ensure_ascii=False)


def sarif(problems: Sequence[Problem], texts: Texts) -> str:
    """SARIF 2.1.0, which code hosts show beside the changed lines."""
    rules = [
        {
            "id": code.id,
            "name": code.name,
            "defaultConfiguration": {"level": _LEVELS[code.severity]},
        }
        for code in CODES.values()
    ]
    driver = {"name": "opengov_ssg", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(one, texts) for one in problems]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False)


def _result(problem: Problem, texts: Texts) -> dict[str, Any]:
    hint = texts.hint(problem)
    text = texts.message(problem) + (f"\n{hint}" if hint else "")
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
    }
    if problem.path:
        location: dict[str, Any] = {"artifactLocation": {"uri": problem.path}}
        if problem.line:
            location["region"] = {"startLine": problem.line, "startColumn": problem.column}
        result["locations"] = [{"physicalLocation": location}]
    return result
