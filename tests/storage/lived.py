"""Leads with a history at random, made by the moves that storage knows, and a recount of them by hand."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.leads.hours import OFFICE, Week
from bot.leads.ladder import due
from storage import guests, leads, staff
from storage.database import Tx
from storage.moves import MOVES
from storage.records import Branch, ChatId, Invite, LeadId, StaffId
from storage.schema import NOBODY, lead_log
from storage.schema import leads as table
from storage.weeks import Counted
from tests.storage.conftest import INTEREST, SARI

BEGINS = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)
PLACES = ("35.28.04.2003", "35.28.06.2001", "35.29.01.2001", "51.03.01.1001", "35.28", "35.28.06.2007", "81.01.01.2001")
WORKS = ("farmer", "driver")
FORTH = ("offer", "accept", "contacted", "registered", "registered", "documents", "expire")
NAMES = (*FORTH * 3, *sorted(MOVES))
"""Most of what happens leads on."""
JAKARTA = timedelta(hours=7)
LONG_WORKED_ON, LONG_WAITED = timedelta(days=21), 5 * timedelta(hours=7, minutes=30)
"""How long one lies until it is overdue: by the calendar, and in the hours of an office."""


@dataclass(frozen=True)
class Turn:
    """So many hours later something happens to one of the leads, or a new one is made."""

    hours: int
    which: int
    does: int


async def a_member(tx: Tx, serves: str = "35.28") -> StaffId:
    """An agent, who holds everything, of a branch that serves a region."""
    invited = Invite("0" * 64, "agent", "Adi", "pamekasan", (), BEGINS + timedelta(days=1))
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", (serves,)))
    await staff.invite(tx, invited)
    member = await staff.bind(tx, SARI, invited, BEGINS)
    assert member is not None
    return member.id


async def lived(tx: Tx, turns: list[Turn]) -> datetime:
    """Everything happens, one after the other; returns when somebody last looked after what lies too long."""
    holder, now, made = await a_member(tx), BEGINS, list[LeadId]()
    for turn in turns:
        now += timedelta(hours=turn.hours)
        if not made or turn.does == 0:
            made.append(await begun(tx, len(made), turn.which, holder, now))
        else:
            await moved(tx, made[turn.which % len(made)], turn.does, holder, now)
        if turn.does == 1:
            await looked(tx, now)
    await looked(tx, now)
    return now


async def begun(
    tx: Tx, number: int, which: int, holder: StaffId, now: datetime, places: tuple[str, ...] = PLACES
) -> LeadId:
    """Somebody asks to be called: where, what they do and how they came goes by `which`."""
    about = {"region": places[which % len(places)], "work": WORKS[which % 2], "phone": f"+62811{number:07}"}
    lead = await leads.add(tx, ChatId(number + 1), replace(INTEREST, **about), "pamekasan", now)  # type: ignore[arg-type]
    if which % 3 == 1:
        await leads.brought(tx, {lead.id: holder})
    if which % 3 == 2:
        await guests.led_to(tx, {lead.id: 1})
    return lead.id


async def moved(tx: Tx, lead: LeadId, does: int, holder: StaffId, now: datetime) -> None:
    """One of the moves that this lead may make, as it stands."""
    row = (await tx.execute(select(table).where(table.c.id == lead))).one()
    names = [name for name in NAMES if row.state in MOVES[name].origins]
    if not names:
        return
    name = names[does % len(names)]
    move = MOVES[name]
    reason = move.why[0] if move.why else {"expire": "expired", "away": "away"}.get(name)
    actor = f"{sorted(move.actors)[0]}:{holder}"
    held = holder if move.keeps or move.to == "offered" else None
    assert await leads.move(tx, lead, row.version, row.state, name, actor, now, holder=held, reason=reason)
    if name == "erase":
        await tx.execute(update(table).where(table.c.id == lead).values(**NOBODY))


async def looked(tx: Tx, now: datetime) -> None:
    """All rungs of the ladder that are due are climbed; nobody does anything about it."""
    silent = await leads.silent(tx, now - timedelta(hours=4), 0, 10_000)
    await leads.climb(tx, [(lead, rung.name) for lead in silent for rung in due(lead, Week(OFFICE), now)], now)


async def recounted(tx: Tx, first: datetime, last: datetime, region: str, looked_at: datetime) -> dict[str, Any]:
    """The week of a region out of every row of the log, one lead after the other.

    `looked_at` is when the ladder was last climbed.
    """
    found: dict[str, Any] = {name: Counter() for name in ("counted", "taken_back", "expired", "unheld", "overdue")}
    found["below"] = defaultdict(Counter)
    for lead in (await tx.execute(select(table))).all():
        log = (await tx.execute(select(lead_log).where(lead_log.c.lead == lead.id).order_by(lead_log.c.version))).all()
        if f"{lead.region}.".startswith(f"{region}." if region else ""):
            _recount(found, lead, log, first, last)
            found["overdue"].update([lead.region[:5]] if _lies_too_long(log, looked_at) else [])
    counted = {Counted(*key, people) for key, people in found.pop("counted").items()}
    return {"counted": counted, **{name: dict(each) for name, each in found.items()}}


def _recount(found: dict[str, Any], lead: Any, log: list[Any], first: datetime, last: datetime) -> None:
    week = [row for row in log if first <= row.at < last]
    steps = {"interest"} if first <= log[0].at < last else set[str]()
    for row in week:
        if row.origin != row.state and row.state in ("offered", "verified"):
            steps.add(row.state)
        if row.origin in ("new", "offered", "accepted") and row.state in (
            "contacted",
            "documents",
            "code_issued",
            "registered",
        ):
            steps.add("contacted")
    said = None
    for row in (row for row in log if row.at < last and row.origin != row.state):
        if row.state == "registered":
            said = row.at
        elif (row.origin, row.state) == ("registered", "contacted"):
            said = None
    if said is not None and said >= first:
        steps.add("registered")
    kabupaten = lead.region[:5]
    channel = "event" if lead.event else "agent_link" if lead.met else "direct"
    for step in steps:
        found["below"][step][lead.region[:8]] += 1
    found["counted"].update((kabupaten, channel, lead.work, step) for step in steps)
    if _is_taken_back(log, first, last):
        found["taken_back"][kabupaten] += 1
    found["expired"].update([kabupaten] if any(row.reason == "expired" for row in week) else [])
    found["unheld"].update([kabupaten] if lead.state in ("new", "offered") else [])


def _is_taken_back(log: list[Any], first: datetime, last: datetime) -> bool:
    """Whether somebody who was called registered before the week was found not to be, in it."""
    stood = [row for row in log if row.at < first]
    week = [row for row in log if first <= row.at < last]
    was = bool(stood) and stood[-1].state == "registered"
    return was and any(row.origin == "registered" and row.state == "contacted" for row in week)


def _lies_too_long(log: list[Any], now: datetime) -> bool:
    """Whether nobody did anything since so long ago; what the router does to find somebody is nothing."""
    since = [row.at for row in log if not _is_routing(row)][-1]
    if log[-1].state in ("contacted", "documents", "code_issued"):
        return bool(now - since >= LONG_WORKED_ON)
    return log[-1].state in ("new", "offered") and in_office(since, now) >= LONG_WAITED


def _is_routing(row: Any) -> bool:
    """An offer of the router, or one that it took back since nobody answered or was there."""
    offers = row.origin == "new" and row.state == "offered"
    return row.actor.startswith("router") and (offers or row.reason in ("expired", "away"))


def in_office(since: datetime, until: datetime) -> timedelta:
    """How long an office in Jakarta is open meanwhile; in these months there is no holiday before Christmas."""
    spent, day = timedelta(), (since + JAKARTA).date()
    while day <= (until + JAKARTA).date():
        noon = time(11, 30) if day.weekday() == 4 else time(12)
        for opens, closes in ((time(8), noon), (time(13), time(16, 30))):
            begin, end = (datetime.combine(day, at, UTC) - JAKARTA for at in (opens, closes))
            if day.weekday() < 5 and min(end, until) > max(begin, since):
                spent += min(end, until) - max(begin, since)
        day += timedelta(days=1)
    return spent
