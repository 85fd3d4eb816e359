"""The day that somebody means, from today on: "besok", "25/11", "25 des", "senin", "3 hari"."""

import re
from datetime import date, timedelta
from typing import Final

from bot.answers.months import NAMES
from bot.answers.texts import clean
from bot.errors import InvalidAnswer

WEEKDAYS: Final = (
    ("senin", "sen", "monday", "mon"),
    ("selasa", "sel", "tuesday", "tue"),
    ("rabu", "rab", "wednesday", "wed"),
    ("kamis", "kam", "thursday", "thu"),
    ("jumat", "jum'at", "jum", "friday", "fri"),
    ("sabtu", "sab", "saturday", "sat"),
    ("minggu", "ahad", "min", "sunday", "sun"),
)
"""What each day of the week is called, from Monday."""
_AHEAD: Final = {
    "hari ini": 0,
    "sekarang": 0,
    "today": 0,
    "besok": 1,
    "bsk": 1,
    "besuk": 1,
    "tomorrow": 1,
    "lusa": 2,
    "besok lusa": 2,
}
_A_WEEK: Final = {
    "seminggu": 7,
    "sepekan": 7,
    "sehari": 1,
    "hari itu saja": 1,
    "sehari saja": 1,
    "a week": 7,
    "a day": 1,
}
_LASTING: Final = re.compile(r"(\d{1,2}) ?(hari|days?|minggu|pekan|weeks?)(?: saja)?")
_NUMBERS: Final = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{2}|\d{4}))?")
_WORDS: Final = re.compile(r"(\d{1,2}) ?([a-z]{3,})(?: (\d{2}|\d{4}))?")
_ALONE: Final = re.compile(r"\d{1,2}")
_AROUND: Final = re.compile(r"^(?:mulai|dari|sampai|hingga|s/d|sd|until|from|pada|tanggal|tgl|hari(?! ini| itu)) +")
_DEPAN: Final = re.compile(r" (?:depan|ini|next)$")
_SHORTEST_MONTH: Final = 3
_LONGEST_MONTH: Final = 31
_MONTH_ENDS: Final = frozenset({"akhir bulan", "akhir", "tanggal tua", "tua", "end of month", "last day", "month end"})
_MONTHS: Final = 12


def day(text: str, earliest: date, most: int, errors: tuple[str, str, str], today: date | None = None) -> date:
    """The day that is meant, from `earliest` on and less than `most` days after it.

    Without a year or a month the next such day is meant; "besok" is counted from `today` (by default `earliest`).
    Raises InvalidAnswer with one of the `errors`: not understood, before `earliest`, too far ahead.
    """
    unclear, past, far = errors
    found = _found(bare(text), earliest, today or earliest)
    if found is None:
        raise InvalidAnswer(unclear)
    if found < earliest:
        raise InvalidAnswer(past)
    if found >= earliest + timedelta(days=most):
        raise InvalidAnswer(far)
    return found


def day_of_month(text: str, wrong: str) -> int:
    """The day of every month that is meant, 31 for the last one: "tanggal 25", "tgl 1", "akhir bulan".

    Raises InvalidAnswer(wrong) for anything else.
    """
    said = bare(text)
    if said in _MONTH_ENDS:
        return _LONGEST_MONTH
    found = _ALONE.fullmatch(said.removeprefix("the ").strip())
    if found is None or not 1 <= int(found[0]) <= _LONGEST_MONTH:
        raise InvalidAnswer(wrong)
    return int(found[0])


def last_day(text: str, first: date, most: int, errors: tuple[str, str, str], today: date | None = None) -> date:
    """The same for the last day of something that begins on `first`; also "3 hari". Raises as `day` does."""
    said = bare(text)
    lasting = _LASTING.fullmatch(said)
    length = _A_WEEK.get(said, 0)
    if lasting:
        length = int(lasting[1]) * (7 if lasting[2][0] in "mpw" else 1)
    if not lasting and not length:
        return day(text, first, most, errors, today)
    if not 0 < length <= most:
        raise InvalidAnswer(errors[2] if length else errors[0])
    return first + timedelta(days=length - 1)


def bare(text: str) -> str:
    """What was typed, in small letters, without what stands around a day: "mulai tgl 25 ..." is "25"."""
    said = clean(text).casefold().strip(" .,!")
    while (without := _AROUND.sub("", said)) != said:
        said = without
    return said


def days_ahead(said: str) -> int | None:
    """How many days ahead that is, in small letters: 0 for "hari ini", 1 for "besok"; None for any other day."""
    return _AHEAD.get(said)


def _found(said: str, earliest: date, today: date) -> date | None:
    if (ahead := days_ahead(said)) is not None:
        return today + timedelta(days=ahead)
    weekday = next((place for place, names in enumerate(WEEKDAYS) if _DEPAN.sub("", said) in names), None)
    if weekday is not None:
        return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)
    if _ALONE.fullmatch(said):
        return _this_or_next_month(int(said), earliest)
    return written(said, earliest)


def written(said: str, earliest: date) -> date | None:
    """The day of "25/11", "25 des" or "1 Desember 2026", without a year the one from `earliest` on; None for else."""
    if numbers := _NUMBERS.fullmatch(said):
        return _dated(int(numbers[1]), int(numbers[2]), numbers[3], earliest)
    if (words := _WORDS.fullmatch(said)) and (month := _month(words[2])):
        return _dated(int(words[1]), month, words[3], earliest)
    return None


def _month(word: str) -> int | None:
    return next((place for place, names in enumerate(NAMES, 1) if any(name.startswith(word) for name in names)), None)


def _dated(number: int, month: int, year: str | None, earliest: date) -> date | None:
    """Without a year the day of this year; of the next only when that is nearer than the one that has passed."""
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    this, following = (_date(earliest.year + later, month, number) for later in (0, 1))
    if this is not None and following is not None and this < earliest:
        return following if following - earliest < earliest - this else this
    return this or following


def _this_or_next_month(number: int, earliest: date) -> date | None:
    this = _date(earliest.year, earliest.month, number)
    if this is not None and this >= earliest:
        return this
    return _date(earliest.year + earliest.month // _MONTHS, earliest.month % _MONTHS + 1, number)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
