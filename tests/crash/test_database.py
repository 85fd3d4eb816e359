"""The database goes away under a crowd: everybody waits a little, and nothing is lost."""

import asyncio
import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from tests.crash.hospital import Hospital
from tests.runtime.test_intake import locked


async def test_postgresql_restarted_under_a_crowd(postgres_url: str, tmp_path: Path) -> None:
    """A crash of the server, twice: every connection of every process is cut and made anew."""
    async with Hospital.opened(postgres_url, tmp_path, processes=3, agents=2) as hospital:
        crowd = asyncio.create_task(hospital.enrol(20))
        for _ in range(2):
            await asyncio.sleep(0.7)
            await asyncio.to_thread(crash, postgres_url)
        await crowd
        assert [patient.deaths for patient in hospital.patients] == [0, 0, 0], "waiting is enough"


def crash(url: str) -> None:
    """Kill one server process; PostgreSQL then ends all others and recovers, as after a power cut."""
    for _ in range(600):
        try:
            connection = psycopg.connect(url)
        except psycopg.OperationalError:
            time.sleep(0.05)
            continue
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        return connection.close()
    raise AssertionError("PostgreSQL does not come back")


@pytest.mark.parametrize("seconds", [1, 7])
async def test_a_locked_file_under_a_crowd(sqlite_url: str, tmp_path: Path, seconds: float) -> None:
    """Shorter and longer than we wait for a lock."""
    async with Hospital.opened(sqlite_url, tmp_path, agents=2) as hospital:
        crowd = asyncio.create_task(hospital.enrol(20))
        await asyncio.sleep(0.3)
        with locked(sqlite_url):
            await asyncio.sleep(seconds)
        await crowd
        assert hospital.patients[0].deaths == 0
