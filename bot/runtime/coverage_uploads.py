"""Tables of coverage that officers send: doubted against what is stored, kept where nothing stands against it."""

import asyncio
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.conversation.words import Button, Label, Rows
from bot.coverage.asked import Asked
from bot.coverage.carried import laid_out
from bot.coverage.findings import Finding
from bot.coverage.taken import said
from bot.coverage.told import Reading, Told, Verdict, as_json
from bot.flows.counts import counted
from bot.flows.coverage_list import FIGURES, HEADINGS, OUTCOMES
from bot.flows.file_kinds import COVERAGE
from bot.flows.materials import CALENDAR
from bot.runtime import coverage_files
from bot.runtime.coverage_files import IMPORT, Brought
from bot.runtime.files_at_once import AtOnce, Became
from bot.runtime.files_read import AGAIN, Read, Report, actor_of
from bot.runtime.speech import Speech
from bot.sheets.headings import Table, to_json
from bot.sheets.writing import to_xlsx
from storage import staff
from storage.database import Tx
from storage.records import FileKind, Upload

OPEN = Button("/cocokkan", Label("coverage.open"))
DAYLESS = ("coverage.finding.as_of_missing.nowhere", "coverage.finding.as_of_missing.many")
"""Rows that the day of the whole table would do for."""
MOST_ODD = 3
"""Rows that are told in the chat; all of them stand in the file that comes back."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A table with every doubt, and which of its rows may be kept."""

    reading: Reading
    verdict: Verdict

    @property
    def kept(self) -> list[Told]:
        """The rows that may be."""
        return [one for one in self.reading.rows if self.verdict.accepts(one)]

    def outcome(self, told: Told) -> str:
        """What there is to say of a row before it is stored."""
        if self.verdict.accepts(told):
            return "clear"
        asked = Verdict(self.reading.findings, agreed=questions(self.reading))
        return "asked" if asked.accepts(told) else "refused"

    def counts(self) -> dict[str, int]:
        """How many rows are clear, wait for an answer, or are refused."""
        found = [self.outcome(one) for one in self.reading.rows]
        return {outcome: found.count(outcome) for outcome in OUTCOMES if outcome in found}


def questions(reading: Reading) -> set[tuple[int, str]]:
    """Everything that a person can answer with yes, as row and code."""
    return {(one.row, one.code) for one in reading.findings if one.is_confirmable}


class Coverage(AtOnce[Reading]):
    """Stores what a branch tells of its regions, and of no other."""

    name: FileKind = COVERAGE
    action = IMPORT
    most = "policy.coverage.rows"

    async def read(self, upload: Upload, table: Table, speech: Speech) -> Read:
        """What it would add. Raises InvalidAnswer: it is no table of coverage, or there are too many rows."""
        reading = await self._told(upload, table, speech)
        async with self.database.reading() as tx:
            judged = await self._judged(tx, upload, reading)
        shown = {
            "odd": [[one.row, speech.plain(one.said)] for one in _odd(judged.reading.findings)],
            "asked": sorted(questions(judged.reading)),
            "dayless": len({one.row for one in judged.reading.findings if one.said.key in DAYLESS}),
            "taken": speech.plain(said(reading.taken)),
            "private": list(table.private),
            "unread": list(table.unread),
        }
        return Read(shown, judged.counts(), self._report("coverage.read", judged, judged.counts(), ((OPEN,),)))

    async def _told(self, upload: Upload, table: Table, _: Speech | None) -> Reading:
        today = self._today(table)
        async with self.database.reading() as tx:
            branches = await staff.all_branches(tx)
        served = next((one.regions for one in branches if one.id == upload.branch), ())
        usual = self.places.get(served[0]) if len(served) == 1 else None
        day = upload.told.get("as_of")
        asked = Asked(today, as_of=date.fromisoformat(day) if day else None, usual=usual, allowed=served)
        return await asyncio.to_thread(lambda: coverage_files.understood(laid_out(table), self.places, asked))

    async def _store(self, tx: Tx, upload: Upload, table: Table, told: Reading, now: datetime) -> Became:
        judged = await self._judged(tx, upload, told)
        brought = Brought(_digest(table), actor_of(upload), now)
        became = await coverage_files.apply(tx, judged.kept, judged.verdict, brought)
        left = {name: count for name, count in judged.counts().items() if name != "clear"}
        counts = left | {str(each): became.count(each) for each in dict.fromkeys(became)}
        return counts, self._report("coverage.saved", judged, counts, ((AGAIN,),))

    async def _judged(self, tx: Tx, upload: Upload, reading: Reading) -> Judged:
        """With every doubt that what is stored gives rise to; a yes holds for the questions that were seen."""
        today = self.clock().astimezone(CALENDAR).date()
        before = await coverage_files.stored(tx, reading)
        doubted = coverage_files.doubted(reading, self.places, self.facts, before, today)
        seen = {(int(row), str(code)) for row, code in upload.told.get("asked", ())} if "agreed" in upload.told else ()
        return Judged(doubted, Verdict(doubted.findings, agreed=seen))

    def _report(self, words: str, judged: Judged, counts: Mapping[str, int], buttons: Rows) -> Report:
        return Report(
            words,
            "coverage.heading.title",
            len(judged.reading.rows),
            counted(counts, OUTCOMES, "coverage.count"),
            lambda speech, at: _result(judged, speech, at),
            buttons,
        )


def _result(judged: Judged, speech: Speech, at: datetime) -> bytes:
    """The XLSX that tells what there is to say of each row, and of lines that are none: headings, sums."""
    said: dict[int, list[str]] = {}
    for one in judged.reading.findings:
        said.setdefault(one.row, []).append(speech.plain(one.said))
    rows = [
        (
            one.row,
            *(as_json(one)[name] for name in FIGURES),
            speech.plain(Label(f"coverage.outcome.{judged.outcome(one)}")),
            " ".join(said.get(one.row, ())) or None,
        )
        for one in judged.reading.rows
    ]
    lines = said.keys() - {one.row for one in judged.reading.rows}
    rows += [(line, *(None for _ in FIGURES), None, " ".join(said[line])) for line in lines]
    rows.sort(key=lambda row: row[0])
    headings = [speech.plain(Label(f"coverage.heading.{name}")) for name in HEADINGS]
    return to_xlsx(speech.plain(Label("coverage.heading.title")), headings, rows, at)


def _odd(findings: Sequence[Finding]) -> list[Finding]:
    """The first to look at: errors, then questions."""
    told = [one for one in findings if one.severity != "note"]
    return sorted(told, key=lambda one: one.severity != "error")[:MOST_ODD]


def _digest(table: Table) -> str:
    """What tells what stood in this file from all others; its bytes are gone by now."""
    return hashlib.sha256(json.dumps(to_json(table), sort_keys=True).encode()).hexdigest()
