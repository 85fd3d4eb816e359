"""Working time is the agent's own: their hours, their zone, their Friday noon, the holidays of the land."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leads.hours import OFFICE as SPANS
from bot.leads.hours import Week, a_working_day, after, is_working, opens, worked

OFFICE = Week(SPANS)
JAYAPURA = Week(SPANS, "Asia/Jayapura")
NEVER = Week(((),) * 7)


def wib(text: str) -> datetime:
    """A wall clock in Jakarta."""
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("at", "working"),
    [
        ("2026-11-23T08:00", True),
        ("2026-11-23T07:59", False),
        ("2026-11-23T12:00", False),
        ("2026-11-23T12:30", False),
        ("2026-11-23T16:29", True),
        ("2026-11-23T16:30", False),
        ("2026-11-27T11:40", False),  # Friday, before the prayer
        ("2026-11-26T11:40", True),
        ("2026-11-28T09:00", False),  # Saturday
        ("2026-12-24T09:00", False),  # joint leave before Christmas
        ("2026-08-17T09:00", False),
    ],
)
def test_when_an_office_works(at: str, working: bool) -> None:
    """Lunch, Friday noon, weekends, holidays and joint leave are free."""
    assert is_working(OFFICE, wib(at)) is working


def test_the_sun_rises_earlier_in_the_east() -> None:
    """Eight in Jayapura is six in Jakarta."""
    assert is_working(JAYAPURA, wib("2026-11-23T06:00"))
    assert not is_working(JAYAPURA, wib("2026-11-23T15:00"))


def test_a_weekend_is_no_delay() -> None:
    """Two working hours from late Friday afternoon end on Monday morning."""
    assert after(OFFICE, wib("2026-11-27T16:00"), timedelta(hours=2)) == wib("2026-11-23T09:30") + timedelta(days=7)
    assert worked(OFFICE, wib("2026-11-27T16:00"), wib("2026-11-30T09:30")) == timedelta(hours=2)


def test_the_end_of_lunch_is_not_the_start_of_it() -> None:
    """What is due exactly at noon is due at noon, a minute more after lunch."""
    ten = wib("2026-11-23T10:00")
    assert after(OFFICE, ten, timedelta(hours=2)) == wib("2026-11-23T12:00")
    assert after(OFFICE, ten, timedelta(hours=2, minutes=1)) == wib("2026-11-23T13:01")


def test_who_never_works_is_never_late() -> None:
    """Nothing opens, nothing ends, nothing is worked."""
    assert opens(NEVER, wib("2026-11-23T10:00")) is None
    assert after(NEVER, wib("2026-11-23T10:00"), timedelta(hours=1)) is None
    assert worked(NEVER, wib("2026-11-23T10:00"), wib("2026-12-23T10:00")) == timedelta()
    assert a_working_day(NEVER) == timedelta()


FROM = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: FROM + timedelta(minutes=minutes))


@given(MOMENTS, st.integers(1, 40 * 60))
def test_what_is_due_has_been_worked(start: datetime, minutes: int) -> None:
    """`after` and `worked` agree, whatever the day, and what is due is due in working time."""
    work = timedelta(minutes=minutes)
    due = after(OFFICE, start, work)
    assert due is not None
    assert worked(OFFICE, start, due) == work
    assert is_working(OFFICE, due - timedelta(seconds=1))


@given(MOMENTS)
def test_what_opens_is_open(at: datetime) -> None:
    """At the opening there is work, and none before it."""
    opening = opens(OFFICE, at)
    assert opening is not None
    assert is_working(OFFICE, opening)
    assert worked(OFFICE, at, opening) == timedelta()
