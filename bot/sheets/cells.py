"""The cells of one worksheet; a formula is what was stored for it, and never worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sheets.sheet import WHOLE, Limits, Printed, Row, Value, refused

_TEXT = frozenset({"v", "t"})
_COLUMNS = 16_384
"""Columns that a worksheet can have; more of them are no worksheet."""
_THOUSANDS = 3
"""Decimals that look like thousands."""


@dataclass(frozen=True, slots=True)
class Strings:
    """What cells share, each cut and stripped once; `long` are the places of those that were cut."""

    words: list[str]
    long: set[int]


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles whose numbers are days, and from which day the workbook counts.

    `shown` has the decimals of each style that shows a fixed number of them, and whether it shows percentages.
    """

    days: frozenset[int]
    since_1904: bool
    shown: Mapping[int, tuple[int, bool]] = field(default_factory=dict)

    def day(self, number: float) -> Value:
        """The day or instant that a number of days stands for; the number itself where there is none."""
        # Excel counts a 29 February 1900 that never was.
        first = datetime(1904, 1, 1) if self.since_1904 else datetime(1899, 12, 30 if number >= 60 else 31)  # noqa: DTZ001
        try:
            at = first + timedelta(seconds=round(number * 86_400))
        except OverflowError:
            return number
        return at.date() if number == int(number) else at


class Cells:
    """Listens to the XML of a worksheet; raises InvalidAnswer when it holds more than we allow."""

    def __init__(self, strings: Strings, styles: Styles, limits: Limits) -> None:
        self.strings = strings
        self.styles = styles
        self.limits = limits
        self.rows: list[Row] = []
        self.left_out: set[int] = set()
        self.hidden: set[int] = set()
        self.merged: list[tuple[int, int, int]] = []
        self.columns = 0
        self.size = 0
        self.length = 0
        self.line = 0
        self.column = -1
        self.row_hidden = False
        self.values: dict[int, Value] = {}
        self.flaws: dict[int, str] = {}
        self.cell: Mapping[str, str] = {}
        self.parts: list[str] = []
        self.has_formula = self.inside = self.aloud = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self.column = _column(attributes.get("r", "")) or self.column + 1
            self.cell, self.parts = attributes, []
            self.has_formula = False
        elif tag in _TEXT:
            self.inside = not self.aloud
        elif tag == "f":
            self.has_formula = True
        elif tag == "row":
            self._begin(attributes)
        elif tag == "rPh":
            self.aloud = True
        elif tag == "col":
            self._describe(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """Characters."""
        if self.inside:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.inside = False
        if tag == "c":
            self._keep()
        elif tag == "row":
            self._finish()
        elif tag == "rPh":
            self.aloud = False

    def _describe(self, attributes: Mapping[str, str]) -> None:
        """A range of columns that looks alike, and perhaps is hidden."""
        self.columns += 1
        if self.columns > _COLUMNS:
            raise refused("bomb")
        if attributes.get("hidden", "0") in ("1", "true"):
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self.hidden.update(range(first, min(last, self.limits.columns) + 1))

    def _merge(self, ref: str) -> None:
        """A cell over several lines; "A2:B4" begins in A and reaches from line 2 to 4."""
        first, last = (_number("".join(filter(str.isdecimal, corner))) for corner in (*ref[:40].split(":"), "", "")[:2])
        if 0 < first < last and 0 < _column(ref) <= self.limits.columns:
            if len(self.merged) >= self.limits.merged:
                raise refused("bomb")
            self.merged.append((first, last, _column(ref) - 1))

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self.line = _number(attributes.get("r")) or self.line + 1
        self.column = 0
        self.row_hidden = attributes.get("hidden", "0") in ("1", "true")
        self.values, self.flaws = {}, {}

    def _keep(self) -> None:
        value, flaw = self._read("".join(self.parts))
        if value is None and flaw is None:
            return
        if self.column in self.hidden:
            self.left_out.add(self.column)
            return
        if self.column > self.limits.columns:
            raise refused("too_wide", most=str(self.limits.columns))
        self.values[self.column - 1] = value
        if flaw:
            self.flaws[self.column - 1] = flaw

    def _read(self, raw: str) -> tuple[Value, str | None]:
        """What a cell holds and what is wrong with it."""
        kind = self.cell.get("t", "n")
        if self.has_formula and not raw and kind != "str":
            return None, "formula"
        match kind:
            case "e":
                return None, "error"
            case "s":
                return self._shared(_number(raw)) if raw else (None, None)
            case "b":
                return (raw.strip() == "1", None) if raw else (None, None)
            case "n":
                return self._counted(raw.strip())
            case _:
                return self._words(raw)

    def _shared(self, place: int) -> tuple[Value, str | None]:
        if place >= len(self.strings.words):
            return None, None
        return self.strings.words[place] or None, "long" if place in self.strings.long else None

    def _words(self, words: str) -> tuple[Value, str | None]:
        flaw = "long" if len(words) > self.limits.cell else None
        return words[: self.limits.cell].strip() or None, flaw

    def _counted(self, raw: str) -> tuple[Value, str | None]:
        if not raw:
            return None, None
        shown = self.styles.shown.get(_number(self.cell.get("s")))
        if raw.isdecimal() and len(raw) < 40 and not self._tells_a_day() and not (shown and _matters(shown)):
            return int(raw), None
        try:
            number = float(raw)
        except ValueError:
            return None, "error"
        if not -1e15 < number < 1e15:
            return self._words(raw)
        if self._tells_a_day():
            return self.styles.day(number), None
        if shown and (_matters(shown) or not number.is_integer()):
            return Printed(number, *shown), None
        return int(number) if number.is_integer() else number, None

    def _tells_a_day(self) -> bool:
        return bool(self.styles.days) and _number(self.cell.get("s")) in self.styles.days

    def _finish(self) -> None:
        if not self.values:
            return
        if len(self.rows) >= self.limits.rows:
            raise refused("too_many_rows", most=str(self.limits.rows))
        if self.row_hidden:
            self.flaws[WHOLE] = "hidden"
        width = max(self.values) + 1
        self.size += width
        self.length += sum(len(value) for value in self.values.values() if isinstance(value, str))
        if self.size > self.limits.cells or self.length > self.limits.text:
            raise refused("too_much")
        self.rows.append(Row(self.line, tuple(self.values.get(at) for at in range(width)), self.flaws))


def _matters(shown: tuple[int, bool]) -> bool:
    """Whether even a whole number reads as another one: 1 as 100 %, 269 as 269.000."""
    places, percent = shown
    return percent or places == _THOUSANDS


def _number(raw: str | None) -> int:
    return int(raw) if raw is not None and raw.isdecimal() and len(raw) < 10 else 0


def _column(reference: str) -> int:
    """The column (from 1) of a reference like "AB12", 0 where it names none."""
    at = 0
    for letter in reference[:8]:
        if not "A" <= letter <= "Z":
            break
        at = at * 26 + ord(letter) - 64
    return at
