"""What dice leave to chance, so that no figure of a long history is nought."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from storage import leads, observations
from storage.coverage import SEGMENTS, Observation
from storage.records import LeadId
from tests.recounts.life import DAYS, VILLAGES, Life, an_observation
from tests.storage.lived import begun

FORTH = ("offer", "expire", "offer", "accept", "contacted", "registered")
ACTORS = {
    "offer": "router",
    "expire": "router",
    "release": "router",
    "verified": "branch_file",
    "reopen": "branch_file",
}


async def lie(life: Life) -> None:
    """Two people ask; one is called, and then nobody does anything with either."""
    called, _ = [await ask(life, which) for which in (0, 1)]
    await go(life, called, "offer", "accept", "contacted")


async def are_registered(life: Life) -> list[LeadId]:
    """Six people go all the way, of each kind of work and by each channel, half of them until the branch confirms it.

    Returns those whom it does not.
    """
    going = [await ask(life, which) for which in range(6)]
    for lead in going:
        await go(life, lead, *FORTH)
    for lead in (*going[::2], going[1]):
        await go(life, lead, "verified")
    return going[3::2]


async def are_none_after_all(life: Life, of_last_week: Sequence[LeadId]) -> None:
    """The branch does not find those who were called registered a week ago."""
    for lead in of_last_week:
        await go(life, lead, "reopen")


async def grow(life: Life, week: int) -> None:
    """Pamekasan on every day that anybody tells of, in each segment, and of Sumenep the newest figure.

    In the second `week` all of it is corrected, Sumenep gets ahead, and an old day is told for the first time.
    """
    days = DAYS[: 6 + week] if week == 1 else ("2026-08-15", *DAYS)
    for at, day in enumerate(days):
        one = replace(an_observation(life.now, "35.28", day, 0, 2), active=200 + 10 * at + week, eligible_year=2025)
        await _tell(life, *(replace(one, segment=segment) for segment in SEGMENTS))
    sumenep = an_observation(life.now, "35.29", "2026-11-08", 0, 2)
    await _tell(life, replace(sumenep, active=100 if week == 1 else 900))
    share = an_observation(life.now, "35.28", "2026-10-31", 0, 2)
    await _tell(life, replace(share, active=None, eligible=None, coverage_pct=Decimal(90 + week), meaning="of_target"))


async def _tell(life: Life, *told: Observation) -> None:
    await observations.record(life.tx, told)


async def ask(life: Life, which: int, places: tuple[str, ...] = VILLAGES[:3]) -> LeadId:
    """Somebody asks to be called; from where, what they do and how they came goes by `which`."""
    life.asked += 1
    return await begun(life.tx, 10_000 + life.asked, which, life.agent, life.now, places)


async def go(life: Life, lead: LeadId, *names: str) -> None:
    """These moves, one after the other."""
    for name in names:
        [stands] = (await leads.by_id(life.tx, [lead])).values()
        move = (lead, stands.version, stands.state, name, ACTORS.get(name, "agent:1"), life.now)
        reason = "expired" if name == "expire" else None
        assert await leads.move(life.tx, *move, holder=None if name == "expire" else life.agent, reason=reason)
