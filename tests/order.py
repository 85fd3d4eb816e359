"""In which order tests run, and which of them in one process.

Those that wait lie evenly among those that compute, so that no processor is idle.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

Test = TypeVar("Test")

WAIT = ("tests/crash/", "tests/runtime/test_process.py")
"""Where tests wait for other processes to begin, to die and to be missed."""
BEGUN_BY = 0.85
"""Part of all files after which none of these is begun any more: at the end everybody would wait for the last one."""

TOGETHER = ("tests/sheets/test_hostile.py", "tests/simulator/test_page.py")
"""A warm process that serves all tests of the file; one browser at a time, which is what a small machine can carry."""


def scope(test: str) -> str:
    """Tests of one scope run in one process; `test` is a file from the root and a name ("tests/a.py::test_b")."""
    file = test.partition("::")[0]
    return file if file in TOGETHER else test


def mixed(tests: Sequence[Test], path: Callable[[Test], str]) -> Iterator[Test]:
    """The same tests; `path` tells a test's file from the root. Those of one file stay together unless they wait."""
    waiting = [test for test in tests if path(test).startswith(WAIT)]
    files = [list(group) for name, group in groupby(tests, path) if not name.startswith(WAIT)]
    begun = 0
    for number, file in enumerate(files, start=1):
        due = round(len(waiting) * number / max(1.0, len(files) * BEGUN_BY))
        yield from waiting[begun:due]
        begun = max(begun, due)
        yield from file
    yield from waiting[begun:]
