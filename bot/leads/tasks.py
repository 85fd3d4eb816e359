"""What a member of the staff has to do next with each lead, due first. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.leads.hours import Week, a_working_day, worked
from bot.leads.ladder import LADDER, when
from storage.records import HELD_STATES, Lead, LeadId

Step = Literal["answer", "contact", "outcome"]
"""An offer waits for an answer; a person waits for the first contact; the branch waits to hear how it ended."""
STEPS: Mapping[str, Step] = {**dict.fromkeys(HELD_STATES, "outcome"), "accepted": "contact", "offered": "answer"}
RUNGS = {"contact": "contact_soon", "outcome": "outcome_officer"}
"""The rung of the ladder that says until when a step should be done."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with a lead, and until when (aware); None where that cannot be said."""

    lead: Lead
    step: Step
    due: datetime | None


def task_of(lead: Lead, week: Week, expires: datetime | None = None) -> Task | None:
    """The next step with a lead in its holder's working time; `expires` ends an offer. None when nothing is left."""
    step = STEPS.get(lead.state)
    if step is None:
        return None
    rung = next((rung for rung in LADDER if rung.name == RUNGS.get(step)), None)
    return Task(lead, step, when(lead, rung, week) if rung else expires)


def tasks(held: Iterable[Lead], expires: Mapping[LeadId, datetime], week: Week) -> tuple[Task, ...]:
    """What is to be done with all these leads: offers first, then by the time that is left."""
    found = (task_of(lead, week, expires.get(lead.id)) for lead in held)
    return tuple(sorted((task for task in found if task is not None), key=_urgency))


def is_late(task: Task, now: datetime) -> bool:
    """Whether the step should have been done by now (aware)."""
    return task.due is not None and task.due <= now


def days_late(task: Task, week: Week, now: datetime) -> int:
    """Whole days since it was due: working days until the first contact, days of the calendar after it."""
    if task.due is None or task.due > now:
        return 0
    if task.step == "outcome":
        return (now - task.due).days
    return int(worked(week, task.due, now) / (a_working_day(week) or timedelta(days=1)))


def time_left(task: Task, week: Week, now: datetime) -> timedelta:
    """The working time until it is due; nothing when it is due already or cannot be said."""
    return worked(week, now, task.due) if task.due is not None else timedelta()


def _urgency(task: Task) -> tuple[bool, bool, float, int]:
    return task.step != "answer", task.due is None, task.due.timestamp() if task.due else 0.0, task.lead.id
