"""What the staff is told in the morning of the meetings that organisations agreed to, until the next working day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.view import View
from bot.conversation.words import Button, Count, Label, Lines, Value, Weekday
from bot.leads.hours import A_DAY, opens
from bot.leads.shifts import today_of, week_of
from storage.field import Commitment
from storage.records import Staff

SHOWN = 5
OPEN = Button("/janji", Label("mornings.commitments"))


def meetings(view: View, member: Staff) -> Sequence[Label]:
    """Those of today and of the free days that follow; once a week also those whose day has passed."""
    today, until = today_of(member, view.now), _until(member, view.now)
    found = [one for one in view.known.desk.meetings if _is_told(one, today, until, late=_week_begins(member, today))]
    lines: list[Value] = [_line(one, today) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(Label("mornings.week.more", {"count": str(len(found) - SHOWN)}))
    return (Label("mornings.meetings", {"lines": Lines(tuple(lines))}),) if lines else ()


def _is_told(one: Commitment, today: date, until: date, *, late: bool) -> bool:
    meeting = one.told.next
    return meeting is not None and meeting <= until and (meeting >= today or late)


def _line(one: Commitment, today: date) -> Label:
    when = "today" if one.told.next == today else "late" if one.is_overdue(today) else "soon"
    told: dict[str, Value] = {"name": one.told.name, "done": Count(one.done), "promised": Count(one.told.promised)}
    return Label(f"mornings.meeting.{when}", {**told, "day": Weekday(one.told.next or today)})


def _until(member: Staff, now: datetime) -> date:
    """The last day before the member works again: nobody is told on a free day what happens on it."""
    today = today_of(member, now)
    opened = opens(week_of(member), _midnight(member, today + A_DAY))
    return today if opened is None else opened.astimezone(ZoneInfo(member.zone)).date() - A_DAY


def _week_begins(member: Staff, today: date) -> bool:
    """Whether this is the first day of the week on which the member works."""
    opened = opens(week_of(member), _midnight(member, today - timedelta(days=today.weekday())))
    return opened is not None and opened.astimezone(ZoneInfo(member.zone)).date() == today


def _midnight(member: Staff, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(member.zone))
