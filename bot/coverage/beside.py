"""What stands side by side in a sheet: halves of one long table, and months below a year that is told only once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.answers.texts import clean
from bot.coverage.columns import FIGURES, PLACES, column
from bot.coverage.days import sole_day, years_in
from bot.sheets.sheet import Row, Sheet, plain

BEGINNING: Final = 40
"""Rows among which headings are."""
FEWEST: Final = 2
"""Months beside each other that are headings; one alone may be anything."""
_ANY_YEAR: Final = "2025"
_YEAR_MOST: Final = 40
"""Characters of a cell over several months that tells their year."""
_YEAR_ALONE: Final = re.compile(r"(?:tahun|thn|year)?\s*20\d\d", re.IGNORECASE)
_PART_OF_A_YEAR: Final = re.compile(r"[^\W\d_]+\.?|(?:triwulan|tw|kuartal|q|semester)[ .]?(?:iv|iii|ii|i|[1-4])", re.I)


def with_years(sheet: Sheet) -> Sheet:
    """The sheet with "Jan", "TW II" of a row of headings as "Jan 2026", where what stands above names the year."""
    for index, row in enumerate(sheet.rows[:BEGINNING]):
        parts = {at: said for at, said in _said(row).items() if _is_part_of_a_year(said)}
        if len(parts) < FEWEST:
            continue
        over = _said(sheet.rows[index - 1]) if index else {}
        above = [said for each in sheet.rows[:index] for said in _said(each).values()]
        told = {at: f"{said} {year}" for at, said in parts.items() if (year := _year_over(at, over) or _sole(above))}
        if any(_YEAR_ALONE.fullmatch(said) for said in over.values()):
            told = {**{at: said for at, said in over.items() if at not in parts}, **told}
        rows = (*sheet.rows[:index], row.filled(told) if told else row, *sheet.rows[index + 1 :])
        return replace(sheet, rows=rows)
    return sheet


def one_below_another(sheet: Sheet) -> Sheet:
    """The sheet with halves of a table whose headings stand there twice, each below the one to its left.

    Their rows keep their lines, so that a line may come twice.
    """
    for index, row in enumerate(sheet.rows[:BEGINNING]):
        if width := _repeated(row):
            above, below = sheet.rows[:index], sheet.rows[index + 1 :]
            if above and len(_said(above[-1])) > 1:
                return sheet
            begins = range(0, max(_said(row)) + 1, width)
            parts = [_part(each, begin, width) for begin in begins for each in below]
            return replace(
                sheet, rows=(*above, _part(row, 0, width), *(each for each in parts if _said(each) or each.flaws))
            )
    return sheet


def _said(row: Row) -> Mapping[int, str]:
    return {at: words for at, cell in enumerate(row.cells) if (words := clean(plain(cell), 300))}


def _is_part_of_a_year(said: str) -> bool:
    return bool(_PART_OF_A_YEAR.fullmatch(said)) and sole_day(f"{said} {_ANY_YEAR}") is not None


def _year_over(at: int, over: Mapping[int, str]) -> int | None:
    """The year in the nearest cell to the left of the row above, which a merged one begins with."""
    beginnings = [begin for begin in over if begin <= at]
    said = over[max(beginnings)] if beginnings else ""
    return _sole([said]) if len(said) <= _YEAR_MOST else None


def _sole(lines: Sequence[str]) -> int | None:
    years = set[int]().union(*(years_in(line) for line in lines))
    return years.pop() if len(years) == 1 else None


def _repeated(row: Row) -> int:
    """How many columns apart the same headings come again, that of a region among them; 0 where they do not."""
    said = {at: words.casefold() for at, words in _said(row).items()}
    if not said or min(said):
        return 0
    again = [at for at, words in said.items() if at and words == said[0]]
    width = again[0] if again else 0
    if not width or any(said.get(at) != said.get(at % width) for at in range(max(said) + 1)):
        return 0
    roles = {one.role for at, words in said.items() if at < width and (one := column(at, words))}
    is_whole = not roles.isdisjoint(PLACES) and not roles.isdisjoint(FIGURES)
    return width if is_whole and (max(said) + 1) % width in (0, len([at for at in said if at < width])) else 0


def _part(row: Row, begin: int, width: int) -> Row:
    flaws = {
        at - begin if at >= 0 else at: flaw for at, flaw in row.flaws.items() if at < 0 or begin <= at < begin + width
    }
    return Row(row.line, row.cells[begin : begin + width], flaws)
