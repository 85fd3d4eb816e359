"""Conversations through the bot: one a person, sealed, over as soon as the lead lies elsewhere."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage import leads, people, relays, staff
from storage.database import Database, Tx
from storage.records import Branch, ChatId, Invite, Lead, Person, Relay, Staff
from storage.schema import relay_lines
from storage.schema import relays as relays_table
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI
from tests.storage.steps import goes

LATER = NOON + timedelta(minutes=10)
LONG_AGO = NOON - timedelta(days=9)


async def agent(tx: Tx, chat: ChatId = BUDI) -> Staff:
    """An agent who has opened the invite."""
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    invite = Invite(f"hash{chat}", "agent", "Adi", "pamekasan", ("35.28",), LATER)
    await staff.invite(tx, invite)
    await people.save(tx, [Person(chat)], NOON)
    member = await staff.bind(tx, chat, invite, NOON)
    assert member is not None
    return member


async def held(tx: Tx, holder: Staff, chat: ChatId = SARI) -> Lead:
    """A lead that this agent has accepted."""
    await people.save(tx, [Person(chat)], NOON)
    lead = await leads.add(tx, chat, INTEREST, "pamekasan", NOON)
    return await goes(tx, lead.id, "offer", "accept", at=NOON, holder=holder.id)


async def begun(tx: Tx) -> Relay:
    """Sari and her agent are talking."""
    adi = await agent(tx)
    lead = await held(tx, adi)
    assert await relays.ask(tx, lead.id, adi.id, SARI, "staff", NOON)
    asked = await own(tx)
    assert await relays.accept(tx, asked.id, NOON)
    return await own(tx)


async def own(tx: Tx) -> Relay:
    """Sari's conversation."""
    return (await relays.of_chats(tx, [SARI]))[SARI]


async def pointless(tx: Tx, since: datetime = LONG_AGO) -> list[str]:
    """Why conversations are over in fact."""
    return [why for _, why in await relays.pointless(tx, since, since, 10)]


async def test_what_is_said_is_sealed_and_read_in_its_order(database: Database) -> None:
    """Nobody who looks into the table reads a word."""
    async with database.transaction() as tx:
        relay = await begun(tx)
        assert relay.is_open and (relay.by, relay.version) == ("staff", 3)
        for side, text in (("person", "Jam berapa?"), ("staff", "Jam sembilan"), ("person", None)):
            assert await relays.carry(tx, relay.id, side, "text" if text else "photo", text, LATER)
        assert (await leads.by_id(tx, [relay.lead]))[relay.lead].active == LATER
        said = await relays.lines(tx, relay.id, 2)
        assert [(one.side, one.kind, one.text) for one in said] == [
            ("staff", "text", "Jam sembilan"),
            ("person", "photo", None),
        ]
        stored = (await tx.execute(select(relay_lines.c.text))).scalars().all()
        assert not any(text is not None and b"Jam" in text for text in stored)
        assert await relays.remembered(tx, [SARI, BUDI]) == {SARI}
        assert [one.id for one in await relays.of_holder(tx, relay.holder)] == [relay.id]


async def test_a_person_talks_once_at_a_time(database: Database) -> None:
    """And each lead is talked about once; the database decides."""
    async with database.transaction() as tx:
        relay = await begun(tx)
        assert not await relays.ask(tx, relay.lead, relay.holder, SARI, "person", LATER)
        assert await relays.end(tx, relay.id, "closed", LATER)
        assert not await relays.end(tx, relay.id, "silent", LATER)
        assert await relays.ask(tx, relay.lead, relay.holder, SARI, "person", LATER)
        assert not await relays.carry(tx, relay.id, "person", "text", "halo", LATER)
        newest = (await relays.of_leads(tx, [relay.lead]))[relay.lead]
        assert (newest.state, newest.by) == ("asked", "person")


