"""What is held back after corrections is what the rule holds back, no more and no less, week after week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.facts.base import load
from bot.reports.weekly import DEFINITION, Weekly, from_json
from bot.reports.weeks import week_of
from bot.runtime.reports import Maker
from storage import observations, reports
from storage.coverage import Observation, Provenance
from storage.database import Database, Tx
from tests.recounts import held_by_hand
from tests.recounts.by_hand import PLACES, Asked
from tests.recounts.life import BEGINS
from tests.recounts.test_recount import Undone

MONDAYS = tuple(date(2026, 11, 9) + timedelta(days=7 * at) for at in range(3))
DAYS = (date(2026, 9, 30), date(2026, 10, 31))
LEAVES = ("31.01.01", "31.01.02", "31.71", "31.72", "31.73", "31.74", "31.75")
"""The two kecamatan of Kepulauan Seribu, and what lies beside it in Jakarta."""
TELLS = (*LEAVES[:5], "31.01", "31")
READS = ("31", "31.01", "31.01.01", "31.71")
FACTS = load()


@dataclass(frozen=True)
class Change:
    """Of a leaf there are so many on a day, and these tell how many they are now."""

    day: int
    leaf: int
    people: int
    tells: frozenset[int]


CHANGES = st.lists(
    st.builds(
        Change,
        st.integers(0, 1),
        st.integers(0, len(LEAVES) - 1),
        st.integers(0, 6) | st.integers(0, 30),
        st.frozensets(st.integers(0, len(TELLS) - 1)),
    ),
    max_size=6,
)


async def told_alike(tx: Tx, region: str, monday: date, now: datetime) -> Weekly:
    """The report that is frozen holds back what the rule does by hand."""
    asked, week = Asked(region, monday, now), week_of(monday)
    await Maker(FACTS, PLACES).keep(tx, region, week, now)
    frozen = await reports.of(tx, region, week, DEFINITION)
    assert frozen is not None
    told = from_json(frozen)
    assert said(told) == await held_by_hand.figures(tx, asked)
    return told


def said(told: Weekly) -> dict[str, Any]:
    """What a report tells and does not, in the same shape."""
    newest = None if told.standing is None else told.standing.as_of
    assert newest == (told.trend[-1].as_of if told.trend else None)
    return {
        "days": [one.as_of for one in told.trend],
        "held_back": "held_back" in told.notes,
        "masked": sorted(one.region for one in told.parts if one.active == "masked"),
        "corrected": sorted(
            (one.region, one.as_of, *(each if each == "masked" else f"{each:.4f}" for each in (one.before, one.after)))
            for one in told.corrected
            if not one.late
        ),
        "late": [(one.as_of, one.after) for one in told.corrected if one.late],
    }


async def goes_on(tx: Tx, people: Counter[tuple[int, str]], changes: Sequence[Change], now: datetime) -> None:
    """Each change is told; sums are always those of their parts."""
    for at, change in enumerate(changes):
        people[change.day, LEAVES[change.leaf]] = change.people
        told = [
            Observation(
                region,
                DAYS[change.day],
                Provenance("ab" * 32, 1, "command_line", now + timedelta(hours=at)),
                active=sum(people[change.day, leaf] for leaf in LEAVES if leaf.startswith(region)),
                eligible=1_000,
                eligible_year=2025,
            )
            for region in (TELLS[each] for each in sorted(change.tells))
        ]
        await observations.record(tx, told)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.tuples(CHANGES, CHANGES, CHANGES), st.lists(st.integers(0, 30), min_size=14, max_size=14))
async def test_what_is_held_back_is_what_the_rule_holds_back(
    quick_database: Database, weeks: tuple[list[Change], ...], at_first: list[int]
) -> None:
    """Whatever was told, corrected or came late between three reports of Jakarta and of regions in it."""
    try:
        async with quick_database.transaction() as tx:
            people = Counter(dict(zip(((day, leaf) for day in (0, 1) for leaf in LEAVES), at_first, strict=True)))
            for changes, monday in zip(weeks, MONDAYS, strict=True):
                made = Asked("31", monday, BEGINS).end + timedelta(hours=1)
                await goes_on(tx, people, changes, made - timedelta(days=3))
                for region in READS:
                    await told_alike(tx, region, monday, made)
            raise Undone
    except Undone:
        pass


FIRST, SECOND = (Asked("31", monday, BEGINS).end + timedelta(hours=1) for monday in MONDAYS[:2])
ALL = frozenset(range(len(TELLS)))


async def test_a_region_that_has_nobody_left_shuts_no_day(quick_database: Database) -> None:
    """That none of its kecamatan has anybody, of whom nobody was ever told, recognises nobody in all of Jakarta."""
    async with quick_database.transaction() as tx:
        people = Counter({(1, leaf): 20 for leaf in LEAVES})
        await goes_on(tx, people, [Change(1, 0, 20, ALL)], FIRST - timedelta(days=3))
        for region in READS:
            await told_alike(tx, region, MONDAYS[0], FIRST)
        await goes_on(tx, people, [Change(1, LEAVES.index("31.72"), 0, ALL)], SECOND - timedelta(days=3))
        now = {region: await told_alike(tx, region, MONDAYS[1], SECOND) for region in READS}
    assert {one.region: one.active for one in now["31"].parts if one.pct is not None} == {
        "31.01": 40,
        "31.71": 20,
        "31.72": 0,
        "31.73": 20,
    }
    assert all(one.standing is not None and "held_back" not in one.notes for one in now.values())


async def test_a_sum_that_leaves_nobody_shuts_no_day(quick_database: Database) -> None:
    """It came after its parts, and those who told nothing have nobody."""
    async with quick_database.transaction() as tx:
        people = Counter({(1, leaf): count for leaf, count in zip(LEAVES, (9, 11, 21, 18), strict=False)})
        parts = frozenset(TELLS.index(region) for region in ("31.71", "31.72", "31.01"))
        await goes_on(tx, people, [Change(1, 0, 9, parts)], FIRST - timedelta(days=3))
        await told_alike(tx, "31", MONDAYS[0], FIRST)
        both = frozenset(TELLS.index(region) for region in ("31.71", "31"))
        await goes_on(tx, people, [Change(1, LEAVES.index("31.71"), 27, both)], SECOND - timedelta(days=3))
        now = await told_alike(tx, "31", MONDAYS[1], SECOND)
    assert now.standing is not None and now.standing.active == 65
    assert "masked" not in {one.active for one in now.parts}


async def test_a_sum_that_leaves_a_few_of_those_who_told_nothing_shuts_the_day(quick_database: Database) -> None:
    """Two people can only live where nobody told of."""
    async with quick_database.transaction() as tx:
        people = Counter({(1, leaf): count for leaf, count in zip(LEAVES, (9, 11, 21, 18, 2), strict=False)})
        parts = frozenset(TELLS.index(region) for region in ("31.71", "31.72", "31.01"))
        await goes_on(tx, people, [Change(1, 0, 9, parts)], FIRST - timedelta(days=3))
        await told_alike(tx, "31", MONDAYS[0], FIRST)
        await goes_on(tx, people, [Change(1, 0, 9, frozenset([TELLS.index("31")]))], SECOND - timedelta(days=3))
        now = await told_alike(tx, "31", MONDAYS[1], SECOND)
    assert now.standing is None and "held_back" in now.notes
