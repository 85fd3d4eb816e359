"""Days and months as people and spreadsheets write them into tables."""

from datetime import date

import pytest

from bot.answers.periods import beginning, ending
from bot.errors import InvalidAnswer


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 Januari 2026", date(2026, 1, 1), date(2026, 1, 1)),
        ("2026-12-31 00:00:00", date(2026, 12, 31), date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31), date(2026, 12, 31)),
        ("31/12/26", date(2026, 12, 31), date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("31-Des-2026", date(2026, 12, 31), date(2026, 12, 31)),
        (" 1  Nopember 2026 ", date(2026, 11, 1), date(2026, 11, 1)),
        ("Februari 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("Des 2026", date(2026, 12, 1), date(2026, 12, 31)),
        ("12/2026", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("Dec-26", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_is_itself_and_a_month_is_whole(text: str, first: date, last: date) -> None:
    """What begins with a month begins on its first day, what ends with it on its last."""
    assert (beginning(text, "wrong"), ending(text, "wrong")) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "besok", "senin", "1 Januari", "Januari", "2026", "46023", "31 Februari 2026", "31/02/2026"),
        *("12/31/2026", "13/2026", "1 Janu 1999", "1/1/2199", "=TODAY()", "Januari s/d Maret 2026", "1-3 2026 1 2"),
    ],
)
def test_what_is_no_day_with_a_year_is_not_guessed(text: str) -> None:
    """A day that does not exist is no month either, and a serial number of a spreadsheet is no date."""
    for read in (beginning, ending):
        with pytest.raises(InvalidAnswer, match="wrong"):
            read(text, "wrong")
