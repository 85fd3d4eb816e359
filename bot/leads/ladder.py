"""What happens when nothing happens: reminders and escalation of a lead, measured in working time. Pure.

Anything that people do with a lead resets its clock; the router's own offers and expiries do not, so who never answers
keeps no lead from the officers. Each rung is climbed once for each such silence.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.leads.hours import Week, a_working_day, after
from storage.records import Lead

Does = Literal["remind", "release", "officer", "exception"]
"""The holder is reminded; the lead is offered to somebody else; the officers hear of it; it joins the weekly list."""


@dataclass(frozen=True, slots=True)
class Rung:
    """After so many silent working days, and `days` of the calendar, in one of these states."""

    name: str
    states: frozenset[str]
    does: Does
    working_days: float = 0.0
    days: int = 0


_WORKED_ON = frozenset({"contacted", "documents", "code_issued"})
LADDER = (
    Rung("contact_soon", frozenset({"accepted"}), "remind", working_days=1),
    Rung("contact_others", frozenset({"accepted"}), "release", working_days=2),
    Rung("waits_long", frozenset({"new", "offered"}), "officer", working_days=2),
    Rung("waits_too_long", frozenset({"new", "offered"}), "exception", working_days=5),
    Rung("outcome_soon", _WORKED_ON, "remind", days=12),
    Rung("outcome_officer", _WORKED_ON, "officer", days=14),
    Rung("outcome_exception", _WORKED_ON, "exception", days=21),
    Rung("verify_late", frozenset({"registered"}), "officer", days=14),
)
"""First contact within one working day, an outcome within 14 days, a registration confirmed within 14 more."""


def due(lead: Lead, week: Week, now: datetime) -> tuple[Rung, ...]:
    """The rungs whose time has come, in the order of the ladder; `week` is the holder's working time.

    `now` is aware. Whoever never works is never late.
    """
    return tuple(rung for rung in LADDER if lead.state in rung.states and (at := when(lead, rung, week)) and at <= now)


def when(lead: Lead, rung: Rung, week: Week) -> datetime | None:
    """When a silent lead climbs this rung; None when the holder does not work for two months."""
    since = (lead.active or lead.changed) + timedelta(days=rung.days)
    return after(week, since, a_working_day(week) * rung.working_days) if rung.working_days else since


def is_late(lead: Lead, week: Week, now: datetime) -> bool:
    """Whether somebody should have done something by now."""
    return bool(due(lead, week, now))
