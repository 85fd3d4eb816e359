"""What a table of coverage would add to what is stored, and adding what nothing stands against."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.answers.places import Gazetteer
from bot.coverage import aims, told
from bot.coverage.asked import Asked
from bot.coverage.checking import Checker, Plausible
from bot.coverage.findings import Finding
from bot.coverage.layout import Layout, layout, score
from bot.coverage.reading import Reader
from bot.coverage.told import Reading, Told, Verdict
from bot.coverage.upright import upright
from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.flows.file_kinds import OWN_REPORT
from bot.i18n.catalogue import Catalogue
from bot.reports.workbook import is_ours
from bot.runtime.speech import Speech
from bot.sheets.reading import read
from bot.sheets.sheet import Limits
from storage import audit, observations, targets
from storage.coverage import Became, Observation, Provenance
from storage.database import Tx

LIMITS = Limits(rows=20_000)
"""Twice the villages of the largest province; each row is doubted in many ways."""
IMPORT, TARGETS = "coverage.import", "coverage.targets"


@dataclass(frozen=True, slots=True)
class Brought:
    """Whose table it is: the SHA-256 of the file, who brought it ("command_line", "officer:AP-0001") and when."""

    file: str
    by: str
    at: datetime


def tabled(content: bytes) -> Layout:
    """The table in a file. Raises InvalidAnswer."""
    sheet = read(content, LIMITS, fits=lambda sheet: score(upright(sheet)) > 0)
    if is_ours((sheet.title, *sheet.unread), Catalogue.load()):
        raise InvalidAnswer(OWN_REPORT)
    try:
        return layout(upright(sheet))
    except InvalidAnswer as wrong:
        if wrong.key == "sheets.refused.no_headings":
            raise InvalidAnswer("coverage.refused.headings") from wrong
        raise


def digest(content: bytes) -> str:
    """What tells this file from all others."""
    return hashlib.sha256(content).hexdigest()


def understood(table: Layout, places: Gazetteer, asked: Asked) -> Reading:
    """What a table says, before anybody doubts it."""
    return Reader(table, places, asked).read()


async def stored(tx: Tx, reading: Reading) -> list[Observation]:
    """What holds already of the regions of a table."""
    return list((await observations.standing_for(tx, regions_of(reading))).values())


def regions_of(reading: Reading) -> set[str]:
    """The regions that a table speaks of."""
    return {one.place.code for one in reading.rows if one.place is not None}


def doubted(reading: Reading, places: Gazetteer, facts: Facts, before: Sequence[Observation], today: date) -> Reading:
    """The same with everything there is to ask. Raises NoRuleInForce."""
    return Checker(places, Plausible.in_force(facts, today), before).check(reading)


async def apply(tx: Tx, rows: Sequence[Told], verdict: Verdict, brought: Brought) -> list[Became]:
    """Store these rows, all of them in this transaction, and say in the audit that somebody did."""
    await audit.hold(tx)
    new = [told.observation(one, _origin(brought, one.row, verdict.answered(one))) for one in rows]
    became = await observations.record(tx, new)
    await _audit(tx, IMPORT, became, brought)
    return became


async def apply_targets(tx: Tx, rows: Sequence[aims.Aim], confirmed: Collection[str], brought: Brought) -> list[Became]:
    """The same for targets."""
    await audit.hold(tx)
    new = [aims.target(one, _origin(brought, one.row, tuple(sorted(confirmed)))) for one in rows]
    became = await targets.record(tx, new)
    await _audit(tx, TARGETS, became, brought)
    return became


async def _audit(tx: Tx, action: str, became: Sequence[Became], brought: Brought) -> None:
    counts = {each: became.count(each) for each in ("new", "corrected") if each in became}
    if counts:
        await audit.add(tx, [audit.Entry(brought.by, action, f"file:{brought.file[:16]}", counts)], brought.at)


def as_json(reading: Reading, kept: Sequence[Told], speech: Speech) -> dict[str, Any]:
    """What the command line prints: every row, what there is to say of it, how many are kept and how many are not."""
    return {
        "rows": [told.as_json(one) for one in reading.rows],
        "findings": [finding_json(one, speech) for one in reading.findings],
        "accepted": len(kept),
        "rejected": len(reading.rows) - len(kept),
    }


def finding_json(one: Finding, speech: Speech) -> dict[str, Any]:
    """A finding with its sentence."""
    return {"row": one.row, "severity": one.severity, "code": one.code, "text": speech.plain(one.said)}


def _origin(brought: Brought, row: int, confirmed: tuple[str, ...]) -> Provenance:
    return Provenance(brought.file, row, brought.by, brought.at, confirmed)
