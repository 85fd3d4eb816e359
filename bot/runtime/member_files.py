"""Files that say who is a member: read against the leads, and applied a page of rows at a time."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.clock import Clock
from bot.conversation.words import Button, Label, Rows
from bot.flows.branch_file import lines
from bot.flows.counts import counted
from bot.flows.file_kinds import MEMBERS
from bot.flows.manners import Manners
from bot.runtime.applying import apply_page
from bot.runtime.branch_files import IMPORT, columns_of, plan, result_file
from bot.runtime.files_read import Read, Report, actor_of, posts, speech_to
from bot.runtime.speech import Speech
from bot.sheets.headings import Table
from storage import audit, outbox, uploads
from storage.database import Database
from storage.records import FileKind, Upload, UploadRow

OPEN = Button("/cocokkan", Label("verify.open"))


class Members:
    """Confirms registrations, row by row; any number of processes may do it at once."""

    name: FileKind = MEMBERS
    action = IMPORT

    def __init__(self, database: Database, clock: Clock, speeches: Mapping[str, Speech], manners: Manners) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.manners = manners

    async def read(self, upload: Upload, table: Table, _: Speech) -> Read:
        """What would become of each row, by the columns that were picked, remembered or guessed."""
        async with self.database.reading() as tx:
            remembered = await uploads.columns_of(tx, upload.branch)
        columns = columns_of(table, remembered, upload.told.get("picked", {}))
        told = await asyncio.to_thread(lines, table, columns)
        made = await plan(self.database, table, columns, told, upload.branch)
        report = _report("verify.read", made.rows, made.counts, ((OPEN,),))
        return Read(made.told(), made.counts, report, made.rows)

    async def apply(self, only: int | None = None) -> bool:
        """Apply one page of a file, or tell that it is done; False when nothing is left to apply."""
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            upload = await uploads.applying(tx, MEMBERS, only)
            if upload is None:
                return False
            if await apply_page(tx, upload, self.speeches, self.manners, self.clock()):
                return True
            rows, counts = await uploads.rows_of(tx, upload.id), await uploads.count(tx, upload.id)
        await self._finish(upload, rows, counts)
        return True

    async def _finish(self, upload: Upload, rows: Sequence[UploadRow], counts: Mapping[str, int]) -> None:
        now = self.clock()
        async with self.database.reading() as tx:
            speech = await speech_to(tx, upload, self.speeches)
        sent = await posts(_report("verify.applied", rows, counts), upload, speech, now)
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            if not await uploads.end(tx, upload, "applied", None, now, counts=counts):
                return
            await uploads.remember_columns(tx, upload.branch, upload.told.get("named", {}))
            details = {"step": "applied", **counts}
            await audit.add(tx, [audit.Entry(actor_of(upload), IMPORT, f"upload:{upload.id}", details)], now)
            await outbox.put(tx, sent, now)


def _report(words: str, rows: Sequence[UploadRow], counts: Mapping[str, int], buttons: Rows = ()) -> Report:
    title = "verify.heading.title"
    return Report(words, title, len(rows), counted(counts), lambda speech, at: result_file(rows, speech, at), buttons)
