"""Lists of sponsors that officers send: read against what is stored, and saved as a whole or not at all."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.conversation.words import Button, Label, Rows
from bot.errors import InvalidAnswer
from bot.flows.counts import counted as told_counts
from bot.flows.file_kinds import SPONSORS
from bot.flows.sponsor_file import OUTCOMES, Reader, Told
from bot.runtime import sponsor_files
from bot.runtime.files_at_once import AtOnce, Became
from bot.runtime.files_read import LANGUAGE, Read, Report, actor_of
from bot.runtime.speech import Speech
from bot.runtime.sponsor_files import IMPORT, Outcome
from bot.sheets.headings import Table
from storage import staff
from storage.database import Tx
from storage.records import FileKind, Upload

OPEN = Button("/cocokkan", Label("sponsors.open"))
LIST = Button("/sponsor", Label("sponsors.how.back"))
LACKING = "sponsors.refused.lacking"


class Sponsors(AtOnce[list[Told]]):
    """Stores what a branch tells of who pays for others, for the branch of whoever sent it and no other."""

    name: FileKind = SPONSORS
    action = IMPORT
    most = "policy.sponsor.rows"

    async def read(self, upload: Upload, table: Table, speech: Speech) -> Read:
        """What would become of each row. Raises InvalidAnswer: columns are missing, or there are too many rows."""
        told = await self._told(upload, table, speech)
        async with self.database.reading() as tx:
            outcomes = await sponsor_files.plan(tx, told)
        shown = {
            "odd": [[one.line, " ".join(sponsor_files.sentences(one, speech))] for one in sponsor_files.odd(outcomes)],
            "private": list(table.private),
            "unread": list(table.unread),
        }
        return Read(shown, sponsor_files.counted(outcomes), self._report("sponsors.read", outcomes, ((OPEN,),)))

    async def _told(self, upload: Upload, table: Table, speech: Speech | None) -> list[Told]:
        columns, lacking = sponsor_files.columns(table, {})
        if lacking:
            raise InvalidAnswer(LACKING, columns=sponsor_files.named(lacking, speech or self.speeches[LANGUAGE]))
        today = self._today(table)
        async with self.database.reading() as tx:
            branches = await staff.all_branches(tx)
        reader = Reader(self.facts, self.places, today, branches, upload.branch)
        return await asyncio.to_thread(reader.rows, table, columns)

    async def _store(self, tx: Tx, upload: Upload, _: Table, told: list[Told], now: datetime) -> Became:
        outcomes = await sponsor_files.apply(tx, told, actor_of(upload), f"upload:{upload.id}", now)
        return sponsor_files.counted(outcomes), self._report("sponsors.saved", outcomes, ((LIST,),))

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
