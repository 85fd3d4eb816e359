"""Lists of sponsors that officers send: read against what is stored, and saved as a whole or not at all."""

import asyncio
from collections.abc import Mapping, Sequence

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.answers.places import Gazetteer
from bot.clock import Clock
from bot.conversation.words import Button, Label, Rows
from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.flows.counts import counted as told_counts
from bot.flows.file_kinds import SPONSORS
from bot.flows.materials import CALENDAR
from bot.flows.sponsor_file import OUTCOMES, Reader, Told
from bot.runtime import sponsor_files
from bot.runtime.files_read import LANGUAGE, Read, Report, actor_of, posts, refuse, speech_to
from bot.runtime.speech import Speech
from bot.runtime.sponsor_files import IMPORT, Outcome
from bot.sheets.headings import Table, from_json
from bot.sheets.sheet import refused
from storage import audit, outbox, staff, uploads
from storage.database import Database
from storage.records import FileKind, Upload

log = structlog.get_logger(__name__)

OPEN = Button("/cocokkan", Label("sponsors.open"))
LIST = Button("/sponsor", Label("sponsors.how.back"))
LACKING = "sponsors.refused.lacking"
MOST = "policy.sponsor.rows"


class Sponsors:
    """Stores what a branch tells of who pays for others, for the branch of whoever sent it and no other."""

    name: FileKind = SPONSORS
    action = IMPORT

    def __init__(
        self, database: Database, clock: Clock, speeches: Mapping[str, Speech], facts: Facts, places: Gazetteer
    ) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.facts = facts
        self.places = places

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

    async def apply(self, only: int | None = None) -> bool:
        """Store one list, or tell why it cannot be stored; False when none waits, or somebody else is at it."""
        async with self.database.reading() as tx:
            upload = await uploads.next_applying(tx, SPONSORS, only)
            content = None if upload is None else await uploads.content(tx, upload.id)
            speech = None if upload is None else await speech_to(tx, upload, self.speeches)
        if upload is None:
            return False
        try:
            table = await asyncio.to_thread(from_json, content or {})
            told = await self._rows(upload, table, speech or self.speeches[LANGUAGE])
            return await self._save(upload, told, speech)
        except Exception as failed:
            # As with reading: a bug of ours, or rows that the database will never take, must cost one file, and its
            # officer must hear of it; a database that is away for a moment costs nothing.
            if isinstance(failed, DBAPIError) and not isinstance(failed, IntegrityError | DataError):
                raise
            log.exception("a list of sponsors could not be stored and was refused", upload_id=upload.id)
            why = Label("sheets.refused.broken")
            await refuse(self.database, upload, why, self.speeches, self.clock())
            return True

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
