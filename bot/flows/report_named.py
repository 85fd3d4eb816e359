"""What stands behind /laporan: "35.28 2026-W46", "kab. sumenep", "galis minggu lalu". Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.places import Gazetteer, Place
from bot.answers.spelling import fold
from bot.flows.readable import KECAMATAN, MOST, WIDE
from bot.flows.report_asked import REGION, week_meant
from bot.flows.served import is_served
from bot.reports.weeks import week_of
from storage.readers import Asked

PROVINCE = 1
ZONE = "Asia/Jakarta"
THIS_WEEK = ("minggu ini", "pekan ini", "this week")
MANY = 100
"""Namesakes that are looked at before those elsewhere are left out."""
WEEK = re.compile(r"(?:(\d{4})-?)?[wW](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Behind:
    """Region (dotted code) and week; "" where the command left it open. `lost` says that it named no single region.

    `among` are those of theirs that have the name, where they are several.
    """

    asked: Asked = ("", "")
    lost: bool = False
    among: tuple[str, ...] = ()


def behind(argument: str, areas: Sequence[str], now: datetime, places: Gazetteer) -> Behind:
    """What was typed behind the command by somebody who reads of these areas (dotted codes); `now` is aware.

    A region of theirs goes before its namesakes elsewhere, a kabupaten before the kecamatan of its name. The week may
    be one that is not to be had: whoever opens it finds out.
    """
    words, week = _parted(argument.split(), now, places, next(iter(areas), ""))
    if not words:
        return Behind(("", week))
    region, among = _region(" ".join(words), areas, places)
    return Behind((region, week), lost=not region, among=tuple(among[:MOST]))


def _parted(words: Sequence[str], now: datetime, places: Gazetteer, area: str) -> tuple[Sequence[str], str]:
    """The words of the region, and the week that the others name: its number anywhere, one of its days at the end."""
    for at, word in enumerate(words):
        if told := WEEK.fullmatch(word):
            year = told[1] or str(now.astimezone(ZoneInfo(ZONE)).isocalendar().year)
            return [*words[:at], *words[at + 1 :]], f"{year}-W{int(told[2]):02}"
    if " ".join(words[-2:]).casefold() in THIS_WEEK:
        return words[:-2], week_of(now.astimezone(ZoneInfo(ZONE)).date())
    # A single word may as well be a place: there is a kecamatan called Senen.
    for at in range(len(words) - 1):
        if area and places.is_known(area) and (week := week_meant(" ".join(words[at:]), now, places, area)):
            return words[:at], week
    return words, ""


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
    far = [one for one in found if fold(one.name).split()[-1] in fold(text).split()]
    widest = _widest(near or far)
    return (widest[0], ()) if len(widest) == 1 else ("", widest if near else ())


def _inside(text: str, area: str, places: Gazetteer) -> Sequence[Place]:
    return places.search(text, KECAMATAN, area) if len(area) < WIDE else ()


def _widest(found: Sequence[Place]) -> list[str]:
    """Those that hold others of their name: one that is meant, or several that may be."""
    level = min((one.level for one in found), default=0)
    return list(dict.fromkeys(one.code for one in found if one.level == level))
