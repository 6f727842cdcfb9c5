"""The table of DESIGN 2, held to the code: who may import whom, who prints, who writes, who
hashes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import opengov_ssg

PACKAGE = Path(opengov_ssg.__file__).parent
EVERYONE = frozenset(("errors", "digests", "notation", "__version__"))
"""Pure, and knows nothing of the pipeline: a date is spelled alike wherever one is printed."""

STAGES = frozenset(
    [
        "config",
        "read",
        "link",
        "rules",
        "theme",
        "plan",
        "render",
        "search",
        "store",
        "write",
        "run",
        "importer",
        "model",
    ]
)
BESIDE = frozenset(
    [
        "workers",
        "hold_back",
        "runs",
        "preparing",
        "reading",
        "rendering",
        "indexing",
        "standing",
    ]
)
"""What the pipeline is made of: each spreads the work of one stage, or holds what all share."""
TABLE: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "digests": frozenset(),
    "notation": frozenset(("errors",)),
    "model": frozenset(),
    "config": frozenset(("model",)),
    "read": frozenset(("model",)),
    "link": frozenset(("model",)),
    "rules": frozenset(("model",)),
    "theme": frozenset(("model",)),
    "plan": frozenset(("model",)),
    "render": frozenset(("model",)),
    "search": frozenset(("model",)),
    "store": frozenset(("model",)),
    "write": frozenset(("model",)),
    "run": frozenset(),
    "importer": frozenset(("model",)),
    "workers": STAGES,
    "hold_back": STAGES,
    "runs": STAGES | {"hold_back"},
    "preparing": STAGES | {"runs"},
    "reading": STAGES | {"workers"},
    "rendering": STAGES | {"workers"},
    "indexing": STAGES | {"workers", "rendering"},
    "standing": STAGES | {"workers", "hold_back", "runs", "reading", "rendering"},
    "pipeline": STAGES | BESIDE,
    "commands": STAGES | {"pipeline", "runs", "workers"},
    "cli": frozenset(("pipeline", "runs", "commands")),
    "__main__": frozenset(("cli",)),
    "__init__": frozenset(),
}
STRICT = frozenset(("errors", "digests", "notation"))
"""Rows that may not even import what everyone may."""

PURE = ("model", "notation", "plan", "render", "link")
OWN_DATA = frozenset(("notation/folding.py", "notation/workdays.py"))
"""They read a table that the package itself carries, once."""

CLOCK = frozenset(("now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "ctime"))
CLOCK_OWNERS = frozenset(("datetime", "date", "time"))
WRITING = frozenset(
    [
        "write_bytes",
        "write_text",
        "mkdir",
        "makedirs",
        "rmdir",
        "rmtree",
        "unlink",
        "remove",
        "rename",
        "symlink_to",
        "hardlink_to",
        "touch",
        "copyfile",
        "copy2",
        "copytree",
        "move",
        "truncate",
        "chmod",
        "utime",
    ]
)
WRITERS = {
    "write/": "the output",
    "store/": "packs in .opengov",
    "commands/": "content, ledger, site.yaml",
    "cli/authoring.py": "the file that ssg schema --output names",
}


@dataclass(frozen=True)
class Module:
    """A source file of the package: its path in it, the row it belongs to, its tree."""

    path: str
    row: str
    tree: ast.Module

    def calls(self) -> Iterator[tuple[str, str, ast.Call]]:
        """Every call: the owner's last name (``os`` of ``os.open``), the function's name, the
        call."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name):
                yield "", node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = getattr(owner, "id", getattr(owner, "attr", ""))
                yield name, node.func.attr, node

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every module imported, in full, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}:{node.lineno} imports relatively"
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno


