"""A process that dies at any commit or any send of a whole enrolment, and is started again, loses nothing."""

from itertools import count
from pathlib import Path

import pytest

from tests.crash.hospital import Hospital
from tests.crash.victim import Point


@pytest.mark.parametrize(
    ("point", "step"), [("after commit", 1), ("after send", 1), ("before commit", 5), ("before send", 5)]
)
async def test_dying_at_the_nth_point_of_an_enrolment(sqlite_url: str, tmp_path: Path, point: Point, step: int) -> None:
    """Every n after a commit and after a send; before them every fifth, which differs by nothing that lasts."""
    async with Hospital.opened(sqlite_url, tmp_path) as hospital:
        [patient] = hospital.patients
        for n in count(1, step):
            deaths = patient.deaths
            patient.fuse.light(point, n)
            await hospital.enrol()
            if patient.fuse.put_out():
                break
            await patient.dies(deaths + 1)
        assert n > 20, "the whole enrolment was not covered"


async def test_three_processes_dying_in_turn_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    """A sample: one of three dies at its n-th commit or send while the others go on."""
    async with Hospital.opened(postgres_url, tmp_path, processes=3) as hospital:
        for n in range(12):
            patient = hospital.patients[n % 3]
            patient.fuse.light(("after commit", "after send", "before commit")[n // 4], 1 + n)
            await hospital.enrol()
            patient.fuse.put_out()
        assert sum(patient.deaths for patient in hospital.patients) >= 4
