"""The figures of a week are what the log says, whatever happened to the leads, on both kinds of databases."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reports.weeks import days_of, instants
from bot.runtime.reports import LATE
from storage import reports, weekly
from storage.database import Database, Tx
from storage.weekly import Span
from storage.weeks import Week
from tests.storage.conftest import NOON
from tests.storage.lived import Turn, lived, recounted

ZONED = {"35": "Asia/Jakarta", "51": "Asia/Makassar", "81": "Asia/Jayapura"}
SPANS = {province: instants(*days_of("2026-W46"), zone) for province, zone in ZONED.items()}
BEGIN, END = SPANS["35"]
BY_KABUPATEN = ("taken_back", "expired", "unheld", "overdue")
TURNS = st.builds(Turn, st.integers(0, 30), st.integers(0, 6), st.integers(0, 20))


class Undone(Exception):
    """Nothing of this is to stay."""


def by_kecamatan(week: Week, step: str) -> dict[str, int]:
    """How many took a step, by kecamatan."""
    return {at: people for kabupaten in week.below[step] for at, people in week.by_kecamatan(kabupaten, step).items()}


async def counts_alike(tx: Tx, spans: Mapping[str, Span], looked_at: datetime) -> dict[str, Week]:
    """The weeks of provinces as they are counted, which is what a recount by hand says of each."""
    weeks = await weekly.weeks(tx, spans, LATE)
    assert list(weeks) == list(spans)
    for province, span in spans.items():
        are_alike(weeks[province], await recounted(tx, *span, province, looked_at))
    return weeks


def are_alike(week: Week, by_hand: dict[str, Any]) -> None:
    """Each figure of a province."""
    assert set(week.counted) == by_hand["counted"]
    assert {step: by_kecamatan(week, step) for step in week.below if week.below[step]} == by_hand["below"]
    assert {name: dict(getattr(week, name)) for name in BY_KABUPATEN} == {name: by_hand[name] for name in BY_KABUPATEN}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(turns=st.lists(TURNS, min_size=4, max_size=40))
async def test_a_recount_of_any_history_gives_the_same_figures(quick_database: Database, turns: list[Turn]) -> None:
    """Registrations taken back, people who withdrew and who were erased included."""
    try:
        async with quick_database.transaction() as tx:
            looked_at = await lived(tx, turns)
            await counts_alike(tx, {"35": SPANS["35"]}, looked_at)
            await counts_alike(tx, SPANS, looked_at)
            raise Undone
    except Undone:
        pass


async def test_a_long_history_counts_alike_on_both_databases(database: Database) -> None:
    """Four hundred turns of the same dice, then three weeks in which nobody does anything; every figure occurs."""
    dice = Random(54)
    turns = [Turn(dice.randrange(3), dice.randrange(30), dice.randrange(20)) for _ in range(400)]
    turns.append(Turn(22 * 24, 0, 0))
    async with database.transaction() as tx:
        looked_at = await lived(tx, turns)
        weeks = await counts_alike(tx, SPANS, looked_at)
        assert await counts_alike(tx, {"35": SPANS["35"]}, looked_at) == {"35": weeks["35"]}
    assert all(getattr(weeks["35"], name) for name in BY_KABUPATEN), "each occurs"
    told = [one for week in weeks.values() for one in week.counted]
    assert {one.step for one in told} == {"interest", "offered", "contacted", "registered", "verified"}
    assert {at for week in weeks.values() for at in week.kabupaten} == {"35.28", "35.29", "51.03", "81.01"}


async def test_a_report_is_made_once(database: Database) -> None:
    """Whoever comes second gets what the first one kept; the next week looks back to it."""
    async with database.transaction() as tx:
        first = await reports.freeze(tx, "35.28", "2026-W46", "1", {"figure": 1}, NOON)
        second = await reports.freeze(tx, "35.28", "2026-W46", "1", {"figure": 2}, NOON + timedelta(hours=1))
        assert (first, second) == ({"figure": 1}, {"figure": 1})
        assert await reports.before(tx, "35.28", "2026-W47", "1") == {"figure": 1}
        assert await reports.before(tx, "35.28", "2026-W46", "1") is None
        assert await reports.before(tx, "35.28", "2026-W47", "2") is None


def test_a_week_begins_at_midnight_where_the_region_lies() -> None:
    """Two hours earlier in Jayapura."""
    monday, after = instants(*days_of("2026-W46"), "Asia/Jayapura")
    assert (BEGIN - monday, after - monday) == (timedelta(hours=2), timedelta(days=7))
    assert datetime.fromisoformat("2026-11-09T00:00+07:00") == BEGIN
