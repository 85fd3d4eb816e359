"""The weeks that somebody means who asks for a report: "minggu ke-44", "2 minggu lalu", "oktober", "12/11/2025". Pure.

Without a year the last such time is meant, unless the next one is near: who asks for a report asks of the past.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.answers.days import WEEKDAYS
from bot.answers.months import NAMES
from bot.answers.vocabulary import listed
from bot.reports.weeks import days_of, week_of

Weeks = tuple[str, ...]
"""ISO weeks, in order."""
NO_WEEK: Final = "-"
"""A day that is in no calendar names a week all the same: one that is none."""
_SOON: Final = timedelta(days=31)
"""How far ahead a day without a year may lie and still be meant."""
_WEEK_DAYS, _MONTHS, _CENTURY = 7, 12, 2000
_FIVE: Final = 5
"""Weeks of a month, at the most: "minggu ke-2" may be one of these, "minggu ke-44" may not."""
_SHORTEST: Final = 3
_MORE_NAMES: Final = {"agt": 8, "ags": 8, "agst": 8, "sept": 9, "nop": 11, "dec": 12, "peb": 2}


def _names() -> Iterator[tuple[str, int]]:
    for number, names in enumerate(NAMES, 1):
        for name in names:
            yield from ((name[:length], number) for length in range(_SHORTEST, len(name) + 1))
    yield from _MORE_NAMES.items()


_MONTH_OF: Final[Mapping[str, int]] = dict(_names())
_DAY_OF: Final[Mapping[str, int]] = {
    name: place for place, names in enumerate(WEEKDAYS) for name in names if name != "minggu" and len(name) > _SHORTEST
}
_TOLD: Final[Mapping[str, str]] = {
    **dict.fromkeys(("mgg", "mggu", "mg", "pekan", "week", "weeks", "minggu2"), "minggu"),
    **dict.fromkeys(("bln", "month", "months"), "bulan"),
    **dict.fromkeys(("thn", "th", "year"), "tahun"),
    **dict.fromkeys(("tgl", "tggl", "date"), "tanggal"),
    **dict.fromkeys(("hr", "day", "days"), "hari"),
    **dict.fromkeys(("kmrn", "kemaren", "kmren", "kmarin", "yesterday"), "kemarin"),
    **dict.fromkeys(("lewat", "silam", "ago", "last", "lalau", "llu"), "lalu"),
    **dict.fromkeys(("this",), "ini"),
    **dict.fromkeys(("next", "dpn"), "depan"),
    **dict.fromkeys(("previous", "sebelum", "sblmnya", "sebelumny", "before"), "sebelumnya"),
    **dict.fromkeys(("after", "setelahnya", "selanjutnya", "sesudahnya"), "berikutnya"),
    **dict.fromkeys(("seminggu", "sepekan"), "1 minggu"),
    "sebulan": "1 bulan",
    "sehari": "1 hari",
    "today": "hari ini",
}
"""Other words for those that the patterns below know."""
COUNTS: Final[Mapping[str, int]] = {
    word: number
    for number, row in enumerate(
        (
            "satu one pertama kesatu first",
            "dua two kedua second",
            "tiga three ketiga third",
            "empat four keempat fourth",
            "lima five kelima fifth",
            "enam six",
            "tujuh seven",
            "delapan eight",
        ),
        1,
    )
    for word in row.split()
}
"""Numbers in words."""
_ANY: Final = "|".join(COUNTS)
_COUNTED: Final = re.compile(rf"(?<=minggu )(?:{_ANY})\b|\b(?:{_ANY})(?= (?:minggu|bulan|hari)\b)")
"""Numbers in words, only beside what is counted, and once the names are out of the way: there is a Simpang Empat."""
_LAU: Final = re.compile(r"\b((?:minggu|bulan|tahun|hari)(?: (?:yang|yg))? )lau\b")
"""A slip only behind what passes: there is a Kecamatan Lau."""
_MONTH: Final = rf"({'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})"
_YEAR: Final = r"(?:,? ?(?:tahun )?(20\d\d))?"
_YEAR_OR_TWO: Final = r"(?:,? ?(?:tahun )?(20\d\d|\d\d(?!\d)))?"
TIME: Final = listed("""
    minggu bulan tahun hari tanggal lalu kemarin sebelumnya depan berikutnya semester triwulan kuartal quarter tw
    periode tadi mingguan bulanan tahunan ke w awal akhir pertengahan
