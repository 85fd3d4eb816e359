"""Fills our bot's database with a crowd and with bulk, by way of our own storage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bench.ours import DATA_KEYS
from storage import outbox, people
from storage.database import Database
from storage.people import Moved
from storage.records import ChatId, Person
from storage.vault import Vault

CHUNK = 5_000


async def multiply(url: str, pattern: int, chats: Sequence[int]) -> None:
    """Give each of `chats` the record and the open conversation of the chat `pattern`."""
    database = Database.open(url, Vault.from_text(DATA_KEYS), synchronous="OFF")
    async with database.reading() as tx:
        known = (await people.of_chats(tx, [ChatId(pattern)])).known[pattern]
    session = known.session
    assert session is not None
    assert session.state is not None
    for start in range(0, len(chats), CHUNK):
        some = [ChatId(chat) for chat in chats[start : start + CHUNK]]
        now = datetime.now(UTC)
        async with database.transaction() as tx:
            await people.save(tx, [_alike(known.person, chat) for chat in some], now)
            await people.save_sessions(tx, [Moved(chat, session.turn, session.state) for chat in some], now)
    await database.close()


def _alike(person: Person, chat: ChatId) -> Person:
    return replace(person, chat=chat)


async def post_bulk(url: str, chats: Sequence[int]) -> None:
    """Put one unasked message for each of `chats` into the outbox."""
    database = Database.open(url, Vault.from_text(DATA_KEYS))
    message = {"method": "sendMessage", "text": "Kantor cabang libur pada hari Jumat."}
    posts = [outbox.Post(ChatId(chat), "bulk", message | {"chat_id": chat}) for chat in chats]
    async with database.transaction() as tx:
        await outbox.put(tx, posts, datetime.now(UTC))
    await database.close()
