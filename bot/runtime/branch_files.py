"""What a branch's file would do: read against the leads that are stored, and told row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.conversation.words import Label
from bot.flows.branch_file import COLUMNS, chosen, is_enough, named, told_columns, without_status
from bot.flows.counts import RESULT
from bot.flows.file_kinds import MEMBERS
from bot.leads.verification import MOVE_OF, OUTCOMES, UNREADABLE, Known, Line, judge, place
from bot.runtime.speech import Speech
from bot.sheets.headings import Table, table
from bot.sheets.reading import read
from bot.sheets.writing import to_xlsx
from storage import audit, lead_matches, leads, uploads
from storage.database import Database
from storage.moves import MOVES
from storage.records import Upload, UploadRow

IMPORT = "verify.import"
MOST_UNCONFIRMED = 20_000
"""Leads of a branch among which a name is looked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A file as it was read: its table, which column holds what, and what would become of each row."""

    table: Table
    columns: Mapping[str, int]
    rows: tuple[UploadRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows would come to what."""
        outcomes = [row.outcome for row in self.rows]
        return {outcome: outcomes.count(outcome) for outcome in OUTCOMES if outcome in outcomes}

    def told(self) -> dict[str, Any]:
        """What is told of the file while it waits: columns by heading, what was left out, what was not read."""
        return {
            "columns": dict(told_columns(self.columns, self.table.headings)),
            "headings": [[str(column), words] for column, words in self.table.headings.items()],
            "named": named(self.columns, self.table),
            "private": list(self.table.private),
            "unread": list(self.table.unread),
            "enough": is_enough(self.columns),
            "without_status": without_status(self.columns, self.table),
        }


def tabled(content: bytes) -> Table:
    """The table in a file. Raises InvalidAnswer."""
    return table(read(content), COLUMNS)


def columns_of(found: Table, remembered: Mapping[str, str], picked: Mapping[str, int | None]) -> dict[str, int]:
    """Which column holds what; what somebody picked comes before what was remembered and what was guessed."""
    guessed = {name: column for name, column in chosen(found, remembered).items() if column not in picked.values()}
    wanted = {**guessed, **picked}
    return {name: column for name, column in wanted.items() if column is not None}


async def plan(database: Database, found: Table, columns: Mapping[str, int], told: Sequence[Line], branch: str) -> Plan:
    """What would become of each line of the file of a branch, as the leads stand now."""
    verdicts = judge(told, await _known(database, told, branch), branch)
    rows = (UploadRow(one.line, one.outcome, one.why, one.lead, one.outcome not in MOVE_OF) for one in verdicts)
    return Plan(found, columns, tuple(rows))


async def bring(database: Database, made: Plan, branch: str, name: str, now: datetime) -> int:
    """Store a plan that nobody has to look over; from now on it is applied, by whoever comes first."""
    told = {"name": name, **made.told()}
    async with database.transaction() as tx:
        await audit.hold(tx)
        number = await uploads.add(tx, branch, told, now, staff=None, chat=None)
        waiting = Upload(number, branch, "waiting", 1)
        await uploads.keep(tx, waiting, told, None, made.rows, made.counts, now, kind=MEMBERS)
        await uploads.begin(tx, replace(waiting, state="read", version=2), now)
        details = {"step": "read", "rows": len(made.rows)}
        await audit.add(tx, [audit.Entry("command_line", IMPORT, f"upload:{number}", details)], now)
    return number


async def _known(database: Database, told: Sequence[Line], branch: str) -> Known:
    async with database.reading() as tx:
        by_number = await leads.by_id(tx, sorted({line.lead for line in told if line.lead is not None}))
        by_phone = await lead_matches.by_phones(tx, {line.phone for line in told if line.phone})
        unsure = any(line.lead is None and line.name and line.village and line.phone not in by_phone for line in told)
        origins = MOVES["verified"].origins
        waiting = await lead_matches.of_branch(tx, branch, origins, MOST_UNCONFIRMED) if unsure else []
    by_village: dict[str, list[Any]] = {}
    for lead in waiting:
        if lead.interest is not None:
            by_village.setdefault(place(lead.interest.place), []).append(lead)
    return Known(by_number, by_phone, by_village)


def result_rows(rows: Sequence[UploadRow], speech: Speech) -> list[tuple[str | int | None, ...]]:
    """Line, outcome, reason and lead of each row in words; nothing of it says who anybody is."""
    outcomes = {outcome: speech.plain(Label(f"verify.outcome.{outcome}")) for outcome in OUTCOMES}
    return [(row.line, outcomes[row.outcome], _reason(row, speech), row.lead) for row in rows]


def result_headings(speech: Speech) -> list[str]:
    """The headings of the result in words."""
    return [speech.plain(Label(f"verify.heading.{name}")) for name in RESULT]


def _reason(row: UploadRow, speech: Speech) -> str | None:
    if row.why is None:
        return None
    from_cells = row.outcome == "unreadable" and row.why not in UNREADABLE
    return speech.plain(Label(f"sheets.flaw.{row.why}" if from_cells else f"verify.why.{row.why}"))


def result_file(rows: Sequence[UploadRow], speech: Speech, at: datetime) -> bytes:
    """The XLSX that tells what became of each row."""
    title = speech.plain(Label("verify.heading.title"))
    return to_xlsx(title, result_headings(speech), result_rows(rows, speech), at)
