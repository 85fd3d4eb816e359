"""Cover that somebody else pays for, as records; `storage/sponsorships.py` keeps them. Pure."""

from dataclasses import dataclass
from datetime import date

A_YEAR = 12


def month_number(day: date) -> int:
    """Months since the year nought, so that they can be counted."""
    return day.year * A_YEAR + day.month - 1


def first_of(number: int) -> date:
    """The first day of a month told by its number."""
    return date(number // A_YEAR, number % A_YEAR + 1, 1)


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """The contributions that a payer bears for people of a region (dotted code), as a branch has been told.

    `channel` is a code of the rule of channels, `payer` the name of an institution, `contact` that of an office.
    `quota` and `used` count people. It runs from the day `starts` to the day `ends`, and bears `months` contribution
    months for each person. `works` are the kinds of work it is meant for; none means all. `people` are those of our
    own leads that are enrolled through it, where that was asked for.
    """

    id: int
    branch: str
    channel: str
    payer: str
    programmes: tuple[str, ...]
    region: str
    quota: int
    used: int
    starts: date
    ends: date
    months: int
    law: str = ""
    contact: str = ""
    works: tuple[str, ...] = ()
    people: int = 0

    @property
    def left(self) -> int:
        """For how many more people there is room."""
        return max(0, self.quota - self.used)

    def is_open(self, on: date) -> bool:
        """Whether somebody could still be enrolled on this day."""
        return self.starts <= on <= self.ends and self.left > 0

    def last_month(self, on: date) -> date:
        """The first day of the last month that is borne for who enrols on this day, or when it starts."""
        begins = month_number(max(on, self.starts))
        return first_of(min(month_number(self.ends), begins + self.months - 1))

    def months_left(self, on: date) -> int:
        """How many months are borne for who enrols on this day, or when it starts; none once it is over."""
        return max(0, month_number(self.last_month(on)) - month_number(max(on, self.starts)) + 1)


@dataclass(frozen=True, slots=True)
class Fit:
    """A sponsorship that may suit somebody: who enrols now is covered for `months`, the last one told by a day in it.

    `full_after` is the rule of months after which a family gets everything; None where the law is silent.
    """

    sponsorship: Sponsorship
    months: int
    last: date
    full_after: int | None

    @property
    def is_short(self) -> bool:
        """Whether it ends before, or just when, a family would get everything."""
        return self.full_after is not None and self.months <= self.full_after


@dataclass(frozen=True, slots=True)
class Backing:
    """What others would pay for one person: what may suit them, best first, and what they are enrolled through."""

    fits: tuple[Fit, ...] = ()
    enrolled: Sponsorship | None = None


NOBODY_PAYS = Backing()
