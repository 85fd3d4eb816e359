"""What is to be done next, due first; and what one is told of one's own work."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.leads.figures import months, usual_wait
from bot.leads.hours import FIELD, Week
from bot.leads.tasks import days_late, is_late, task_of, tasks, time_left
from storage.records import Lead, LeadId, StaffId

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
"""Saturday 09.00 in Jakarta."""
WEEK = Week(FIELD)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def lead(number: int, state: str, active: datetime = NOW) -> Lead:
    """A lead to which something happened last at `active`."""
    changed = (None, StaffId(7), NOW, NOW)
    return Lead(LeadId(number), None, state, 2, "35.28", "farmer", "pamekasan", *changed, active=active)


def test_due_first() -> None:
    """Offers by their end, then everything by its time; what cannot be said comes last."""
    held = [
        lead(1, "contacted", NOW - 12 * DAY),
        lead(2, "accepted", NOW - 2 * DAY),
        lead(3, "offered"),
        lead(4, "accepted"),
        lead(5, "offered"),
        lead(6, "registered"),
    ]
    expires = {LeadId(3): NOW + HOUR, LeadId(5): NOW + HOUR / 2}
    assert [task.lead.id for task in tasks(held, expires, WEEK)] == [5, 3, 2, 4, 1]


@pytest.mark.parametrize(
    ("state", "step", "due"),
    [
        ("accepted", "contact", NOW + DAY),
        ("contacted", "outcome", NOW + 14 * DAY),
        ("documents", "outcome", NOW + 14 * DAY),
        ("code_issued", "outcome", NOW + 14 * DAY),
        ("offered", "answer", NOW + HOUR),
    ],
)
def test_the_next_step(state: str, step: str, due: datetime) -> None:
    """One working day to the first contact, 14 days to an outcome."""
    task = task_of(lead(1, state), WEEK, NOW + HOUR)
    assert task is not None
    assert (task.step, task.due) == (step, due)


@pytest.mark.parametrize("state", ["new", "registered", "verified", "closed"])
def test_nothing_left_to_do(state: str) -> None:
    """Before somebody has it and after it ended."""
    assert task_of(lead(1, state), WEEK) is None


def test_lateness_counts_working_days_until_the_first_contact() -> None:
    """And days of the calendar after it."""
    contact = task_of(lead(1, "accepted", NOW - 4 * DAY), WEEK)
    outcome = task_of(lead(1, "contacted", NOW - 17 * DAY), WEEK)
    assert contact is not None and outcome is not None
    assert is_late(contact, NOW) and is_late(outcome, NOW)
    assert (days_late(contact, WEEK, NOW), days_late(outcome, WEEK, NOW)) == (2, 3)


def test_the_time_to_answer_does_not_run_at_night() -> None:
    """Two hours over a night are what is left of the evening and the morning."""
    evening = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    task = task_of(lead(1, "offered"), WEEK, evening + 14 * HOUR)
    assert task is not None
    assert time_left(task, WEEK, evening) == 2 * HOUR
    assert time_left(task, WEEK, evening + 20 * HOUR) == timedelta()


def test_whoever_never_works_is_never_late() -> None:
    """There is no time by which it should have been done."""
    task = task_of(lead(1, "accepted"), Week(((),) * 7))
    assert task is not None
    assert not is_late(task, NOW + 99 * DAY)
    assert days_late(task, Week(((),) * 7), NOW) == 0


def test_months_begin_where_the_agent_is() -> None:
    """On the first in the morning in Jayapura it is still the old month in Jakarta."""
    early = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert [each.date().isoformat() for each in months(early, "Asia/Jayapura")] == [
        "2026-11-01",
        "2026-12-01",
        "2027-01-01",
    ]
    assert months(early, "Asia/Jakarta")[1].date().isoformat() == "2026-11-01"


def test_the_usual_wait_is_a_median_of_working_time() -> None:
    """One lead that lay for a week does not spoil the figure; without any there is none."""
    waits = [(NOW, NOW + HOUR), (NOW, NOW + 2 * HOUR), (NOW, NOW + 7 * DAY)]
    assert usual_wait(waits, WEEK) == 2 * HOUR
    assert usual_wait([], WEEK) is None
