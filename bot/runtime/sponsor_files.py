"""What a table of sponsorships would change, against what is stored; applied as a whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.places import Gazetteer
from bot.conversation.words import Label, Listing
from bot.flows.sponsor_columns import COLUMNS, OFFERED, columns_of, missing
from bot.flows.sponsor_file import OUTCOMES, Told
from bot.runtime import sponsoring
from bot.runtime.speech import Speech
from bot.sheets.headings import Table, table
from bot.sheets.reading import read
from bot.sheets.writing import to_csv, to_xlsx
from storage import audit, sponsorships
from storage.database import Tx
from storage.sponsors import Sponsorship

RESULT = ("line", "outcome", "payer", "region", "why")
"""The columns of the file that tells it."""
IMPORT = "sponsors.import"
MOST_ODD = 3
"""Rows that are told in the chat; all of them stand in the file that comes back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row, and what there is to tell of it; `before` is what is stored where that changes."""

    line: int
    outcome: str
    sponsorship: Sponsorship | None = None
    said: tuple[Label, ...] = ()
    before: Sponsorship | None = None


def tabled(content: bytes) -> Table:
    """The table in a file. Raises InvalidAnswer."""
    return table(read(content), COLUMNS)


def columns(found: Table, picked: Mapping[str, int | None]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what, where somebody picked some of them, and what is missing for a table of sponsorships."""
    guessed = {name: column for name, column in columns_of(found).items() if column not in picked.values()}
    chosen = {name: column for name, column in {**guessed, **picked}.items() if column is not None}
    return chosen, missing(chosen)


def named(missing_columns: Sequence[str], speech: Speech) -> str:
    """Columns in words, as a file should call them."""
    return speech.plain(Listing(tuple(Label(f"sponsors.column.{name}") for name in missing_columns)))


async def plan(tx: Tx, told: Sequence[Told]) -> list[Outcome]:
    """What would become of each row as things stand in this transaction; a row that is told twice counts once."""
    named = {one.sponsorship.branch for one in told if one.sponsorship is not None}
    stored = await sponsorships.of_branches(tx, named) if named else {}
    lines: dict[sponsorships.Key, int] = {}
    return [_judged(one, stored, lines) for one in told]


def _judged(told: Told, stored: Mapping[sponsorships.Key, Sponsorship], lines: dict[sponsorships.Key, int]) -> Outcome:
    one = told.sponsorship
    if one is None:
        return Outcome(told.line, "refused", said=told.wrong)
    key = sponsorships.key_of(one)
    if (first := lines.setdefault(key, told.line)) != told.line:
        return Outcome(told.line, "refused", one, (Label("sponsors.why.double", {"line": str(first)}),))
    before = stored.get(key)
    if before is None:
        return Outcome(told.line, "new", one, told.warnings)
    after = replace(one, id=before.id, used=before.used, payer=before.payer)
    if after == before:
        return Outcome(told.line, "same", after, told.warnings)
    if after.quota < before.used:
        why = Label("sponsors.why.below_used", {"quota": str(after.quota), "used": str(before.used)})
        return Outcome(told.line, "refused", after, (why,))
    return Outcome(told.line, "changed", after, told.warnings, before)


async def apply(tx: Tx, told: Sequence[Told], actor: str, subject: str, now: datetime) -> list[Outcome]:
    """Store what is new and what changed, all of it in this transaction; refused rows are left out."""
    await audit.hold(tx)
    outcomes = await plan(tx, told)
    await sponsorships.add(tx, [one.sponsorship for one in outcomes if one.outcome == "new" and one.sponsorship], now)
    settled = [await _changed(tx, one, now) for one in outcomes]
    counts = counted(settled)
    if counts.get("new") or counts.get("changed"):
        await audit.add(tx, [audit.Entry(actor, IMPORT, subject, counts)], now)
    return settled


async def _changed(tx: Tx, one: Outcome, now: datetime) -> Outcome:
    """Somebody may have been enrolled since the plan was made; who is in already is covered as it now says."""
    if one.outcome != "changed" or one.sponsorship is None or one.before is None:
        return one
    if await sponsorships.change(tx, one.sponsorship, now):
        await sponsoring.prolong(tx, one.before, one.sponsorship)
        return one
    told = {"quota": str(one.sponsorship.quota), "used": str(one.sponsorship.used)}
    return replace(one, outcome="refused", said=(Label("sponsors.why.below_used", told),))


def counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many rows come to what, where any do."""
    found = [one.outcome for one in outcomes]
    return {outcome: found.count(outcome) for outcome in OUTCOMES if outcome in found}


def odd(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The first rows to look at: those that are refused, then those that are stored with a remark."""
    told = [one for one in outcomes if one.said]
    return sorted(told, key=lambda one: one.outcome != "refused")[:MOST_ODD]


def paths_of(outcomes: Sequence[Outcome], places: Gazetteer) -> dict[str, str]:
    """The places of these rows in words, by their codes."""
    regions = {one.sponsorship.region for one in outcomes if one.sponsorship}
    return {region: places.nearest(region).path for region in regions}


def template(speech: Speech, at: datetime) -> bytes:
    """An XLSX of headings alone, all of which `columns` knows."""
    headings = [speech.plain(Label(f"sponsors.column.{name}")) for name in OFFERED]
    return to_xlsx(speech.plain(Label("sponsors.heading.title")), headings, (), at)


def result_file(
    outcomes: Sequence[Outcome], paths: Mapping[str, str], speech: Speech, at: datetime, *, as_csv: bool = False
) -> bytes:
    """The XLSX, or CSV, that tells what becomes of each row; `paths` are the places by their codes."""
    headings = [speech.plain(Label(f"sponsors.heading.{name}")) for name in RESULT]
    rows = [_result(one, paths, speech) for one in outcomes]
    title = speech.plain(Label("sponsors.heading.title"))
    return to_csv(headings, rows) if as_csv else to_xlsx(title, headings, rows, at)


def _result(one: Outcome, paths: Mapping[str, str], speech: Speech) -> tuple[str | int | None, ...]:
    found = one.sponsorship
    return (
        one.line,
        speech.plain(Label(f"sponsors.outcome.{one.outcome}")),
        found.payer if found else None,
        paths.get(found.region, found.region) if found else None,
        " ".join(sentences(one, speech)) or None,
    )


def sentences(one: Outcome, speech: Speech) -> list[str]:
    """Everything there is to tell of a row, in words."""
    return [speech.plain(label) for label in one.said]
