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
_NAMES: frozenset[Role] = frozenset((*PLACES, "region", "code"))


def without_strays(
    columns: Sequence[Column], rows: Sequence[Row], namer: Namer, parent: Place | None
) -> tuple[Column, ...]:
    """The same columns; whose heading is doubtful is a stray, unless what stands in it is what the heading says.

    A code that is perhaps none never counts beside a column that surely names the region.
    """
    is_named = any(one.role in _NAMES and not one.is_doubtful for one in columns)

    def fits(one: Column) -> bool:
        cells = [row.cell(one.at) for row in rows[:SAMPLE]]
        if one.role == "as_of":
            return any(day_in(cell) is not None for cell in cells)
        if one.role == "code":
            return not is_named and _mostly(cells, lambda said: bool(namer.region(said, (), parent).places))
        levels = (PLACES[one.role],) if one.role in PLACES else ()
        return _mostly(cells, lambda said: _has_letters(said) and bool(namer.region(said, levels, parent).places))

    doubted = {one.at for one in columns if one.is_doubtful and one.role in {*_NAMES, "as_of"} and not fits(one)}
    return tuple(replace(one, role="stray") if one.at in doubted else one for one in columns)


def _mostly(cells: Iterable[Value], fits: Callable[[str], bool]) -> bool:
    told = {said for cell in cells if (said := clean(plain(cell), 120))}
    return sum(map(fits, told)) > _MOSTLY * len(told)


def _has_letters(said: str) -> bool:
    return any(map(str.isalpha, said))
