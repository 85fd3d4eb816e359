"""People and their sessions: saved only by who knows where they stood."""

import asyncio
from typing import Any

from sqlalchemy import select

from storage import leads, people
from storage.database import Database
from storage.people import ConsentGiven, Moved, StoredSession
from storage.records import ChatId, Consent, Person
from storage.schema import consent_log, sessions
from storage.schema import leads as leads_table
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI

YES = Consent(True, NOON, "2026-11")


async def save(database: Database, turn: int, chat: ChatId = SARI, **state: Any) -> bool:
    async with database.transaction() as tx:
        await people.save(tx, [Person(chat)], NOON)
        return await people.save_sessions(tx, [Moved(chat, turn, state)], NOON)


async def known(database: Database, chat: ChatId = SARI) -> tuple[Person, StoredSession]:
    async with database.reading() as tx:
        found = await people.of_chats(tx, [chat])
    return found.person(chat), found.session(chat, 7)


async def test_a_stranger_starts_at_the_turn_that_is_given(database: Database) -> None:
    """So that no button of an earlier life fits."""
    assert await known(database) == (Person(SARI), StoredSession(7, None))


async def test_people_come_back_as_they_were_saved(database: Database) -> None:
    """Consents with time and version included; the income base is sealed."""
    told = {"segment": "bpu", "sector": "other", "payer": "self", "base": 1_500_000}
    sari = Person(SARI, "en", **told, consents={"contact": YES}, muted=True)
    async with database.transaction() as tx:
        await people.save(tx, [Person(SARI)], NOON)
        await people.save(tx, [sari], NOON)
        await people.save_sessions(tx, [Moved(SARI, 1, {"flow": "menu"})], NOON)
    assert await known(database) == (sari, StoredSession(1, {"flow": "menu"}, NOON))


async def test_a_session_is_saved_only_one_turn_later(database: Database) -> None:
    """Whoever missed a turn must look again."""
    assert [await save(database, turn, at=turn) for turn in (1, 2, 2, 4, 3)] == [True, True, False, False, True]
    assert (await known(database))[1].state == {"at": 3}


async def test_one_stale_session_of_a_batch_is_told(database: Database) -> None:
    """The batch is rolled back by who asked."""
    await save(database, 1)
    async with database.transaction() as tx:
        assert not await people.save_sessions(tx, [Moved(SARI, 5, {}), Moved(BUDI, 1, {})], NOON)


async def test_of_two_workers_one_loses(postgres_database: Database) -> None:
    """Both read turn 1; only one saves turn 2."""
    await save(postgres_database, 1)
    assert sorted(await asyncio.gather(*(save(postgres_database, 2) for _ in range(2)))) == [False, True]


async def test_the_blocked_are_not_written_to(database: Database) -> None:
    """Nor strangers."""
    async with database.transaction() as tx:
        await people.save(tx, [Person(SARI), Person(BUDI, "en")], NOON)
        await people.mark_gone(tx, [SARI])
        assert await people.languages(tx, [SARI, BUDI, ChatId(3)]) == {BUDI: "en"}


async def test_erasing_leaves_nothing_that_names_the_person(database: Database) -> None:
    """The lead stays as a number without a face."""
    await save(database, 1)
    async with database.transaction() as tx:
        await people.log_consents(tx, [ConsentGiven(SARI, "contact", YES)])
        await leads.add(tx, SARI, INTEREST, None, NOON)
        await people.erase(tx, [SARI])
        [lead] = (await tx.execute(select(leads_table))).all()
        assert (lead.chat, lead.interest, lead.phone_index) == (None, None, None)
        for table in (sessions, consent_log):
            assert (await tx.execute(select(table))).all() == []
    assert (await known(database))[1].state is None
