"""Where in a sheet the table is: the titles above it, its headings in one row or several, and the rows below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from bot.answers.texts import clean
from bot.coverage import numbers
from bot.coverage.columns import (
    FIGURES,
    PLACES,
    Column,
    Unit,
    column,
    is_heading_word,
    is_of_some_people,
    is_sum,
    of_some_people,
    segments_in,
    strange,
)
from bot.coverage.dated import FEWEST, dated, days_in
from bot.coverage.days import sole_day
from bot.coverage.naming import kind_named, segment_named
from bot.coverage.staff import told_apart
from bot.sheets.sheet import Row, Sheet, Value, plain, refused

BEGINNING = 40
"""Rows among which the headings are."""
LONGEST, LONGEST_GROUP = 80, 30
"""Characters of a heading, and of one that stands alone above several columns."""
SAMPLE = 300
A_HUNDRED = 100
_SUMS = ("jumlah", "total", "jml")
_NUMBERED = re.compile(r"\(?(\d{1,2})\)?(?:\s*[=:].*)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: the titles above it, its columns, its rows, and the name of its sheet; `unread` are other sheets.

    `line` is that of its headings (from 1), `left_out` those of people whom we do not keep apart, `others` all
    columns of counts that are not kept, `above` the lines of the headings of other tables above it, with their words.
    """

    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tab: str = ""
    unread: tuple[str, ...] = ()
    line: int = 0
    left_out: tuple[str, ...] = ()
    above: tuple[tuple[int, str], ...] = ()
    others: tuple[Column, ...] = ()


def layout(sheet: Sheet) -> Layout:
    """The table in a sheet. Raises InvalidAnswer where there are no headings that we know, or nothing below them."""
    first, last = _headings(sheet.rows)
    rows = sheet.rows[last + 1 :]
    if rows and _counts_columns(rows[0]):
        rows = rows[1:]
    if not rows:
        raise refused("no_rows")
    words = _combined(sheet.rows[first : last + 1])
    titles = tuple(clean(plain(cell), 300) for row in sheet.rows[:first] for cell in row.cells if plain(cell))
    told = [one for at, said in words.items() if (one := column(at, said))]
    of_days = dated(words, titles, told)
    found = [*(one for one in told if one.at not in {each.at for each in of_days}), *of_days]
    found = told_apart(found, (*titles, sheet.title, *words.values()))
    scale = numbers.scale_in(titles)
    counted = frozenset(one.segment for one in found if one.role == "active" and one.unit == "people")
    if not any(one.role in FIGURES for one in found):
        raise refused("no_headings")
    settled = [_scaled(_settled(one, rows, counted), scale) for one in [*found, *_sums(words, found)]]
    left_out = tuple(said for said in words.values() if is_of_some_people(said))
    read = {one.at for one in settled}
    beside = (of_some_people(at, said) or strange(at, said) for at, said in words.items() if at not in read)
    others = tuple(_scaled(one, scale) for one in beside if one)
    above = tuple(_others(sheet.rows[:first]))
    line = sheet.rows[last].line
    return Layout(titles, tuple(settled), rows, sheet.title, sheet.unread, line, left_out, above, others)


def headings(sheet: Sheet) -> dict[int, str]:
    """What stands over each column. Raises InvalidAnswer where there are no headings that we know."""
    first, last = _headings(sheet.rows)
    return _combined(sheet.rows[first : last + 1])


def score(sheet: Sheet) -> int:
    """How many columns of a table of coverage a sheet has; none where it is no such table."""
    return max((_worth(row) for row in sheet.rows[:BEGINNING]), default=0)


def repeats_headings(row: Row) -> bool:
    """Whether it is the row of headings once more, as on each page of a printed table."""
    said = [cell for cell in row.cells if cell is not None]
    if row.flaws or any(not isinstance(cell, str) or cell[:1].isdecimal() for cell in said):
        return False
    return all(is_heading_word(str(cell)) for cell in said)


