"""Months before and after each other, over the end of the year and in leap years."""

from datetime import date, timedelta

import pytest

from bot.timing.months import last_day, later_than, shifted


def test_months_follow_each_other_over_the_end_of_the_year() -> None:
    """Forward and back, from any day."""
    assert shifted(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert shifted(date(2027, 1, 31), -1) == date(2026, 12, 1)
    assert shifted(date(2026, 11, 21), -24) == date(2024, 11, 1)


@pytest.mark.parametrize(("month", "last"), [((2028, 2), 29), ((2027, 2), 28), ((2026, 12), 31), ((2026, 11), 30)])
def test_the_last_day_of_a_month(month: tuple[int, int], last: int) -> None:
    """The leap day included."""
    assert last_day(date(*month, 1)) == date(*month, last)


def test_only_days_that_are_still_to_come() -> None:
    """Tomorrow at the earliest; sixty days before the leap day is New Year's Eve."""

    def sixty_before(month: date) -> date:
        return last_day(month) - timedelta(days=60)

    leap = date(2028, 2, 1)
    assert sixty_before(leap) == date(2027, 12, 31)
    assert later_than(date(2027, 12, 30), 5, sixty_before) == [leap]
    assert later_than(date(2027, 12, 31), 5, sixty_before) == []
    assert later_than(date(2027, 12, 31), 31, sixty_before) == [date(2028, 3, 1)]
