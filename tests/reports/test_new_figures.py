"""What is new in a report: told in its week by the clock of the region, and by no report before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.reports.making import Known, weekly
from bot.reports.weekly import Lateness, Standing, Weekly
from storage.coverage import Key, Observation
from storage.weeks import Week
from tests.reports.test_making import MADE, NOTHING, PAMEKASAN, POLICY, PROVINCE, made
from tests.reports.told import told

MONDAY = datetime(2026, 11, 9, tzinfo=UTC) - timedelta(hours=7)
"""The first instant of the week in Pamekasan."""


def brought(one: Observation, at: datetime, **more: object) -> Observation:
    """The same, told at another time."""
    return replace(one, provenance=replace(one.provenance, at=at), **more)  # type: ignore[arg-type]


def stands(known: Known, week: str = "2026-W46", later: int = 0, zone: str = "Asia/Jakarta") -> Standing:
    """How the region stands in its report."""
    found = made(known, week, replace(PAMEKASAN, zone=zone), later).standing
    assert found is not None
    return found


SEPTEMBER, OCTOBER = told("2026-09-30", 150), told("2026-10-31", 170)


def test_what_came_late_is_new_in_the_week_in_which_it_came() -> None:
    """Offices tell of a month in the middle of the next."""
    assert not stands(replace(NOTHING, history=[SEPTEMBER, OCTOBER])).fresh
    assert stands(replace(NOTHING, history=[SEPTEMBER, told("2026-11-10", 170)])).fresh
    assert stands(replace(NOTHING, history=[brought(OCTOBER, MONDAY + timedelta(days=3))])).fresh


def test_a_figure_of_early_monday_is_of_that_week_where_the_region_lies() -> None:
    """At three in the morning in Pamekasan it is still Sunday in Greenwich; in Jayapura Monday began earlier."""
    at_three = replace(NOTHING, history=[SEPTEMBER, brought(OCTOBER, MONDAY + timedelta(hours=3))])
    before = replace(NOTHING, history=[SEPTEMBER, brought(OCTOBER, MONDAY - timedelta(seconds=1))])
    at_once = replace(NOTHING, history=[SEPTEMBER, brought(OCTOBER, MONDAY)])
    assert (stands(at_three).fresh, stands(at_once).fresh, stands(before).fresh) == (True, True, False)
    assert stands(before, zone="Asia/Jayapura").fresh


def test_a_figure_is_new_in_one_report_only() -> None:
    """It came on Monday before the report of last week was made, which told it; the next one does not tell it anew."""
    early = replace(NOTHING, history=[SEPTEMBER, brought(OCTOBER, MADE - timedelta(hours=1))])
    first = made(early)
    assert first.standing is not None
    assert first.standing.fresh
    then = stands(replace(early, before=first), "2026-W47", later=7)
    assert (then.fresh, then.since_last) == (False, None)


def test_a_figure_of_a_week_that_nobody_reported_is_not_of_this_one() -> None:
    """The report before is older than that."""
    older = made(NOTHING, "2026-W44", later=-14)
    missed = replace(NOTHING, history=[SEPTEMBER, brought(OCTOBER, MONDAY - timedelta(days=5))], before=older)
    assert not stands(missed).fresh


def since(one: Observation, at: datetime) -> Mapping[Key, datetime]:
    """It was first told at this time, and corrected since."""
    return {one.key: at}


def test_a_figure_that_was_corrected_in_the_week_in_which_it_came_is_new() -> None:
    """One that was told before is not."""
    again = brought(OCTOBER, MONDAY + timedelta(days=2), revision=2)
    known = replace(NOTHING, history=[SEPTEMBER, again])
    assert stands(replace(known, came=since(again, MONDAY + timedelta(days=1)))).fresh
    assert not stands(replace(known, came=since(again, MONDAY - timedelta(days=9)))).fresh


def test_a_late_figure_that_was_corrected_at_once_is_named() -> None:
    """It is no correction, since nobody had told it before."""
    before = made(NOTHING)
    late = brought(SEPTEMBER, MADE + timedelta(days=2), revision=2)
    known = replace(NOTHING, history=[late, OCTOBER], before=before, came=since(late, MADE + timedelta(days=1)))
    [named] = made(known, "2026-W47", later=7).corrected
    assert (named.as_of, named.late) == (late.as_of, True)


def test_a_figure_beyond_the_week_before_makes_no_older_one_late() -> None:
    """The report before could not tell it, however early it was known."""
    before = made(NOTHING)
    after = brought(told("2026-11-16", 180), MADE - timedelta(hours=1))
    known = replace(NOTHING, history=[brought(OCTOBER, MADE + timedelta(days=2)), after], before=before)
    assert made(known, "2026-W47", later=7).corrected == ()


def waiting(after: timedelta, zone: str) -> Weekly:
    """A report that is made so long after its week began in Jakarta."""
    known = replace(NOTHING, week=Week(unheld={"35.28": 12}))
    return weekly(replace(PAMEKASAN, zone=zone), "2026-W46", known, POLICY, MONDAY + after)


def test_how_things_stand_is_told_for_a_week_by_the_clock_of_the_region() -> None:
    """To the second: the next week is over then, and its own report says it."""
    week = timedelta(days=7)
    assert waiting(2 * week - timedelta(seconds=1), "Asia/Jakarta").lateness.unheld == 12
    assert waiting(2 * week, "Asia/Jakarta").lateness.unheld is None
    assert waiting(2 * week - timedelta(hours=2), "Asia/Jayapura").lateness.unheld is None


def test_who_came_or_waits_under_an_older_code_counts_for_the_province() -> None:
    """Whether or not anybody else there took a step in the week."""
    older = {"35.99": 6, "35.28": 7}
    week = Week(taken_back=older, expired=older, unheld=older, overdue=older, came=older)
    found = made(replace(NOTHING, week=week), region=PROVINCE)
    assert found.lateness == Lateness(13, 13, 13)
    [events] = [line for line in found.funnel.by_channel if line.key == "event"]
    assert (found.funnel.taken_back, events.counts["conversations"]) == (13, 13)
