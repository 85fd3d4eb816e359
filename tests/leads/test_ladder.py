"""Silence is noticed in working time, and each rung once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.leads.hours import OFFICE as SPANS
from bot.leads.hours import Week
from bot.leads.ladder import LADDER, due, is_late
from bot.leads.life import HELD, OPEN
from storage.records import Lead, LeadId

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
"""16.00 in Pamekasan, half an hour before the weekend."""
OFFICE = Week(SPANS)
NEVER = Week(((),) * 7)


def lead(state: str, active: datetime = FRIDAY) -> Lead:
    """A lead that was last touched then."""
    return Lead(LeadId(1), None, state, 2, "35.28", "farmer", "pamekasan", None, None, active, active, active=active)


def names(one: Lead, at: datetime, week: Week = OFFICE) -> list[str]:
    """The rungs that are due."""
    return [rung.name for rung in due(one, week, at)]


def test_a_weekend_makes_nobody_late() -> None:
    """A lead accepted on Friday afternoon is called on Monday, or the agent hears of it that afternoon."""
    accepted = lead("accepted")
    assert names(accepted, FRIDAY + timedelta(days=2, hours=20)) == []
    assert names(accepted, datetime(2026, 11, 30, 8, 59, tzinfo=UTC)) == []
    assert names(accepted, datetime(2026, 11, 30, 9, 1, tzinfo=UTC)) == ["contact_soon"]
    assert names(accepted, datetime(2026, 12, 1, 9, 1, tzinfo=UTC)) == ["contact_soon", "contact_others"]


@pytest.mark.parametrize(
    ("days", "rungs"),
    [
        (11, []),
        (12, ["outcome_soon"]),
        (14, ["outcome_soon", "outcome_officer"]),
        (21, ["outcome_soon", "outcome_officer", "outcome_exception"]),
    ],
)
@pytest.mark.parametrize("state", ["contacted", "documents", "code_issued"])
def test_an_outcome_is_expected_within_two_weeks(state: str, days: int, rungs: list[str]) -> None:
    """Of the calendar: the worker waits on Sundays, too."""
    assert names(lead(state), FRIDAY + timedelta(days=days)) == rungs


def test_anything_that_happens_resets_the_clock() -> None:
    """A note, a try, an answer."""
    touched = lead("contacted", FRIDAY + timedelta(days=10))
    assert not is_late(touched, OFFICE, FRIDAY + timedelta(days=14))
    assert is_late(replace(touched, active=FRIDAY), OFFICE, FRIDAY + timedelta(days=14))


def test_who_never_works_is_never_late_for_a_first_call() -> None:
    """Officers see such leads by their age instead."""
    assert names(lead("accepted"), FRIDAY + timedelta(days=30), NEVER) == []


def test_every_open_lead_reaches_somebody_else_in_the_end() -> None:
    """No state in which silence is never noticed, and none that has ended is."""
    for state in OPEN:
        assert any(rung.does in ("officer", "release", "exception") for rung in LADDER if state in rung.states)
    assert not any({"verified", "closed"} & rung.states for rung in LADDER)
    assert set(HELD) <= {state for rung in LADDER for state in rung.states}