async def test_whoever_lost_the_lead_says_nothing_more(database: Database) -> None:
    """Neither side does, from the moment it lies elsewhere."""
    async with database.transaction() as tx:
        relay = await begun(tx)
        tono = await agent(tx, ChatId(500_003))
        await goes(tx, relay.lead, "release", "offer", "accept", at=LATER, holder=tono.id)
        assert not (await own(tx)).held
        assert await relays.of_holder(tx, relay.holder) == ()
        for side in ("staff", "person"):
            assert not await relays.carry(tx, relay.id, side, "text", "halo", LATER)
        assert await pointless(tx) == ["moved"]


async def test_a_retired_agent_says_nothing_more(database: Database) -> None:
    """The lead may still be where it was for a moment; the person behind the chat is staff no longer."""
    async with database.transaction() as tx:
        relay = await begun(tx)
        await staff.retire(tx, [BUDI], LATER)
        assert not await relays.carry(tx, relay.id, "staff", "text", "halo", LATER)
        assert await pointless(tx) == ["moved"]


async def test_silence_and_an_unanswered_question_end(database: Database) -> None:
    """Each counted from the last thing that happened."""
    async with database.transaction() as tx:
        relay = await begun(tx)
        assert await pointless(tx) == []
        assert await relays.carry(tx, relay.id, "staff", "text", "halo", LATER)
        assert await pointless(tx, NOON) == []
        assert await pointless(tx, LATER) == ["silent"]
        await tx.execute(update(relays_table).values(state="asked"))
        assert await pointless(tx, NOON) == ["unanswered"]


async def test_who_blocked_us_is_gone(database: Database) -> None:
    """Whichever side it is."""
    async with database.transaction() as tx:
        await begun(tx)
        for chat in (SARI, BUDI):
            await people.mark_gone(tx, [chat])
            assert await pointless(tx) == ["gone"]
            await people.save(tx, [Person(chat)], NOON)


async def test_nothing_said_outlives_an_erasure(database: Database) -> None:
    """The person's, at once; the agent's, too."""
    for chat in (SARI, BUDI):
        async with database.transaction() as tx:
            if chat == SARI:
                relay = await begun(tx)
                assert await relays.carry(tx, relay.id, "staff", "text", "halo", LATER)
                await people.erase(tx, [SARI])
                assert await pointless(tx) == ["moved"]
            else:
                lead = await held(tx, (await staff.of_chats(tx, [BUDI]))[BUDI])
                assert await relays.ask(tx, lead.id, relay.holder, SARI, "staff", NOON)
                again = await own(tx)
                assert await relays.accept(tx, again.id, NOON)
                assert await relays.carry(tx, again.id, "person", "text", "halo", LATER)
                await staff.retire(tx, [BUDI], LATER, forget=True)
            assert (await tx.execute(select(relay_lines))).all() == []


async def test_what_was_said_is_kept_for_a_while(database: Database) -> None:
    """Then the words go, and at last that there was a conversation."""
    async with database.transaction() as tx:
        relay = await begun(tx)
        assert await relays.carry(tx, relay.id, "staff", "text", "halo", NOON)
        await relays.forget(tx, LATER)
        assert await relays.lines(tx, relay.id, 9) == ()
        assert (await own(tx)).id == relay.id
        assert await relays.end(tx, relay.id, "silent", LATER)
        await relays.forget(tx, LATER + timedelta(seconds=1))
        assert (await tx.execute(select(relays_table))).all() == []


async def test_of_two_who_close_at_once_one_does(postgres_database: Database) -> None:
    """Two processes, one row."""
    async with postgres_database.transaction() as tx:
        relay = await begun(tx)

    async def closes(why: str) -> bool:
        async with postgres_database.transaction() as tx:
            return await relays.end(tx, relay.id, why, LATER)

    assert sorted(await asyncio.gather(*(closes(why) for why in ("closed", "silent", "moved")))) == [False, False, True]


async def test_two_processes_do_not_find_the_same_silence(postgres_database: Database) -> None:
    """What one of them ends, the other passes over."""
    async with postgres_database.transaction() as tx:
        await begun(tx)
    async with postgres_database.transaction() as tx, postgres_database.transaction() as other:
        assert await pointless(tx, LATER) == ["silent"]
        assert await pointless(other, LATER) == []
