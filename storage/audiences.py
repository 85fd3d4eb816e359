"""Whom something is planned for, as data; `storage/addressees.py` finds them. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from storage.news import Listeners


@dataclass(frozen=True, slots=True)
class Audience:
    """The self-employed of a sector and payer who allowed messages of a purpose, having read one of these versions."""

    sector: str
    payer: str
    purpose: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """The active staff of a role; what is planned for them makes sense for so many calendar `days`, theirs."""

    role: str
    days: int = 1


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Who left this form half-way, last wrote after `first` and until `last`, and has not heard of it by this `kind`.

    Nor will they by a timer that waits. They agreed to a purpose, having read one of these versions, and have no open
    lead. The key is their turn.
    """

    form: str
    first: datetime
    last: datetime
    kind: str
    purpose: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Whose lead stands in one of these states, since after `first` and until `last`; consent as above.

    `since` is the column that says it: when it was created, or last active. The key is the number of the lead.
    """

    states: tuple[str, ...]
    since: str
    first: datetime
    last: datetime
    purpose: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """Who told a day of their own between two (both included), under the name of that field of Person.

    A month is settled until the later of what they and others paid, for who told of their own.
    They allowed messages of a purpose, having read one of these versions. With a `month` of the year only who told a
    day in it, whatever the year.
    """

    field: Literal["settled_until", "covered_until", "scholarship"]
    first: date
    last: date
    purpose: str
    versions: tuple[str, ...]
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Seasonal:
    """Who chose this month of the year in their rhythm, and allowed messages as for `Dated`."""

    month: int
    purpose: str
    versions: tuple[str, ...]


Anybody = Audience | Crew | Unfinished | Quiet | Listeners | Dated | Seasonal
