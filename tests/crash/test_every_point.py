"""A process that dies at any commit or any send of an enrolment, and is started again, loses nothing."""

from itertools import cycle
from pathlib import Path

import pytest

from tests.crash.fuse import Point
from tests.crash.hospital import Hospital

COMMITS, SENDS = 24, 10
"""How far each later life of the same enrolment comes; the first few points of each only find out where it stands."""

DEATHS, MOST_TURNS = 4, 24
"""Of three processes, in as many enrolments as that takes."""


@pytest.mark.parametrize(
    ("point", "first_deaths", "again", "deaths"),
    [
        ("before commit", range(1, 18, 2), COMMITS, 20),
        ("after commit", range(2, 18, 2), COMMITS, 20),
        ("before send", range(1, 10, 2), SENDS, 10),
        ("after send", range(1, 10), SENDS, 20),
    ],
)
async def test_dying_again_and_again_in_an_enrolment(
    sqlite_url: str, tmp_path: Path, point: Point, first_deaths: range, again: int, deaths: int
) -> None:
    """Each enrolment dies first where no other did, so that together they die everywhere.

    Before one commit is after the one in front of it, so the two take turns.
    """
    async with Hospital.opened(sqlite_url, tmp_path) as hospital:
        [patient] = hospital.patients
        for n in first_deaths:
            patient.fuse.light(point, n, again)
            await hospital.enrol()
        patient.fuse.put_out()
        assert patient.deaths >= deaths


@pytest.mark.parametrize(
    ("point", "first_deaths", "again"),
    [("before commit", range(1, 18, 2), COMMITS), ("after send", range(1, 7), SENDS)],
)
async def test_three_processes_dying_in_turn_on_postgresql(
    postgres_url: str, tmp_path: Path, point: Point, first_deaths: range, again: int
) -> None:
    """One of three dies from its n-th point on while the others go on; who does what is a matter of chance."""
    async with Hospital.opened(postgres_url, tmp_path, processes=3) as hospital:
        for turn, n in zip(range(MOST_TURNS), cycle(first_deaths), strict=False):
            patient = hospital.patients[turn % 3]
            patient.fuse.light(point, n, again)
            await hospital.enrol()
            patient.fuse.put_out()
            if turn + 1 >= len(first_deaths) and hospital.deaths >= DEATHS:
                break
        assert hospital.deaths >= DEATHS
