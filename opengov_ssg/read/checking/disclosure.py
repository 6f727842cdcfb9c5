"""Annual reports, standard catalogs, and the pages of a platform (DOMAIN 4, 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model import report_tables
from opengov_ssg.model.bodies import Body
from opengov_ssg.model.records import AnnualReport, Page, StandardCatalog
from opengov_ssg.model.site import Site
from opengov_ssg.notation.nodes import Steps, Tree
from opengov_ssg.read.checking.listed import unlisted
from opengov_ssg.read.decoding import place

_Told = Callable[[str], bool]
CHAPTERS: tuple[tuple[str, _Told], ...] = (
    ("一、总体情况", lambda text: "总体情况" in text),
    ("二、主动公开政府信息情况", lambda text: "主动公开" in text),
    (
        "三、收到和处理政府信息公开申请情况",
        lambda text: "申请" in text and "复议" not in text and "诉讼" not in text,
    ),
    (
        "四、政府信息公开行政复议、行政诉讼情况",
        lambda text: "行政复议" in text or "行政诉讼" in text,
    ),
    ("五、存在的主要问题及改进情况", lambda text: "问题" in text),
    ("六、其他需要报告的事项", lambda text: "其他" in text),
)
"""The six chapters (国办公开办函〔2021〕30号), and how the heading of one is known."""


def annual_report(record: AnnualReport, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Every sum of the statutory tables (OG169), told at the cell, the row or the column."""
    for one in report_tables.check(record.tables):
        words: Words = {
            "table": "二三四"[one.table - 2],
            "label": one.label,
            "stated": one.stated,
            "computed": one.computed,
        }
        hint = "cell" if one.kind == "row" and one.column else one.kind
        yield problem("report-sum", path, tree.place(_steps(one.field)), hint=hint, **words)


def _steps(field: str) -> Steps:
    return tuple(int(step) if step.isdigit() else step for step in field.split("."))


def chapters(body: Body | None, source: str, first_line: int, path: str) -> Iterator[Problem]:
    """The body has the six chapters, each under a heading, and no other (OG170)."""
    left = [one.text for one in body.headings if one.level == 2] if body else []
    missing = []
    for name, told in CHAPTERS:
        at = next((index for index, text in enumerate(left) if told(text)), None)
        if at is None:
            missing.append(name)
        else:
            del left[at]
    if missing:
        yield problem("report-chapter", path, (first_line, 1), names="；".join(missing))
    for text in left:
        line, column = place(source, max(source.find(text), 0))
        where = (first_line + line - 1, column)
        yield problem("report-chapter", path, where, hint="other", names=text)


def standard_catalog(
    record: StandardCatalog, tree: Tree, site: Site, path: str
) -> Iterator[Problem]:
    """Nothing more: its rows are checked where they are read."""
    yield from ()


def page(record: Page, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """The form of 依申请公开 is one of the page's attachments (OG173)."""
    form = record.request.form if record.request else None
    yield from unlisted(record, form, ("request", "form"), tree, path)
