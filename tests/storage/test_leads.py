"""Leads: one open one a person, moved only from where it stands, and every move is logged."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from storage import leads, staff
from storage.database import Database, Tx
from storage.records import Branch, Invite, Lead, Staff
from storage.schema import leads as leads_table
from storage.schema import offers
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI

LATER = NOON + timedelta(hours=1)


async def agent(tx: Tx) -> Staff:
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    invite = Invite("hash", "agent", "Adi", "pamekasan", ("35.28",), LATER)
    await staff.invite(tx, invite)
    member = await staff.bind(tx, BUDI, invite, NOON)
    assert member is not None
    return member


async def move(tx: Tx, lead: Lead, to: str, version: int | None = None) -> bool:
    return await leads.move(
        tx, lead.id, version or lead.version, lead.state, to, "test", LATER, holder=lead.holder, reason=None
    )


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
        assert await move(tx, first, "closed")
        second = await leads.add(tx, SARI, INTEREST, None, NOON)
        assert await leads.of_chats(tx, [SARI]) == {SARI: second}


async def test_an_index_lets_nobody_offer_a_lead_twice(database: Database) -> None:
    """While the first offer has no answer."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        assert await leads.offer(tx, lead, adi.id, NOON, LATER)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(insert(offers).values(lead=lead.id, staff=adi.id, at=NOON, expires=LATER))


async def test_a_lead_moves_only_from_the_version_it_stands_at(database: Database) -> None:
    """Two agents, two routers, an agent and a withdrawing person: one of them is first."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        assert await leads.offer(tx, lead, adi.id, NOON, LATER)
        assert not await leads.offer(tx, lead, adi.id, NOON, LATER)
        offered = await read(tx, lead)
        assert await move(tx, offered, "accepted")
        assert not await move(tx, offered, "closed")
        assert not await leads.rewrite(tx, offered, INTEREST, None, LATER)
        assert (await read(tx, lead)).state == "accepted"


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
        await leads.offer(tx, lead, adi.id, NOON, LATER)
        await move(tx, await read(tx, lead), "accepted")
        history = await leads.history(tx, lead.id)
    assert [(row["actor"], row["origin"], row["state"]) for row in history] == [
        ("person", "-", "new"),
        ("router", "new", "offered"),
        ("test", "offered", "accepted"),
    ]


async def test_an_offer_nobody_answered_comes_back_when_its_time_is_up(database: Database) -> None:
    """And who let it lapse is remembered."""
    async with database.transaction() as tx:
        lead, adi = await leads.add(tx, SARI, INTEREST, None, NOON), await agent(tx)
        await leads.offer(tx, lead, adi.id, NOON, LATER)
        assert await leads.expired(tx, LATER - timedelta(seconds=1), 10) == []
        [late] = await leads.expired(tx, LATER, 10)
        await leads.move(tx, late.id, late.version, "offered", "new", "router", LATER, holder=None, reason="expired")
        assert await leads.refusals(tx, [lead.id]) == {lead.id: {adi.id}}
        assert [one.id for one in await leads.unrouted(tx, {lead.region}, 0, 10)] == [lead.id]
        assert await leads.expired(tx, LATER, 10) == []


async def test_a_branch_sees_what_waits_and_what_it_has(database: Database) -> None:
    """Its own queue and the leads that belong to no branch."""
    async with database.transaction() as tx:
        adi = await agent(tx)
        mine = await leads.add(tx, SARI, INTEREST, "pamekasan", NOON)
        nobodys = await leads.add(tx, BUDI, replace(INTEREST, phone="+6281298765432"), None, NOON)
        assert [one.id for one in await leads.queue_of(tx, "pamekasan", 10)] == [mine.id, nobodys.id]
        await leads.offer(tx, mine, adi.id, NOON, LATER)
        assert [one.id for one in await leads.held_by(tx, adi.id, 10)] == [mine.id]
        assert await leads.counts(tx, "pamekasan") == {"offered": 1}


async def test_officers_are_told_of_a_lead_by_one_process_alone(database: Database) -> None:
    """Whoever announces it first."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        assert await leads.announce(tx, [lead.id]) == {lead.id}
        assert await leads.announce(tx, [lead.id]) == set()
        assert await leads.announce(tx, []) == set()