""")
"""Words that speak of a time, also where nobody knows of which: no region is looked for under them."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today, and the week of the report that is open ("" where none is)."""

    today: date
    shown: str = ""


def plain(text: str) -> str:
    """Small letters in words of one blank each, with one word for each thing."""
    said = re.sub(r"[–—]", "-", text.casefold().replace("%", " persen "))
    said = re.sub(r"\b([a-z]{3,})-\1", r"\1", said)
    said = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", said)
    said = re.sub(r"[^\w./,-]+", " ", said)
    words = (word.strip(".,/-") for word in said.split())
    return _LAU.sub(r"\1lalu", " ".join(_TOLD.get(word, word) for word in words if word))


def weeks_said(text: str, calendar: Calendar) -> tuple[Weeks, str]:
    """The weeks that a `plain` text names, and what it says besides; no weeks where it names none.

    Several are those of a month or a year, one is meant of them. Numbers in words are figures in the rest.
    """
    text = _DAY_OF_A_WEEK.sub("", _COUNTED.sub(lambda found: str(COUNTS[found[0]]), text))
    for pattern, read in _READ:
        if found := pattern.search(text):
            weeks = read(found, calendar)
            if weeks:
                rest = f"{text[: found.start()]} {text[found.end() :]}"
                return weeks, " ".join(rest.split())
    return (), text


def _number(found: re.Match[str], calendar: Calendar) -> Weeks:
    """A week by its number: without a year that of this year, or of the last one where only that can have been."""
    number = int(found["n"])
    if year := found.groupdict().get("y") or found.groupdict().get("yy"):
        return (f"{year}-W{number:02}",)
    this = calendar.today.isocalendar().year
    ours, before = f"{this}-W{number:02}", f"{this - 1}-W{number:02}"
    recent = calendar.today - timedelta(days=_WEEK_DAYS * 10)
    return (before,) if _monday(ours, calendar.today) > calendar.today and _monday(before, recent) > recent else (ours,)


def _monday(week: str, otherwise: date) -> date:
    try:
        return days_of(week)[0]
    except ValueError:
        return otherwise


def _nth(found: re.Match[str], calendar: Calendar) -> Weeks:
    """Of a month: nobody agrees where its first week begins, so all of them may be meant."""
    return _of_month(_MONTH_OF[found[1]], found[2], calendar)


def _ago(unit: int) -> Callable[[re.Match[str], Calendar], Weeks]:
    def read(found: re.Match[str], calendar: Calendar) -> Weeks:
        return (week_of(calendar.today - timedelta(days=unit * int(found[1]))),)

    return read


def _days(ahead: int) -> Callable[[re.Match[str], Calendar], Weeks]:
    return lambda _, calendar: (week_of(calendar.today + timedelta(days=ahead)),)


def _beside(step: int) -> Callable[[re.Match[str], Calendar], Weeks]:
    """As many weeks as the text says (one where it says none) from the one that is open, else from this one."""

    def read(found: re.Match[str], calendar: Calendar) -> Weeks:
        weeks = step * int(found[1] or 1)
        from_ = _monday(calendar.shown, calendar.today) if calendar.shown else calendar.today
        return (week_of(from_ + timedelta(days=_WEEK_DAYS * weeks)),)

    return read


def _latest(found: re.Match[str], calendar: Calendar) -> Weeks:
    """ "2 minggu terakhir": any of them."""
    count = range(int(found[1]), 0, -1)
    return tuple(week_of(calendar.today - timedelta(days=_WEEK_DAYS * back)) for back in count)


def _months_back(back: int | None) -> Callable[[re.Match[str], Calendar], Weeks]:
    """The weeks of a month so many before this one, or as many as the text says."""

    def read(found: re.Match[str], calendar: Calendar) -> Weeks:
        months = int(found[1]) if back is None else back
        year, month = divmod(calendar.today.year * _MONTHS + calendar.today.month - 1 - months, _MONTHS)
        return _between(*_month(year, month + 1))

    return read


