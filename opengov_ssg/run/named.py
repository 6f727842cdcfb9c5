"""An executor by the name of a function that makes it: ``module:function``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from opengov_ssg.run.borrowing import BorrowedExecutor
from opengov_ssg.run.trouble import Unusable


def is_form(name: str) -> bool:
    """Whether ``name`` is written ``module:function``."""
    module, colon, function = name.partition(":")
    return bool(colon) and function.isidentifier() and all(map(str.isidentifier, module.split(".")))


def function(name: str) -> Callable[[int], object]:
    """The function that ``name`` names. Raises Unusable (``module``)."""
    module, _, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except Exception as error:  # importing runs code of others
        raise Unusable("module", value=name, detail=str(error) or repr(error)) from error
    if not callable(found):
        raise Unusable("kind", value=name, detail=type(found).__name__)
    made: Callable[[int], object] = found
    return made


@contextmanager
def opened(name: str, jobs: int, file: Path) -> Iterator[Executor]:
    """The executor that the function makes of the number of jobs; used and ended as
    a context manager.

    ``file`` holds the preparation, where all its workers find it. Raises Unusable.
    """
    make = function(name)
    try:
        made = make(jobs)
    except Exception as error:
        raise Unusable("module", value=name, detail=str(error) or repr(error)) from error
    if not isinstance(made, Executor):
        raise Unusable("kind", value=name, detail=type(made).__name__)
    with made as inner, BorrowedExecutor(inner, file) as executor:
        yield executor
