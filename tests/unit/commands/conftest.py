"""What tests of ``ssg search`` share."""

from __future__ import annotations

import pytest

from tests.conftest import AS_OF, SITE, Project
from tests.unit.commands.searched import RECORDS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The mini site with its output in build/."""
    project = Project(tmp_path_factory.mktemp("search") / "site")
    for path, text in {
        "site.yaml": f"{SITE}search: {{segments: [2021-01-01]}}\n",
        **RECORDS,
    }.items():
        project.write(path, text)
    ran = project.ssg("build", "--as-of", AS_OF, "--executor", "serial")
    assert ran.code == 0, ran.err
    return project
