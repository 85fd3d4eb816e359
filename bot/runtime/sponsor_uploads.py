"""Lists of sponsors that officers send: read against what is stored, and saved as a whole or not at all."""

import asyncio
from collections.abc import Sequence

from bot.conversation.words import Button, Label, Rows
from bot.errors import InvalidAnswer
from bot.flows.counts import counted as told_counts
from bot.flows.file_kinds import SPONSORS
from bot.flows.materials import CALENDAR
from bot.flows.sponsor_file import OUTCOMES, Reader, Told
from bot.runtime import sponsor_files
from bot.runtime.files_at_once import AtOnce
from bot.runtime.files_read import LANGUAGE, Read, Report, actor_of, posts
from bot.runtime.speech import Speech
from bot.runtime.sponsor_files import IMPORT, Outcome
from bot.sheets.headings import Table
from bot.sheets.sheet import refused
from storage import audit, outbox, staff, uploads
from storage.records import FileKind, Upload

OPEN = Button("/cocokkan", Label("sponsors.open"))
LIST = Button("/sponsor", Label("sponsors.how.back"))
LACKING = "sponsors.refused.lacking"
MOST = "policy.sponsor.rows"


class Sponsors(AtOnce):
    """Stores what a branch tells of who pays for others, for the branch of whoever sent it and no other."""

    name: FileKind = SPONSORS
    action = IMPORT

    async def read(self, upload: Upload, table: Table, speech: Speech) -> Read:
        """What would become of each row. Raises InvalidAnswer: columns are missing, or there are too many rows."""
        told = await self._rows(upload, table, speech)
        async with self.database.reading() as tx:
            outcomes = await sponsor_files.plan(tx, told)
        shown = {
            "odd": [[one.line, " ".join(sponsor_files.sentences(one, speech))] for one in sponsor_files.odd(outcomes)],
            "private": list(table.private),
            "unread": list(table.unread),
        }
        return Read(shown, sponsor_files.counted(outcomes), self._report("sponsors.read", outcomes, ((OPEN,),)))

    async def _rows(self, upload: Upload, table: Table, speech: Speech) -> list[Told]:
        columns, lacking = sponsor_files.columns(table, {})
        if lacking:
            raise InvalidAnswer(LACKING, columns=sponsor_files.named(lacking, speech))
        today = self.clock().astimezone(CALENDAR).date()
        most = self.facts.in_force(MOST, today).count
        if len(table.rows) > most:
            raise refused("too_many_rows", most=str(most))
        async with self.database.reading() as tx:
            branches = await staff.all_branches(tx)
        reader = Reader(self.facts, self.places, today, branches, upload.branch)
        return await asyncio.to_thread(reader.rows, table, columns)

    async def _stored(self, upload: Upload, table: Table, speech: Speech | None) -> bool:
        return await self._save(upload, await self._rows(upload, table, speech or self.speeches[LANGUAGE]), speech)

    async def _save(self, upload: Upload, told: Sequence[Told], speech: Speech | None) -> bool:
        """All rows, the audit and the report in one transaction; the rows are judged again as things stand in it."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await audit.hold(tx)
            if await uploads.applying(tx, SPONSORS, upload.id) is None:
                return False
            subject = f"upload:{upload.id}"
            outcomes = await sponsor_files.apply(tx, told, actor_of(upload), subject, now)
            await uploads.end(tx, upload, "applied", None, now, counts=sponsor_files.counted(outcomes))
            report = self._report("sponsors.saved", outcomes, ((LIST,),))
            await outbox.put(tx, await posts(report, upload, speech, now), now)
        return True

    def _report(self, words: str, outcomes: Sequence[Outcome], buttons: Rows) -> Report:
        paths = sponsor_files.paths_of(outcomes, self.places)
        counts = told_counts(sponsor_files.counted(outcomes), OUTCOMES, "sponsors.count")
        return Report(
            words,
            "sponsors.heading.title",
            len(outcomes),
            counts,
            lambda speech, at: sponsor_files.result_file(outcomes, paths, speech, at),
            buttons,
        )
