"""What the staff type of field work: a day that has been, and how many."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.amounts import count, worded
from bot.answers.past_days import past_day
from bot.errors import InvalidAnswer

SATURDAY = date(2026, 11, 21)
ERRORS = ("unclear", "future", "far")


@pytest.mark.parametrize(
    ("text", "month", "number"),
    [
        ("hari ini", 11, 21),
        ("Tadi pagi", 11, 21),
        ("kemarin", 11, 20),
        ("kemarin sore", 11, 20),
        ("tadi siang", 11, 21),
        ("kemarin dulu", 11, 19),
        ("3 hari yang lalu", 11, 18),
        ("sabtu", 11, 21),
        ("hari Senin lalu", 11, 16),
        ("jum'at kemarin", 11, 20),
        ("last friday", 11, 20),
        ("20", 11, 20),
        ("tgl 30", 10, 30),
        ("31", 10, 31),
        ("1/11", 11, 1),
        ("30 okt", 10, 30),
        ("25 Oktober 2026", 10, 25),
    ],
)
def test_a_day_that_has_been(text: str, month: int, number: int) -> None:
    """The last such day, never one to come."""
    assert past_day(text, SATURDAY, 60, ERRORS) == date(2026, month, number)


def test_the_turn_of_the_year_is_crossed_backwards() -> None:
    """In January one tells of December."""
    january = date(2027, 1, 4)
    assert past_day("30", january, 60, ERRORS) == date(2026, 12, 30)
    assert past_day("30/12", january, 60, ERRORS) == date(2026, 12, 30)
    assert past_day("3/1", january, 60, ERRORS) == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("kapan-kapan", "unclear"),
        ("31/11", "unclear"),
        ("0", "unclear"),
        ("besok", "unclear"),
        ("25/11", "future"),
        ("22 nov 2026", "future"),
        ("1/9", "far"),
        ("21/11/2025", "far"),
        ("90 hari lalu", "far"),
    ],
)
def test_any_other_day_is_told(text: str, error: str) -> None:
    """By what is wrong with it."""
    with pytest.raises(InvalidAnswer) as wrong:
        past_day(text, SATURDAY, 60, ERRORS)
    assert wrong.value.key == error


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", 25),
        ("25 orang", 25),
        ("sekitar 30", 30),
        ("kira-kira 30-an orang", 30),
        ("kira2 1.200 pekerja", 1200),
        ("1,200", 1200),
        ("tidak ada", 0),
        ("0", 0),
        ("10000", 10_000),
    ],
)
def test_how_many(text: str, number: int) -> None:
    """As people write it."""
    assert count(text, 10_000, "wrong") == number


@pytest.mark.parametrize("text", ["banyak", "20-30", "2,5", "-5", "10001", "1.2.3", "", "081234567890", "1.20"])
def test_what_is_no_number_is_asked_again(text: str) -> None:
    """Rather than guessed."""
    with pytest.raises(InvalidAnswer, match="wrong"):
        count(text, 10_000, "wrong")


@given(st.text(alphabet="0123456789 /.-harikemnlust²٣", max_size=14))
@settings(max_examples=150)
def test_whatever_is_typed_is_a_day_in_reach_or_asked_again(text: str) -> None:
    """Nothing else comes of it, for a number neither."""
    with suppress(InvalidAnswer):
        assert SATURDAY - timedelta(days=60) < past_day(text, SATURDAY, 60, ERRORS) <= SATURDAY
    with suppress(InvalidAnswer):
        assert 0 <= count(text, 500, "wrong") <= 500


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("lima", 5),
        ("sepuluh", 10),
        ("sebelas", 11),
        ("sekitar dua puluh lima", 25),
        ("Seratus orang", 100),
        ("dua ratus lima belas warga", 215),
        ("seribu lima ratus", 1_500),
        ("Seribu", 1_000),
    ],
)
def test_a_number_may_be_written_in_words(said: str, number: int) -> None:
    """As agents do who type on the way."""
    assert count(said, 10_000, "wrong") == number


@pytest.mark.parametrize(
    "said",
    [
        "banyak",
        "dua dua",
        "puluh",
        "dua belas lima",
        "dua puluh puluh",
        "seratus seratus",
        "dua puluh seribu",
        "seratus seribu",
        "",
    ],
)
def test_words_that_are_no_number_are_none(said: str) -> None:
    """Nothing is guessed at."""
    assert worded(said) is None


_DIGITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def spelled(number: int) -> str:
    """A number below ten thousand as it is said."""
    words = []
    for size, name in ((1_000, "ribu"), (100, "ratus")):
        part, number = divmod(number, size)
        words += [f"se{name}" if part == 1 else f"{_DIGITS[part]} {name}"] if part else []
    if number in (10, 11):
        return " ".join([*words, "sepuluh" if number == 10 else "sebelas"])
    if 11 < number < 20:
        return " ".join([*words, f"{_DIGITS[number - 10]} belas"])
    tens, ones = divmod(number, 10)
    return " ".join([*words, *([f"{_DIGITS[tens]} puluh"] if tens else []), *([_DIGITS[ones]] if ones else [])])


@given(st.integers(1, 9_999))
def test_every_number_is_read_as_it_is_said(number: int) -> None:
    """From one to nine thousand nine hundred and ninety-nine."""
    assert worded(spelled(number)) == number
