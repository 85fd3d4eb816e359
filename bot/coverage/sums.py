"""The people of a table added up row by row, to know a sum that does not say so, and one that is none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.answers.places import Gazetteer, Place
from bot.coverage import numbers
from bot.coverage.columns import PEOPLE, Column
from bot.coverage.numbers import A_THOUSAND, Figure
from bot.sheets.sheet import Row

_FEWEST = 2
"""Rows that make a sum."""


@dataclass(slots=True)
class _Added:
    """What was added up in each column, and how far off the sum may be by rounding."""

    totals: dict[int, Decimal] = field(default_factory=dict)
    rooms: dict[int, Decimal] = field(default_factory=dict)

    def add(self, at: int, figure: Figure) -> None:
        self.totals[at] = self.totals.get(at, Decimal(0)) + figure.value
        self.rooms[at] = self.rooms.get(at, Decimal(0)) + (figure.width / 2 if figure.width > 1 else 0)

    def total(self, at: int) -> Decimal:
        return self.totals.get(at, Decimal(0))

    def misses(self, at: int, figure: Figure) -> bool:
        """Whether a sum of these would be another number."""
        room = self.rooms.get(at, Decimal(0)) + (figure.width / 2 if figure.width > 1 else 0)
        return abs(self.total(at) - figure.value) > room


class Sums:
    """Adds up the rows of a table; `places` are those of the rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = [one for one in columns if one.role in PEOPLE]
        self.all, self.since = _Added(), _Added()
        self.rows = 0
        self.places: dict[str, Place] = {}
        self.is_clear = True

    def add(self, row: Row, place: Place | None) -> None:
        """One more row of the table, and whose it is."""
        self.rows += 1
        if place is None or any(self._is_unread(row, one) for one in self.columns):
            self.is_clear = False
        if place is not None:
            self.places[place.code] = place
        for at, figure in self._figures(row):
            self.all.add(at, figure)
            self.since.add(at, figure)

    def are(self, row: Row) -> bool:
        """Whether every count of a row is what the rows above it add up to."""
        told = self._figures(row)
        return self.rows >= _FEWEST and bool(told) and all(self.all.total(at) == one.value for at, one in told)

    def are_surely(self, row: Row) -> bool:
        """The same where no row of a place may be so by chance, as one of three among ones and twos may."""
        told = [one for _, one in self._figures(row) if one.value > 0]
        return self.are(row) and bool(told) and (len(told) > 1 or told[0].value >= A_THOUSAND)

    def end(self, row: Row) -> tuple[Decimal, Decimal] | None:
        """A sum ends here: what it says and what was added up where these differ, else None.

        Where a row could not be read, or regions lie in one another, nobody knows what it should be.
        """
        since, self.since = self.since, _Added()
        levels = {one.level for one in self.places.values()}
        if self.rows < _FEWEST or not self.is_clear or len(levels) != 1:
            return None
        for at, figure in self._figures(row):
            if self.all.misses(at, figure) and since.misses(at, figure):
                return figure.value, since.total(at) or self.all.total(at)
        return None

    def names_them(self, name: Place, places: Gazetteer) -> bool:
        """Whether this is a name for the rows above: of a place of whose parts they are a few, or which is called like
        the place around them."""
        rows = list(self.places.values())
        if all(one.code.startswith(f"{name.code}.") for one in rows):
            return len({one.code for one in rows}) < len(places.children(name.code))
        above = name.code.rpartition(".")[0]
        if not above or any(one.code.rpartition(".")[0] != above for one in rows):
            return False
        around = places.get(above)
        return around.name.rpartition(". ")[2] == name.name.rpartition(". ")[2]

    def _is_unread(self, row: Row, one: Column) -> bool:
        try:
            numbers.count(row.cell(one.at), one.scale)
        except numbers.Unreadable:
            return True
        return one.at in row.flaws

    def _figures(self, row: Row) -> list[tuple[int, Figure]]:
        found = ((one.at, self._figure(row, one)) for one in self.columns)
        return [(at, figure) for at, figure in found if figure is not None]

    def _figure(self, row: Row, one: Column) -> Figure | None:
        return numbers.quietly(lambda cell: numbers.count(cell, one.scale), row.cell(one.at))
