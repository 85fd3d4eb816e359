"""The order in which tests run leaves none out and lets those that wait lie among the others."""

from itertools import groupby
from pathlib import Path

from tests.order import TOGETHER, mixed, scope

COMPUTING = [f"tests/{room}/test_{letter}.py::{number}" for room in "pq" for letter in "abcde" for number in range(7)]
WAITING = [f"tests/crash/test_{letter}.py::{number}" for letter in "xy" for number in range(4)]


def path(test: str) -> str:
    """The file of a test."""
    return test.partition("::")[0]


def test_every_test_runs_once_and_those_that_wait_lie_evenly_among_the_others() -> None:
    """In their own order; none of them begins at the very end, where everybody would wait for it."""
    found = list(mixed([*COMPUTING[:35], *WAITING, *COMPUTING[35:]], path))
    assert [test for test in found if test in WAITING] == WAITING
    assert [test for test in found if test not in WAITING] == COMPUTING
    assert max(found.index(test) for test in WAITING) < len(found) - 7
    beside = [len(list(group)) for waits, group in groupby(found, lambda test: test in WAITING) if waits]
    assert max(beside) <= 2, "they wait together, and a processor is idle"


def test_the_tests_of_a_file_stay_together() -> None:
    """What the first of them made serves the others."""
    files = [name for name, _ in groupby(mixed([*WAITING, *COMPUTING], path), path) if "crash" not in name]
    assert len(files) == len(set(files)) == 10


def test_tests_that_wait_may_be_all_there_are() -> None:
    """Of one room alone."""
    assert list(mixed(WAITING, path)) == WAITING


def test_tests_that_share_a_warm_process_are_of_one_scope() -> None:
    """And all others may run anywhere, also those whose parameters look like a file."""
    for file in TOGETHER:
        assert Path(file).is_file()
        assert scope(f"{file}::test_a") == scope(f"{file}::test_b[x::y]")
    assert len({scope(test) for test in (*COMPUTING, *WAITING)}) == len(COMPUTING) + len(WAITING)
