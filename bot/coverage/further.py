"""Further tables in the same sheet: where the headings of another one stand, none of its rows is one of ours."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from bot.answers.texts import clean
from bot.coverage import numbers
from bot.coverage.columns import FIGURES, PLACES, Column, column, is_heading_word
from bot.coverage.findings import Findings
from bot.sheets.sheet import Row, plain

_LONGEST = 80


def own_rows(rows: Iterable[Row], columns: Sequence[Column], findings: Findings) -> list[Row]:
    """The rows without those below other headings, until ours come again; where others begin a person is asked."""
    own, is_ours = list[Row](), True
    for row in rows:
        match headings_in(row, columns):
            case "ours":
                is_ours = True
            case "others":
                is_ours = False
                said = ", ".join(_words(row).values())
                findings.add(row.line, "meaning_unclear", "table", text=clean(said, _LONGEST))
        if is_ours:
            own.append(row)
    return own


def headings_in(row: Row, columns: Sequence[Column]) -> Literal["ours", "others", ""]:
    """Whether a row holds headings, of a region among them, and whose they are; "" for a row that holds none."""
    words = _words(row)
    if row.flaws or len(words) < 2 or not any(_names(at, said) for at, said in words.items()):
        return ""
    if any(not isinstance(cell, str) or cell[:1].isdecimal() for cell in row.cells if cell is not None):
        return ""
    over = [(one, words[one.at]) for one in columns if one.role in FIGURES and one.at in words]
    if not over:
        return ""
    return "ours" if all(_is_of(one, said) for one, said in over) else "others"


def _words(row: Row) -> Mapping[int, str]:
    """What stands in a row in words; what says that there is nothing to say is none."""
    said = {at: clean(plain(cell), 300) for at, cell in enumerate(row.cells)}
    return {at: each for at, each in said.items() if any(map(str.isalpha, each)) and not numbers.says_nothing(each)}


def _names(at: int, said: str) -> bool:
    """Whether this is the heading of a column of regions, and no region."""
    one = column(at, said) if is_heading_word(said) else None
    return one is not None and one.role in (*PLACES, "region", "code")


def _is_of(one: Column, said: str) -> bool:
    """Whether the column is called so, in full or in one of the rows over it."""
    if said.casefold() in one.words.casefold():
        return True
    again = column(one.at, said)
    return again is not None and (again.role, again.segment) == (one.role, one.segment)
