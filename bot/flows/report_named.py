"""What stands behind /laporan, or is typed without it: "35.28 2026-W46", "galis minggu lalu", "kirim pdf". Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from bot.answers.places import Gazetteer, Place
from bot.answers.spelling import FILLERS, MARKERS, fold
from bot.conversation.readership import FORMS
from bot.flows import report_said
from bot.flows.readable import KECAMATAN, MOST, WIDE
from bot.flows.report_asked import REGION
from bot.flows.report_said import COMPARE, OURS, REPORT, STEPS_ON, is_kept, kept, said, spelled
from bot.flows.report_weeks import COUNTS, TIME, Calendar, plain, weeks_said
from bot.flows.served import is_served
from bot.reports.weeks import newest
from storage.readers import Asked

PROVINCE = 1
ZONE = "Asia/Jakarta"
MANY = 100
"""Namesakes that are looked at before those elsewhere are left out."""
_LONGEST: Final = 4
"""Words of a name of a region."""
_FEW: Final = 3
"""Words that may be a region that nobody knows, with what it is in front."""
_OF_A_MONTH: Final = 6
"""Weeks that a month touches, at the most."""
_KEPT_MOST: Final = 26
_ALIKE: Final = 75.0
"""How like a word of a name a word has to be, to have been one of it."""
_BESIDE: Final = re.compile(r"\b(?:dan|dengan|dgn|vs|versus|sama|terhadap|and|with|to)\b")


@dataclass(frozen=True, slots=True)
class Behind:
    """Region (dotted code) and week; "" where the words left it open. `lost` says that they named no single region.

    `among` are those of theirs that have the name, where they are several, `weeks` those of which one is meant.
    `unclear` says that something besides was neither region nor week. `wish` and `figure` as in `report_said.Said`,
    `beside` is what is to stand beside the report. `named` says that they spoke of a report, `where` that they told a
    region, `when` that they told a time.
    """

    asked: Asked = ("", "")
    lost: bool = False
    among: tuple[str, ...] = ()
    weeks: tuple[str, ...] = ()
    unclear: bool = False
    wish: str = ""
    figure: str = ""
    beside: Asked = ("", "")
    named: bool = False
    where: bool = False
    when: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """The region that words tell, those that it may be, and whether all of the words are in its name."""

    region: str = ""
    among: tuple[str, ...] = ()
    whole: bool = True


def behind(argument: str, areas: Sequence[str], now: datetime, places: Gazetteer, shown: Asked = ("", "")) -> Behind:
    """What somebody means who reads of these areas (dotted codes) and looks at the report `shown`; `now` is aware.

    A region of theirs goes before its namesakes elsewhere, a kabupaten before the kecamatan of its name. The week may
    be one that is not to be had: whoever opens it finds out. What was left open is that of the report that is shown.
    """
    text, names = _kept(spelled(plain(argument)), areas, places)
    if STEPS_ON.intersection(text.split()):
        text = text.replace("berikutnya", "")
    weeks, rest = weeks_said(text, _calendar(now, areas, places, shown))
    heard = said(rest)
    if heard.figure and len(weeks) > _OF_A_MONTH:
        weeks = ()  # What is to be reached in a year stands in each report.
    told = Behind(
        wish=heard.wish,
        figure=heard.figure,
        named=heard.named or bool(STEPS_ON.intersection(rest.split())),
        when=bool(weeks) or heard.newest,
        weeks=weeks if len(weeks) > 1 else (),
    )
    week = weeks[0] if len(weeks) == 1 else ""
    if heard.wish == COMPARE:
        return _compared(told, week, _parts(rest, names, areas, places), shown)
    found, unclear = _where(heard.rest, names, areas, places)
    lost = not found.region and found.whole is False
    region = found.region or ("" if lost else shown[0])
    kept_week = "" if heard.newest or weeks else shown[1]
    return replace(
        told,
        asked=(region, week or kept_week),
        lost=lost,
        among=found.among,
        unclear=unclear or (bool(found.region) and not found.whole),
        where=bool(found.region or found.among or lost),
    )


def _calendar(now: datetime, areas: Sequence[str], places: Gazetteer, shown: Asked) -> Calendar:
    area = next((one for one in (shown[0], *areas) if one and places.is_known(one)), "")
    zone = places.zone(area) if area else ZONE
    week = shown[1] or (newest(now, zone) if shown[0] else "")
    return Calendar(now.astimezone(ZoneInfo(zone)).date(), week)


def _compared(told: Behind, week: str, found: Sequence[tuple[_Found, bool]], shown: Asked) -> Behind:
    """Two regions, or one beside the report that is shown, or another week of it."""
    regions = [one.region for one, _ in found if one.region]
    lost = any(not one.region and not one.whole for one, _ in found)
    own, other = (regions[0], regions[1]) if len(regions) > 1 else (shown[0], next(iter(regions), ""))
    return replace(
        told,
        asked=(own, shown[1]),
        beside=(other, week),
        lost=lost,
        unclear=any(unclear for _, unclear in found),
        where=bool(regions) or lost,
    )


def _parts(
    rest: str, names: Mapping[str, str], areas: Sequence[str], places: Gazetteer
) -> Sequence[tuple[_Found, bool]]:
    """The regions on both sides of "dan" or "dengan", or the one that all the words tell."""
    each = [_where(said(part).rest, names, areas, places) for part in _BESIDE.split(rest) if said(part).rest]
    if all(one.region for one, _ in each):
        return each
    return [_where(said(rest).rest, names, areas, places)]


def _where(text: str, names: Mapping[str, str], areas: Sequence[str], places: Gazetteer) -> tuple[_Found, bool]:
    """The region that words tell, and whether others of them tell of a time or a number that nobody read."""
    words = text.split()
    times = [word for word in words if word in TIME or (word.isdigit() and len(words) > 1)]
    told = [word for word in words if word not in times]
    if all(word in MARKERS for word in told):
        return _Found(), bool(times)
    whole = " ".join(names.get(word, word) for word in words)
    if times and (found := _named(whole, areas, places)).region and found.whole:
        return found, False
    found = _named(" ".join(names.get(word, word) for word in told), areas, places)
    sure = " ".join(names[word] for word in told if is_kept(word))
    if sure and not (found.region or found.among):
        found = replace(_named(sure, areas, places), whole=False)
    if times and not (found.region or found.among):
        return _Found(), True
    return found, bool(times)


def _named(text: str, areas: Sequence[str], places: Gazetteer) -> _Found:
    region, among = _region(text, areas, places)
    whole = _is_all_of(text, among or ((region,) if region else ()), places)
    return _Found(region, tuple(among[:MOST]), whole)


def _is_all_of(text: str, found: Sequence[str], places: Gazetteer) -> bool:
    """Whether each word is like one of the names of a region or of those around it."""
    if REGION.fullmatch(text):
        return bool(found)
    written = " ".join(place.path_with_kind + " " + " ".join(place.parents) for place in map(places.get, found))
    of_names = fold(written).split()
    squeezed = "".join(of_names)
    return bool(found) and all(_is_of(word, of_names, squeezed, places) for word in fold(text).split())


def _is_of(word: str, of_names: Sequence[str], squeezed: str, places: Gazetteer) -> bool:
    if word in MARKERS or word in FILLERS or word in squeezed:
        return True
    if any(fuzz.ratio(word, one) >= _ALIKE for one in of_names):
        return True
    # "jatim" and "palangkaraya" are in no name as it is written.
    near = fuzz.partial_ratio(word, squeezed) >= _ALIKE and len(word) > _LONGEST
    return near or any(fold(place.name).split()[0] in of_names for place in places.named(word, PROVINCE))


def _kept(text: str, areas: Sequence[str], places: Gazetteer) -> tuple[str, Mapping[str, str]]:
    """The text with a sign in place of each name of a region that is beyond doubt, and what each stands for."""
    words, names, at = text.split(), dict[str, str](), 0
    done: list[str] = []
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _is_name(words, at, n, areas, places)), 0)
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
    if _counts(words, at + length) and _is_theirs(run[:-1], areas, places) and not _is_theirs(run, areas, places):
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
    return _is_theirs(run, areas, places) or (len(run) > 1 and bool(_all_named(run, places)))


def _is_theirs(run: Sequence[str], areas: Sequence[str], places: Gazetteer) -> bool:
    return any(is_served(one.code, areas) for one in _all_named(run, places))


def _all_named(run: Sequence[str], places: Gazetteer) -> Sequence[Place]:
    name = " ".join(run)
    return [one for level in (1, 2, KECAMATAN) for one in places.named(name, level)] if name else []


def _region(text: str, areas: Sequence[str], places: Gazetteer) -> tuple[str, Sequence[str]]:
    """The one that is meant, or "" and those of theirs that it may be."""
    if REGION.fullmatch(text):
        return (text if places.is_known(text) else ""), ()
    found = [
        *places.named(text, PROVINCE),
        *(one for one in places.search_anywhere(text, MANY) if len(one.code) <= WIDE),
    ]
    own = [one for one in found if is_served(one.code, areas)]
    near = own or [one for area in areas if places.is_known(area) for one in _inside(text, area, places)]
    # Of what is not theirs nothing is guessed: it would be spoken of as if they had asked for it.
    said_words = set(fold(text).split())
    far = [
        one for one in found if said_words.issuperset(word for word in fold(one.name).split() if word not in MARKERS)
    ]
    widest = _widest(near or far)
    return (widest[0], ()) if len(widest) == 1 else ("", widest if near else ())


def _inside(text: str, area: str, places: Gazetteer) -> Sequence[Place]:
    return places.search(text, KECAMATAN, area) if len(area) < WIDE else ()


def _widest(found: Sequence[Place]) -> list[str]:
    """Those that hold others of their name: one that is meant, or several that may be."""
    level = min((one.level for one in found), default=0)
    return list(dict.fromkeys(one.code for one in found if one.level == level))


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
        return "sure" if clean and (told.named or (told.where and told.when)) else ""
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
    return "weak" if len(words) <= _LONGEST else ""
