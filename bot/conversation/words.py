"""What a step may put into a sentence; the renderer turns each into the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Label:
    """A word or sentence of the catalogue."""

    key: str
    params: Mapping[str, "Value"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bare:
    """The words of a button without the picture before them, for a line that begins with a picture of its own."""

    label: Label


@dataclass(frozen=True, slots=True)
class Count:
    """How many, with marks between thousands."""

    amount: int


@dataclass(frozen=True, slots=True)
class Rupiah:
    """An amount in whole rupiah."""

    amount: int


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    on: date


@dataclass(frozen=True, slots=True)
class Weekday:
    """A calendar day not far from today, in short words and without its year."""

    on: date


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, told by any day in it."""

    on: date


@dataclass(frozen=True, slots=True)
class Months:
    """The months from `first` to `last`, in short words; each told by any day in it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown in the zone of the person who reads it (an IANA name)."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day, from `begin` until `end` in minutes after midnight."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values, joined with commas and a final "dan"."""

    items: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Lines:
    """One line an item."""

    items: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """A small table in letters of one width; every column but the first is set to the right."""

    rows: "tuple[tuple[Value, ...], ...]"


@dataclass(frozen=True, slots=True)
class Written:
    """What we sent once, as the HTML it was sent in."""

    html: str


Told = Count | Rupiah | Percent | Day | Weekday | Month | Months | Moment | Span
"""Figures and times, which each language writes in its own way."""
Value = str | int | Label | Bare | Told | Listing | Lines | Table | Written


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its words, and what a tap on it says; a choice that starts with "/" is a command.

    One that `shares` offers those words to the person's other chats instead, one with a `url` (https) opens it; both
    tell us nothing.
    """

    choice: str
    words: Value
    shares: Value | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


def grid(buttons: "list[Button] | tuple[Button, ...]", columns: int) -> Rows:
    """Buttons laid out in rows of at most `columns`."""
    return tuple(tuple(buttons[i : i + columns]) for i in range(0, len(buttons), columns))
