"""Tables of coverage as offices make them, and what is understood of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.answers.places import Gazetteer
from bot.coverage.asked import Asked
from bot.coverage.told import Verdict
from bot.facts.base import load
from bot.i18n.catalogue import Catalogue
from bot.runtime import coverage_files
from bot.runtime.speech import speeches
from storage.coverage import Observation
from tests.sheets.files import saved

TODAY, OCTOBER = date(2026, 11, 21), date(2026, 10, 31)
PLACES, FACTS = Gazetteer(), load()
SPEECHES = speeches(Catalogue.load())


@dataclass(frozen=True)
class Understood:
    """What was understood: the rows as JSON, what was found by line, and how many rows are kept."""

    rows: list[dict[str, Any]]
    found: list[tuple[int, str]]
    severities: dict[str, str]
    texts: list[str]
    accepted: int

    def row(self, line: int, segment: str = "all") -> dict[str, Any]:
        """The one of a line and a segment."""
        [one] = [row for row in self.rows if (row["row"], row["segment"]) == (line, segment)]
        return one

    def figures(self, *names: str) -> list[tuple[Any, ...]]:
        """These figures of every row."""
        return [tuple(row[name] for name in names) for row in self.rows]


def book(*rows: Sequence[Any], shape: Callable[[Worksheet], None] = lambda _: None, title: str = "Sheet1") -> bytes:
    """A workbook of these rows; `shape` merges, hides and formats."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    shape(sheet)
    return saved(made)


def text(*lines: str) -> bytes:
    """A CSV of these lines."""
    return "\n".join(lines).encode()


def understood(
    content: bytes,
    region: str | None = None,
    as_of: date | None = OCTOBER,
    before: Iterable[Observation] = (),
    confirmed: Sequence[str] = (),
    language: str = "id",
) -> Understood:
    """What a file tells, in sentences of this language."""
    asked = Asked(TODAY, PLACES.get(region) if region else None, as_of)
    reading = coverage_files.understood(coverage_files.tabled(content), PLACES, asked)
    reading = coverage_files.doubted(reading, PLACES, FACTS, list(before), TODAY)
    verdict = Verdict(reading.findings, confirmed)
    told = coverage_files.as_json(reading, [one for one in reading.rows if verdict.accepts(one)], SPEECHES[language])
    return Understood(
        told["rows"],
        [(one["row"], one["code"]) for one in told["findings"]],
        {one["code"]: one["severity"] for one in told["findings"]},
        [one["text"] for one in told["findings"]],
        told["accepted"],
    )
