"""Days as they are lived in Indonesia: holidays, joint leave, Ramadan, and the five market days (pasaran). Pure."""

from datetime import date, timedelta
from functools import cache
from typing import Final, Literal, get_args

from holidays.countries.indonesia import Indonesia

Pasaran = Literal["legi", "pahing", "pon", "wage", "kliwon"]
PASARAN: Final[tuple[Pasaran, ...]] = get_args(Pasaran)
"""The market days in the order in which they follow each other, whatever the weekday."""
A_LEGI: Final = date(1945, 8, 17)
"""The day of the Proclamation was a Friday Legi."""
FEAST: Final = "Eid al-Fitr"
FAST: Final = timedelta(days=30)
"""The longest a Ramadan can be; its first day may be the last one before it, for the moon decides."""
FRIDAY: Final = 4


def is_free(on: date) -> bool:
    """Whether a day is a national holiday or joint leave in Indonesia, estimated days of the moon included."""
    return on in _free_days(on.year)


def is_ramadan(on: date) -> bool:
    """Whether a day lies in the month before the feast that ends the fast, as far as it can be told ahead."""
    return any(feast - FAST <= on < feast for feast in _feasts(on.year))


def pasaran(on: date) -> Pasaran:
    """The market day of the Javanese week of five."""
    return PASARAN[(on - A_LEGI).days % len(PASARAN)]


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(Indonesia(years=year, categories=("public", "government")))


@cache
def _feasts(year: int) -> tuple[date, ...]:
    """The feasts that a day of this year may lie before; the fast is eleven days earlier from year to year."""
    named = Indonesia(years=(year, year + 1), categories=("public",), language="en_US")
    return tuple(sorted(day for day, name in named.items() if name.startswith(FEAST) and "Second" not in name))
