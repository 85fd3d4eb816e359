"""Files that are stored whole or not at all, each in one transaction."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.answers.places import Gazetteer
from bot.clock import Clock
from bot.conversation.words import Label
from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.flows.materials import CALENDAR
from bot.runtime.files_read import Report, posts, refuse, speech_to
from bot.runtime.speech import Speech
from bot.sheets.headings import Table, from_json
from bot.sheets.sheet import refused
from storage import audit, outbox, uploads
from storage.database import Database, Tx
from storage.records import FileKind, Upload

log = structlog.get_logger(__name__)

BROKEN = Label("sheets.refused.broken")

Became = tuple[Mapping[str, int], Report]
"""How many rows came to what, and what is told of it."""
_Told = TypeVar("_Told")


class AtOnce(ABC, Generic[_Told]):
    """One kind of such files, and what a table of that kind tells; `most` is the rule for how many rows it may have."""

    name: FileKind
    most: str

    def __init__(
        self, database: Database, clock: Clock, speeches: Mapping[str, Speech], facts: Facts, places: Gazetteer
    ) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.facts = facts
        self.places = places

    async def apply(self, only: int | None = None) -> bool:
        """Store one file, or tell why it cannot be stored; False when none waits, or somebody else is at it."""
        async with self.database.reading() as tx:
            upload = await uploads.next_applying(tx, self.name, only)
            content = None if upload is None else await uploads.content(tx, upload.id)
            speech = None if upload is None else await speech_to(tx, upload, self.speeches)
        if upload is None:
            return False
        try:
            table = await asyncio.to_thread(from_json, content or {})
            return await self._stored(upload, table, speech)
        except Exception as failed:
            # A bug of ours, or rows that the database will never take, must cost one file, and its officer must hear
            # of it; a database that is away for a moment costs nothing.
            if isinstance(failed, DBAPIError) and not isinstance(failed, IntegrityError | DataError):
                raise
            log.exception("a file could not be stored and was refused", kind=self.name, upload_id=upload.id)
            why = Label(failed.key, failed.params) if isinstance(failed, InvalidAnswer) else BROKEN
            await refuse(self.database, upload, why, self.speeches, self.clock())
            return True

    async def _stored(self, upload: Upload, table: Table, speech: Speech | None) -> bool:
        """All of it, the audit and the report are stored together; False when somebody else was at it."""
        told, now = await self._told(upload, table, speech), self.clock()
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            if await uploads.applying(tx, self.name, upload.id) is None:
                return False
            counts, report = await self._store(tx, upload, table, told, now)
            await uploads.end(tx, upload, "applied", None, now, counts=counts)
            await outbox.put(tx, await posts(report, upload, speech, now), now)
        return True

    def _today(self, table: Table) -> date:
        """The day on which a table is read. Raises InvalidAnswer where it has more rows than may be read at once."""
        today = self.clock().astimezone(CALENDAR).date()
        most = self.facts.in_force(self.most, today).count
        if len(table.rows) > most:
            raise refused("too_many_rows", most=str(most))
        return today

    @abstractmethod
    async def _told(self, upload: Upload, table: Table, speech: Speech | None) -> _Told:
        """What the table tells. Raises InvalidAnswer, NoRuleInForce."""

    @abstractmethod
    async def _store(self, tx: Tx, upload: Upload, table: Table, told: _Told, now: datetime) -> Became:
        """Make it true, judged again as things stand in this transaction. Raises NoRuleInForce."""
