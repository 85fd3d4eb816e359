"""What stands behind /laporan, or is typed without it: "35.28 2026-W46", "galis minggu lalu", "kirim pdf". Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.answers.places import Gazetteer
from bot.answers.spelling import MARKERS
from bot.conversation.readership import FORMS
from bot.flows import report_said
from bot.flows.readable import MOST
from bot.flows.report_asked import REGION
from bot.flows.report_said import COMPARE, OURS, REPORT, STEPS_ON, is_kept, kept, said, spelled
from bot.flows.report_weeks import COUNTS, TIME, Calendar, Weeks, plain, weeks_said
from bot.flows.report_where import LONGEST, Found, all_named, region_said, villages_named
from bot.flows.served import is_served
from bot.reports.weeks import newest
from storage.readers import Asked, Meant

ZONE = "Asia/Jakarta"
_FEW: Final = 3
"""Words that may be a region that nobody knows, with what it is in front."""
_OF_A_MONTH: Final = 6
"""Weeks that a month touches, at the most."""
_KEPT_MOST: Final = 26
_AND_WEEK: Final = re.compile(r"\b(minggu (?:ke ?-? ?)?\d{1,2} (?:dan|dengan|dgn|vs|sama)) (?:ke ?-? ?)?(?=\d{1,2}$)")
_PAIR: Final = 2
_BESIDE: Final = re.compile(r"\b(?:dan|dengan|dgn|vs|versus|sama|terhadap|and|with|to)\b")


@dataclass(frozen=True, slots=True)
class Behind(Meant):
    """The same, and what it was told by; `among` and `why` as in `Found`, `wish` and `figure` as in `report_said.Said`.

    A `why` of "pair" or "first" says that more were named than can be opened. `named` says that they spoke of a report,
    `where` that they told a region, `when` that they told a time.
    """

    named: bool = False
    where: bool = False
    when: bool = False


def behind(argument: str, areas: Sequence[str], now: datetime, places: Gazetteer, shown: Asked = ("", "")) -> Behind:
    """What somebody means who reads of these areas (dotted codes) and looks at the report `shown`; `now` is aware.

    A region of theirs goes before its namesakes elsewhere, a kabupaten before the kecamatan of its name. The week may
    be one that is not to be had: whoever opens it finds out. What was left open is that of the report that is shown.
    """
    text, names = _kept(spelled(plain(argument)), areas, places)
    if STEPS_ON.intersection(text.split()):
        text = text.replace("berikutnya", "")
    calendar = _calendar(now, areas, places, shown)
    two, text = _two_weeks(text, calendar) if said(text).wish == COMPARE else ((), text)
    weeks, rest = weeks_said(text, calendar)
    heard = said(rest)
    if heard.figure and len(weeks) > _OF_A_MONTH:
        weeks = ()  # What is to be reached in a year stands in each report.
    told = Behind(
        wish=heard.wish,
        figure=heard.figure,
        named=heard.named or bool(STEPS_ON.intersection(rest.split())),
        when=bool(weeks or two) or heard.newest,
        weeks=weeks if len(weeks) > 1 else (),
    )
    week = weeks[0] if len(weeks) == 1 else ""
    if heard.wish == COMPARE:
        return _compared(told, two or (week,), _parts(rest, names, areas, places), shown)
    each = _each(heard.rest, names, areas, places)
    found, unclear = each[0]
    if len(each) > 1:
        found = Found(among=_all_of([one for one, _ in each]), why="first")
    lost = not found.region and found.whole is False
    region = found.region or ("" if lost else shown[0])
    kept_week = "" if heard.newest or weeks else shown[1]
    return replace(
        told,
        opened=(region, week or kept_week),
        lost=lost,
        among=found.among,
        why=found.why,
        unclear=unclear or (bool(found.region) and not found.whole),
        where=bool(found.region or found.among or lost),
    )


def _calendar(now: datetime, areas: Sequence[str], places: Gazetteer, shown: Asked) -> Calendar:
    area = next((one for one in (shown[0], *areas) if one and places.is_known(one)), "")
    zone = places.zone(area) if area else ZONE
    week = shown[1] or (newest(now, zone) if shown[0] else "")
    return Calendar(now.astimezone(ZoneInfo(zone)).date(), week)


def _two_weeks(text: str, calendar: Calendar) -> tuple[Weeks, str]:
    """The weeks on both sides of "dan" or "dengan", and what is said besides; no weeks where there are not two."""
    each = [weeks_said(part, calendar) for part in _BESIDE.split(_AND_WEEK.sub(r"\1 minggu ", text))]
    told = [weeks for weeks, _ in each if weeks]
    if len(told) != _PAIR or any(len(weeks) > 1 for weeks in told):
        return (), text
    return (told[0][0], told[1][0]), " dan ".join(rest for _, rest in each)


def _compared(told: Behind, weeks: Weeks, found: Sequence[tuple[Found, bool]], shown: Asked) -> Behind:
    """Two regions, or one beside the report that is shown, or another week of it; which are meant may be open.

    One week that is told with two regions is that of both.
    """
    each = [one for one, _ in found if one.region or one.among]
    if len(each) == _PAIR and each[1].region and not each[0].region:
        each, weeks = each[::-1], weeks[::-1]  # What is clear is that of the report; the other one is asked for.
    each.sort(key=lambda one: not one.region)
    both = len(each) >= _PAIR
    regions = [one.region for one in each] if both or len(weeks) == _PAIR else [shown[0], *(one.region for one in each)]
    own, other = (*regions, "", "")[:_PAIR]
    asks = [one for one in each[:_PAIR] if not one.region]
    lost = any(not one.region and not one.whole for one, _ in found)
    return replace(
        told,
        opened=(own or ("" if each else shown[0]), weeks[0] if both or len(weeks) == _PAIR else shown[1]),
        beside=("" if len(each) > _PAIR else other, weeks[-1]),
        lost=lost,
        among=asks[0].among if asks else _all_of(each[1:]) if len(each) > _PAIR else (),
        why=next((one.why for one in asks if one.why), "pair" if len(each) > _PAIR else ""),
        others=asks[1].among if len(asks) > 1 else (),
        unclear=any(unclear for _, unclear in found),
        where=bool(each) or lost,
    )


def _parts(
    rest: str, names: Mapping[str, str], areas: Sequence[str], places: Gazetteer
) -> Sequence[tuple[Found, bool]]:
    """The regions on both sides of "dan" or "dengan", or those that all the words tell."""
    each = [
        one for part in _BESIDE.split(rest) if said(part).rest for one in _each(said(part).rest, names, areas, places)
    ]
    if any(one.region or one.among for one, _ in each):
        return each
    return [region_said(said(rest).rest, names, areas, places)]


def _each(text: str, names: Mapping[str, str], areas: Sequence[str], places: Gazetteer) -> Sequence[tuple[Found, bool]]:
    """The region that all of the words tell, or each of those that they name one behind the other."""
    words, found = text.split(), region_said(text, names, areas, places)
    if len(words) <= 1 or not all(map(is_kept, words)) or (found[0].region and found[0].whole):
        return [found]
    return [region_said(word, names, areas, places) for word in words]


def _all_of(found: Sequence[Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in found for code in (one.among or (one.region,))))[:MOST]


def _kept(text: str, areas: Sequence[str], places: Gazetteer) -> tuple[str, Mapping[str, str]]:
    """The text with a sign in place of each name of a region that is beyond doubt, and what each stands for."""
    words, names, at = text.split(), dict[str, str](), 0
    done: list[str] = []
    while at < len(words):
        length = next((n for n in range(LONGEST, 0, -1) if _is_name(words, at, n, areas, places)), 0)
        if length and len(names) < _KEPT_MOST:
            sign = kept(len(names))
            names[sign] = " ".join(words[at : at + length])
            done.append(sign)
        else:
            done.append(words[at])
        at += max(1, length)
    return " ".join(done), names


def _is_name(words: Sequence[str], at: int, length: int, areas: Sequence[str], places: Gazetteer) -> bool:
    """A region of theirs, or any whose name has several words; a word of ours only where a region has to follow."""
    run = words[at : at + length]
    if len(run) < length:
        return False
    if length == 1 and REGION.fullmatch(run[0]) and "." in run[0]:
        return places.is_known(run[0])
    if villages_named(run, areas, places) and not _is_theirs(run[1:], areas, places):
        return True
    if _counts(words, at + length) and _is_theirs(run[:-1], areas, places) and not _is_theirs(run, areas, places):
        return False
    if length == 1 and run[0] in MARKERS and (at == 0 or words[at - 1] not in MARKERS):
        return False
    expects = at > 0 and (words[at - 1] in MARKERS or words[at - 1] in REPORT)
    if all(word in OURS or word in TIME or word.isdigit() for word in run) and not expects:
        return False
    if any(word in TIME for word in (run[0], run[-1])) and not expects:
        return length > 1 and _exists(run, areas, places)
    return _exists(run, areas, places)


def _counts(words: Sequence[str], end: int) -> bool:
    """Whether the last word before `end` may say how many weeks, as in a Kelapa beside which a Kelapa Dua lies."""
    return words[end - 1] in COUNTS and words[end : end + 1] in (["minggu"], ["bulan"], ["hari"])


def _exists(run: Sequence[str], areas: Sequence[str], places: Gazetteer) -> bool:
    return _is_theirs(run, areas, places) or (len(run) > 1 and bool(all_named(run, places)))


def _is_theirs(run: Sequence[str], areas: Sequence[str], places: Gazetteer) -> bool:
    return any(is_served(one.code, areas) for one in all_named(run, places))


Where = str
"""Where somebody stands: "report", "desk", "asked" where a region or a week is to be typed, or "" elsewhere."""


def heard(text: str, told: Behind, where: Where, *, official: bool) -> str:
    """Whether a text without a command is about a report: "sure", "weak" where a question goes before, "faint" where
    also what may be one does, or "".

    What staff of a branch type elsewhere has to speak of a report; an official asks of little else.
    """
    if told.wish == report_said.NAMELESS:
        return "sure" if official or where else ""
    speaks = told.named or (official and told.figure and told.wish) or (told.wish == COMPARE and told.where)
    clean = not (told.lost or told.unclear)
    if where == "asked":
        asks = report_said.is_asking(text) and (speaks or told.where or told.when)
        return "sure" if clean and (asks or told.named or (told.where and told.when)) else ""
    if not where:
        return ("sure" if clean else "weak") if speaks else ""
    if clean and (told.wish or told.when or told.named):
        return "sure"
    if clean:
        return "weak" if told.where else ""
    words = plain(text).split()
    if not speaks and told.wish not in FORMS:
        is_name = len(words) == 1 or (words[:1] and words[0] in MARKERS and len(words) <= _FEW)
        return "faint" if told.where and is_name else ""
    return "weak" if len(words) <= LONGEST else ""
