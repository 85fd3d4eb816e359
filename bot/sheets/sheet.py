"""What was read from a file: rows that know their line, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from bot.errors import InvalidAnswer


class Printed(float):
    """A number whose cell shows it with so many decimals, or as a percentage: 0.21 as 21 %, 12.48 as 12.480."""

    __slots__ = ("percent", "places")

    def __new__(cls, number: float, places: int, percent: bool) -> Self:
        """The number itself, and how it is shown."""
        made = super().__new__(cls, number)
        made.places, made.percent = places, percent
        return made

    places: int
    percent: bool


Value = str | int | float | bool | date | datetime | None
"""A cell; a number or a date is one only where the file itself says so."""

WHOLE = -1
"""The column of a flaw that spoils the whole row."""

REFUSALS = (
    "too_big",
    "empty",
    "old_excel",
    "open_document",
    "document",
    "pdf",
    "picture",
    "archive",
    "web_page",
    "not_text",
    "locked",
    "macros",
    "broken",
    "bomb",
    "too_many_rows",
    "too_wide",
    "too_much",
    "long_line",
    "no_headings",
    "no_rows",
)
"""Why a whole file is refused; each is a sentence under "sheets.refused"."""
FLAWS = ("formula", "error", "letters", "quotes", "separator", "extra", "long", "hidden")
"""What can be wrong with a row or a cell; each is a sentence under "sheets.flaw"."""

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What we are willing to open: sizes in bytes, `ratio` of bytes unpacked to packed, cells in characters.

    `together` is how many lines one quoted cell may span, `line` the characters of one line, `lines` how many a text
    may have, `merged` how many cells may span several lines. `cells`, empty ones among them, and their `text` are
    counted over the whole sheet; `elements` are those of all XML that is parsed, and `tag` is the bytes that one of
    them may take.
    """

    size: int = 20 * _MB
    member: int = 64 * _MB
    inflated: int = 128 * _MB
    ratio: int = 200
    ratio_from: int = _MB
    members: int = 2_000
    rows: int = 50_000
    columns: int = 200
    cell: int = 1_000
    together: int = 20
    line: int = 131_072
    lines: int = 1_000_000
    cells: int = 1_000_000
    text: int = 32 * _MB
    elements: int = 4_000_000
    tag: int = _MB
    styles: int = 65_536
    merged: int = 50_000

    @property
    def megabytes(self) -> str:
        """The largest file, as people are told."""
        return str(self.size // _MB)


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it stands in (from 1), its cells, and its flaws by column (WHOLE for the row)."""

    line: int
    cells: tuple[Value, ...]
    flaws: Mapping[int, str] = field(default_factory=dict)

    def cell(self, at: int) -> Value:
        """What stands in a column (from 0): nothing behind the last cell."""
        return self.cells[at] if at < len(self.cells) else None

    def filled(self, told: Mapping[int, Value]) -> Self:
        """The same row with these cells in their columns, however short it was; there is one at least."""
        cells = [*self.cells, *[None] * (max(told) + 1 - len(self.cells))]
        for at, cell in told.items():
            cells[at] = cell
        return replace(self, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that hold anything. `unread` names further worksheets, `hidden` counts columns that were left out.

    `merged` are cells that span several lines: the first and the last line (from 1), and the column (from 0).
    """

    rows: tuple[Row, ...]
    title: str = ""
    unread: tuple[str, ...] = ()
    hidden: int = 0
    merged: tuple[tuple[int, int, int], ...] = ()


def refused(why: str, **params: str) -> InvalidAnswer:
    """The error that says why a file is not read; `why` is one of REFUSALS."""
    return InvalidAnswer(f"sheets.refused.{why}", **params)


def plain(value: Value) -> str:
    """A cell as text: whole numbers without a point, days in ISO form, nothing as ""."""
    match value:
        case None:
            return ""
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e18 else format(value, "f").rstrip("0")
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
