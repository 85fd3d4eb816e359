"""The day that somebody means."""

from datetime import date

import pytest

from bot.answers.days import day, day_of_month, last_day
from bot.errors import InvalidAnswer

SATURDAY = date(2026, 11, 21)
ERRORS = ("unclear", "past", "far")


@pytest.mark.parametrize(
    ("text", "month", "number"),
    [
        ("hari ini", 11, 21),
        ("Sekarang", 11, 21),
        ("besok", 11, 22),
        ("mulai besok", 11, 22),
        ("lusa", 11, 23),
        ("sabtu", 11, 21),
        ("hari Senin", 11, 23),
        ("senin depan", 11, 23),
        ("jum'at", 11, 27),
        ("Minggu", 11, 22),
        ("25", 11, 25),
        ("tgl 25", 11, 25),
        ("3", 12, 3),
        ("25/11", 11, 25),
        ("25-11-2026", 11, 25),
        ("25.11.26", 11, 25),
        ("25 nov", 11, 25),
        ("25 des", 12, 25),
        ("1 Desember 2026", 12, 1),
        ("tanggal 1 des", 12, 1),
        ("tomorrow", 11, 22),
        ("25 dec", 12, 25),
    ],
)
def test_a_day_is_understood(text: str, month: int, number: int) -> None:
    """However it is written; without a month or year the next such day."""
    assert day(text, SATURDAY, 90, ERRORS) == date(2026, month, number)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "unclear"),
        ("kapan-kapan", "unclear"),
        ("nanti sore", "unclear"),
        ("31/11", "unclear"),
        ("25/13", "unclear"),
        ("32", "unclear"),
        ("25 foo", "unclear"),
        ("kemarin", "unclear"),
        ("20/11", "past"),
        ("1 nov 2026", "past"),
        ("25/12/2025", "past"),
        ("1 mei", "far"),
        ("25/12/2027", "far"),
    ],
)
def test_what_is_no_day_ahead(text: str, wrong: str) -> None:
    """Nonsense, the past and what is too far are told apart."""
    with pytest.raises(InvalidAnswer, match=wrong):
        day(text, SATURDAY, 90, ERRORS)


def test_the_turn_of_the_year() -> None:
    """January is near in December."""
    assert day("2/1", date(2026, 12, 30), 90, ERRORS) == date(2027, 1, 2)
    assert day("2", date(2026, 12, 30), 90, ERRORS) == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 hari", 21),
        ("sehari saja", 21),
        ("hari itu saja", 21),
        ("3 hari", 23),
        ("3hari", 23),
        ("seminggu", 27),
        ("1 minggu", 27),
        ("2 days", 22),
        ("besok", 22),
        ("sampai senin", 23),
        ("s/d 30/11", 30),
        ("hari ini", 21),
    ],
)
def test_the_last_day(text: str, number: int) -> None:
    """A day, or how long it lasts, the first day included."""
    assert last_day(text, SATURDAY, 90, ERRORS) == date(2026, 11, number)


@pytest.mark.parametrize(
    ("text", "wrong"), [("20/11", "past"), ("99 hari", "far"), ("20 minggu", "far"), ("0 hari", "unclear")]
)
def test_an_end_that_cannot_be(text: str, wrong: str) -> None:
    """Before the beginning, or too long."""
    with pytest.raises(InvalidAnswer, match=wrong):
        last_day(text, SATURDAY, 90, ERRORS)


def test_tomorrow_is_tomorrow() -> None:
    """Not the day after a leave begins that is still to come."""
    with pytest.raises(InvalidAnswer, match="past"):
        last_day("besok", date(2026, 11, 25), 90, ERRORS, SATURDAY)
    assert last_day("lusa", date(2026, 11, 22), 90, ERRORS, SATURDAY) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "number"), [("25", 25), ("tanggal 1", 1), ("tgl 10.", 10), ("akhir bulan", 31), ("the 5", 5)]
)
def test_a_day_of_every_month(text: str, number: int) -> None:
    """The last one stands for those that a month does not have."""
    assert day_of_month(text, "wrong") == number


@pytest.mark.parametrize("text", ["0", "32", "senin", "besok", "1000000", ""])
def test_no_day_of_a_month(text: str) -> None:
    """Better asked again than guessed."""
    with pytest.raises(InvalidAnswer, match="wrong"):
        day_of_month(text, "wrong")