def _of_month(month: int, year: str | None, calendar: Calendar) -> Weeks:
    this = calendar.today.year
    own = int(year) if year else this if month <= calendar.today.month else this - 1
    if not year and _month(this, month)[0] - calendar.today <= _SOON:
        own = this
    own += _CENTURY if own < 100 else 0
    return _between(*_month(own, month))


def _by_month(found: re.Match[str], calendar: Calendar) -> Weeks:
    """ "okt 25" may be a month of a year; figures of no year near are a day of it, as the English write one."""
    month, told = _MONTH_OF[found[1]], found[2] or ""
    if not told or len(told) == len("2026") or 0 <= calendar.today.year - _CENTURY - int(told) <= 1:
        return _of_month(month, told, calendar)
    on = _day(int(told), month, None, calendar.today)
    return (week_of(on),) if on else (NO_WEEK,)


def _by_number(month: int, year: int | None) -> Callable[[re.Match[str], Calendar], Weeks]:
    """Groups of the month and of the year."""

    def read(found: re.Match[str], calendar: Calendar) -> Weeks:
        number = int(found[month])
        return _of_month(number, found[year] if year else None, calendar) if 1 <= number <= _MONTHS else ()

    return read


def _by_day(day: int, month: int, year: int) -> Callable[[re.Match[str], Calendar], Weeks]:
    """Groups of the day, the month and the year."""

    def read(found: re.Match[str], calendar: Calendar) -> Weeks:
        number = _MONTH_OF.get(found[month]) or (int(found[month]) if found[month].isdigit() else 0)
        if not 1 <= number <= _MONTHS:
            return ()
        on = _day(int(found[day]), number, found[year], calendar.today)
        return (week_of(on),) if on else (NO_WEEK,)

    return read


def _range(found: re.Match[str], calendar: Calendar) -> Weeks:
    """ "9-15 november": one week, or those that it touches."""
    month = _MONTH_OF[found[3]]
    first, last = (_day(int(found[each]), month, found[4], calendar.today) for each in (1, 2))
    return _between(first, last) if first and last and first <= last else (NO_WEEK,)


def _last_numbered(found: re.Match[str], calendar: Calendar) -> Weeks:
    """ "tanggal 12": the last such day."""
    for back in range(62):
        on = calendar.today - timedelta(days=back)
        if on.day == int(found[1]):
            return (week_of(on),)
    return (NO_WEEK,)


def _weekday(found: re.Match[str], calendar: Calendar) -> Weeks:
    back = (calendar.today.weekday() - _DAY_OF[found[1]]) % _WEEK_DAYS
    return (week_of(calendar.today - timedelta(days=back)),)


def _year(found: re.Match[str], _: Calendar) -> Weeks:
    return _between(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))


