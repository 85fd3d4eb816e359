"""The working time that somebody means: "senin-jumat 07.00-11.00, 14-17; sabtu 8-12"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.answers.days import WEEKDAYS
from bot.answers.texts import clean
from bot.errors import InvalidAnswer

Span = tuple[int, int]
"""Minutes after midnight: from the first until before the second."""
Hours = tuple[tuple[Span, ...], ...]
"""The spans of each day from Monday, ascending and apart."""

A_DAY: Final = 1440
FRIDAY: Final = 4
PRAYER: Final[Span] = (690, 780)
"""Friday from 11.30 until 13.00."""
_EVERY: Final = tuple(range(7))
_NAMES: Final = {name: place for place, names in enumerate(WEEKDAYS) for name in names}
_GROUPS: Final = {"hari kerja": _EVERY[:5], "weekdays": _EVERY[:5], "akhir pekan": _EVERY[5:], "weekend": _EVERY[5:]}
_EVERY_DAY: Final = ("setiap hari", "tiap hari", "semua hari", "every day", "everyday", "daily")
_DASH: Final = re.compile(r"\s*(?:[-–—]|\bs/d\b|\bs\.d\.?|\bsd\b|\bsampai\b|\bhingga\b|\bto\b|\buntil\b)\s*")
_FILLING: Final = re.compile(r"[\s,;:&+]|\b(?:jam|pukul|dan|and|hari|pkl|wib|wita|wit|kerja|mulai|dari|from)\b")
_TIME: Final = r"(\d{1,2})(?:[.:](\d{2}))?(?: ?(pagi|siang|sore|malam|am|pm))?"
_TOKEN: Final = re.compile(
    rf"(?P<span>{_TIME}-{_TIME})"
    rf"|(?P<every>{'|'.join(_EVERY_DAY)})"
    rf"|(?P<group>{'|'.join(_GROUPS)})"
    rf"|(?P<days>(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})"
    rf"(?:-(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))}))?)(?![a-z])"
    r"|(?P<off>libur|tutup|off)\b"
)
_NOON: Final = 12
_LATE: Final = frozenset({"sore", "malam", "pm"})


@dataclass
class _Told:
    """What was understood so far; a day that is named again is told anew."""

    days: list[list[Span]] = field(default_factory=lambda: [[] for _ in _EVERY])
    group: list[int] = field(default_factory=list)
    by_name: set[int] = field(default_factory=set)
    begun: bool = True

    def names(self, days: Iterable[int], *, alone: bool) -> None:
        """These days come next."""
        if self.begun:
            self.group, self.begun = [], False
        self.group += days
        self.by_name = (self.by_name | set(days)) if alone else (self.by_name - set(days))

    def adds(self, spans: Sequence[Span]) -> None:
        """These spans are worked on the days named last; on all days when none was named yet."""
        for day in self.group or _EVERY:
            if not self.begun:
                self.days[day] = []
            self.days[day] += spans
        self.begun = True


def hours(text: str, wrong: str) -> Hours:
    """The working time that is meant. Raises InvalidAnswer(wrong) for anything else, and for no working time at all.

    Spans without a day hold for every day. The time of the Friday prayer is left out, unless Friday is named alone.
    """
    said = _DASH.sub("-", clean(text).casefold())
    if _FILLING.sub("", _TOKEN.sub("", said)):
        raise InvalidAnswer(wrong)
    told = _Told()
    for token in _TOKEN.finditer(said):
        _understand(token, told, wrong)
    days = tuple(_tidy(spans, day == FRIDAY and day not in told.by_name) for day, spans in enumerate(told.days))
    if not any(days):
        raise InvalidAnswer(wrong)
    return days


def _understand(token: re.Match[str], told: _Told, wrong: str) -> None:
    match token.lastgroup:
        case "span":
            told.adds([_span(token.group("span"), wrong)])
        case "every":
            told.names(_EVERY, alone=False)
        case "group":
            told.names(_GROUPS[token.group("group")], alone=False)
        case "days":
            first, _, last = token.group("days").partition("-")
            told.names(_from_to(_NAMES[first], _NAMES[last or first]), alone=not last)
        case _:
            told.adds([])


def _from_to(first: int, last: int) -> list[int]:
    """The days from one to the other, over the end of the week where need be."""
    return [(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)]


def _span(written: str, wrong: str) -> Span:
    times = re.fullmatch(f"{_TIME}-{_TIME}", written)
    if times is None:
        raise InvalidAnswer(wrong)
    begin, end = _minutes(times[1], times[2], times[3]), _minutes(times[4], times[5], times[6])
    if not 0 <= begin < end <= A_DAY:
        raise InvalidAnswer(wrong)
    return begin, end


def _minutes(hour: str, minute: str | None, part: str | None) -> int:
    """Minutes after midnight; beyond the day when it is no time of a clock."""
    counted, past = int(hour), int(minute or 0)
    if past >= 60:
        return A_DAY + 1
    if (part in _LATE and counted < _NOON) or (part == "siang" and counted < 6):
        counted += _NOON
    return counted * 60 + past


def _tidy(spans: Sequence[Span], prays: bool) -> tuple[Span, ...]:
    """Ascending, what touches made one, without the time of prayer where somebody prays."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    if not prays:
        return tuple(joined)
    parts = [part for begin, end in joined for part in ((begin, min(end, PRAYER[0])), (max(begin, PRAYER[1]), end))]
    return tuple((begin, end) for begin, end in parts if begin < end)
