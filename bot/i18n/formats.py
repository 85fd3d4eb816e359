"""Money, days and lists as Indonesians and English readers write them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

_LOCALES: Final = {"id": "id_ID", "en": "en_GB"}
_AND: Final = {"id": "dan", "en": "and"}
_LARGE: Final = {
    "id": ((10**9, "miliar"), (10**6, "juta")),
    "en": ((10**9, "billion"), (10**6, "million")),
}
_THOUSANDS: Final = {"id": ".", "en": ","}
_CLOCK: Final = {"id": "EEEE d MMMM, HH.mm", "en": "EEEE d MMMM, HH:mm"}
_ZONE_NAMES: Final = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def rupiah(amount: int | Decimal) -> str:
    """Whole rupiah, half up: 1500000 is "Rp1.500.000" in both languages."""
    whole = int(Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return f"{'-' if whole < 0 else ''}Rp{abs(whole):,}".replace(",", ".")


def rupiah_short(amount: int | Decimal, language: str = "id") -> str:
    """Whole millions or billions in a word, "Rp42 juta"; anything else in full, never rounded."""
    for size, word in _LARGE[language]:
        if amount and amount % size == 0:
            return f"{rupiah(amount // size)} {word}"
    return rupiah(amount)


def number(amount: int, language: str) -> str:
    """ "1.009.250" in Indonesian and "1,009,250" in English."""
    return f"{amount:,}".replace(",", _THOUSANDS[language])


def percent(share: Decimal, language: str, digits: int | None = None) -> str:
    """ "0,24%" in Indonesian and "0.24%" in English, as exact as it is, or to so many digits: "24,10%"."""
    pattern = "0.########" if digits is None else f"0.{'0' * digits}".rstrip(".")
    return f"{format_decimal(share, pattern, locale=_LOCALES[language])}%"


@lru_cache(maxsize=4_096)
def day(on: date, language: str) -> str:
    """ "21 November 2026", without a zone: a day on a calendar."""
    return format_date(on, "d MMMM y", locale=_LOCALES[language])


@lru_cache(maxsize=4_096)
def short_day(on: date, language: str) -> str:
    """ "21 Nov 2026": a day where there is little room."""
    return format_date(on, "d MMM y", locale=_LOCALES[language])


def days(first: date, last: date, language: str) -> str:
    """ "9–15 November 2026", "30 November – 6 Desember 2026": from day to day, what they share said once."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, language)}"
    begin = day(first, language)
    return f"{begin.removesuffix(f' {last.year}')} – {day(last, language)}"


@lru_cache(maxsize=4_096)
def weekday(on: date, language: str) -> str:
    """ "Sen 23 Nov": a day that is near."""
    return format_date(on, "EEE d MMM", locale=_LOCALES[language])


@lru_cache(maxsize=4_096)
def month(on: date, language: str) -> str:
    """ "November 2026", whatever the day."""
    return format_date(on, "MMMM y", locale=_LOCALES[language])


def months(first: date, last: date, language: str) -> str:
    """ "Nov–Des 2026", "Des 2026–Jan 2027"; one month is "Nov 2026"."""
    ends = [format_date(on, "MMM y", locale=_LOCALES[language]) for on in (first, last)]
    if ends[0] == ends[1]:
        return ends[0]
    begin = ends[0] if first.year != last.year else format_date(first, "MMM", locale=_LOCALES[language])
    return f"{begin}–{ends[1]}"


def moment(at: datetime, zone: str, language: str) -> str:
    """ "Sabtu 21 November, 08.00 WIB": `at` as the clocks of `zone` (an IANA name) show it.

    Raises ValueError when `at` has no zone of its own.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    there = at.astimezone(ZoneInfo(zone))
    wall = format_datetime(there.replace(tzinfo=None), _CLOCK[language], locale=_LOCALES[language])
    return f"{wall} {_ZONE_NAMES.get(zone) or there.tzname()}"


def span(begin: int, end: int, language: str) -> str:
    """ "08.00–16.30": a part of a day, in minutes after midnight."""
    dot = {"id": ".", "en": ":"}[language]
    return "–".join(f"{minutes // 60:02}{dot}{minutes % 60:02}" for minutes in (begin, end))


def joined(items: Sequence[str], language: str) -> str:
    """ "JKK, JKM dan JHT"; one item is itself and none is empty."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_AND[language]} {items[-1]}"