def _years_back(back: int) -> Callable[[re.Match[str], Calendar], Weeks]:
    def read(_: re.Match[str], calendar: Calendar) -> Weeks:
        year = calendar.today.year - back
        return _between(date(year, 1, 1), date(year, 12, 31))

    return read


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    """The last such day, or the next one where it is near; None where there is none."""
    if year:
        return _date(int(year) + (_CENTURY if int(year) < 100 else 0), month, day)
    years = (today.year + 1, today.year, today.year - 1)
    possible = [on for each in years if (on := _date(each, month, day)) and on - today <= _SOON]
    return max(possible, default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + month // _MONTHS, month % _MONTHS + 1, 1) - timedelta(days=1)


def _between(first: date, last: date) -> Weeks:
    days: Sequence[date] = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    return tuple(dict.fromkeys(week_of(day) for day in days))


_NO_MONTH: Final = rf"(?! ?(?:{_MONTH[1:-1]})\b)(?![./-]\d)(?! (?:minggu|bulan|hari))"
_D: Final = r"(\d{1,2})"
_NTH: Final = rf"(?:(?:ke ?-? ?)?[1-{_FIVE}]|terakhir|akhir|awal)"
_WHICH: Final = r"(?:yang |yg )?"
_PAST: Final = r"(?:lalu|kemarin|sebelumnya)"
_OF: Final = r"(?:(?:di|pada|dari|of) )?(?:bulan )?"
_ON: Final = r"(?:minggu )?(?:dari )?(?:hari )?(?:tanggal )?"
_WEEKDAY: Final = rf"({'|'.join(sorted(_DAY_OF, key=len, reverse=True))})"
_DAY_OF_A_WEEK: Final = re.compile(
    rf"\b(?:hari )?{_WEEKDAY} (?=(?:{_D} )?minggu {_WHICH}(?:{_PAST}|ini)\b|(?:tanggal )?{_D}(?:[/.-]| ?{_MONTH}\b))"
)
"""A day beside its week or its date, which say it all."""
_READ: Final[Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], Calendar], Weeks]]]] = [
    (re.compile(rf"\b(?:{pattern})(?![\w])"), read)
    for pattern, read in (
        (r"(?:(?P<y>20\d\d) ?-? ?)?w-? ?(?P<n>\d{1,2})(?: (?P<yy>20\d\d))?", _number),
        (r"(20\d\d)-(\d\d)-(\d\d)", _by_day(3, 2, 1)),
        (rf"minggu (?:ke ?-? ?\d|[1-{_FIVE}]|terakhir|akhir|awal) {_OF}{_MONTH}{_YEAR}", _nth),
        (rf"\d minggu {_OF}{_MONTH}{_YEAR}", _nth),
        (rf"minggu {_NTH} bulan (?:ini|sekarang)", _months_back(0)),
        (rf"minggu {_NTH} bulan {_PAST}", _months_back(1)),
        (rf"{_ON}{_D} ?(?:-|sampai|sd|s/d|hingga|to) ?{_D} {_MONTH}{_YEAR_OR_TWO}", _range),
        (rf"{_ON}{_D}[ -]?{_MONTH}{_YEAR_OR_TWO}", _by_day(1, 2, 3)),
        (rf"{_ON}{_D}[/.-]{_D}[/.-](20\d\d|\d\d)", _by_day(1, 2, 3)),
        (rf"{_D}[/-](20\d\d)", _by_number(1, 2)),
        (rf"(20\d\d)[/-]{_D}", _by_number(2, 1)),
        (rf"{_ON}{_D}[/-]{_D}()", _by_day(1, 2, 3)),
        (rf"minggu (?:ke|no|nomor|nomer)?[ -]*(?P<n>\d{{1,2}})(?:(?: tahun |[ /-])(?P<y>20\d\d))?{_NO_MONTH}", _number),
        (rf"{_D} minggu {_WHICH}(?:lalu|kemarin)", _ago(_WEEK_DAYS)),
        (r"([1-9]) minggu (?:ini|terakhir)", _latest),
        (rf"lalu minggu|minggu {_WHICH}(?:lalu|kemarin|terakhir|terbaru|terkini)", _days(-_WEEK_DAYS)),
        (r"minggu ini|ini minggu|hari ini|minggu sekarang", _days(0)),
        (r"minggu depan|depan minggu", _days(_WEEK_DAYS)),
        (rf"(?:(?:{_D} )?minggu )?{_WHICH}sebelumnya(?: minggu)?", _beside(-1)),
        (rf"(?:(?:{_D} )?minggu )?{_WHICH}berikutnya(?: minggu)?", _beside(1)),
        (rf"{_D} bulan {_WHICH}{_PAST}", _months_back(None)),
        (rf"lalu bulan|bulan {_WHICH}{_PAST}", _months_back(1)),
        (r"bulan ini|ini bulan", _months_back(0)),
        (r"bulan depan|depan bulan", _months_back(-1)),
        (rf"{_MONTH} {_D},? (20\d\d)", _by_day(2, 1, 3)),
        (rf"(?:bulan )?{_MONTH}{_YEAR_OR_TWO}", _by_month),
        (rf"bulan (?:ke ?-? ?)?{_D}(?: (?:tahun )?(20\d\d))?", _by_number(1, 2)),
        (rf"tanggal {_D}", _last_numbered),
        (rf"{_D} hari {_WHICH}{_PAST}", _ago(1)),
        (r"kemarin (?:lusa|dulu)", _days(-2)),
        (rf"(?:lalu )?(?:hari )?{_WEEKDAY}(?: (?:lalu|kemarin|ini))?", _weekday),
        (r"(?:hari )?kemarin", _days(-1)),
        (r"tahun (?:lalu|kemarin)|lalu tahun", _years_back(1)),
        (r"tahun ini|ini tahun", _years_back(0)),
        (r"(?:tahun )?(20\d\d)", _year),
    )
]
"""What a time looks like, the longest first, since a part of one looks like another."""
