"""Finds the row of headings in a sheet, and which column is probably which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from bot.sheets.private import hides_a_number, private_columns
from bot.sheets.sheet import Row, Sheet, plain, refused

Wanted = Mapping[str, Sequence[str]]
"""What somebody looks for in a table, and how its heading may be spelled, folded."""

BEGINNING = 30
"""Rows among which the headings are; titles, dates and logos may stand above them."""
ALIKE = 88.0
SHORTEST = 5
"""Letters below which a heading must fit exactly: "no" is like too many things."""
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the headings, and the headings by column.

    `private` names columns that were taken out, `hidden` counts those that whoever made the file hides.
    """

    headings: Mapping[int, str]
    rows: tuple[Row, ...]
    private: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    hidden: int = 0


def fold(heading: str) -> str:
    """A heading in small letters and single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


def table(sheet: Sheet, wanted: Wanted) -> Table:
    """The sheet under its row of headings, without what is private. Raises InvalidAnswer where there is none."""
    scored = [(len(guess(_headings(row), wanted)), -at) for at, row in enumerate(sheet.rows[:BEGINNING])]
    most, at = max(scored)
    if not most:
        raise refused("no_headings")
    headings, rows = _headings(sheet.rows[-at]), sheet.rows[1 - at :]
    if not rows:
        raise refused("no_rows")
    hidden = private_columns(headings, rows)
    return Table(
        {column: words for column, words in headings.items() if column not in hidden},
        tuple(_without(row, hidden) for row in rows),
        tuple(headings[column] for column in sorted(hidden) if column in headings),
        sheet.unread,
        sheet.hidden,
    )


def guess(headings: Mapping[int, str], wanted: Wanted) -> dict[str, int]:
    """Which column holds what, as far as the headings tell; each column and each name at most once."""
    scores = [
        (score, -column, name)
        for column, words in headings.items()
        for name, spellings in wanted.items()
        if (score := _score(fold(words), spellings)) >= ALIKE
    ]
    found: dict[str, int] = {}
    for _, column, name in sorted(scores, reverse=True):
        if name not in found and -column not in found.values():
            found[name] = -column
    return found


def to_json(table: Table) -> dict[str, Any]:
    """A table as JSON: cells as text, flaws by column."""
    return {
        "headings": list(table.headings.items()),
        "rows": [[row.line, [plain(cell) for cell in row.cells], list(row.flaws.items())] for row in table.rows],
        "private": list(table.private),
        "unread": list(table.unread),
        "hidden": table.hidden,
    }


def from_json(stored: Mapping[str, Any]) -> Table:
    """The table that `to_json` wrote."""
    return Table(
        dict(stored["headings"]),
        tuple(Row(line, tuple(cells), dict(flaws)) for line, cells, flaws in stored["rows"]),
        tuple(stored["private"]),
        tuple(stored["unread"]),
        stored.get("hidden", 0),
    )


def _score(heading: str, spellings: Sequence[str]) -> float:
    if heading in spellings:
        # The first spelling is the plainest one.
        return 200.0 - spellings.index(heading)
    if len(heading) < SHORTEST:
        return 0.0
    return max((fuzz.ratio(heading, each) for each in spellings if len(each) >= SHORTEST), default=0.0)


def _headings(row: Row) -> dict[int, str]:
    """The words of a row by column; a second one of the same words is numbered."""
    words = {column: plain(cell)[:LONGEST] for column, cell in enumerate(row.cells) if plain(cell)}
    seen: list[str] = []
    for column, heading in words.items():
        if heading in seen:
            words[column] = f"{heading} ({seen.count(heading) + 1})"
        seen.append(heading)
    return words


def _without(row: Row, hidden: frozenset[int]) -> Row:
    cells = tuple(None if column in hidden or hides_a_number(cell) else cell for column, cell in enumerate(row.cells))
    return Row(row.line, cells, {column: flaw for column, flaw in row.flaws.items() if column not in hidden})
