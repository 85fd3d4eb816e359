"""Columns whose heading says nothing we know, told by what stands in them: regions, segments, or days."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.answers.places import Gazetteer, Place
from bot.answers.texts import clean
from bot.coverage.columns import FIGURES, Column, Role
from bot.coverage.days import day_in
from bot.coverage.layout import Layout
from bot.coverage.naming import Namer, is_total, segment_named
from bot.coverage.strays import NAMES, without_odd_days, without_odd_names
from bot.sheets.sheet import Row, Value, plain

SAMPLE = 50
_MOSTLY = 0.5


def completed(table: Layout, places: Gazetteer, parent: Place | None) -> Layout:
    """The table with columns of regions, segments and days, where its cells show them and no heading does; columns that
    only seem to be such are strays."""
    namer = Namer(places)
    table = replace(table, columns=without_odd_days(table.columns, table.rows))
    roles = {one.role for one in table.columns}
    surely = {one.role for one in table.columns if not one.is_doubtful}
    wanted: list[tuple[Role, Callable[[str], bool]]] = []
    if not surely & NAMES:
        wanted.append(("region", lambda said: bool(namer.region(said, (), parent).places)))
    if "segment" not in roles:
        wanted.append(("segment", lambda said: segment_named(said) is not None))
    if not roles & {"as_of", "year"}:
        wanted.append(("as_of", lambda said: day_in(said) is not None))
    figures = [one.at for one in table.columns if one.role in FIGURES]
    known, columns = {one.at for one in table.columns}, list(table.columns)
    for role, fits in wanted:
        at = _first(_texts(table.rows, known, figures), fits)
        if at is not None:
            columns.append(Column(at, role, ""))
            known.add(at)
    return replace(table, columns=without_odd_names(columns, table.rows, namer, parent))


def _texts(rows: Sequence[Row], known: set[int], figures: Sequence[int]) -> Mapping[int, list[str]]:
    """The words in each column that no heading explains; a line without figures stands above others."""
    found: dict[int, list[str]] = {}
    for row in (row for row in rows[:SAMPLE] if any(plain(row.cell(at)) or at in row.flaws for at in figures)):
        for at, cell in enumerate(row.cells):
            if at not in known and _may_tell(cell):
                found.setdefault(at, []).append(clean(plain(cell)))
    return found


def _may_tell(cell: Value) -> bool:
    """Whether it is a day, or words that are no sum."""
    if isinstance(cell, str):
        return (any(map(str.isalpha, cell)) or "/" in cell or "-" in cell.strip("- ")) and not is_total(cell)
    return isinstance(cell, date)


def _first(columns: Mapping[int, list[str]], fits: Callable[[str], bool]) -> int | None:
    """The first column most of whose words fit."""
    for at in sorted(columns):
        if sum(map(fits, columns[at])) > _MOSTLY * len(columns[at]):
            return at
    return None
