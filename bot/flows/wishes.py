"""What somebody told us of when they want to hear from us, and of what, as lines."""

from collections.abc import Iterator
from typing import Final

from bot.conversation.words import Label, Listing, Month, Span
from bot.timing.calendar import PASARAN
from bot.timing.welcome import Rhythm, read
from storage.records import Person

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As `Rhythm` counts them."""
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LAST_DAY: Final = 31
"""Stands for the last day of the month, whatever the month."""
DATES: Final = ("paid_until", "covered_until", "scholarship")
"""What of a person is a month."""


def lines(person: Person) -> Iterator[Label]:
    """A line for whatever was chosen or told, none where nothing was."""
    rhythm = read(person.rhythm)
    if person.hours is not None:
        yield Label("data.line.hours", {"hours": Span(*person.hours)})
    if days := days_of(rhythm):
        yield Label("data.line.rhythm", {"days": Listing(days)})
    if rhythm.months:
        yield Label("data.line.season", {"months": Listing(tuple(month_words(n) for n in sorted(rhythm.months)))})
    for name, on in zip(DATES, (person.paid_until, person.covered_until, person.scholarship), strict=True):
        if on is not None:
            yield Label(f"data.line.{name}", {"month": Month(on)})


def days_of(rhythm: Rhythm) -> tuple[Label, ...]:
    """The chosen days in words, none where every day will do."""
    market = (Label(f"rhythm.market.{day}") for day in PASARAN if day in rhythm.market)
    weekdays = (Label(f"rhythm.weekday.{WEEKDAYS[n]}") for n in sorted(rhythm.weekdays))
    return (*market, *weekdays, *(day_words(n) for n in sorted(rhythm.days)))


def day_words(number: int) -> Label:
    """A day of the month."""
    return Label("rhythm.payday.last") if number == LAST_DAY else Label("rhythm.payday.day", {"day": str(number)})


def month_words(number: int) -> Label:
    """A month of whatever year, from 1."""
    return Label(f"rhythm.season.{MONTHS[number - 1]}")
