"""The morning of the staff: what waits today, and once a week what was let lie; told when their work begins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.effects import Say
from bot.conversation.view import Desk, View
from bot.conversation.words import Button, Day, Label, Lines, Rows, Value
from bot.facts.base import A_DAY, Facts
from bot.flows.lead_cards import TASKS
from bot.flows.materials import CALENDAR, today
from bot.flows.meetings import OPEN, meetings
from bot.flows.sponsor_lines import payer
from bot.flows.timers import Kind, Plan, Why
from bot.leads.shifts import is_on_leave, today_of, week_of
from bot.leads.tasks import is_late, tasks
from storage.audiences import Crew
from storage.records import Staff, Timer

OF_WORK = ("morning_agent", "morning_officer", "week_officer")
AGENT, OFFICER, WEEKLY = OF_WORK
A_WEEK = timedelta(days=7)
SHOWN = 15
"""Leads that are named in the list of the week; the others are counted."""
SHOWN_ENDING = 5
"""What others pay for and is soon over, as far as it is named there."""

VISITS = Button("/kunjungan", Label("mornings.attendance"))

Told = Callable[[View, Staff], Sequence[Label]]


def kinds(facts: Facts) -> Mapping[str, Kind]:
    """An agent's and an officer's day, and an officer's week."""

    def officers_week(view: View, member: Staff) -> Sequence[Label]:
        days = facts.in_force("policy.sponsor.ending", today(view)).count
        return (*_let_lie(view, member), *_ending(view, timedelta(days=days)))

    return {
        AGENT: _kind(_days("agent"), _agents_day),
        OFFICER: _kind(_days("officer"), _officers_day),
        WEEKLY: _kind(_weeks, officers_week),
    }


def _kind(plans: Callable[[datetime], Sequence[Plan]], told: Told) -> Kind:
    def why_not(timer: Timer, view: View) -> Why | None:
        member = view.known.staff
        if member is None or is_on_leave(member, view.now):
            return "unconcerned"
        if today_of(member, view.now) > _last_day(timer):
            return "too_late"
        return None if told(view, member) else "nothing_to_do"

    def says(timer: Timer, view: View) -> Say:
        member = view.known.staff
        if member is None:
            raise ValueError(f"timer {timer.id} is for nobody of the staff")
        lines: dict[str, Value] = {"name": member.name, "lines": Lines(tuple(told(view, member)))}
        rows = ((TASKS,), *_doors(view, member)) if timer.kind != WEEKLY else ((TASKS,),)
        return Say((Label(f"mornings.{timer.kind}", lines),), rows, to=timer.chat, unasked=True)

    return Kind(plans, why_not, says, for_staff=True)


def _doors(view: View, member: Staff) -> Rows:
    """The way to what else the morning speaks of."""
    found = ((OPEN,),) if meetings(view, member) else ()
    return (*found, (VISITS,)) if view.known.desk.uncounted else found


def _attended(view: View) -> Sequence[Label]:
    """Events of the last days of which nobody said how many came."""
    count = view.known.desk.uncounted
    return (Label("mornings.uncounted", {"count": str(count)}),) if count else ()


def _days(role: str) -> Callable[[datetime], Sequence[Plan]]:
    """Today and tomorrow, so that nobody's morning is missed in any zone."""

    def plans(now: datetime) -> Sequence[Plan]:
        today = now.astimezone(CALENDAR).date()
        return [Plan(day.isoformat(), Crew(role), day) for day in (today, today + A_DAY)]

    return plans


def _weeks(now: datetime) -> Sequence[Plan]:
    """The week that runs tomorrow; what falls on a holiday is told on the next working day of the same week."""
    day = now.astimezone(CALENDAR).date() + A_DAY
    monday = day - timedelta(days=day.weekday())
    return [Plan(monday.isoformat(), Crew("officer", days=A_WEEK.days), monday)]


def _last_day(timer: Timer) -> date:
    """A day's news is stale on the next one, a week's in the next one."""
    first = date.fromisoformat(timer.slot)
    return first + A_WEEK - A_DAY if timer.kind == WEEKLY else first


def _agents_day(view: View, member: Staff) -> Sequence[Label]:
    return (*_counted("agent", _agents_counts(view, member)), *meetings(view, member), *_attended(view))


def _agents_counts(view: View, member: Staff) -> Iterator[tuple[str, int]]:
    leads = view.known.desk.leads
    yield "offered", sum(lead.state == "offered" for lead in leads)
    yield "to_call", sum(lead.state == "accepted" for lead in leads)
    yield "under_way", sum(lead.state not in ("offered", "accepted") for lead in leads)
    # How long an offer lay with others is not this agent's delay.
    yield "late", sum(is_late(task, view.now) for task in tasks(leads, {}, week_of(member)))


def _officers_day(view: View, member: Staff) -> Sequence[Label]:
    return (*_counted("officer", _officers_counts(view.known.desk)), *meetings(view, member), *_attended(view))


def _officers_counts(desk: Desk) -> Iterator[tuple[str, int]]:
    yield "cases", sum(case.state == "new" for case in desk.cases)
    yield "unassigned", desk.counts.get("new", 0)
    yield "silent", len(desk.overdue)


def _counted(room: str, counts: Iterator[tuple[str, int]]) -> Iterator[Label]:
    """A line for whatever there is any of."""
    for what, count in counts:
        if count:
            yield Label(f"mornings.{room}.{what}", {"count": str(count)})


def _let_lie(view: View, member: Staff) -> Sequence[Label]:
    """The leads to which nothing happens, the first of them by number."""
    overdue, zone = view.known.desk.overdue, ZoneInfo(member.zone)
    lines = [
        Label(
            "mornings.week.line",
            {
                "number": str(one.lead),
                "who": one.holder or Label("mornings.week.nobody"),
                "since": Day(one.since.astimezone(zone).date()),
            },
        )
        for one in overdue[:SHOWN]
    ]
    return (Label("mornings.week.silent", {"lines": Lines(_and_more(lines, len(overdue) - SHOWN))}),) if lines else ()


def _ending(view: View, soon: timedelta) -> Sequence[Label]:
    """What others pay for and is soon over, with how many people are in it."""
    found = [one for one in view.known.desk.sponsors if one.ends - today(view) <= soon]
    lines = [
        Label("mornings.week.sponsor", {"payer": payer(one), "ends": Day(one.ends), "count": str(one.people)})
        for one in found[:SHOWN_ENDING]
    ]
    told = Lines(_and_more(lines, len(found) - SHOWN_ENDING))
    return (Label("mornings.week.ending", {"lines": told}),) if lines else ()


def _and_more(lines: Sequence[Label], more: int) -> tuple[Label, ...]:
    """These, and how many are not named."""
    return (*lines, Label("mornings.week.more", {"count": str(more)})) if more > 0 else tuple(lines)
