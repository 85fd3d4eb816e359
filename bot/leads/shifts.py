"""Who is there to be asked: hours, leave with a named substitute, and "full for today". Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.errors import InvalidAnswer
from bot.leads.hours import FIELD, OFFICE, Week, is_working
from storage.records import Staff, StaffId

LOOP = "shift.loop"


def week_of(agent: Staff) -> Week:
    """The working time of a member of staff: their own choice, else that of the field or of an office."""
    return Week(agent.hours or (FIELD if agent.role == "agent" else OFFICE), agent.zone)


def today_of(agent: Staff, now: datetime) -> date:
    """The calendar day where the agent is; `now` is aware."""
    return now.astimezone(ZoneInfo(agent.zone)).date()


def is_on_leave(agent: Staff, now: datetime) -> bool:
    """Whether the agent is away today, first and last day of the leave included."""
    return agent.leave is not None and agent.leave[0] <= today_of(agent, now) <= agent.leave[1]


def is_full_today(agent: Staff, now: datetime) -> bool:
    """Whether the agent said today that today is enough."""
    return agent.full_on is not None and agent.full_on == today_of(agent, now)


def is_working_now(agent: Staff, now: datetime) -> bool:
    """Whether the agent may be offered something now."""
    return not is_full_today(agent, now) and is_working(week_of(agent), now)


def stands_in(agent: Staff, everybody: Mapping[StaffId, Staff], now: datetime) -> Staff | None:
    """Who works in this agent's place now: the agent, or the end of the chain of substitutes; None when nobody does."""
    seen = {agent.id}
    one: Staff | None = agent
    while one is not None and is_on_leave(one, now):
        one = everybody.get(one.substitute) if one.substitute is not None else None
        if one is not None and one.id in seen:
            return None
        seen |= {one.id} if one else set()
    return one


def away_then(crew: Iterable[Staff], first: date, last: date) -> Mapping[StaffId, Staff]:
    """Everybody, with a substitute only where they are away on one of these days, both included."""
    return {
        one.id: one if one.leave and one.leave[0] <= last and first <= one.leave[1] else replace(one, substitute=None)
        for one in crew
    }


def check_substitute(agent: Staff, named: StaffId, everybody: Mapping[StaffId, Staff]) -> None:
    """Raises InvalidAnswer when naming this substitute would lead back to the agent."""
    seen, one = {agent.id}, everybody.get(named)
    while one is not None:
        if one.id in seen:
            raise InvalidAnswer(LOOP)
        seen.add(one.id)
        one = everybody.get(one.substitute) if one.substitute is not None else None
