"""The report that comes by itself on Monday morning: a picture, then its words, each at most once."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.effects import Say
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows, Written
from bot.facts.base import A_DAY
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR
from bot.flows.readable import sees, subscribed
from bot.flows.report_forms import named, sheet, told
from bot.flows.timers import Kind, Why
from bot.reports.weekly import Weekly, from_json
from bot.reports.weeks import days_of
from storage.readers import MESSAGE, PICTURE, Asked, Subscription
from storage.records import Timer

HOUR, UNTIL, UNREAD = "policy.report.hour", "policy.report.until", "policy.report.unread"
FIRST_DAYS = 7
"""The first Monday of a month is one of these days."""
SETTINGS = (Button("/langganan", Label("mondays.settings")),)
SLOWER: Rows = ((Button("/sebulan", Label("mondays.slower.yes")), Button("/tetap", Label("mondays.slower.no"))),)


def kinds(manners: Manners) -> Mapping[str, Kind]:
    """The picture first: whoever dies in between leaves everybody with one of the two."""

    def why_not(timer: Timer, view: View) -> Why | None:
        region, week = asked(timer)
        if view.known.staff is None or subscribed(view, region) is None or not sees(view, region):
            return "unconcerned"
        return "too_late" if view.now >= _monday(week, zone_of(manners, region), days=14) else None

    def between(timer: Timer, view: View) -> tuple[datetime, datetime]:
        return hours(manners, zone_of(manners, asked(timer)[0]), view.now)

    said: dict[tuple[Asked, str], Written] = {}

    def report(timer: Timer, view: View) -> Written:
        """Of a kept report nothing changes, so what was said last is said to the others who get the same."""
        same = asked(timer), view.known.person.language
        if same not in said:
            said.clear()
            said[same] = told(_weekly(timer, view), view)
        return said[same]

    def words(timer: Timer, view: View) -> Say:
        asks = _asks(timer, view, manners)
        paragraphs = (Label("mondays.message", {"report": report(timer, view)}),)
        more = (Label("mondays.slower", {"count": str(view.known.reading.unread)}),) if asks else ()
        rows = (*(SLOWER if asks else ()), (_opens(asked(timer)),), SETTINGS)
        return Say((*paragraphs, *more), rows, to=timer.chat, unasked=True)

    def picture(timer: Timer, view: View) -> Say:
        region, week = asked(timer)
        drawn = sheet(region, week, "picture")
        name = str(view.known.reading.snapshots[region, week]["name"])
        title = Label("mondays.picture", {"region": named(name, week, view)})
        return Say((title,), ((_opens(asked(timer)),), SETTINGS), to=timer.chat, unasked=True, picture=drawn)

    return {
        PICTURE: Kind(lambda _: (), why_not, picture, rank=3, between=between),
        MESSAGE: Kind(lambda _: (), why_not, words, rank=4, between=between),
    }


def slot(region: str, week: str) -> str:
    """What tells one report from another in its timer."""
    return f"{week}:{region}"


def asked(timer: Timer) -> Asked:
    """Of which region and week a timer is."""
    week, _, region = timer.slot.partition(":")
    return region, week


def zone_of(manners: Manners, region: str) -> ZoneInfo:
    """The clock of a region."""
    return ZoneInfo(manners.places.zone(region))


def due(manners: Manners, region: str, week: str) -> datetime:
    """When the report of a week falls due: on the Monday after it, by the clock there."""
    zone = zone_of(manners, region)
    monday = _monday(week, zone, days=7)
    return monday + timedelta(hours=manners.facts.in_force(HOUR, monday.astimezone(CALENDAR).date()).count)


def is_for(told: Subscription, week: str, comes: datetime) -> bool:
    """Whether who subscribed so gets the report of a week: not what `comes` before they did, monthly the first one."""
    if told.since >= comes:
        return False
    return told.rhythm == "weekly" or (days_of(week)[1] + A_DAY).day <= FIRST_DAYS


def hours(manners: Manners, zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime]:
    """When reports may go next, and until when: today from now on, or tomorrow from their hour on."""
    today = now.astimezone(zone).date()
    first, last = (manners.facts.in_force(rule, today).count for rule in (HOUR, UNTIL))
    on = today if now < _at(today, last, zone) else today + A_DAY
    return max(now, _at(on, first, zone)), _at(on, last, zone)


def _at(on: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(hour), zone)


def _monday(week: str, zone: ZoneInfo, *, days: int) -> datetime:
    """Midnight so many days after the Monday of a week."""
    return datetime.combine(days_of(week)[0] + timedelta(days=days), time(), zone)


def _weekly(timer: Timer, view: View) -> Weekly:
    return from_json(view.known.reading.snapshots[asked(timer)])


def _opens(report: Asked) -> Button:
    return Button(f"/laporan {report[0]} {report[1]}", Label("mondays.open"))


def _asks(timer: Timer, view: View, manners: Manners) -> bool:
    """Asked once, when so many came without a sign, under one of the reports that come every week."""
    weekly = [one.region for one in view.known.reading.subscriptions if one.rhythm == "weekly"]
    enough = manners.facts.in_force(UNREAD, view.now.astimezone(CALENDAR).date()).count
    return view.known.reading.unread == enough and asked(timer)[0] in weekly[:1]
