"""What others counted stays as it was told: a correction comes beside it, and the newest holds, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage import observations, targets
from storage.coverage import Observation, Provenance, Target
from storage.database import Database
from storage.observations import _values
from storage.schema import observations as table
from tests.storage.conftest import NOON

FROM = Provenance("ab" * 32, 5, "command_line", NOON, ("denominator_changed",))
OCTOBER, NOVEMBER, LATER = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)
TOLD = Observation(
    "35.28",
    OCTOBER,
    FROM,
    active=80_000,
    eligible=400_000,
    eligible_year=2025,
    eligible_source="Sakernas",
    coverage_pct=Decimal("20.05"),
    target_pct=Decimal(45),
    target_source="Surat",
    source="BPJS",
    note="contoh",
)


async def recorded(database: Database, *told: Observation) -> list[str]:
    """Somebody tells of these."""
    async with database.transaction() as tx:
        return list(await observations.record(tx, told))


async def of_pamekasan(database: Database) -> list[Observation]:
    """What holds there."""
    async with database.reading() as tx:
        return await observations.history(tx, "35.28", LATER)


async def test_what_was_told_comes_back_to_the_last_digit(database: Database) -> None:
    """Percentages are no floats."""
    odd = replace(TOLD, segment="bpu", coverage_pct=Decimal("0.0001"), target_pct=None, active=None)
    assert await recorded(database, TOLD, odd) == ["new", "new"]
    assert await of_pamekasan(database) == [TOLD, odd]


async def test_a_correction_is_a_revision_beside_what_it_corrects(database: Database) -> None:
    """The same file a second time adds nothing."""
    right = replace(TOLD, active=81_000, provenance=replace(FROM, file="cd" * 32))
    assert await recorded(database, TOLD, TOLD) == ["new", "same"]
    assert await recorded(database, right, replace(right, provenance=FROM)) == ["corrected", "same"]
    assert await of_pamekasan(database) == [replace(right, revision=2)]
    async with database.reading() as tx:
        assert await observations.revisions(tx, "35.28", OCTOBER) == [TOLD, replace(right, revision=2)]


async def test_nobody_can_tell_the_same_revision_twice(database: Database) -> None:
    """Whoever comes second is refused by the database itself."""
    await recorded(database, TOLD)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(insert(table), [_values(TOLD)])


async def test_the_newest_of_a_region_and_its_direct_parts_up_to_a_day(database: Database) -> None:
    """Neither grandchildren nor neighbours nor what comes after that day."""
    galis, older = replace(TOLD, region="35.28.06"), replace(TOLD, region="35.28.06", as_of=date(2026, 9, 30))
    others = (replace(TOLD, region=code) for code in ("35.28.06.2001", "35.27", "35"))
    newer = replace(TOLD, as_of=NOVEMBER)
    await recorded(database, older, newer, TOLD, galis, *others)
    async with database.reading() as tx:
        assert await observations.latest(tx, "35.28", OCTOBER) == [TOLD, galis]
        assert await observations.latest(tx, "35.28", NOVEMBER) == [newer, galis]
        assert [one.region for one in await observations.everywhere(tx, 2, NOVEMBER)] == ["35.27", "35.28"]
        assert {key[0] for key in await observations.standing_for(tx, ["35.27", "35"])} == {"35", "35.27"}


async def test_what_tells_no_share_hides_no_older_one_that_does(database: Database) -> None:
    """Workers alone, a target, a bare share of the target; but a correction takes back what it corrects."""
    galis, nothing = replace(TOLD, region="35.28.06"), {"active": None, "coverage_pct": None}
    less = (
        replace(galis, as_of=NOVEMBER, **nothing),
        replace(galis, as_of=NOVEMBER, meaning="of_target", coverage_pct=Decimal(91), active=None),
    )
    await recorded(database, TOLD, galis, *less)
    async with database.reading() as tx:
        assert await observations.shares(tx, "35.28", NOVEMBER, OCTOBER) == ([TOLD, galis], [TOLD, galis])
    await recorded(database, replace(galis, **nothing))
    async with database.reading() as tx:
        assert await observations.shares(tx, "35.28", NOVEMBER, OCTOBER) == ([TOLD], [TOLD])


async def test_counts_beside_a_share_of_the_target_tell_a_share_of_the_workers(database: Database) -> None:
    """Whatever the percentage beside them is of; on the same day what speaks of no target comes first, if it counts."""
    aimed = replace(TOLD, as_of=NOVEMBER, meaning="of_target", coverage_pct=Decimal(91))
    await recorded(database, TOLD, aimed)
    async with database.reading() as tx:
        assert await observations.shares(tx, "35.28", NOVEMBER, OCTOBER) == ([aimed], [TOLD])
    await recorded(database, replace(TOLD, as_of=NOVEMBER, active=None, coverage_pct=Decimal(20)))
    async with database.reading() as tx:
        assert await observations.shares(tx, "35.28", NOVEMBER, OCTOBER) == ([aimed], [TOLD])
    whole = replace(TOLD, as_of=NOVEMBER)
    await recorded(database, whole)
    async with database.reading() as tx:
        assert await observations.shares(tx, "35.28", NOVEMBER, OCTOBER) == ([replace(whole, revision=2)], [TOLD])


async def test_shares_of_a_week_ago_stand_beside_those_of_today(database: Database) -> None:
    """What is newer takes the place of what is older today, and of nothing a week ago."""
    galis = replace(TOLD, region="35.28.06", as_of=NOVEMBER)
    newer = replace(TOLD, as_of=NOVEMBER, active=9)
    await recorded(database, TOLD, newer, galis)
    async with database.reading() as tx:
        assert await observations.shares(tx, "35.28", NOVEMBER, OCTOBER) == ([newer, galis], [TOLD])
        assert await observations.shares(tx, "35.28", OCTOBER, date(2026, 10, 1)) == ([TOLD], [])


async def test_a_correction_is_one_of_days_that_were_told(database: Database) -> None:
    """What nobody reported yet was not told differently; when figures were first told is remembered."""
    later = replace(TOLD, as_of=NOVEMBER)
    now = TOLD.provenance.at + timedelta(days=1)
    await recorded(database, TOLD, later)
    anew = replace(TOLD.provenance, at=now)
    await recorded(database, *(replace(one, active=7, provenance=anew) for one in (TOLD, later)))
    async with database.reading() as tx:
        [(then, holds)] = await observations.corrected(tx, "35.28", now, OCTOBER)
        assert (then, holds.active) == (TOLD, 7)
        assert len(await observations.corrected(tx, "35.28", now, NOVEMBER)) == 2
        assert await observations.first_told(tx, "35.28", OCTOBER) == {TOLD.key: TOLD.provenance.at}


async def test_a_target_that_changed_holds_from_then_on(database: Database) -> None:
    """What it was stays beside it."""
    first = Target("35.28", 2026, Decimal("45.5"), FROM, source="Surat")
    other = replace(first, year=2027, percent=Decimal(50))
    async with database.transaction() as tx:
        assert await targets.record(tx, [first, other, replace(first, percent=Decimal(46))]) == [
            "new",
            "new",
            "corrected",
        ]
        assert await targets.record(tx, [other]) == ["same"]
        held = await targets.of_year(tx, ["35.28", "35.29"], 2026)
    assert held == {"35.28": replace(first, percent=Decimal(46), revision=2)}
