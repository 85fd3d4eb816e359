"""A recount from every row equals every figure of a frozen report, whatever happened; nothing is hidden in these."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.facts.base import Facts, load
from bot.reports.weekly import DEFINITION, Weekly, from_json
from bot.reports.weeks import week_of
from bot.runtime.reports import Maker
from storage import reports
from storage.database import Database, Tx
from storage.records import LeadId
from tests.recounts import advice_by_hand, by_hand, coverage_by_hand, said, surely
from tests.recounts.by_hand import PLACES, Asked
from tests.recounts.life import BEGINS, DOES, Life, Turn, begins, thrown
from tests.storage.lived import looked

MONDAYS = (date(2026, 11, 9), date(2026, 11, 16))
LATER = st.sampled_from((MONDAYS[1], MONDAYS[1], date(2026, 11, 23)))
"""The second week that is reported, or the one after it."""
REGIONS = ("35.28", "35", "35.28.06", "35.76", "51.03", "51", "81", "81.01", "13.12")
TURNS = st.lists(
    st.builds(Turn, st.integers(0, 14), st.integers(0, len(DOES) - 1), st.integers(0, 99), st.integers(0, 99)),
    min_size=10,
    max_size=45,
)


class Undone(Exception):
    """Nothing of this is to stay."""


def nobody_is_few() -> Facts:
    """All that we know, but a report tells of single people, too."""
    facts = load()
    [small] = facts.rules["policy.report.small"]
    return replace(facts, rules={**facts.rules, small.id: (replace(small, value=1),)})


FACTS = nobody_is_few()


async def counts_alike(life: Life, region: str, monday: date) -> Weekly:
    """The report of a week that is over, once it is frozen, says what a recount by hand does.

    That of the first week is made for itself, as who asks for it gets it; later ones as on a Monday, for everybody.
    """
    life.now = max(life.now, Asked(region, monday, life.now).end)
    asked, week = Asked(region, monday, life.now), week_of(monday)
    await looked(life.tx, life.now)
    await Maker(FACTS, PLACES, many=monday != MONDAYS[0]).keep(life.tx, region, week, life.now)
    frozen = await reports.of(life.tx, region, week, DEFINITION)
    assert frozen is not None
    told = from_json(frozen)
    counts, shares = await by_hand.figures(life.tx, asked), await coverage_by_hand.figures(life.tx, asked)
    assert said.figures(told) == counts
    assert said.coverage(told) == shares
    notes = await advice_by_hand.notes(life.tx, asked, shares)
    assert sorted(told.notes) == notes
    advice = advice_by_hand.advice(counts, shares, notes, asked)
    assert said.whole_advice(told) == advice
    assert said.advice(told.actions) == advice[: advice_by_hand.AT_ONCE]
    return told


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.tuples(TURNS, TURNS), LATER, st.sampled_from(REGIONS), st.sampled_from(["35.28", "51.03"]))
async def test_two_reports_of_any_weeks_say_what_a_recount_says(
    quick_database: Database, weeks: tuple[list[Turn], list[Turn]], later: date, region: str, serves: str
) -> None:
    """Corrections, deletions, people who are erased, and borders of weeks in three zones included."""
    try:
        async with quick_database.transaction() as tx:
            life = await begins(tx, serves)
            below = by_hand.parts(region)
            life.regions = (*life.regions, region, region, *below[:2], *below[-2:], f"{region}.99")
            for turns, monday in zip(weeks, (MONDAYS[0], later), strict=True):
                await life.go_on(turns)
                await counts_alike(life, region, monday)
            raise Undone
    except Undone:
        pass


async def test_a_long_history_says_what_a_recount_says_and_leaves_no_figure_out(database: Database) -> None:
    """A month of dice, on both databases: whatever a report can tell occurs in one of these, and is not nought."""
    async with database.transaction() as tx:
        found = await a_month(tx, Random(7))
    assert sorted(said.EVERYTHING - found) == []


async def a_month(tx: Tx, dice: Random) -> set[str]:
    """The names of the figures that are not nought in reports of Pamekasan and of East Java for two weeks."""
    life, found, registered = await begins(tx, "35.28", at=BEGINS - timedelta(days=24)), set[str](), list[LeadId]()
    await surely.lie(life)
    await life.go_on(thrown(dice, 80, hours=9))
    life.now = max(life.now, BEGINS)
    for week, monday in enumerate(MONDAYS, start=1):
        await life.go_on(thrown(dice, 120, hours=2))
        life.now = max(life.now, Asked("35.28", monday, life.now).begin)
        await surely.are_none_after_all(life, registered)
        registered = await surely.are_registered(life)
        await surely.grow(life, week)
        for region in ("35.28", "35"):
            found |= said.something(await counts_alike(life, region, monday))
    return found
