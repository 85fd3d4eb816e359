"""Columns that name a region or a day by their heading and hold something else: "Kode Pos", "Keadaan Jalan"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.answers.places import Place
from bot.answers.texts import clean
from bot.coverage.columns import PLACES, Column, Role
from bot.coverage.days import day_in
from bot.coverage.naming import Namer
from bot.sheets.sheet import Row, Value, plain

SAMPLE = 50
_MOSTLY = 0.5
_ANY_YEAR = 2024
NAMES: frozenset[Role] = frozenset((*PLACES, "region", "code"))
"""What a column that names regions may be."""


def without_odd_days(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The same columns; below a doubtful heading of days there is one at least, or it is a stray."""
    has_years = any(one.role == "year" for one in columns)

    def is_day(cell: Value) -> bool:
        may_lack_year = has_years or any(map(str.isalpha, plain(cell)))
        return day_in(cell, _ANY_YEAR if may_lack_year else None) is not None

    odd = {one.at for one in columns if one.role == "as_of" and one.is_doubtful}
    odd -= {at for at in odd if any(is_day(row.cell(at)) for row in rows[:SAMPLE])}
    return _aside(columns, odd)


def without_odd_names(
    columns: Sequence[Column], rows: Sequence[Row], namer: Namer, parent: Place | None
) -> tuple[Column, ...]:
    """The same columns; beside one that surely names regions a doubtful code is a stray, and so is a doubtful name
    below which mostly something else stands. Where there is none, what a row is about is unknown, and stays so."""
    if not any(one.role in NAMES and not one.is_doubtful for one in columns):
        return tuple(columns)

    def fits(one: Column) -> bool:
        if one.role == "code" or one.rank == 0:
            return False
        levels = (PLACES[one.role],) if one.role in PLACES else ()
        cells = [row.cell(one.at) for row in rows[:SAMPLE]]
        return _mostly(cells, lambda said: _has_letters(said) and bool(namer.region(said, levels, parent).places))

    return _aside(columns, {one.at for one in columns if one.role in NAMES and one.is_doubtful and not fits(one)})


def _aside(columns: Sequence[Column], odd: set[int]) -> tuple[Column, ...]:
    return tuple(replace(one, role="stray") if one.at in odd else one for one in columns)


def _mostly(cells: Iterable[Value], fits: Callable[[str], bool]) -> bool:
    told = {said for cell in cells if (said := clean(plain(cell), 120))}
    return sum(map(fits, told)) > _MOSTLY * len(told)


def _has_letters(said: str) -> bool:
    return any(map(str.isalpha, said))
