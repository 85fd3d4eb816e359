"""Files that are stored whole or not at all, each in one transaction."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.answers.places import Gazetteer
from bot.clock import Clock
from bot.conversation.words import Label
from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.runtime.files_read import refuse, speech_to
from bot.runtime.speech import Speech
from bot.sheets.headings import Table, from_json
from storage import uploads
from storage.database import Database
from storage.records import FileKind, Upload

log = structlog.get_logger(__name__)

BROKEN = Label("sheets.refused.broken")


class AtOnce(ABC):
    """One kind of such files."""

    name: FileKind

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

    @abstractmethod
    async def _stored(self, upload: Upload, table: Table, speech: Speech | None) -> bool:
        """All of it is true now; False when somebody else was at it. Raises InvalidAnswer, NoRuleInForce."""
