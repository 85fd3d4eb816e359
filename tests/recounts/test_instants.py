"""What is told at the very instant of a report, and figures that may not be compared or hold no longer."""

from datetime import timedelta
from decimal import Decimal

from storage import observations
from storage.database import Database
from tests.recounts.by_hand import Asked, parts
from tests.recounts.life import begins
from tests.recounts.surely import ask
from tests.recounts.test_advice import MOJOKERTO, report, told
from tests.recounts.test_recount import MONDAYS


async def test_what_is_told_at_the_instant_of_a_report_is_new_in_the_next(quick_database: Database) -> None:
    """A figure of that day, an older one, and a correction: none of them was in time."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        await report(life, MOJOKERTO, told(life, MOJOKERTO, 400, 21), told(life, MOJOKERTO, 410, 14))
        late, corrected, newest = (told(life, MOJOKERTO, *each) for each in ((380, 28), (420, 14), (430, 3)))
        found = await report(life, MOJOKERTO, late, corrected, newest, monday=MONDAYS[1])
    assert [(one.as_of, one.before, one.after, one.late) for one in found.corrected] == [
        (corrected.as_of, Decimal(410), Decimal(420), False),
        (late.as_of, None, Decimal(380), True),
    ]
    assert found.standing is not None and found.standing.fresh


async def test_a_report_that_is_made_a_week_late_does_not_say_who_waits(quick_database: Database) -> None:
    """To the moment; one made earlier does."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        await ask(life, 0)
        life.now = Asked("35.28", MONDAYS[0], life.now).end + timedelta(days=7)
        found = await report(life, "35.28")
    assert (found.lateness.unheld, found.lateness.overdue) == (None, None)


async def test_shares_of_nobody_knows_which_year_are_not_compared(quick_database: Database) -> None:
    """Both were printed, and neither says of how many workers; one of a known year is the base of a count of it."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        printed = {"eligible": None, "coverage_pct": Decimal(30)}
        first, second = (told(life, MOJOKERTO, None, back, **printed, eligible_year=None) for back in (21, 14))
        found = await report(life, MOJOKERTO, first, second)
        assert found.standing is not None and found.standing.since_base is None
        known = told(life, MOJOKERTO, None, 7, **printed, eligible_year=2025)
        found = await report(life, MOJOKERTO, known, told(life, MOJOKERTO, 400, 3), monday=MONDAYS[1])
    assert found.standing is not None and found.standing.since_base is not None
    assert found.standing.since_base.since == known.as_of


async def test_a_share_that_was_taken_back_is_no_share_of_a_part(quick_database: Database) -> None:
    """The older one holds again."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        part = parts(MOJOKERTO)[0]
        await observations.record(tx, [told(life, part, 400, 14), told(life, part, 900, 7)])
        found = await report(life, MOJOKERTO, told(life, part, None, 7))
    assert [one.active for one in found.parts if one.region == part] == [400]
