"""What is true of leads at any moment, looked at from outside: in plain loops over what is stored."""

from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.leads.routing import within
from bot.leads.shifts import is_on_leave, is_working_now
from storage import leads, staff
from storage.database import Database
from storage.moves import MOVES
from storage.records import HELD_STATES, OPEN_STATES, Lead, Staff, StaffId

HOLDING = ("offered", *HELD_STATES)
ANSWERS = "SELECT lead, staff, answer, at, expires FROM offers ORDER BY lead, staff, id"
HANDED_ROUND = "SELECT lead FROM lead_log WHERE state = 'offered' AND actor <> 'router'"
BY_HAND = """EXISTS (
    SELECT 1 FROM lead_log WHERE lead_log.lead = offers.lead AND lead_log.at = offers.at
                             AND state = 'offered' AND actor <> 'router')
"""


async def rows_of(database: Database, statement: str) -> list[Any]:
    """What a statement finds."""
    async with database.reading() as tx:
        return list((await tx.execute(text(statement))).all())


async def members_of(database: Database) -> dict[StaffId, Staff]:
    """All members of the staff, retired ones included."""
    async with database.reading() as tx:
        return {one.id: one for one in await staff.everybody(tx)}


async def leads_of(database: Database) -> list[Lead]:
    """Every lead, by number."""
    numbers = [number for (number,) in await rows_of(database, "SELECT id FROM leads ORDER BY id")]
    async with database.reading() as tx:
        return list((await leads.by_id(tx, numbers)).values())


async def every_lead_has_an_owner_or_waits(database: Database) -> None:
    """Nobody holds what waits; what is held is held by one who is there, and offered once at a time."""
    members, stored = await members_of(database), await leads_of(database)
    for lead in stored:
        assert (lead.state in HOLDING) == (lead.holder is not None and lead.state in OPEN_STATES), lead
        if lead.state in HOLDING and lead.holder is not None:
            assert members[lead.holder].active, f"lead {lead.id} lies with somebody who is gone"
    unanswered = await rows_of(database, "SELECT lead, staff FROM offers WHERE answer IS NULL")
    offered = [(lead.id, lead.holder) for lead in stored if lead.state == "offered"]
    assert sorted(tuple(row) for row in unanswered) == sorted(offered)
    waiting = Counter(lead.chat for lead in stored if lead.state in OPEN_STATES)
    assert all(count == 1 and chat is not None for chat, count in waiting.items())


async def every_step_is_allowed_and_logged_once(database: Database) -> None:
    """Versions count 1, 2, 3; each step begins where the last one ended, and is a row of the table."""
    log = await rows_of(
        database, "SELECT lead, version, actor, origin, state, reason FROM lead_log ORDER BY lead, version"
    )
    for (lead, version, _, _, state, _), (next_lead, next_version, _, origin, _, _) in pairwise(log):
        assert next_lead != lead or (next_version == version + 1 and origin == state), (lead, version)
    for lead, version, actor, origin, state, reason in log:
        assert _is_allowed(version, actor.partition(":")[0], origin, state, reason), (lead, version, actor, state)
    last = {lead: (version, state) for lead, version, _, _, state, _ in log}
    assert last == {lead.id: (lead.version, lead.state) for lead in await leads_of(database)}


def _is_allowed(version: int, actor: str, origin: str, to: str, reason: str | None) -> bool:
    if version == 1:
        return (actor, origin, to) == ("person", "-", "new")
    if origin == to:
        return reason is not None  # something happened that moved nothing: new answers, a call that failed
    moves = [move for move in MOVES.values() if origin in move.origins and actor in move.actors and move.to == to]
    return any(reason or not move.why for move in moves)


