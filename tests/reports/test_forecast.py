"""When a target is reached: a range where the figures allow one, else the reason why not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.forecast import Counted, pace
from bot.reports.weekly import Pace

LAST = date(2026, 11, 15)
STEADY = [Counted(date(2026, month, 1), 1_000 + 70 * month) for month in (5, 6, 7, 8, 9, 10, 11)]


def paced(known: list[Counted], gap: int | None, alike: list[Counted] | None = None, *, has_goal: bool = True) -> Pace:
    """The pace of these counts, all of one denominator where nothing else is said."""
    found = pace(known, known if alike is None else alike, gap, LAST, has_goal=has_goal)
    assert found is not None
    return found


def test_a_steady_pace_gives_a_narrow_range() -> None:
    """Seventy a month; the months are not of one length, so neither is the pace. 46 days are less than seven weeks."""
    found = paced(STEADY, 160)
    assert (found.weeks, found.needed, found.present) == (7, 25, 16)
    assert found.reach.why == ""
    assert found.reach.earliest is not None
    assert found.reach.latest is not None
    assert date(2027, 1, 5) <= found.reach.earliest <= found.reach.latest <= date(2027, 1, 15)


@pytest.mark.parametrize(
    ("known", "alike", "gap", "has_goal", "why"),
    [
        (STEADY, STEADY, None, False, "no_target"),
        (STEADY, STEADY, 0, True, "reached"),
        (STEADY, STEADY, None, True, "no_figure"),
        (STEADY[:1], STEADY[:1], 50, True, "too_few"),
        (STEADY[:2], STEADY[:2], 50, True, "too_few"),
        (STEADY, STEADY[-1:], 50, True, "denominator_changed"),
        ([Counted(one.as_of, 5_000 - one.active) for one in STEADY], None, 50, True, "not_growing"),
        (STEADY, STEADY, 1_000_000, True, "far"),
    ],
)
def test_why_no_day_can_be_told(
    known: list[Counted], alike: list[Counted] | None, gap: int | None, has_goal: bool, why: str
) -> None:
    """One observation, no denominator, a target already reached, and so on."""
    reach = paced(known, gap, alike, has_goal=has_goal).reach
    assert (reach.why, reach.earliest, reach.latest) == (why, None, None)


def test_a_missing_month_does_not_change_the_pace() -> None:
    """Paces are people a day, however many days lie between."""
    assert paced([*STEADY[:2], *STEADY[4:]], 160).present == paced(STEADY, 160).present


def test_one_odd_figure_decides_nothing() -> None:
    """A month with twice the people is outvoted by the others."""
    odd = [Counted(one.as_of, one.active * 2 if one.as_of.month == 8 else one.active) for one in STEADY]
    assert abs((paced(odd, 160).present or 0) - 16) <= 2


def test_two_figures_of_one_week_are_no_pace() -> None:
    """A sum that another office counted a day later is no growth of seven days in one."""
    close = [Counted(LAST - timedelta(days=16), 100_000), Counted(LAST - timedelta(days=15), 200_000)]
    found = paced(close, 50_000)
    assert (found.present, found.reach.why) == (None, "too_few")


def test_what_is_needed_is_enough() -> None:
    """However the year's days fall: at this pace nobody is missing on its last day; in its last days, all of them."""
    for day in range(1, 31):
        last = date(2026, 12, day)
        found = pace(STEADY, STEADY, 19_300, last, has_goal=True)
        assert found is not None and found.needed is not None
        assert found.needed * max(7, (date(2026, 12, 31) - last).days) >= 19_300 * 7


def test_in_the_last_week_of_the_year_no_pace_is_asked_for() -> None:
    """There is no week left in which to keep it."""
    found = pace(STEADY, STEADY, 160, date(2026, 12, 31), has_goal=True)
    assert found is not None
    assert (found.weeks, found.needed) == (0, None)


def test_nothing_told_and_nothing_to_reach() -> None:
    """Then there is nothing to say."""
    assert pace([], [], None, LAST, has_goal=False) is None


@settings(max_examples=40)
@given(
    st.dictionaries(st.integers(0, 700), st.integers(0, 100_000), min_size=1, max_size=14),
    st.none() | st.integers(0, 1_000_000),
)
def test_a_range_is_one_or_there_is_a_reason(days: dict[int, int], gap: int | None) -> None:
    """Never before the week's end, the earliest day first."""
    known = [Counted(LAST - timedelta(days=ago), active) for ago, active in sorted(days.items(), reverse=True)]
    reach = paced(known, gap).reach
    assert (reach.earliest is None) == bool(reach.why)
    if reach.earliest is not None:
        assert reach.earliest >= LAST
        assert reach.latest is None or reach.latest >= reach.earliest
