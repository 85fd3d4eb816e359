"""Fetches, reads and applies the files of branches; any number of processes may do it at once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.conversation.words import Button, Label, Rows
from bot.errors import InvalidAnswer, SettingsError, TryLater, Undeliverable
from bot.flows.branch_file import lines
from bot.flows.counts import counted
from bot.runtime.applying import actor_of, apply_page
from bot.runtime.branch_files import Plan, columns_of, plan, result_file, tabled
from bot.runtime.notices import notices
from bot.runtime.speech import Speech, document
from bot.sheets.headings import Table, from_json, to_json
from storage import audit, outbox, people, uploads
from storage.database import Database
from storage.outbox import Post
from storage.records import Upload, UploadRow

log = structlog.get_logger(__name__)

IMPORT = "verify.import"
LEASE = timedelta(minutes=3)
"""How long one process has for fetching and reading a file before another one may try."""
MOST_ATTEMPTS = 6
LONGEST_WAIT = 300.0
OPEN = Button("/cocokkan", Label("verify.open"))

Fetch = Callable[[str], Awaitable[bytes]]
"""The bytes of a file that somebody sent, by Telegram's name for it.

Raises InvalidAnswer (too big), TryLater, Undeliverable, SettingsError.
"""


class Uploads:
    """One look at the files that wait. What stands in them is kept sealed, and only until they end."""

    def __init__(self, database: Database, clock: Clock, speeches: dict[str, Speech], fetch: Fetch) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.fetch = fetch
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
        async with self.database.transaction() as tx:
            upload = await uploads.claim(tx, now, LEASE)
        if upload is None:
            return False
        if upload.attempts >= MOST_ATTEMPTS:
            # Whoever claimed it so often never came to an end: perhaps it costs the process its life.
            await self._refuse(upload, Label("sheets.refused.broken"))
            return True
        try:
            await self._keep(upload, await self._planned(upload))
        except DBAPIError:
            raise
        except InvalidAnswer as wrong:
            await self._refuse(upload, Label(wrong.key, wrong.params))
        except (TryLater, SettingsError) as later:
            await self._later(upload, later.seconds if isinstance(later, TryLater) else LONGEST_WAIT)
        except Undeliverable:
            await self._refuse(upload, Label("verify.not_fetched"))
        except Exception:
            # As with turns: a bug in reading must cost one file, and its officer must hear of it.
            log.exception("a file of a branch could not be read and was refused", upload_id=upload.id)
            await self._refuse(upload, Label("sheets.refused.broken"))
        return True

    async def _planned(self, upload: Upload) -> Plan:
        found = await self._table(upload)
        async with self.database.reading() as tx:
            remembered = await uploads.columns_of(tx, upload.branch)
        columns = columns_of(found, remembered, upload.told.get("picked", {}))
        told = await asyncio.to_thread(lines, found, columns)
        return await plan(self.database, found, columns, told, upload.branch)

    async def _table(self, upload: Upload) -> Table:
        """What was read before, else what Telegram keeps."""
        async with self.database.reading() as tx:
            stored = await uploads.content(tx, upload.id)
        if stored is not None:
            return await asyncio.to_thread(from_json, stored)
        content = await self.fetch(upload.told["file"])
        return await asyncio.to_thread(tabled, content)

    async def _keep(self, upload: Upload, made: Plan) -> None:
        told = {**upload.told, **made.told()}
        content = await asyncio.to_thread(to_json, made.table)
        now = self.clock()
        posts = await self._report(upload, made.rows, made.counts, "verify.read", ((OPEN,),))
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            if await uploads.keep(tx, upload, told, content, made.rows, made.counts, now):
                details = {"step": "read", "rows": len(made.rows)}
                await audit.add(tx, [audit.Entry(actor_of(upload), IMPORT, f"upload:{upload.id}", details)], now)
                await outbox.put(tx, posts, now)

    async def _refuse(self, upload: Upload, why: Label) -> None:
        now = self.clock()
        async with self.database.transaction() as tx:
            if await uploads.end(tx, upload, "refused", why.key, now):
                said = Label("verify.refused", {"file": upload.told.get("name", "-"), "why": why})
                await outbox.put(tx, await notices(tx, [Say((said,), ((OPEN,),), to=upload.chat)], self.speeches), now)

    async def _later(self, upload: Upload, seconds: float) -> None:
        if upload.attempts + 1 >= MOST_ATTEMPTS:
            return await self._refuse(upload, Label("verify.not_fetched"))
        due = self.clock() + timedelta(seconds=min(seconds * 2**upload.attempts, LONGEST_WAIT))
        async with self.database.transaction() as tx:
            await uploads.later(tx, upload, due)
        return None

    # Applying

    async def apply(self, only: int | None = None) -> bool:
        """Apply one page of a file, or tell that it is done; False when nothing is left to apply."""
        async with self.database.reading() as tx:
            if not await uploads.are_applying(tx):
                return False
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            upload = await uploads.applying(tx, only)
            if upload is None:
                return False
            if await apply_page(tx, upload, self.speeches, self.clock()):
                return True
            rows, counts = await uploads.rows_of(tx, upload.id), await uploads.count(tx, upload.id)
        await self._finish(upload, rows, counts)
        return True

    async def _finish(self, upload: Upload, rows: Sequence[UploadRow], counts: Mapping[str, int]) -> None:
        now = self.clock()
        posts = await self._report(upload, rows, counts, "verify.applied", ())
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            if not await uploads.end(tx, upload, "applied", None, now, counts=counts):
                return
            await uploads.remember_columns(tx, upload.branch, upload.told.get("named", {}))
            details = {"step": "applied", **counts}
            await audit.add(tx, [audit.Entry(actor_of(upload), IMPORT, f"upload:{upload.id}", details)], now)
            await outbox.put(tx, posts, now)

    async def _report(
        self, upload: Upload, rows: Sequence[UploadRow], counts: Mapping[str, int], key: str, buttons: Rows
    ) -> list[Post]:
        """What is told of a file, with what became of each row; nobody is told of what the command line brought."""
        if upload.chat is None:
            return []
        async with self.database.reading() as tx:
            language = (await people.languages(tx, [upload.chat])).get(upload.chat)
        if language is None:
            return []
        speech = self.speeches[language]
        told = {"file": upload.told.get("name", "-"), "rows": str(len(rows)), "counts": counted(counts)}
        attached = await asyncio.to_thread(result_file, rows, speech, self.clock())
        name = f"{speech.plain(Label('verify.heading.title'))} {upload.id}.xlsx"
        say = Say((Label(key, told),), buttons)
        return [Post(upload.chat, "notice", document(say, upload.chat, name, attached, speech))]
