"""A month is understood the way it is said."""

from datetime import date

import pytest

from bot.answers.months import how_many, month
from bot.errors import InvalidAnswer

NOVEMBER = date(2026, 11, 21)
WRONG = "x.not_a_month"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("12/2026", date(2026, 12, 1)),
        ("Desember", date(2026, 12, 1)),
        ("sampai bulan des 2026 pak", date(2026, 12, 1)),
        ("nop", date(2026, 11, 1)),
        ("mei", date(2027, 5, 1)),
        ("May 2027", date(2027, 5, 1)),
        ("maret", date(2027, 3, 1)),
        ("Maret 2028", date(2028, 3, 1)),
    ],
)
def test_months_as_people_say_them(text: str, meant: date) -> None:
    """By name, in short, in either language, with a year or the next one of that name."""
    assert month(text, NOVEMBER, 36, WRONG) == meant


@pytest.mark.parametrize("text", ["", "?", "13/2026", "marah", "12", "Oktober 2026", "Januari 2040", "besok", "2026"])
def test_what_is_no_month_ahead(text: str) -> None:
    """A past month, one too far away, a lone number, or no month at all."""
    with pytest.raises(InvalidAnswer, match=WRONG):
        month(text, NOVEMBER, 36, WRONG)


def test_nobody_counts_past_the_end_of_the_calendar() -> None:
    """The months that are asked for are all that is looked at."""
    assert month("des", date(9999, 12, 1), 1, WRONG) == date(9999, 12, 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", 3),
        ("12 bulan", 12),
        ("dua", 2),
        ("Tiga bulan aja", 3),
        ("sebulan", 1),
        ("setahun", 12),
        ("1 tahun", 12),
        ("dua tahun", 24),
        ("setengah tahun", 6),
        ("half a year", 6),
        ("dua belas", 12),
        ("twelve months", 12),
        ("besok", None),
        ("selamanya", None),
        ("123456789012", None),
        ("", None),
    ],
)
def test_how_many_months_people_say(text: str, count: int | None) -> None:
    """In digits or in words; what is no number is asked again."""
    assert how_many(text) == count