def _headings(rows: Sequence[Row]) -> tuple[int, int]:
    worths = [_worth(row) for row in rows[:BEGINNING]]
    most = max(worths, default=0)
    if most == 0:
        raise refused("no_headings")
    first = last = worths.index(most)
    while first > 0 and _is_group(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _is_below(rows[last], rows[last + 1]):
        last += 1
    return first, last


def _others(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Headings above the table with figures below them: a table that is not read."""
    heading: Row | None = None
    for row in rows:
        if _worth(row):
            heading = row
        elif heading is not None and any(isinstance(cell, int | float) or _is_count(cell) for cell in row.cells[1:]):
            yield heading.line, ", ".join(words for _, words in _said(heading))
            heading = None


def _is_count(cell: Value) -> bool:
    return isinstance(cell, str) and cell[:1].isdecimal() and numbers.is_figure(cell)


def _worth(row: Row) -> int:
    """How many columns these would be the headings of; a row without any figure is none."""
    found = [one for at, said in _said(row) if len(said) <= LONGEST and (one := column(at, said))]
    figures, days = sum(one.role in FIGURES for one in found), days_in(dict(_said(row)))
    told = len(found) + (days if days >= FEWEST else 0)
    return told if found and (figures or days >= FEWEST) and told > 1 else 0


def _is_group(row: Row, below: Row) -> bool:
    """Whether a row right above the headings says to what several of them belong."""
    said = list(_said(row))
    if below.line != row.line + 1 or any(len(words) > LONGEST for _, words in said):
        return False
    if len(said) == 1 and (said[0][0] == 0 or len(said[0][1]) > LONGEST_GROUP):
        return False
    if days_in(dict(said)) >= FEWEST:
        return True
    if any(_tells_figures(at, words) and _names(at, plain(below.cell(at))) for at, words in said):
        return False
    return any(_tells_figures(at, words) for at, words in said)


def _tells_figures(at: int, words: str) -> bool:
    return (one := column(at, words)) is not None and one.role in FIGURES


def _names(at: int, words: str) -> bool:
    """Whether a heading is that of the names of regions; what stands above it is a title, however it begins."""
    return (one := column(at, words)) is not None and one.role in (*PLACES, "region", "code")


def _is_below(above: Row, row: Row) -> bool:
    """Whether a row continues the headings: segments, units, and nothing else."""
    said = list(_said(row))
    if row.line != above.line + 1 or not said or _counts_columns(row) or _begins_a_section(said, above):
        return False
    if days_in(dict(said)) < FEWEST and not all(isinstance(row.cells[at], str) for at, _ in said):
        return False
    return all(is_heading_word(words) or sole_day(words) for _, words in said) or _splits(said, above)


def _splits(said: Sequence[tuple[int, str]], above: Row) -> bool:
    """Whether "Mandiri | APBD | Jumlah" stands below "Peserta", which was merged over them, and nothing elsewhere."""
    over = dict(_said(above))
    begins = {max((each for each in over if each <= at), default=-1) for at, _ in said}
    is_under = all(each > 0 and _tells_figures(each, over[each]) for each in begins)
    is_wide = any(at not in over for at, _ in said)
    return is_under and is_wide and not any(numbers.is_figure(words) for _, words in said)


def _begins_a_section(said: Sequence[tuple[int, str]], above: Row) -> bool:
    """ "Kabupaten" alone in a row is no heading, nor is "BPU" where no figures are: it says what those below are."""
    if len(said) != 1:
        return False
    at, words = said[0]
    over = clean(plain(above.cell(at)), 300)
    holds_figures = not over or ((one := column(at, over)) is not None and one.role in FIGURES)
    return bool(kind_named(words)) or (not holds_figures and (segment_named(words) or sole_day(words)) is not None)


def _counts_columns(row: Row) -> bool:
    """Whether a row only numbers the columns, as official tables do: (1) (2) (3) (4=3/2)."""
    found = [_NUMBERED.fullmatch(words) for _, words in _said(row)]
    counted = [int(each[1]) for each in found if each]
    return len(counted) == len(found) > 2 and all(after - before == 1 for before, after in pairwise(counted))


def _combined(rows: Sequence[Row]) -> dict[int, str]:
    """What stands over each column, from top to bottom; a cell over several columns counts for each of them."""
    lowest = dict(_said(rows[-1]))
    over = [
        _spread(dict(_said(row)), {at for below in rows[index + 1 :] for at, _ in _said(below)})
        for index, row in enumerate(rows[:-1])
    ]
    columns = sorted({at for row in [*over, lowest] for at in row})
    return {at: " ".join(dict.fromkeys(row[at] for row in [*over, lowest] if at in row)) for at in columns}


def _spread(said: dict[int, str], below: set[int]) -> dict[int, str]:
    spread, group = dict(said), ""
    for at in range(max([*said, *below], default=0) + 1):
        if at in said:
            group = said[at] if at in below else ""
        elif group and at in below:
            spread[at] = group
    return spread


def _sums(words: Mapping[int, str], found: Sequence[Column]) -> Iterator[Column]:
    """A column that is only called a sum, beside columns of segments or of groups that have none."""
    members = [one for one in found if one.role == "active"]
    groups = [one for one in members if one.segment == "all"]
    if not members or any(not one.is_doubtful for one in groups) or len(groups) == 1:
        return
    known = {one.at for one in found}
    for at, said in words.items():
        if at not in known and said.casefold().split()[0] in _SUMS and is_sum(said) and not segments_in(said):
            yield Column(at, "active", said, unit="people", is_whole=True)
            return


def _scaled(one: Column, scale: int) -> Column:
    """Counted in what the titles say, where the heading itself says nothing of it."""
    return replace(one, scale=scale) if one.unit == "people" and one.scale == 1 else one


def _settled(one: Column, rows: Sequence[Row], counted: frozenset[str]) -> Column:
    """The column with its unit, where only what stands in it can tell; `counted` are segments with their members."""
    if one.role == "active" and one.unit == "people" and _are_percentages([row.cell(one.at) for row in rows[:SAMPLE]]):
        return replace(one, role="coverage", unit="percent")
    if one.role not in FIGURES or one.unit:
        return one
    cells = [row.cell(one.at) for row in rows[:SAMPLE]]
    if one.role == "target" and _are_percentages(cells):
        return replace(one, unit="percent", is_doubtful=False)
    unit = _unit_of(cells, one)
    if one.role == "coverage" and one.segment in counted and not one.is_achievement:
        return replace(one, unit="percent")
    if one.role == "coverage" and unit == "people":
        return replace(one, role="active", unit=unit)
    return replace(one, role="coverage" if (one.role, unit) == ("active", "percent") else one.role, unit=unit)


def _are_percentages(cells: Sequence[Value]) -> bool:
    told = [cell for cell in cells if numbers.is_figure(cell)]
    return bool(told) and all(map(numbers.looks_like_percent, told))


def _unit_of(cells: Sequence[Value], one: Column) -> Unit:
    told = [cell for cell in cells if cell is not None]
    if any(map(numbers.looks_like_percent, told)):
        return "percent"
    if one.role == "active":
        return "people"
    found = sorted(figure.value for cell in told if (figure := _share(cell)) is not None)
    return "people" if found and median(found) > A_HUNDRED * (2 if one.role == "coverage" else 1) else "percent"


def _share(cell: Value) -> numbers.Figure | None:
    """A number without asking what it counts: 12.480 is as many thousands as it seems."""
    for parse in (numbers.count, numbers.share):
        figure = numbers.quietly(parse, cell)
        if figure is not None and not figure.lost_zeros:
            return figure
    return None


def _said(row: Row) -> Iterator[tuple[int, str]]:
    for at, cell in enumerate(row.cells):
        if words := clean(plain(cell), 300):
            yield at, words
