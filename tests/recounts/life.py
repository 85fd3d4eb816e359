"""Weeks of a region at random, as storage knows them: people, leads, field work, promises, cover, figures of others."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from random import Random
from typing import Any

from sqlalchemy import insert, select

from storage import commitments, guests, leads, observations, people, sponsorships, staff, targets, visits
from storage.coverage import MEANINGS, Observation, Provenance, Target
from storage.database import Tx
from storage.field import EVENT, PARTIES, VISIT, Promised, Told
from storage.records import Branch, ChatId, LeadId, StaffId
from storage.schema import leads as lead_table
from storage.schema import people as people_table
from storage.sponsors import Sponsorship
from tests.storage.conftest import SARI
from tests.storage.lived import a_member, begun, looked, moved

BRANCH = "pamekasan"
BEGINS = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)
SUNDAY = date(2026, 11, 15)
"""The last day of the first week that is reported."""
ZONES = {"35": 7, "51": 8, "81": 9, "13": 7, "31": 7}
"""Hours ahead of UTC of the provinces where anything happens."""
VILLAGES = ("35.28.06.2001", "35.28.06.2002", "35.28.04.1001", "35.29.01.1015", "51.03.01.1001", "81.01.01.2001")
ELSEWHERE = ("35.28", "35.28.06", "35.28.06.2099", "35.99.01.2001")
"""Less than a village; a village and a kabupaten that are in no decree any more."""
PLACES = (*VILLAGES, *VILLAGES[:3], *ELSEWHERE)
REGIONS = ("35.28", "35.28", "35", "35.28.06", "35.28.04", "35.29", "51.03")
"""Of which others tell how far they are covered; of the first one most."""
DAYS = ("2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-08", "2026-11-13", "2026-11-15", "2026-11-16")
SHIFTS = (0, 0, -1, -2, None)
"""Days before today on which one was somewhere; None is the last or the first day of a year."""
BORDER, BEFORE_BORDER = 13, 14
"""Hours of a turn that stand for the next Monday in one of the zones, and for the second before it."""
ENDS = (-1, 0, 1, 7, 8, 29, 30, 31, 37, 38, 59, 60, 61, 67, 68)
"""Days after the first Sunday on which cover that others pay for ends."""
MEETS = (-2, -1, 0, 1, 5, 6, 7, 8, None)
"""The same for the day on which one meets next."""


@dataclass(frozen=True)
class Turn:
    """So many hours later something of these happens; `which` and `much` say to whom and how."""

    hours: int
    does: int
    which: int
    much: int


@dataclass
class Life:
    """What happened until `now`; everything is done by one agent of one branch. Others tell of these `regions`."""

    tx: Tx
    agent: StaffId
    now: datetime = BEGINS
    leads: list[LeadId] = field(default_factory=list)
    chats: int = 9_000
    asked: int = 0
    regions: tuple[str, ...] = REGIONS

    async def go_on(self, turns: Sequence[Turn]) -> None:
        """All of this happens, one after the other."""
        for turn in turns:
            self.now = later(self.now, turn)
            await DOES[turn.does % len(DOES)](self, turn)


async def begins(tx: Tx, *also: str, at: datetime = BEGINS, serves: str = "35.28") -> Life:
    """A branch that serves Pamekasan, or another region, and these; its agent writes five days later."""
    agent = await a_member(tx, serves)
    await staff.save_branch(tx, Branch(BRANCH, "Pamekasan", also))
    await writes(tx, SARI, at + timedelta(days=5))
    return Life(tx, agent, at)


def later(now: datetime, turn: Turn) -> datetime:
    """So many hours later, or around the next Monday at midnight where one of the zones is."""
    if turn.hours not in (BORDER, BEFORE_BORDER):
        return now + timedelta(hours=turn.hours)
    ahead = timedelta(hours=list(ZONES.values())[turn.which % len(ZONES)])
    here = now + ahead
    monday = datetime(here.year, here.month, here.day, tzinfo=UTC) + timedelta(days=7 - here.weekday())
    return max(now, monday - ahead - timedelta(seconds=turn.hours == BEFORE_BORDER))


def thrown(dice: Random, many: int, hours: int = 14) -> list[Turn]:
    """So many turns by dice: everything that can happen in turn, so that nothing is left out."""
    order = dice.sample(range(len(DOES)), len(DOES))
    return [
        Turn(dice.randint(0, hours), does, dice.randint(0, 99), dice.randint(0, 99))
        for does in islice(cycle(order), many)
    ]


# People and leads


async def _somebody_writes(life: Life, turn: Turn) -> None:
    life.chats += 1
    await writes(life.tx, ChatId(life.chats), life.now)


async def writes(tx: Tx, chat: ChatId, at: datetime) -> None:
    """Somebody writes for the first time."""
    wrote = {"chat": chat, "language": "id", "consents": {}, "muted": False, "blocked": False, "created": at}
    await tx.execute(insert(people_table).values(wrote))


async def _asks(life: Life, turn: Turn) -> None:
    number = len(life.leads)
    life.leads.append(await begun(life.tx, number, turn.which, life.agent, life.now, PLACES))
    await writes(life.tx, ChatId(number + 1), life.now)


async def _goes_on(life: Life, turn: Turn) -> None:
    """One in four of the leads takes a step; each fifth of all is forgotten more often than not."""
    for lead in life.leads[turn.which % 4 :: 4]:
        if lead % 5 or turn.much % 16 == 0:
            await moved(life.tx, lead, turn.much + lead, life.agent, life.now)


async def _answers_anew(life: Life, turn: Turn) -> None:
    """Somebody says that they live elsewhere."""
    if life.leads:
        [lead] = (await leads.by_id(life.tx, [_one(life.leads, turn)])).values()
        if lead.interest is not None and lead.state == "new":
            anew = replace(lead.interest, region=PLACES[turn.much % len(PLACES)])
            assert await leads.rewrite(life.tx, lead, anew, BRANCH, life.now)


async def _is_called_in_vain(life: Life, turn: Turn) -> None:
    if life.leads:
        [lead] = (await leads.by_id(life.tx, [_one(life.leads, turn)])).values()
        if lead.state == "accepted":
            assert await leads.tried(life.tx, lead.id, lead.version, lead.state, "agent:1", life.now)


async def _is_erased(life: Life, turn: Turn) -> None:
    """Who is forgotten is behind nothing any more."""
    if turn.much % 3 == 0:
        chat = ChatId(1 + turn.which % (len(life.leads) + 1))
        row = (await life.tx.execute(select(lead_table).where(lead_table.c.chat == chat))).first()
        if row is not None and row.state in ("new", "offered", "accepted", "contacted", "documents", "code_issued"):
            moving = (LeadId(row.id), row.version, row.state, "erase", f"person:{chat}", life.now)
            assert await leads.move(life.tx, *moving, holder=row.holder, reason=None)
        await people.erase(life.tx, [chat])


async def _looks(life: Life, turn: Turn) -> None:
    await looked(life.tx, life.now)


# Field work


async def _visits(life: Life, turn: Turn) -> None:
    told = _told(life, turn)
    await visits.add(life.tx, VISIT, BRANCH, life.agent, told, life.now, None)


async def _invites(life: Life, turn: Turn) -> None:
    told = replace(_told(life, turn), people=None)
    number = await visits.add(life.tx, EVENT, BRANCH, life.agent, told, life.now, f"E{life.chats}")
    life.chats += 1
    await guests.join(life.tx, number, ChatId(life.chats), life.now)


def _told(life: Life, turn: Turn) -> Told:
    place = PLACES[turn.which % len(PLACES)]
    back, today = SHIFTS[turn.much % len(SHIFTS)], (life.now + timedelta(hours=ZONES[place[:2]])).date()
    new_year = date(2025, 12, 31) + timedelta(days=turn.which % 2)
    return Told(place, new_year if back is None else today + timedelta(days=back), "farmers", turn.much % 30)


async def _corrects_a_visit(life: Life, turn: Turn) -> None:
    """It was elsewhere, or on another day, or others came; or none of it is so."""
    logged = await visits.latest(life.tx, BRANCH, 1_000)
    if logged:
        one = _one(logged, turn)
        told = one.told if turn.much % 4 == 0 else _told(life, turn)
        assert await visits.revise(life.tx, one, told, life.agent, life.now, undone=turn.much % 4 == 0)


async def _comes(life: Life, turn: Turn) -> None:
    """Somebody uses the code of an event."""
    events = await visits.latest(life.tx, BRANCH, 1_000, kind=EVENT)
    if events:
        await guests.join(life.tx, _one(events, turn).id, ChatId(1 + turn.much % 9), life.now)


# What others promise and pay


async def _promises(life: Life, turn: Turn) -> None:
    place, kind = PLACES[turn.which % len(PLACES)], PARTIES[turn.much % len(PARTIES)]
    told = Promised(kind, "UD", place, 10 * turn.much, _day(MEETS, turn))
    await commitments.add(life.tx, BRANCH, life.agent, told, life.now)


async def _keeps_a_promise(life: Life, turn: Turn) -> None:
    """More are done, one meets another day, fewer are promised, it is taken back, it stands again."""
    told = await commitments.of_branch(life.tx, BRANCH, 1_000)
    changes: Sequence[Mapping[str, object]] = (
        {"done": 3 * turn.much},
        {"next": _day(MEETS, turn)},
        {"promised": turn.much},
        {"state": "closed"},
        {"state": "open", "done": turn.much},
    )
    if told:
        assert await commitments.change(life.tx, _one(told, turn), changes[turn.much % len(changes)], life.now)


async def _pays(life: Life, turn: Turn) -> None:
    ends = _day(ENDS, turn)
    assert ends is not None
    region, payer = PLACES[turn.which % len(PLACES)][: (2, 5, 8, 13)[turn.much % 4]], f"PT {life.chats}"
    life.chats += 1
    runs = (date(2026, 1, 1), ends, 12)
    paid = Sponsorship(0, BRANCH, "csr", payer, ("jkk", "jkm"), region, 900, turn.much % 40, *runs)
    await sponsorships.add(life.tx, [paid], life.now)


async def _pays_longer(life: Life, turn: Turn) -> None:
    """Or ends it, or for fewer."""
    told = list((await sponsorships.of_branches(life.tx, [BRANCH])).values())
    ends = _day(ENDS, turn)
    if told and ends is not None:
        one = sorted(told, key=lambda paid: paid.id)[turn.which % len(told)]
        assert await sponsorships.change(life.tx, replace(one, ends=ends, used=700), life.now)


async def _enrols(life: Life, turn: Turn) -> None:
    """One of the leads has a place in it, or gives it back."""
    told = list((await sponsorships.of_branches(life.tx, [BRANCH])).values())
    if told and life.leads:
        [lead] = (await leads.by_id(life.tx, [_one(life.leads, turn)])).values()
        if lead.sponsorship is not None:
            assert await sponsorships.leave(life.tx, lead, "agent:1", life.now)
        elif lead.state != "closed":
            assert await sponsorships.enrol(life.tx, lead, told[turn.much % len(told)].id, "agent:1", life.now)


# What others count


async def _tells(life: Life, turn: Turn) -> None:
    """How far a region is covered on a day; a day that was told before is corrected by that."""
    region, day = life.regions[turn.which % len(life.regions)], DAYS[turn.much % len(DAYS)]
    await observations.record(life.tx, [an_observation(life.now, region, day, turn.which, turn.much)])


def an_observation(now: datetime, region: str, day: str, which: int, much: int) -> Observation:
    """Some figures of a region and day; what is told of them goes by the two numbers."""
    told = Observation(
        region=region,
        as_of=date.fromisoformat(day),
        provenance=Provenance("f" * 64, 1, "command_line", now),
        active=100 + 7 * which,
        eligible=(1_000, 1_000, 1_200, None)[which % 4],
        eligible_year=(2025, 2025, 2026, 2025, None)[much % 5],
        coverage_pct=(None, Decimal("33.51"), Decimal(12))[which % 3],
        target_pct=(None, None, Decimal(60), Decimal("12.5"))[much % 4],
        source=f"surat {much}",
    )
    only = {
        11: {"active": None, "coverage_pct": None},
        12: {"active": None, "eligible": None, "coverage_pct": None, "target_pct": Decimal(40)},
        13: {"meaning": "of_target", "active": None, "eligible": None, "coverage_pct": Decimal(much)},
        14: {"target_pct": None, "target_people": 900},
        15: {"active": None, "eligible": None, "eligible_year": None, "coverage_pct": Decimal(much)},
        16: {"meaning": "of_target", "coverage_pct": Decimal(much)},
    }
    return replace(told, **only.get(much % 17, {}))  # type: ignore[arg-type]


async def _tells_of_a_segment(life: Life, turn: Turn) -> None:
    day, segment = DAYS[turn.much % len(DAYS)], ("pu", "bpu", "jakon")[turn.which % 3]
    told = an_observation(life.now, "35.28", day, turn.which % 9, turn.much)
    await observations.record(life.tx, [replace(told, segment=segment)])  # type: ignore[arg-type]


async def _sets_a_target(life: Life, turn: Turn) -> None:
    """For this year more often than for others; of the workers more often than of something else."""
    region, year = life.regions[turn.which % len(life.regions)], (2026, 2026, 2025, 2027)[turn.much % 4]
    about = Provenance("e" * 64, 1, "command_line", life.now)
    percent, meaning = Decimal(5 + turn.much), MEANINGS[turn.which % 7 == 6]
    await targets.record(life.tx, [Target(region, year, percent, about, meaning)])


DOES: Sequence[Callable[[Life, Turn], Awaitable[None]]] = (
    *(_asks, _asks, _goes_on, _goes_on, _goes_on, _goes_on, _tells, _tells, _tells_of_a_segment, _visits, _visits),
    *(_somebody_writes, _answers_anew, _is_called_in_vain, _is_erased, _looks, _invites, _corrects_a_visit, _comes),
    *(_promises, _keeps_a_promise, _pays, _pays_longer, _enrols, _sets_a_target),
)


def _day(days: Sequence[int | None], turn: Turn) -> date | None:
    after = days[turn.much % len(days)]
    return None if after is None else SUNDAY + timedelta(days=after)


def _one(found: Sequence[Any], turn: Turn) -> Any:
    return found[turn.which % len(found)]
