"""A name that stands once for the rows below it, each of another segment or day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.answers.texts import clean
from bot.coverage.columns import PLACES, Column, Role
from bot.coverage.naming import is_total, segment_named
from bot.sheets.sheet import Row, Value, plain

_NAMES: tuple[Role, ...] = (*PLACES, "region", "code")
_GROUPS: tuple[Role, ...] = ("segment", "as_of")


def named(rows: Sequence[Row], at: Mapping[Role, Column], has_figures: Callable[[Row], bool]) -> tuple[Row, ...]:
    """The same rows, those without a name with that of the row above them where only a segment or a day tells them
    apart; a sum over several regions stays without. A segment or a day to the left of the names holds for all rows
    from there to the next one."""
    if "segment" not in at and "as_of" not in at:
        return tuple(rows)
    return tuple(_Names(at).each(_grouped(rows, at, has_figures), has_figures))


def _grouped(rows: Sequence[Row], at: Mapping[Role, Column], has_figures: Callable[[Row], bool]) -> Iterator[Row]:
    names = [at[role].at for role in _NAMES if role in at]
    groups = [at[role].at for role in _GROUPS if role in at and names and at[role].at < min(names)]
    above: dict[int, Value] = {}
    for row in rows:
        above.update({column: row.cell(column) for column in groups if plain(row.cell(column))})
        is_named = has_figures(row) and any(plain(row.cell(name)) for name in names)
        missing = {column: cell for column, cell in above.items() if not plain(row.cell(column))} if is_named else {}
        yield row.filled(missing) if missing else row


class _Names:
    def __init__(self, at: Mapping[Role, Column]) -> None:
        self.names = [at[role].at for role in _NAMES if role in at]
        self.told: dict[Role, Column] = {role: at[role] for role in _GROUPS if role in at}
        self.above: Row | None = None
        self.groups_end_in_sums = True
        self.has_sum = False

    def each(self, rows: Iterable[Row], has_figures: Callable[[Row], bool]) -> Iterator[Row]:
        for row in rows:
            if any(plain(row.cell(at)) for at in self.names):
                self._begin(row if has_figures(row) else None)
                yield row
            elif self.above is not None and has_figures(row) and self._is_another(row):
                yield row.filled({at: self.above.cell(at) for at in self.names})
            else:
                yield row

    def _begin(self, row: Row | None) -> None:
        if self.above is not None:
            self.groups_end_in_sums = self.groups_end_in_sums and self.has_sum
        self.above, self.has_sum = row, row is not None and self._segment(row) == "all"

    def _is_another(self, row: Row) -> bool:
        """Whether it speaks of the region above: of a segment, of all of them once, or of another day."""
        segment = self._segment(row)
        if segment == "all":
            is_own, self.has_sum = self.groups_end_in_sums and not self.has_sum, True
            return is_own or "as_of" in self.told
        if "segment" not in self.told and any(is_total(plain(cell)) for cell in row.cells if isinstance(cell, str)):
            return False
        return segment is not None or ("as_of" in self.told and bool(plain(row.cell(self.told["as_of"].at))))

    def _segment(self, row: Row) -> str | None:
        said = clean(plain(row.cell(self.told["segment"].at))) if "segment" in self.told else ""
        return segment_named(said) if said else None