async def offers_went_to_who_could_take_them(database: Database, after: int, now: datetime) -> int:
    """Those the router made since `after`: to active agents at work, not away, within capacity, and nobody is pressed;
    agents and officers may give a lead to whom they like. Returns the last."""
    members, stored = await members_of(database), {lead.id: lead for lead in await leads_of(database)}
    load = Counter(lead.holder for lead in stored.values() if lead.state in HOLDING)
    made = await rows_of(database, f"SELECT id, lead, staff, {BY_HAND} FROM offers WHERE id > {after} ORDER BY id")  # noqa: S608
    burdened = {agent for _, _, agent, by_hand in made if by_hand}
    for number, lead, agent, by_hand in made:
        one = members[agent]
        assert one.role == "agent", number
        if one.active and not by_hand:
            assert not is_on_leave(one, now), f"{one.name} is away"
            assert is_working_now(one, now), f"{one.name} does not work now"
            assert agent in burdened or load[one.id] <= one.capacity, f"{one.name} holds {load[one.id]}"
            assert any(_covers(each, stored[lead], one, members, now) for each in members.values())
    await nobody_is_pressed(database, members)
    return int(made[-1][0]) if made else after


async def nobody_is_pressed(database: Database, members: dict[StaffId, Staff]) -> None:
    """The router asks nobody again who said no, and who let it pass on another day; who was away had no chance."""
    by_hand = {lead for (lead,) in await rows_of(database, HANDED_ROUND)}
    for one, other in pairwise(await rows_of(database, ANSWERS)):
        if one[:2] == other[:2] and one.lead not in by_hand and one.answer != "away":
            agent = members[one.staff]
            assert one.answer == "expired", f"{agent.name} said no to lead {one.lead}"
            assert _day(agent, one.expires) < _day(agent, other.at), f"{agent.name} is pressed with lead {one.lead}"


def _day(agent: Staff, at: int) -> date:
    """The calendar day of an instant, stored in milliseconds, where an agent is."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(agent.zone)).date()


def _is_open_to(agent: Staff, answer: str | None, until: int, now: datetime) -> bool:
    """Whether somebody who gave this answer may be asked again now."""
    today = now.astimezone(ZoneInfo(agent.zone)).date()
    return answer == "away" or (answer == "expired" and _day(agent, until) < today)


async def nobody_waits_for_nothing(database: Database, gone: set[int], now: datetime) -> None:
    """No lead waits while somebody who covers the place is at work, has room, and may be asked; `gone` are
    chats that cannot be reached."""
    members, stored = await members_of(database), await leads_of(database)
    load = Counter(lead.holder for lead in stored if lead.state in HOLDING)
    asked = {
        (lead, agent)
        for lead, agent, answer, _, until in await rows_of(database, ANSWERS)
        if not _is_open_to(members[agent], answer, until, now)
    }
    able = [
        one
        for one in members.values()
        if one.role == "agent" and one.active and one.chat not in gone and load[one.id] < one.capacity
        if is_working_now(one, now) and not is_on_leave(one, now)
    ]
    for lead in stored:
        for one in able if lead.state == "new" else ():
            covered = any(_covers(each, lead, one, members, now) for each in members.values())
            assert not covered or (lead.id, one.id) in asked, f"lead {lead.id} waits, and {one.name} could take it"


def _covers(each: Staff, lead: Lead, one: Staff, members: dict[StaffId, Staff], now: datetime) -> bool:
    """Whether a place of `each` is that of the lead, and `one` works there: themselves, or along the chain of leave."""
    if not each.active or each.role != "agent" or not any(within(lead.region, area) for area in each.areas):
        return False
    seen = {each.id}
    while is_on_leave(each, now) and each.substitute is not None:
        each = members[each.substitute]
        if each.id in seen:
            return False
        seen.add(each.id)
    return each.id == one.id


async def nothing_is_stuck(database: Database) -> None:
    """Every event was handled, no message was given up, and the chain of the audit holds."""
    assert await rows_of(database, "SELECT id FROM inbox WHERE state = 'parked'") == []
    assert await rows_of(database, "SELECT id FROM outbox WHERE state = 'parked'") == []
