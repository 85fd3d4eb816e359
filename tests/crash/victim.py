"""A process of the bot that can be made to die, without a word, at its n-th commit or its n-th send."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import SecretStr
from sqlalchemy import event

from bot import logs
from bot.app import App, Parts
from bot.clock import system_clock
from bot.conversation.steps import Book
from bot.flows.materials import Materials
from bot.runtime.botapi import silence_libraries
from bot.runtime.pacing import Pacer
from bot.runtime.scheduler import Beat
from bot.settings import Settings
from storage import outbox
from storage.database import Database, Tx
from storage.outbox import Post
from storage.records import ChatId
from tests.crash.fuse import Fuse
from tests.engines import sharing
from tests.kit import book

TOKEN = "1000001:AAtokenForTheCrashTestsOnly_0123456789"


@dataclass(frozen=True)
class Life:
    """How one process is to run; `readers` each get one bulk message that no other life sends."""

    url: str
    ring: str
    telegram: str
    log: Path
    with_intake: bool = True
    readers: tuple[int, ...] = ()


class MortalApp(App):
    """The bot as it is, with a fuse beside every commit that changes something, and beside every send."""

    def __init__(self, settings: Settings, fuse: Fuse, ahead: Any) -> None:
        pacer = Pacer(rate=500, limit=500, spacing=0)
        super().__init__(settings, Parts(clock=lambda: later(ahead), pacer=pacer, book=made_before))
        self.fuse = fuse
        wire(self.database, fuse)
        self._send, self.sender.deliver = self.sender.deliver, self.deliver

    def _refuse_unsound_flows(self) -> None:
        """Whether they are sound is said once, by tests/conversation/test_soundness.py."""

    def _beats(self) -> tuple[Beat, ...]:
        """Days pass in seconds here, so the ladder is looked at as often as the offers."""
        return tuple(replace(beat, seconds=2) if beat.name == "ladder" else beat for beat in super()._beats())

    async def deliver(self, message: Any, *, paced: bool = False) -> int | None:
        self.fuse.passes("before send")
        sent = await self._send(message, paced=paced)
        self.fuse.passes("after send")
        return sent


def made_before(of: Materials) -> Book:
    """The flows, made in `warm.py` for all lives: their bot has the same name in every Telegram of these tests."""
    return book(replace(of, username=lambda: "simulator_bot"))


def wire(database: Database, fuse: Fuse) -> None:
    """Put the fuse beside every commit of a database that changes something; statements are compiled already."""
    commit = sharing(database).transaction

    @asynccontextmanager
    async def transaction() -> AsyncIterator[Tx]:
        async with commit() as tx:
            notes = (await tx.connection.get_raw_connection()).info
            notes.pop("wrote", None)
            yield tx
            wrote = notes.pop("wrote", False)
            if wrote:
                fuse.passes("before commit")
        if wrote:
            fuse.passes("after commit")

    event.listen(database._writer.sync_engine, "after_cursor_execute", _executed)
    setattr(database, "transaction", transaction)  # noqa: B010 mypy lets nobody assign a method


def _executed(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
    verb = statement.lstrip()[:6].upper()
    if verb == "INSERT" or (verb in ("UPDATE", "DELETE") and cursor.rowcount != 0):
        connection.info["wrote"] = True


def later(ahead: Any) -> datetime:
    """The time in the world of these tests, which is so many seconds ahead of ours."""
    return system_clock() + timedelta(seconds=ahead.value)


def live(life: Life, fuse: Fuse, ahead: Any) -> None:
    """Run until told to stop, or until the fuse has burnt down."""
    with life.log.open("ab") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    logs.configure()
    silence_libraries()
    asyncio.run(_run(life, fuse, ahead))


def settings(life: Life) -> Settings:
    """As a branch would give them, and nothing from this machine's environment."""
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_base_url=life.telegram,
        database_url=life.url,
        data_keys=SecretStr(life.ring),
    )


async def _run(life: Life, fuse: Fuse, ahead: Any) -> None:
    app = MortalApp(settings(life), fuse, ahead)
    await app.prepare()
    async with app.database.transaction() as tx:
        await outbox.put(tx, [_bulk(ChatId(reader)) for reader in life.readers], app.clock())
    await app.run(with_intake=life.with_intake)


def _bulk(reader: ChatId) -> Post:
    """A message to many that nobody must get twice; its text is its own."""
    return Post(reader, "bulk", {"method": "sendMessage", "chat_id": reader, "text": f"Kabar {uuid4()}"})
