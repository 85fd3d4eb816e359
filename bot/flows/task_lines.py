"""The list of tasks in words: a line for each lead, what is next and how much time is left."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.words import Button, Label, Value, Weekday
from bot.flows.lead_cards import tap
from bot.leads.hours import Week
from bot.leads.shifts import today_of, week_of
from bot.leads.tasks import Task, days_late, is_late, time_left
from storage.records import Lead, Staff

TWO_HOURS = timedelta(hours=2)
"""Less is told in minutes."""
_LATE, _SOON, _LATER = "🔴", "🟡", "⚪"
DUE = (
    *("answer.minutes", "answer.hours", "answer.late", "contact.today", "contact.by", "contact.late", "contact.days"),
    *("outcome.today", "outcome.by", "outcome.late", "outcome.days"),
)
"""Keys of how a task's time is told."""


def task_line(task: Task, member: Staff, now: datetime) -> Label:
    """One line of the list; `now` is aware."""
    mark = _LATE if is_late(task, now) else _SOON if _is_today(task, member, now) else _LATER
    told: dict[str, Value] = {"mark": mark, "number": str(task.lead.id), "place": place_of(task.lead)}
    return Label("desk.line", {**told, "due": due_words(task, member, now)})


def task_button(lead: Lead) -> Button:
    """The button that opens a lead of the list."""
    return Button(tap(lead, "show"), Label("desk.mine", {"number": str(lead.id), "place": place_of(lead)}))


def place_of(lead: Lead) -> str:
    """The smallest place of a lead that is known."""
    return lead.interest.place.partition(",")[0] if lead.interest else "-"


def due_words(task: Task, member: Staff, now: datetime) -> Label:
    """What is to be done and when, in the member's own working time."""
    week = week_of(member)
    if task.step == "answer":
        return _to_answer(task, week, now)
    if is_late(task, now):
        days = days_late(task, week, now)
        return Label(f"desk.due.{task.step}.{'days' if days else 'late'}", {"days": str(days)})
    if task.due is None or _is_today(task, member, now):
        return Label(f"desk.due.{task.step}.today")
    return Label(f"desk.due.{task.step}.by", {"day": Weekday(task.due.astimezone(ZoneInfo(member.zone)).date())})


def _to_answer(task: Task, week: Week, now: datetime) -> Label:
    left = time_left(task, week, now)
    if not left:
        return Label("desk.due.answer.late")
    if left < TWO_HOURS:
        return Label("desk.due.answer.minutes", {"minutes": str(max(1, -(-left // timedelta(minutes=1))))})
    return Label("desk.due.answer.hours", {"hours": str(left // timedelta(hours=1))})


def _is_today(task: Task, member: Staff, now: datetime) -> bool:
    """What waits for an answer is always for today."""
    return task.step == "answer" or (
        task.due is not None and task.due.astimezone(ZoneInfo(member.zone)).date() <= today_of(member, now)
    )