@cache
def modules() -> tuple[Module, ...]:
    """All of the package."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        path = file.relative_to(PACKAGE).as_posix()
        row = path.split("/")[0].removesuffix(".py")
        found.append(Module(path, row, ast.parse(file.read_text("utf-8"))))
    return tuple(found)


def imported_rows(module: Module) -> Iterator[tuple[str, int]]:
    """The rows of the table that a module imports, with the line."""
    for name, line in module.imports():
        parts = name.split(".")
        if parts[0] == "opengov_ssg":
            yield parts[1], line


def test_every_row_is_known() -> None:
    assert len(modules()) > 100
    assert {module.row for module in modules()} <= TABLE.keys()


@pytest.mark.parametrize("row", TABLE)
def test_imports(row: str) -> None:
    allowed = TABLE[row] | {row} | (frozenset() if row in STRICT else EVERYONE)
    wrong = [
        f"{module.path}:{line} imports {other}"
        for module in modules()
        if module.row == row
        for other, line in imported_rows(module)
        if other not in allowed
    ]
    assert not wrong


def test_only_the_pipelines_own_modules_join_stages() -> None:
    """``commands`` may import all; nothing else sees two stages."""
    joining = {
        module.path
        for module in modules()
        if len({other for other, _ in imported_rows(module)} & (STAGES - {"model", "run"})) > 1
        and module.row not in STAGES
    }
    others = {path for path in joining if not path.startswith("commands/")}
    assert others <= {"pipeline.py", *(f"{name}.py" for name in BESIDE)}


def test_only_cli_prints() -> None:
    wrong = []
    for module in modules():
        if module.row == "cli":
            continue
        wrong += [
            f"{module.path}:{call.lineno} {owner}.{name}"
            for owner, name, call in module.calls()
            if (owner, name) in {("", "print"), ("", "input"), ("sys", "exit"), ("", "exit")}
            or (name == "echo" and owner == "click")
        ]
        wrong += [
            f"{module.path}:{node.lineno} sys.{node.attr}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute)
            and getattr(node.value, "id", "") == "sys"
            and node.attr in ("stdout", "stderr", "stdin")
        ]
        wrong += [
            f"{module.path}:{line} {name}"
            for name, line in module.imports()
            if name.split(".")[0] in ("click", "rich", "logging")
        ]
    assert not wrong


def opens_for_writing(call: ast.Call, owner: str, name: str) -> bool:
    """Whether a call of ``open`` can write: by its mode, or by the flags of ``os.open``."""
    if name != "open":
        return False
    given = [*call.args, *(one.value for one in call.keywords)]
    if owner == "os":
        flags = {getattr(node, "attr", "") for one in given for node in ast.walk(one)}
        return bool(flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"})
    modes = [one.value for one in given if isinstance(one, ast.Constant)]
    return any(isinstance(mode, str) and set(mode) & set("wax+") for mode in modes)


def test_only_some_write_files() -> None:
    """Into the output only ``write/`` does: the others in the list have folders of their own."""
    wrong = []
    for module in modules():
        if module.path.startswith(tuple(WRITERS)):
            continue
        for owner, name, call in module.calls():
            # Path.replace has one argument, that of a string two
            moves = name == "replace" and len(call.args) == 1 and not call.keywords
            if (name in WRITING and owner not in ("dataclasses", "list")) or opens_for_writing(
                call, owner, name
            ):
                wrong.append(f"{module.path}:{call.lineno} {owner}.{name}")
            elif moves:
                wrong.append(f"{module.path}:{call.lineno} replace")
    assert not wrong


def test_only_write_imports_write() -> None:
    """Commands other than the pipeline never touch an output folder."""
    users = {
        module.path
        for module in modules()
        if module.row != "write" and "write" in {other for other, _ in imported_rows(module)}
    }
    assert users == {
        "pipeline.py",
        "standing.py",
        "workers.py",
        "commands/folders.py",
        "commands/precompressing.py",
        "commands/rollback.py",
    }


def test_only_digests_hashes() -> None:
    users = {
        module.path
        for module in modules()
        for name, _ in module.imports()
        if name.split(".")[0] in ("hashlib", "zlib", "hmac", "xxhash", "blake3")
    }
    assert users == {"digests.py"}


def reads_clock(owner: str, name: str) -> bool:
    """Whether a call asks what time it is; durations (``perf_counter``) are another matter."""
    return owner in CLOCK_OWNERS and name in CLOCK


def test_one_clock() -> None:
    """As-of is the only time a build knows, and one function asks for it."""
    users = {
        module.path
        for module in modules()
        for owner, name, _ in module.calls()
        if reads_clock(owner, name)
    }
    assert users == {"cli/instants.py"}


@pytest.mark.parametrize("row", PURE)
def test_pure(row: str) -> None:
    forbidden = frozenset(
        [
            "shutil",
            "tempfile",
            "subprocess",
            "socket",
            "urllib.request",
            "http",
            "time",
            "logging",
            "random",
            "secrets",
            "uuid",
            "locale",
            "threading",
            "multiprocessing",
            "sqlite3",
        ]
    )
    reading = frozenset(
        [
            "read_bytes",
            "read_text",
            "open",
            "iterdir",
            "glob",
            "rglob",
            "exists",
            "is_file",
            "is_dir",
            "stat",
        ]
    )
    wrong = []
    for module in modules():
        if module.row != row:
            continue
        for name, line in module.imports():
            stem = {name, name.rpartition(".")[0], name.split(".")[0]}
            if stem & forbidden or (name.split(".")[0] == "os" and name != "os.path"):
                wrong.append(f"{module.path}:{line} imports {name}")
        for owner, name, call in module.calls():
            if reads_clock(owner, name) or (name in reading and module.path not in OWN_DATA):
                wrong.append(f"{module.path}:{call.lineno} {owner}.{name}")
    assert not wrong


@pytest.mark.parametrize("path", sorted(OWN_DATA))
def test_own_data_lies_beside_the_module(path: str) -> None:
    """What a pure module reads is a constant of the package, never a path it was given."""
    module = next(one for one in modules() if one.path == path)
    reads = [
        call for _, name, call in module.calls() if name in ("read_text", "read_bytes", "open")
    ]
    assert len(reads) == 1
    names = [node.id for node in ast.walk(reads[0]) if isinstance(node, ast.Name)]
    assert set(names) == {"Path", "__file__"}


def test_size() -> None:
    """The guides of DESIGN 2: median module of at most 120 lines, none over 400, no drawers."""
    lengths = sorted(
        len((PACKAGE / module.path).read_text("utf-8").splitlines()) for module in modules()
    )
    assert lengths[len(lengths) // 2] <= 120
    assert lengths[-1] <= 400
    drawers = {"utils.py", "helpers.py", "common.py", "base.py"}
    assert not [module.path for module in modules() if module.path.rpartition("/")[2] in drawers]
