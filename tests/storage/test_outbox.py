"""What we owe somebody goes out once, in order, and is taken back from the dead."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import outbox, people, recall
from storage.database import Database
from storage.outbox import PACED, Lane, Outcome, Parcel, Post
from storage.records import ChatId, Person
from storage.schema import outbox as table
from tests.storage.conftest import BUDI, NOON, SARI

SOON = NOON + timedelta(seconds=5)


def post(chat: ChatId, lane: Lane = "reply", text: str = "Halo") -> Post:
    return Post(chat, lane, {"method": "sendMessage", "chat_id": chat, "text": text})


async def put(database: Database, *posts: Post, owner: str | None = None) -> list[Parcel]:
    async with database.transaction() as tx:
        return await outbox.put(tx, posts, NOON, owner=owner)


async def lease(database: Database, owner: str = "me", lanes: Any = ("reply",), most: int = 10) -> list[Parcel]:
    async with database.transaction() as tx:
        return await outbox.lease(tx, SOON, owner, lanes, most)


async def settle(database: Database, *outcomes: Outcome, owner: str = "me") -> None:
    async with database.transaction() as tx:
        await outbox.settle(tx, outcomes, owner)


async def begins(database: Database, parcel: Parcel, owner: str) -> None:
    async with database.transaction() as tx:
        await outbox.begin(tx, {parcel.id}, owner, NOON)


async def release(database: Database, *owners: str) -> None:
    async with database.transaction() as tx:
        await outbox.release(tx, SOON, owners=owners)


async def rows(database: Database) -> list[Any]:
    async with database.reading() as tx:
        return list((await tx.execute(select(table).order_by(table.c.id))).all())


async def states(database: Database) -> list[str]:
    return [row.state for row in await rows(database)]


async def test_replies_come_back_as_parcels_in_the_order_they_were_said(database: Database) -> None:
    """Leased to who said them; a notice waits for its pace."""
    parcels = await put(database, post(SARI, text="satu"), post(BUDI, "notice"), post(SARI, text="dua"), owner="me")
    assert [parcel.message["text"] for parcel in parcels] == ["satu", "dua"]
    assert await states(database) == ["leased", "waiting", "leased"]


async def test_only_the_first_unsent_message_of_a_chat_is_leased(database: Database) -> None:
    """The second follows when the first has arrived."""
    await put(database, post(SARI, text="satu"), post(SARI, text="dua"), post(BUDI))
    first, other = await lease(database)
    assert (first.message["text"], first.attempts, other.chat) == ("satu", 1, BUDI)
    assert await lease(database) == []
    await settle(database, Outcome(first.id, "sent", NOON))
    assert [parcel.message["text"] for parcel in await lease(database)] == ["dua"]


async def test_a_later_answer_does_not_overtake_one_that_is_tried_again(database: Database) -> None:
    """Whoever wrote it: the chat reads them in order."""
    [first] = await put(database, post(SARI, text="satu"), owner="me")
    await settle(database, Outcome(first.id, "retry", NOON, due=NOON + timedelta(seconds=1)))
    assert await put(database, post(SARI, text="dua"), owner="me") == []
    assert [parcel.message["text"] for parcel in await lease(database)] == ["satu"]


async def test_an_answer_waits_for_one_that_another_process_is_sending(database: Database) -> None:
    """One's own is sent by the same line, which keeps the order by itself."""
    await put(database, post(SARI), owner="another")
    await put(database, post(BUDI), owner="me")
    assert [parcel.chat for parcel in await put(database, post(SARI), post(BUDI), owner="me")] == [BUDI]


async def test_an_answer_passes_what_nobody_asked_for(database: Database) -> None:
    """A bulk message that waits for its pace holds up no answer; the other way round it waits."""
    await put(database, post(SARI, "bulk"), post(SARI, "reply"))
    [answer] = await lease(database)
    assert answer.lane == "reply"
    await put(database, post(BUDI, "reply"), post(BUDI, "notice"))
    assert [parcel.chat for parcel in await lease(database, lanes=PACED)] == [SARI]


async def test_what_ended_keeps_no_content(database: Database) -> None:
    """Only what is tried again keeps what it says."""
    ends = ("sent", "gone", "parked", "expired")
    parcels = await put(database, *(post(ChatId(number)) for number in range(len(ends) + 1)), owner="me")
    outcomes = [Outcome(parcel.id, end, NOON) for parcel, end in zip(parcels, ends, strict=False)]
    await settle(database, *outcomes, Outcome(parcels[-1].id, "retry", NOON, due=SOON))
    stored = await rows(database)
    assert [row.state for row in stored] == [*ends, "retry"]
    assert [row.payload is not None for row in stored] == [False] * len(ends) + [True]


