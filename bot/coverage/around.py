"""What stands above and below a table and holds for all of it: its day, and where its figures come from."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from bot.answers.texts import clean
from bot.coverage.days import day_of, sole_day, years_in
from bot.coverage.layout import Layout
from bot.sheets.sheet import Row, plain

_SOURCE = re.compile(r"^(?:sumber|source)(?: data)?\s*[:=]\s*(.+)", re.IGNORECASE)
_LAW: Final = re.compile(r"\b(?:inpres|perpres|pergub|perbup|perwal|perda|permen\w*|undang|uu|pp|nomor|no)\b", re.I)


def day_of_table(table: Layout, below: Iterable[Row]) -> tuple[date | None, bool]:
    """The day, and whether there are several: of the titles, else of the headings, the sheet, the lines below."""
    told = [one.words for one in table.columns if one.role in ("active", "coverage")]
    counted = [one.words for one in table.columns if one.role == "eligible"]
    lines = [plain(cell) for row in below for cell in row.cells]
    for said, least in ((table.titles, 0), (told, 0), (counted, 0), ((table.tab,), 0), (lines, 1)):
        day, many = day_of(said, least)
        if day is not None or many:
            return day, many
    return None, False


def year_of(titles: Sequence[str]) -> int | None:
    """The only year of which titles speak; that of a law is none."""
    years = set[int]().union(*(years_in(line) for line in titles if not _LAW.search(line)))
    return years.pop() if len(years) == 1 else None


def own_day(table: Layout) -> date | None:
    """The day that titles or headings give as theirs: "per 31 Oktober 2026", or a line that says nothing else."""
    alone = {day for line in table.titles if (day := sole_day(line))}
    headings = [one.words for one in table.columns if one.role in ("active", "coverage")]
    return day_of(table.titles, 1)[0] or (alone.pop() if len(alone) == 1 else None) or day_of(headings, 1)[0]


def source_of(titles: Sequence[str], below: Iterable[Row]) -> str:
    """What a line above or below the table says of where it comes from; "" for nothing."""
    lines = [*titles, *(plain(cell) for row in below for cell in row.cells)]
    found = (_SOURCE.match(clean(line, 300)) for line in lines)
    return next((one[1] for one in found if one), "")
