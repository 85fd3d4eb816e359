"""Fetches and reads the files that members of the staff send, and lets each be applied by whoever knows its kind.

Any number of processes may do it at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.conversation.words import Label
from bot.errors import InvalidAnswer, SettingsError, TryLater, Undeliverable
from bot.flows.file_kinds import refusal, told_apart
from bot.runtime.files_read import LANGUAGE, Kind, Read, actor_of, posts, refuse, speech_to
from bot.runtime.speech import Speech
from bot.sheets.headings import Table, from_json, to_json
from bot.sheets.reading import read
from storage import audit, outbox, uploads
from storage.database import Database
from storage.records import FileKind, Upload

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=3)
"""How long one process has for fetching and reading a file before another one may try."""
MOST_ATTEMPTS = 6
LONGEST_WAIT = 300.0

Fetch = Callable[[str], Awaitable[bytes]]
"""The bytes of a file that somebody sent, by Telegram's name for it.

Raises InvalidAnswer (too big), TryLater, Undeliverable, SettingsError.
"""


class Uploads:
    """One look at the files that wait. What stands in them is kept sealed, and only until they end."""

    def __init__(
        self, database: Database, clock: Clock, speeches: Mapping[str, Speech], fetch: Fetch, kinds: Sequence[Kind]
    ) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.fetch = fetch
        self.kinds = {kind.name: kind for kind in kinds}
        self.busy = asyncio.Lock()

    async def look(self) -> int:
        """Read what waits to be read and apply what is to be applied; returns how much was done."""
        if self.busy.locked():
            return 0
        async with self.busy:
            done = 0
            while await self._read_next() or await self.apply():
                done += 1
            return done

    # Reading

    async def _read_next(self) -> bool:
        now = self.clock()
        async with self.database.unhurried() as tx:
            upload = await uploads.claim(tx, now, LEASE)
        if upload is None:
            return False
        if upload.attempts >= MOST_ATTEMPTS:
            # Whoever claimed it so often never came to an end: perhaps it costs the process its life.
            await self._refuse(upload, Label("sheets.refused.broken"))
            return True
        try:
            await self._understand(upload)
        except DBAPIError:
            raise
        except InvalidAnswer as wrong:
            await self._refuse(upload, refusal(wrong))
        except (TryLater, SettingsError) as later:
            await self._later(upload, later.seconds if isinstance(later, TryLater) else LONGEST_WAIT)
        except Undeliverable:
            await self._refuse(upload, Label("verify.not_fetched"))
        except Exception:
            # As with turns: a bug in reading must cost one file, and its officer must hear of it.
            log.exception("a file of a branch could not be read and was refused", upload_id=upload.id)
            await self._refuse(upload, Label("sheets.refused.broken"))
        return True

    async def _understand(self, upload: Upload) -> None:
        """Read it by its kind, keep what there is to look over, and tell whoever sent it."""
        name, table = await self._table(upload)
        async with self.database.reading() as tx:
            speech = await speech_to(tx, upload, self.speeches)
        kind = self.kinds[name]
        made = await kind.read(upload, table, speech or self.speeches[LANGUAGE])
        await self._keep(upload, kind, table, made, speech)

    async def _table(self, upload: Upload) -> tuple[FileKind, Table]:
        """What was read before, else what Telegram keeps."""
        async with self.database.reading() as tx:
            stored = await uploads.content(tx, upload.id)
            remembered = await uploads.columns_of(tx, upload.branch)
        if stored is not None and upload.kind is not None:
            return upload.kind, await asyncio.to_thread(from_json, stored)
        content = await self.fetch(upload.told["file"])
        return await asyncio.to_thread(_opened, content, remembered)

    async def _keep(self, upload: Upload, kind: Kind, table: Table, made: Read, speech: Speech | None) -> None:
        told = {**upload.told, **made.told}
        content, now = await asyncio.to_thread(to_json, table), self.clock()
        sent = await posts(made.report, upload, speech, now)
        async with self.database.unhurried() as tx:
            await audit.hold(tx)
            if await uploads.keep(tx, upload, told, content, made.rows, made.counts, now, kind=kind.name):
                details = {"step": "read", "rows": made.report.rows}
                await audit.add(tx, [audit.Entry(actor_of(upload), kind.action, f"upload:{upload.id}", details)], now)
                await outbox.put(tx, sent, now)

    async def _refuse(self, upload: Upload, why: Label) -> None:
        await refuse(self.database, upload, why, self.speeches, self.clock())

    async def _later(self, upload: Upload, seconds: float) -> None:
        if upload.attempts + 1 >= MOST_ATTEMPTS:
            return await self._refuse(upload, Label("verify.not_fetched"))
        due = self.clock() + timedelta(seconds=min(seconds * 2**upload.attempts, LONGEST_WAIT))
        async with self.database.unhurried() as tx:
            await uploads.later(tx, upload, due)
        return None

    # Applying

    async def apply(self) -> bool:
        """Apply some of what waits for it, whatever its kind; False when nothing is left to apply."""
        async with self.database.reading() as tx:
            if not await uploads.are_applying(tx):
                return False
        for kind in self.kinds.values():
            if await kind.apply():
                return True
        return False


def _opened(content: bytes, remembered: Mapping[str, str]) -> tuple[FileKind, Table]:
    """What is in a file, and its kind. Raises InvalidAnswer."""
    return told_apart(read(content), remembered)
