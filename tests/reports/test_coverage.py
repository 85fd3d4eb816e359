"""How far a region is: whatever figures lack or contradict, nothing is made up and unlike is not compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.coverage import Goal, goal_of, of_target, share, standing, trend
from bot.reports.ranking import ranked, unlike
from bot.reports.weekly import Standing
from storage.coverage import Observation, Target
from tests.reports.told import MONDAY, SUNDAY, told

QUARTER = Goal(Decimal(25), "Surat")
COUNTS = st.none() | st.integers(0, 2_000)
FIGURES = st.builds(
    lambda day, active, eligible, year, pct, meaning, segment: told(
        f"2026-{1 + day // 28:02}-{1 + day % 28:02}",
        active,
        eligible,
        pct,
        eligible_year=year,
        meaning=meaning,
        segment=segment,
    ),
    st.integers(0, 280),
    COUNTS,
    COUNTS,
    st.none() | st.integers(2024, 2026),
    st.sampled_from(["", "0", "33.51", "100"]),
    st.sampled_from(["of_workers", "of_target"]),
    st.sampled_from(["all", "bpu"]),
)


def of_this_week(one: Observation) -> bool:
    """Whether a figure is of a day of the week."""
    return one.as_of >= MONDAY


def stands(*figures: Observation, goal: Goal | None = QUARTER) -> Standing:
    """How the whole stands in the week."""
    found = standing(figures, "all", goal, SUNDAY, of_this_week)
    assert found is not None
    return found


def test_counts_say_the_share_and_who_is_missing() -> None:
    """Eighty of a thousand more would be a quarter."""
    now = stands(told("2026-09-30", 150), told("2026-10-31", 170))
    assert (now.pct, now.uncovered, now.gap) == (Decimal("17.00"), 830, 80)
    assert now.since_base is not None
    assert (now.since_base.people, now.since_base.points) == (20, Decimal("2.00"))


def test_a_target_is_not_reached_by_rounding() -> None:
    """One person is missing to half of three hundred thousand: the share that is told has not arrived, either."""
    half, almost = Goal(Decimal(50), "Surat"), told("2026-10-31", 150_001, 300_003)
    now = stands(almost, goal=half)
    assert (now.pct, now.gap) == (Decimal("49.99"), 1)
    assert [one.pct for one in trend([almost], half)] == [Decimal("49.99")], "and the line stays below"
    in_people = goal_of([told("2026-10-31", 1, 300_003, target_people=150_002)], None, 2026)
    assert in_people is not None and in_people.percent == Decimal("50.00")
    assert stands(almost, goal=in_people).pct == Decimal("49.99")
    printed = stands(told("2026-10-31", None, None, "49.996"), goal=half)
    assert (printed.pct, printed.gap) == (Decimal("49.99"), None)
    assert share(told("2026-10-31", 299_999, 300_000)) == Decimal("99.99"), "nor is everybody covered"


def test_who_reached_a_target_is_not_rounded_back_below_it() -> None:
    """Two thirds of the workers, told in people: sixty-six and a bit that is rounded up."""
    goal = goal_of([told("2026-10-31", 1, 300_000, target_people=200_000)], None, 2026)
    assert goal is not None and goal.percent == Decimal("66.67")
    for active, pct in ((200_000, "66.67"), (199_999, "66.66")):
        assert stands(told("2026-10-31", active, 300_000), goal=goal).pct == Decimal(pct)
    exact = Goal(Decimal("66.6666"), "Surat")
    assert stands(told("2026-10-31", 200_000, 300_000), goal=exact).pct == Decimal("66.67")
    assert stands(told("2026-10-31", 199_999, 300_000), goal=exact).pct == Decimal("66.66")


def test_a_new_denominator_is_said_and_ends_the_line_that_is_looked_back_to() -> None:
    """Pati fell from thirty-nine to twenty-nine percent because other people were counted."""
    before, now = told("2026-09-30", 390), told("2026-11-10", 400, 1_400, eligible_year=2026)
    found = stands(told("2026-08-31", 380), before, now)
    assert found.since_last is not None
    assert found.since_last.denominator_changed
    assert found.since_base is None
    assert [one.rebased for one in trend([before, now])] == [False, True]


def test_two_bare_percentages_are_not_taken_for_shares_of_the_same_people() -> None:
    """Nobody said of whom."""
    bare = {"eligible": None, "eligible_year": None}
    figures = told("2026-08-31", pct="33", **bare), told("2026-11-10", pct="34", **bare)
    found = stands(*figures)
    assert found.since_last is not None
    assert found.since_last.denominator_changed and found.since_last.untold
    assert [(one.rebased, one.untold) for one in trend(figures)] == [(False, False), (True, True)]
    other = stands(told("2026-08-31", 330), told("2026-11-10", 340, eligible_year=2026))
    assert other.since_last is not None and not other.since_last.untold


def test_no_denominator_and_none_of_nobody() -> None:
    """Then a printed share is all there is, or nothing."""
    assert share(told("2026-10-31", 10, 0)) is None
    assert share(told("2026-10-31", 10, None, "33.51")) == Decimal("33.51")
    assert standing([told("2026-10-31", 10, 0)], "all", QUARTER, SUNDAY, of_this_week) is None
    assert stands(told("2026-10-31", 10, None, "20.4")).gap is None


def test_a_target_below_what_is_reached_leaves_no_gap() -> None:
    """And no pace is needed."""
    found = stands(told("2026-10-31", 300))
    assert (found.gap, found.pace and found.pace.needed) == (0, None)
    assert found.pace is not None
    assert found.pace.reach.why == "reached"


def test_a_share_of_the_target_is_never_one_of_the_workers() -> None:
    """It is told apart, and nothing is derived from it."""
    odd = told("2026-11-10", None, None, "91.2", meaning="of_target")
    assert stands(told("2026-10-31", 170), odd).pct == Decimal("17.00")
    found = of_target([odd])
    assert found is not None
    assert found.pct == Decimal("91.2")
    assert standing([odd], "all", QUARTER, SUNDAY, of_this_week) is None


def test_counts_beside_a_share_of_the_target_say_how_many_workers_are_covered() -> None:
    """113.206 of 337.800 are a third, though the office only wrote how far the target is; it asked for the workers."""
    aimed = told("2026-10-31", 113_206, 337_800, "80.7", meaning="of_target")
    now = stands(aimed, goal=Goal(Decimal("41.53"), "Surat"))
    assert (now.pct, now.uncovered, now.gap) == (Decimal("33.51"), 224_594, 27_083)
    assert [one.pct for one in trend([aimed])] == [Decimal("33.51")]
    beside = of_target([aimed])
    assert beside is not None and beside.pct == Decimal("80.7"), "and how far the target is stays told"


def test_of_two_figures_of_a_day_the_one_with_its_workers_is_told() -> None:
    """A share that was only printed says less; of two that count the one that speaks of no target is told."""
    aimed = told("2026-10-31", 180, meaning="of_target", pct="72")
    printed, counted = told("2026-10-31", None, None, "17"), told("2026-10-31", 170)
    assert stands(printed, aimed).active == 180
    assert stands(counted, aimed).active == 170
    assert [one.active for one in trend([told("2026-09-30", 160), counted, aimed])] == [160, 170]


def test_a_target_of_another_year_is_none_of_this_one() -> None:
    """What was to be reached last year says nothing of this one."""
    old = told("2025-08-04", 10, target_pct=Decimal("51.4"))
    assert goal_of([old], None, 2026) is None
    target = Target("35.28", 2026, Decimal(60), old.provenance, source="Surat")
    assert goal_of([old], target, 2026) == Goal(Decimal(60), "Surat")


def test_a_base_has_the_denominator_of_the_newest_figure() -> None:
    """What tells only its year is like both, but those two are not like each other."""
    unsaid = told("2026-09-30", 150, None, "14")
    found = stands(told("2026-08-31", 140, 900), unsaid, told("2026-10-31", 170))
    assert found.since_base is not None
    assert (found.since_base.since, found.since_base.people) == (unsaid.as_of, 20)


def test_parts_are_ranked_by_share_and_those_without_figures_are_named() -> None:
    """Equal shares share a rank; a few active people are not told."""
    names = {"35.28.01": "A", "35.28.02": "B", "35.28.03": "C", "35.28.04": "D", "35.28.05": "E"}
    shares = {"35.28.01": 100, "35.28.02": 200, "35.28.03": 200, "35.28.04": 3}
    figures = [told("2026-10-31", active, region=code) for code, active in shares.items()]
    found = ranked(names, figures, {"35.28.01": 1, "35.28.02": 3}, 5)
    assert [(one.name, one.rank, one.moved) for one in found] == [
        ("B", 1, 2),
        ("C", 1, None),
        ("A", 3, -2),
        ("D", None, None),
        ("E", None, None),
    ]
    assert (found[3].active, found[3].pct) == ("masked", None)


def test_parts_of_different_years_are_not_ranked_in_silence() -> None:
    """It is said that they are shares of different people."""
    one, other = told("2026-10-31", 1), told("2026-10-31", 1, eligible_year=2024, region="35.29")
    assert unlike(["35.28", "35.29"], [one, other]) == ("below_of_different_years",)
    assert unlike(["35.28", "35.29"], [one, replace(other, eligible_year=2025)]) == ()
    assert unlike(["35.28"], [one, other]) == (), "a region that is no part any more is not ranked"


@settings(max_examples=50)
@given(st.lists(FIGURES, max_size=6, unique_by=lambda one: one.key), st.sampled_from([None, QUARTER]))
def test_whatever_was_told_the_figures_agree_with_each_other(figures: list[Observation], goal: Goal | None) -> None:
    """Nothing below nought, no gap without a target, no comparison of unlike shares without saying so."""
    found = standing(figures, "all", goal, SUNDAY, of_this_week)
    workers = [one for one in figures if one.segment == "all" and share(one) is not None]
    assert (found is None) == (not workers)
    if found is None:
        return
    assert found.as_of == max(one.as_of for one in workers)
    assert all(count is None or count >= 0 for count in (found.gap, found.uncovered))
    assert found.gap is None or goal is not None
    assert found.since_base is None or not found.since_base.denominator_changed
    assert len(trend(figures)) == len({one.as_of for one in workers})
    if found.pace is not None and found.pace.reach.earliest is not None:
        assert found.pace.reach.earliest >= date(2026, 11, 15)
