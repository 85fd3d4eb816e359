"""A process that dies at any commit or any send of a whole enrolment, and is started again, loses nothing."""

from itertools import count
from pathlib import Path

import pytest

from tests.crash.fuse import Point
from tests.crash.hospital import Hospital


@pytest.mark.parametrize(
    ("point", "first", "step"),
    [("before commit", 1, 2), ("after commit", 2, 2), ("before send", 1, 2), ("after send", 1, 1)],
)
async def test_dying_at_the_nth_point_of_an_enrolment(
    sqlite_url: str, tmp_path: Path, point: Point, first: int, step: int
) -> None:
    """Every n, until a whole enrolment passes without reaching it.

    Before one commit is after the one in front of it, so the two take turns.
    """
    async with Hospital.opened(sqlite_url, tmp_path) as hospital:
        [patient] = hospital.patients
        for n in count(first, step):
            deaths = patient.deaths
            patient.fuse.light(point, n)
            await hospital.enrol()
            if patient.fuse.put_out():
                break
            await patient.dies(deaths + 1)
        assert n > 20, "the whole enrolment was not covered"


@pytest.mark.parametrize("point", ["before commit", "after send"])
async def test_three_processes_dying_in_turn_on_postgresql(postgres_url: str, tmp_path: Path, point: Point) -> None:
    """One of three dies at its n-th point while the others go on; who does what is a matter of chance among them."""
    async with Hospital.opened(postgres_url, tmp_path, processes=3) as hospital:
        unreached = 0
        for turn, n in enumerate(count(1, 2)):
            patient = hospital.patients[turn % 3]
            patient.fuse.light(point, n)
            await hospital.enrol()
            unreached = unreached + 1 if patient.fuse.put_out() else 0
            if unreached == 3:
                break
        assert sum(patient.deaths for patient in hospital.patients) >= 4
