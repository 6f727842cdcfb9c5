"""What ``ssg server-config`` says of a project, without a process for each question."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from opengov_ssg.cli.instants import as_of
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands.server_config import Server, Wanted, make
from opengov_ssg.pipeline import check
from opengov_ssg.plan.servers.nginx import Part
from opengov_ssg.runs import Content, Options
from tests.conftest import AS_OF, ROOT


def told(
    server: Server, project: Path, site: Path, copies: Path | None = None, part: Part = "all"
) -> str:
    """The configuration, in English; ``copies`` are made."""
    content = _sample() if project == ROOT else _content(project)
    texts = Texts("en")
    wanted = Wanted(server, project, site, copies, part=part)
    return make(wanted, content, lambda key: texts(f"server_config.comment.{key}")).text


def parts(project: Path, site: Path, copies: Path | None = None) -> tuple[str, str]:
    """Both parts for nginx."""
    http = told("nginx", project, site, copies, "http")
    return http, told("nginx", project, site, copies, "server")


@cache
def _sample() -> Content:
    return _content(ROOT)


def _content(project: Path) -> Content:
    report, content = check(Options(project, as_of(AS_OF), executor="serial"))
    assert content is not None, report.problems
    return content
