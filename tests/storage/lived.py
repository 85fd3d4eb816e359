"""Leads with a history at random, made by the moves that storage knows, and a recount of them by hand."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage import guests, leads, staff
from storage.database import Tx
from storage.moves import MOVES
from storage.records import Branch, ChatId, Invite, LeadId, StaffId
from storage.schema import NOBODY, lead_log
from storage.schema import leads as table
from storage.weeks import Counted
from tests.storage.conftest import INTEREST, SARI

BEGINS = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)
PLACES = ("35.28.04.2003", "35.28.06.2001", "35.29.01.2001", "51.03.01.1001", "35.28", "35.28.06.2007")
WORKS = ("farmer", "driver")
FORTH = ("offer", "accept", "contacted", "registered", "registered", "documents", "expire")
NAMES = (*FORTH * 3, *sorted(MOVES))
"""Most of what happens leads on."""


@dataclass(frozen=True)
class Turn:
    """So many hours later something happens to one of the leads, or a new one is made."""

    hours: int
    which: int
    does: int


async def a_member(tx: Tx) -> StaffId:
    """An agent, who holds everything."""
    invited = Invite("0" * 64, "agent", "Adi", "pamekasan", (), BEGINS + timedelta(days=1))
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    await staff.invite(tx, invited)
    member = await staff.bind(tx, SARI, invited, BEGINS)
    assert member is not None
    return member.id


async def lived(tx: Tx, turns: list[Turn]) -> None:
    """Everything happens, one after the other."""
    holder, now, made = await a_member(tx), BEGINS, list[LeadId]()
    for turn in turns:
        now += timedelta(hours=turn.hours)
        if not made or turn.does == 0:
            made.append(await _begun(tx, len(made), turn, holder, now))
        else:
            await _moved(tx, made[turn.which % len(made)], turn, holder, now)


async def _begun(tx: Tx, number: int, turn: Turn, holder: StaffId, now: datetime) -> LeadId:
    about = {"region": PLACES[turn.which % len(PLACES)], "work": WORKS[turn.which % 2], "phone": f"+62811{number:07}"}
    lead = await leads.add(tx, ChatId(number + 1), replace(INTEREST, **about), "pamekasan", now)  # type: ignore[arg-type]
    if turn.which % 3 == 1:
        await leads.brought(tx, {lead.id: holder})
    if turn.which % 3 == 2:
        await guests.led_to(tx, {lead.id: 1})
    return lead.id


async def _moved(tx: Tx, lead: LeadId, turn: Turn, holder: StaffId, now: datetime) -> None:
    row = (await tx.execute(select(table).where(table.c.id == lead))).one()
    names = [name for name in NAMES if row.state in MOVES[name].origins]
    if not names:
        return
    name = names[turn.does % len(names)]
    move = MOVES[name]
    reason = move.why[0] if move.why else {"expire": "expired"}.get(name)
    actor = f"{sorted(move.actors)[0]}:{holder}"
    held = holder if move.keeps or move.to == "offered" else None
    assert await leads.move(tx, lead, row.version, row.state, name, actor, now, holder=held, reason=reason)
    if name == "erase":
        await tx.execute(update(table).where(table.c.id == lead).values(**NOBODY))


async def recounted(tx: Tx, first: datetime, last: datetime, region: str) -> dict[str, Any]:
    """The week of a region out of every row of the log, one lead after the other."""
    found: dict[str, Any] = {name: Counter() for name in ("counted", "taken_back", "expired", "unheld")}
    found["below"] = defaultdict(Counter)
    for lead in (await tx.execute(select(table))).all():
        log = (await tx.execute(select(lead_log).where(lead_log.c.lead == lead.id).order_by(lead_log.c.version))).all()
        if lead.region.startswith(region):
            _recount(found, lead, log, first, last)
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
    known = [row for row in log if row.at < last]
    said = [row for row in week if row.state == "registered"]
    if said and known[-1].state in ("registered", "verified"):
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
