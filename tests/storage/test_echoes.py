"""What people do after news reached them: only what left for them in time is answered, and silence outweighs words."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from storage import broadcasts, echoes, people, staff, timers
from storage.database import Database, Tx
from storage.news import KIND, Listeners, Written
from storage.records import Branch, ChatId, Invite, Person
from storage.schema import outbox
from storage.schema import timers as table
from storage.timers import Planned
from tests.storage.conftest import NOON

SINCE = NOON - timedelta(hours=48)
BEFORE, AFTER = SINCE - timedelta(milliseconds=1), SINCE + timedelta(milliseconds=1)
LEFT: tuple[tuple[str, str, datetime | None, bool], ...] = (
    (KIND, "sent", AFTER, True),
    (KIND, "leased", AFTER, True),
    (KIND, "leased", None, False),
    (KIND, "sent", BEFORE, False),
    (KIND, "expired", AFTER, False),
    (KIND, "cleared", AFTER, False),
    ("price", "sent", AFTER, False),
)
"""What carried the message, where its way ended, when it left, and whether whoever got it can answer it."""
CHATS = [ChatId(700_001 + number) for number in range(len(LEFT))]
ANSWER = [chat for chat, (*_, answers) in zip(CHATS, LEFT, strict=True) if answers]


async def told(tx: Tx) -> int:
    """One broadcast, to each of these people as above; returns its number."""
    await people.save(tx, [Person(chat) for chat in CHATS], NOON)
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    await staff.invite(tx, Invite("h", "officer", "Citra", "pamekasan", ("35.28",), NOON))
    member = await staff.bind(tx, ChatId(9), (await staff.invites_of(tx, ["h"]))["h"], NOON)
    assert member is not None
    whom = Listeners(("35.28",), ("35.28",), ("news-1",))
    number = await broadcasts.add(tx, Written("pamekasan", member.id, "Halo", whom, 7, NOON), "running", NOON)
    for chat, (kind, state, sent, _) in zip(CHATS, LEFT, strict=True):
        await timers.plan(tx, [Planned(chat, kind, str(number), NOON)])
        timer = (await tx.execute(select(table.c.id).where(table.c.chat == chat))).scalar_one()
        await timers.settle(tx, [timer], "done", None, NOON)
        row = {"chat": chat, "lane": "bulk", "state": state, "attempts": 1, "due": NOON, "created": NOON, "sent": sent}
        await tx.execute(insert(outbox).values(**row, timer=timer))
    return number


async def awaited(tx: Tx) -> list[ChatId]:
    found = await people.of_chats(tx, CHATS, news_since=SINCE)
    return [chat for chat in CHATS if found.told(chat)]


async def test_who_can_answer_news(database: Database) -> None:
    """Whoever it left for in time, on record as sent or not yet; nobody is asked about where nobody wants to know."""
    async with database.transaction() as tx:
        await told(tx)
        assert await awaited(tx) == ANSWER
        found = await people.of_chats(tx, CHATS)
        assert not any(found.told(chat) for chat in CHATS)


async def test_silence_outweighs_words(database: Database) -> None:
    """In whatever order they come; whoever cannot answer is not counted."""
    async with database.transaction() as tx:
        number = await told(tx)
        await echoes.keep(tx, CHATS, "wrote", SINCE)
        assert await awaited(tx) == []
        assert await echoes.counts(tx, [number, 99]) == {
            number: {"wrote": len(ANSWER), "silent": 0},
            99: {"wrote": 0, "silent": 0},
        }
        await echoes.keep(tx, ANSWER[:1], "silent", SINCE)
        await echoes.keep(tx, ANSWER[:1], "wrote", SINCE)
        assert await echoes.counts(tx, [number]) == {number: {"wrote": len(ANSWER) - 1, "silent": 1}}


async def test_only_the_counts_are_kept(database: Database) -> None:
    """Once the broadcast has been over for as long as anybody may answer, and not before."""
    async with database.transaction() as tx:
        number = await told(tx)
        await echoes.keep(tx, ANSWER, "silent", SINCE)
        assert await echoes.may_come(tx, number, SINCE)
        assert not await echoes.may_come(tx, number, AFTER)
        one = (await broadcasts.by_id(tx, [number]))[number]
        assert await broadcasts.end(tx, one, {"sent": 2}, NOON)
        marked = select(table.c.id).where(table.c.echo.is_not(None))
        await echoes.fold(tx, NOON)
        assert len((await tx.execute(marked)).all()) == len(ANSWER)
        for _ in range(2):
            await echoes.fold(tx, AFTER + timedelta(hours=48))
        assert (await tx.execute(marked)).all() == []
        assert (await broadcasts.by_id(tx, [number]))[number].echoes == {"wrote": 0, "silent": len(ANSWER)}
