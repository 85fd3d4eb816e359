"""Which report somebody asks for: its region and week, from what they said, tapped or a command names. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers.past_days import past_day
from bot.answers.places import Gazetteer
from bot.conversation.view import View
from bot.errors import InvalidAnswer
from bot.flows.readable import WIDE, offered, sees
from bot.reports.weeks import days_of, newest, week_of
from storage.readers import Asked

REGION = re.compile(r"\d\d(\.\d\d){0,2}")
WEEK = re.compile(r"\d{4}-W\d\d")
BARS = ("", "not_kept", "early", "no_week", "outside")
"""Why a report may not be read, the weightiest last."""
WEEKS = 8
"""Weeks back that can be read."""
NUMBER = re.compile(r"(?:\d{4}-)?w(\d{1,2})")
DAYS = 7
FLOW = "reports"
SOME_REGION = ("several", "alike", "village", "pair", "first")
"""Questions for the region: those that have the name that was told, and as `Behind.why` says."""
WAITS = ("made", "other_made")
"""Where somebody waits for one report, and for two."""
OWN: Asked = ("region", "week")
OTHER: Asked = ("other", "other_week")
"""Under which answers the report is that is read, and the one beside it."""


def report(view: View, places: Gazetteer, which: Asked = OWN) -> Asked:
    """Region and week of the report that is read, or of the one beside it; the week is the last one unless told."""
    answers = view.answers
    region = str(answers.get(which[0]) or answers.get("region") or next(iter(offered(view, places)), ""))
    week = answers.get(which[1]) or answers.get("week") or (newest(view.now, places.zone(region)) if region else "")
    return region, str(week)


def before(week: str) -> str:
    """The week before one."""
    return week_of(days_of(week)[0] - timedelta(days=1))


def weeks(last: str) -> list[str]:
    """This week and those before it that can be read."""
    found = [last]
    while len(found) < WEEKS:
        found.append(before(found[-1]))
    return found


def week_meant(text: str, now: datetime, places: Gazetteer, region: str) -> str:
    """The week that "W46", "minggu lalu" or one of its days names, where the region lies; "" where none does."""
    today = now.astimezone(ZoneInfo(places.zone(region))).date()
    number = NUMBER.fullmatch(text.strip().casefold())
    if number:
        return next((one for one in weeks(newest(now, places.zone(region))) if int(one[-2:]) == int(number[1])), "")
    try:
        return week_of(past_day(text, today, (WEEKS + 1) * DAYS, ("", "", "")))
    except InvalidAnswer:
        return ""


def barred(view: View, places: Gazetteer, asked: Asked) -> str:
    """Which of `BARS` keeps a report closed: its region is not theirs, its week is none, not over or too long ago."""
    region, week = asked
    try:
        if not sees(view, region) or len(region) > WIDE:
            return "outside"
        last = newest(view.now, places.zone(region))
    except (KeyError, ValueError):
        return "outside"
    try:
        begins = days_of(week)[0]
    except ValueError:
        return "no_week"
    return "" if week in weeks(last) else "early" if begins > days_of(last)[0] else "not_kept"


def candidates(
    answers: Mapping[str, Any], choice: str, told: Asked | None, own: str | None, newest_of: str
) -> set[Asked]:
    """Every report that a turn may show whose event is this: a tapped `choice`, or what a command `told`.

    `own` is the region of who has only one, `newest_of` the last week that is over. Where two are compared it is the
    week before, or another region of the same week.
    """
    if told is not None:
        region, week = told[0] or own or "", told[1] or newest_of
        return {(region, week), (region, before(week))}
    region = str(answers.get("region") or own or "")
    week = str(answers.get("week") or newest_of)
    picked = choice if REGION.fullmatch(choice) else region
    then = choice if WEEK.fullmatch(choice) else week
    beside = str(answers.get("other") or region), str(answers.get("other_week") or before(week))
    return {(region, week), (picked, week), (region, then), (region, before(week)), beside}


def ordered(state: Mapping[str, Any], places: Gazetteer, now: datetime) -> set[Asked]:
    """The reports that a stored conversation waits for, where it stands before one that is being made."""
    if state.get("flow") != FLOW or state.get("step") not in WAITS:
        return set()
    answers = state["answers"]
    each = (OWN, OTHER) if state["step"] == WAITS[-1] else (OWN,)
    found = {(str(answers.get(region) or ""), str(answers.get(week) or "")) for region, week in each}
    try:
        return {(region, week or last_week(now, places, region)) for region, week in found}
    except KeyError:
        return set()


def last_week(now: datetime, places: Gazetteer, region: str) -> str:
    """The newest week that is over in a region."""
    return newest(now, places.zone(region))
