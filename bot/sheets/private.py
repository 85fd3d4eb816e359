"""Columns that we have no business with: who holds a NIK, a family card or a bank account."""

import re
from collections.abc import Mapping, Sequence

from bot.sheets.sheet import Row, Value, plain

_NUMBERS_OF_PEOPLE = (
    "nik noktp ktp ektp nokk kk npwp nonpwp paspor passport kitas kpj nokpj jkn kks lahir birth ibu mother"
)
_NUMBERS_OF_MONEY = "rekening rek norek norekening account bank pin otp password sandi"
_WORDS = frozenset(f"{_NUMBERS_OF_PEOPLE} {_NUMBERS_OF_MONEY}".split())
_PHRASES = ("kartu keluarga", "induk kependudukan", "identity", "nomor identitas", "no identitas")
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
_MOSTLY = 0.5


def private_columns(headings: Mapping[int, str], rows: Sequence[Row]) -> frozenset[int]:
    """The columns that are dropped: by their heading, or because most of their cells look like a NIK."""
    named = {column for column, words in headings.items() if _is_named_private(words)}
    width = max((len(row.cells) for row in rows), default=0)
    unnamed = (column for column in range(width) if column not in named)
    return frozenset({*named, *(column for column in unnamed if _is_full_of_numbers(column, rows))})


def hides_a_number(cell: Value) -> bool:
    """Whether a cell holds sixteen digits, as a NIK or a family card does."""
    return isinstance(cell, str | int | float) and _NUMBER.search(plain(cell)) is not None


def _is_named_private(heading: str) -> bool:
    words = re.findall(r"[a-z0-9]+", heading.casefold())
    return not _WORDS.isdisjoint(words) or any(phrase in " ".join(words) for phrase in _PHRASES)


def _is_full_of_numbers(column: int, rows: Sequence[Row]) -> bool:
    cells = [cell for row in rows if (cell := row.cell(column)) is not None]
    return sum(map(hides_a_number, cells)) > _MOSTLY * len(cells)
