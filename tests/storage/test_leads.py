"""Leads: one open one a person, moved only from where it stands, and every move is logged."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import get_args

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from storage import leads, offers, staff
from storage.asked import Asked
from storage.database import Database, Tx
from storage.moves import MOVES, Actor, ImpossibleMove
from storage.records import OPEN_STATES, Branch, Invite, Lead, Staff
from storage.schema import leads as leads_table
from storage.schema import offers as offers_table
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI
from tests.storage.steps import offered

LATER = NOON + timedelta(hours=1)
ACTORS = get_args(Actor)
STATES = (*OPEN_STATES, "registered", "verified", "closed")


async def agent(tx: Tx) -> Staff:
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    invite = Invite("hash", "agent", "Adi", "pamekasan", ("35.28",), LATER)
    await staff.invite(tx, invite)
    member = await staff.bind(tx, BUDI, invite, NOON)
    assert member is not None
    return member


async def move(tx: Tx, lead: Lead, name: str, actor: str = "agent:1") -> bool:
    return await leads.move(tx, lead.id, lead.version, lead.state, name, actor, LATER, holder=lead.holder, reason=None)


async def read(tx: Tx, lead: Lead) -> Lead:
    return (await leads.by_id(tx, [lead.id]))[lead.id]


async def test_a_lead_comes_back_as_it_was_left(database: Database) -> None:
    """Personal data sealed, the rest plain enough to route by."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        [row] = (await tx.execute(select(leads_table))).all()
    async with database.reading() as tx:
        assert await leads.of_chats(tx, [SARI]) == {SARI: lead}
    assert lead.interest == INTEREST and (lead.state, lead.version) == ("new", 1)
    assert b"Sari" not in row.interest and b"8123" not in row.interest


async def test_an_index_lets_nobody_have_two_open_leads(database: Database) -> None:
    """After the first one ended, there may be another."""
    async with database.transaction() as tx:
        first = await leads.add(tx, SARI, INTEREST, None, NOON)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await leads.add(tx, SARI, INTEREST, None, NOON)
    async with database.transaction() as tx:
        assert await move(tx, first, "withdraw", "person")
        second = await leads.add(tx, SARI, INTEREST, None, NOON)
        assert await leads.of_chats(tx, [SARI]) == {SARI: second}


async def test_an_index_lets_nobody_offer_a_lead_twice(database: Database) -> None:
    """While the first offer has no answer."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        assert await offered(tx, lead, adi.id, until=LATER)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(insert(offers_table).values(lead=lead.id, staff=adi.id, at=NOON, expires=LATER))


async def test_a_lead_moves_only_from_the_version_it_stands_at(database: Database) -> None:
    """Two agents, two routers, an agent and a withdrawing person: one of them is first."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        assert await offered(tx, lead, adi.id, until=LATER)
        assert not await offered(tx, lead, adi.id, until=LATER)
        stood = await read(tx, lead)
        assert await move(tx, stood, "accept")
        assert not await move(tx, stood, "withdraw", "person")
        assert not await leads.rewrite(tx, stood, INTEREST, None, LATER)
        assert (await read(tx, lead)).state == "accepted"


async def test_what_is_no_row_of_the_table_cannot_be_stored(database: Database) -> None:
    """From the wrong state, by the wrong hands, without the reason that is asked for, or under no name at all."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        for name, state, actor, reason in product(
            (*MOVES, "steal"), STATES, (*ACTORS, "test"), ("duplicate", "mistaken", "banana", None)
        ):
            row = MOVES.get(name)
            if row and state in row.origins and actor in row.actors and (reason in row.why or not row.why):
                continue
            with pytest.raises(ImpossibleMove):
                await leads.move(tx, lead.id, 1, state, name, actor, NOON, holder=None, reason=reason)
        assert await read(tx, lead) == lead
        assert len(await leads.history(tx, lead.id)) == 1


async def test_a_lead_is_moved_only_from_the_state_it_is_in(database: Database) -> None:
    """Whoever names another one, although the version is right, moves nothing."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        moved = (lead.id, lead.version, "accepted", "registered", "agent:1", LATER)
        assert not await leads.move(tx, *moved, holder=None, reason=None)
        assert await read(tx, lead) == lead


async def test_a_second_submission_updates_the_first(database: Database) -> None:
    """Same lead, next version, new answers."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        assert await leads.rewrite(tx, lead, replace(INTEREST, name="Sari Dewi"), None, LATER)
        found = await read(tx, lead)
    assert found.interest is not None
    assert (found.id, found.version, found.interest.name, found.changed) == (lead.id, 2, "Sari Dewi", LATER)


async def test_every_move_is_in_the_history(database: Database) -> None:
    """In order, with who did it."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        await offered(tx, lead, adi.id, until=LATER)
        await move(tx, await read(tx, lead), "accept")
        history = await leads.history(tx, lead.id)
    assert [(row["actor"], row["origin"], row["state"]) for row in history] == [
        ("person", "-", "new"),
        ("router", "new", "offered"),
        ("agent:1", "offered", "accepted"),
    ]


async def test_an_offer_nobody_answered_comes_back_when_its_time_is_up(database: Database) -> None:
    """And who let it lapse is remembered."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        await offered(tx, lead, adi.id, until=LATER)
        assert await offers.expired(tx, LATER - timedelta(seconds=1), 10) == []
        [late] = await offers.expired(tx, LATER, 10)
        await leads.move(tx, late.id, late.version, "offered", "expire", "router", LATER, holder=None, reason="expired")
        assert await offers.asked(tx, [lead.id]) == {lead.id: Asked(passed={adi.id: LATER})}
        assert [one.id for one in await leads.unrouted(tx, {lead.region}, 0, 10)] == [lead.id]
        assert await offers.expired(tx, LATER, 10) == []


async def test_a_branch_sees_what_waits_and_what_it_has(database: Database) -> None:
    """Its own queue and the leads that belong to no branch."""
    async with database.transaction() as tx:
        adi = await agent(tx)
        mine = await leads.add(tx, SARI, INTEREST, "pamekasan", NOON)
        nobodys = await leads.add(tx, BUDI, replace(INTEREST, phone="+6281298765432"), None, NOON)
        assert [one.id for one in await leads.queue_of(tx, "pamekasan", 10)] == [mine.id, nobodys.id]
        await offered(tx, mine, adi.id, until=LATER)
        assert [one.id for one in await leads.held_by(tx, adi.id, 10)] == [mine.id]
        assert await leads.counts(tx, "pamekasan") == {"offered": 1}


async def test_officers_are_told_of_a_lead_by_one_process_alone(database: Database) -> None:
    """Whoever announces it first."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        assert await leads.announce(tx, [lead.id]) == {lead.id}
        assert await leads.announce(tx, [lead.id]) == set()
        assert await leads.announce(tx, []) == set()