async def test_what_a_dead_process_was_sending_goes_out_again_but_bulk_does_not(database: Database) -> None:
    """Nobody knows whether bulk arrived, and it must not come twice; what it only held ready goes out."""
    await put(database, post(SARI), post(SARI, "notice"), post(BUDI, "bulk"), post(ChatId(3), "bulk"))
    await lease(database, "dead")
    [begun, _] = await lease(database, "dead", lanes=PACED)
    await begins(database, begun, "dead")
    await release(database, "dead")
    assert await states(database) == ["retry", "waiting", "expired", "retry"]
    assert [parcel.chat for parcel in await lease(database)] == [SARI]


async def test_the_living_keep_what_they_are_sending(database: Database) -> None:
    """Somebody else's death takes nothing from them."""
    await put(database, post(SARI), owner="alive")
    await release(database, "dead")
    assert await states(database) == ["leased"]


async def test_who_lost_a_lease_can_no_longer_settle_it(database: Database) -> None:
    """A bulk message that was given up is not brought back to life by its slow sender."""
    await put(database, post(SARI, "bulk"))
    [slow] = await lease(database, "slow", lanes=PACED)
    await begins(database, slow, "slow")
    await release(database, "slow")
    await settle(database, Outcome(slow.id, "retry", NOON, due=NOON), owner="slow")
    assert await states(database) == ["expired"]
    assert await lease(database, lanes=PACED) == []


async def test_a_notice_that_was_looked_at_is_still_owed(database: Database) -> None:
    """Whoever held it ready died: it goes again, unlike bulk."""
    await put(database, replace(post(SARI, "notice"), until=SOON))
    async with database.transaction() as tx:
        await people.save(tx, [Person(SARI)], NOON)
    [held] = await lease(database, "dead", PACED)
    await begins(database, held, "dead")
    await release(database, "dead")
    assert [parcel.id for parcel in await lease(database, lanes=PACED)] == [held.id]


async def test_a_muted_person_keeps_answers_and_loses_bulk(database: Database) -> None:
    """And a chat that is gone loses everything that is unsent."""
    await put(database, post(SARI), post(SARI, "bulk"), post(BUDI), post(BUDI, "notice"))
    async with database.transaction() as tx:
        await recall.drop(tx, [SARI], "muted", NOON)
        await recall.drop(tx, [BUDI], "blocked", NOON)
    assert await states(database) == ["waiting", "muted", "gone", "gone"]


async def test_finished_messages_are_forgotten_after_a_while(database: Database) -> None:
    """Unsent ones never."""
    [sent] = await put(database, post(SARI), owner="me")
    await put(database, post(BUDI))
    await settle(database, Outcome(sent.id, "sent", NOON))
    async with database.transaction() as tx:
        await outbox.purge(tx, SOON)
    assert await states(database) == ["waiting"]


async def test_the_next_look_is_when_the_next_message_falls_due(database: Database) -> None:
    """None when nothing waits."""
    async with database.transaction() as tx:
        assert await outbox.next_due(tx) is None
        await outbox.put(tx, [post(SARI)], NOON)
        assert await outbox.next_due(tx) == NOON
        assert await outbox.stats(tx) == {("reply", "waiting"): 1}


async def test_a_message_that_cannot_be_opened_is_parked_alone(database: Database) -> None:
    """Sealed with a key that is gone; the others go out."""
    await put(database, post(SARI), post(BUDI))
    async with database.transaction() as tx:
        await tx.execute(update(table).where(table.c.chat == SARI).values(payload=b"\x09" + b"0" * 40))
    assert [parcel.chat for parcel in await lease(database)] == [BUDI]
    assert await states(database) == ["parked", "leased"]


@pytest.mark.parametrize("lane", ["reply", "notice", "bulk"])
async def test_two_senders_never_hold_the_same_message(postgres_database: Database, lane: Lane) -> None:
    """While one's transaction is open, the other passes its rows by."""
    await put(postgres_database, *(post(ChatId(number), lane) for number in range(20)))
    async with postgres_database.transaction() as one, postgres_database.transaction() as two:
        mine = await outbox.lease(one, SOON, "one", (lane,), 8)
        theirs = await outbox.lease(two, SOON, "two", (lane,), 20)
    assert (len(mine), len(theirs)) == (8, 12)
    assert not {parcel.id for parcel in mine} & {parcel.id for parcel in theirs}
