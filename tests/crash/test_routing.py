"""kill -9 while leads go from agent to agent: some ignore them, some accept and do nothing, some do their work."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.crash.hospital import DILIGENT, Hospital

NARROW = "35.28.02"
"""The kecamatan of everybody here: who covers it is asked before those of the kabupaten."""


@pytest.mark.parametrize(("database", "processes"), [("sqlite", 1), ("postgres", 3)])
async def test_killing_while_leads_go_from_agent_to_agent(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, processes: int
) -> None:
    """Through expiry, reminders and escalation everybody is registered in the end, by one agent, told by name; and
    whoever reported an accident meanwhile hears who takes care of it."""
    url = request.getfixturevalue(f"{database}_url")
    async with Hospital.opened(url, tmp_path, processes, agents=DILIGENT) as hospital:
        await hospital.hire(1, area=NARROW, steps=())
        await hospital.hire(1, area=NARROW, steps=("c:*:accept:*",))
        await hospital.hire(2, role="officer", steps=("k:*:take:*",))
        time = asyncio.create_task(hospital.days_pass(hours=9, pause=1))
        killing = hospital.some_die(6, (0.5, 2.0), random.Random(4))
        await asyncio.gather(hospital.enrol(8, within=240), hospital.report(3), killing)
        # Who has a machine that is busy may see everybody registered before anybody was silent for long enough.
        for _ in range(5):
            reasons = {reason for (reason,) in await hospital.rows("SELECT reason FROM lead_log")}
            if reasons >= {"expired", "silent"}:
                break
            await hospital.enrol(2, within=120)
        time.cancel()
        assert hospital.deaths >= 5
        assert reasons >= {"expired", "silent"}, "nobody was passed over and nothing taken from anybody"
