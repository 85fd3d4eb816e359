"""Each thing to do and each note at the edge where it comes to be said; a recount by hand says the same in all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import Weekly
from storage import commitments, observations, sponsorships, targets, visits
from storage.coverage import Observation, Provenance, Target
from storage.database import Database
from storage.field import VISIT, Promised, Told
from storage.sponsors import Sponsorship
from tests.recounts import said
from tests.recounts.by_hand import parts
from tests.recounts.life import BRANCH, SUNDAY, Life, an_observation, begins
from tests.recounts.test_recount import MONDAYS, counts_alike

MOJOKERTO = "35.76"
"""A kota of three kecamatan."""


def told(life: Life, region: str, active: int | None, back: int = 7, **more: Any) -> Observation:
    """So many of a thousand workers of 2025, so many days before the Sunday of the report; no target is told."""
    one = an_observation(life.now, region, SUNDAY.isoformat(), 0, 0)
    about = {"eligible": 1_000, "eligible_year": 2025, "target_pct": None, **more}
    return replace(one, as_of=SUNDAY - timedelta(days=back), active=active, **about)


async def report(life: Life, region: str, *told_of: Observation, monday: date = MONDAYS[0]) -> Weekly:
    """What is read of a region once this was told."""
    await observations.record(life.tx, told_of)
    return await counts_alike(life, region, monday)


def to_do(found: Weekly) -> dict[str, dict[str, Any]]:
    """Everything that there is to do, in its order, though a report has room for three."""
    return dict(said.whole_advice(found))


async def test_nobody_is_sent_to_the_villages_twice(quick_database: Database) -> None:
    """Sungai Beremas has one village, so it was taken for one itself beside the other kecamatan of Pasaman Barat."""
    async with quick_database.transaction() as tx:
        found = await report(await begins(tx), "13.12")
    assert [one.key for one in found.actions] == ["no_figure", "villages", "invite"]


async def test_a_region_that_is_no_part_any_more_makes_no_years_differ(quick_database: Database) -> None:
    """The ranking would have been called an estimate for a row that stands nowhere in it."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        old = told(life, f"{MOJOKERTO}.99", 500, eligible_year=2019)
        found = await report(life, MOJOKERTO, *(told(life, part, 400) for part in parts(MOJOKERTO)), old)
        assert "below_of_different_years" not in found.notes
        found = await report(life, MOJOKERTO, told(life, parts(MOJOKERTO)[0], 400, 6), monday=MONDAYS[1])
        assert "below_of_different_years" not in found.notes
        another = told(life, parts(MOJOKERTO)[0], 400, 5, eligible_year=2024)
        found = await report(life, MOJOKERTO, another, monday=date(2026, 11, 23))
    assert "below_of_different_years" in found.notes


@pytest.mark.parametrize(("back", "is_old"), [(62, False), (63, True)])
async def test_a_figure_is_old_after_its_last_day(quick_database: Database, back: int, is_old: bool) -> None:
    """One of the Sunday itself is no day old."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        found = await report(life, MOJOKERTO, told(life, MOJOKERTO, 400, back))
    assert ("old_figure" in found.notes, "old_figure" in to_do(found)) == (is_old, is_old)


@pytest.mark.parametrize(
    ("shares", "place"),
    [((400,), None), ((400, 300), "Magersari"), ((400, 400), "Prajuritkulon"), ((300, 300, 400), "Prajuritkulon")],
)
async def test_one_begins_with_the_last_part_where_half_of_them_have_a_place(
    quick_database: Database, shares: Sequence[int], place: str | None
) -> None:
    """Of three kecamatan two are enough; of equal ones it is the last by name."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        found = await report(
            life, MOJOKERTO, *(told(life, *one) for one in zip(parts(MOJOKERTO), shares, strict=False))
        )
    assert to_do(found).get("weakest", {}).get("place") == place


async def test_one_begins_with_the_last_part_that_is_short_of_its_own_target(quick_database: Database) -> None:
    """The last of all wanted no more than it has; once all have what they want nobody is named."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        first, second, third = parts(MOJOKERTO)
        aims = ((first, 40, 50), (second, 35, 50), (third, 30, 30))
        told_of = [told(life, part, have * 10, target_pct=Decimal(wanted)) for part, have, wanted in aims]
        found = to_do(await report(life, MOJOKERTO, *told_of))
        assert "weakest" not in found and found["lagging"]["pct"] == Decimal(35)
        there = [told(life, part, 500, 6, target_pct=Decimal(50)) for part in (first, second)]
        found = to_do(await report(life, MOJOKERTO, *there, monday=MONDAYS[1]))
    assert not {"weakest", "lagging"} & set(found)


async def test_a_count_without_workers_asks_for_these_alone(quick_database: Database) -> None:
    """Once somebody told of how many workers it is, there is a share; one person is missing to half of them."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        bare = told(life, MOJOKERTO, 150_001, eligible=None, eligible_year=None)
        found = await report(life, MOJOKERTO, bare)
        assert found.headcount is not None and found.headcount.active == 150_001
        assert "only_counts" in found.notes and "no_figure" not in to_do(found)
        now = told(life, MOJOKERTO, 150_001, 6, eligible=300_003, target_pct=Decimal(50))
        found = await report(life, MOJOKERTO, now, monday=MONDAYS[1])
    assert found.headcount is None and found.standing is not None
    assert (found.standing.pct, found.standing.gap) == (Decimal("49.99"), 1)


async def test_one_figure_of_two_kecamatan_is_half_and_yet_no_ranking(quick_database: Database) -> None:
    """Padang Panjang has two; with its second figure there is a last one."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        found = await report(life, "13.74", told(life, "13.74.01", 400))
        assert "weakest" not in to_do(found)
        found = await report(life, "13.74", told(life, "13.74.02", 300), monday=MONDAYS[1])
    assert to_do(found)["weakest"]["pct"] == Decimal(30)


async def test_four_figures_of_nine_kabupaten_are_less_than_half(quick_database: Database) -> None:
    """Five of those of Bali are enough."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        *four, fifth = parts("51")[:5]
        found = await report(life, "51", *(told(life, one, 400) for one in four))
        assert "weakest" not in to_do(found)
        found = await report(life, "51", told(life, fifth, 200), monday=MONDAYS[1])
    assert to_do(found)["weakest"]["pct"] == Decimal(20)


async def test_the_part_with_most_villages_left_is_named_until_none_is_left(quick_database: Database) -> None:
    """Of equal ones the first by its code; a kecamatan names the first village that nobody visited."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        first, second, third = (parts(part) for part in parts(MOJOKERTO))
        assert len(first) == len(second) == len(third) == 6
        found = await visited(life, MOJOKERTO, first[:1], MONDAYS[0])
        assert to_do(found)["villages"]["place"] == "Magersari"
        found = await visited(life, first[0][:8], (), MONDAYS[0])
        assert to_do(found)["each_village"]["left"] == 5
        found = await visited(life, MOJOKERTO, (*first[1:], *second, *third), MONDAYS[1])
        assert "villages" not in to_do(found)
        found = await visited(life, first[0][:8], (), MONDAYS[1])
    assert "each_village" not in to_do(found)


async def visited(life: Life, region: str, villages: Sequence[str], monday: date) -> Weekly:
    """The report of a region after these villages were visited."""
    for village in villages:
        there = Told(village, SUNDAY, "farmers", 2)
        await visits.add(life.tx, VISIT, BRANCH, life.agent, there, life.now, None)
    return await report(life, region, monday=monday)


async def test_fewer_a_week_than_are_needed_are_said_and_so_is_who_leaves(quick_database: Database) -> None:
    """A pace that is enough needs no word; where members leave, it was called a pace of nobody."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        await targets.record(tx, [Target(MOJOKERTO, 2026, Decimal(50), Provenance("e" * 64, 1, "x", life.now))])
        slow = [told(life, MOJOKERTO, 400 - at, 28 - 7 * at) for at in range(3)]
        found = to_do(await report(life, MOJOKERTO, *slow))
        assert found["falling"] == {"needed": 16, "fewer": 1, "until": date(2026, 12, 31)}
        assert not {"behind", "reached", "no_target"} & found.keys()
        fast = [told(life, MOJOKERTO, 400 + 16 * at, 28 - 7 * at) for at in range(3)]
        found = to_do(await report(life, MOJOKERTO, *fast, monday=MONDAYS[1]))
        assert not {"behind", "falling"} & found.keys()
        found = to_do(await report(life, MOJOKERTO, told(life, MOJOKERTO, 500, -7), monday=date(2026, 11, 23)))
    assert found["reached"] == {"pct": Decimal(50), "target": Decimal(50)}


async def test_who_told_the_workers_is_not_asked_for_them(quick_database: Database) -> None:
    """The percentage beside them was of the target; also of the parts, which were not ranked."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        aimed = {"meaning": "of_target", "coverage_pct": Decimal("80.7"), "source": ""}
        here = [told(life, region, 335, **aimed) for region in (MOJOKERTO, *parts(MOJOKERTO))]
        found = await report(life, MOJOKERTO, *here)
    assert found.standing is not None and found.standing.pct == Decimal("33.5") and found.headcount is None
    assert {one.pct for one in found.parts} == {Decimal("33.5")}
    assert not {"only_counts", "no_figure"} & to_do(found).keys() and "only_of_target" not in found.notes
    message = pages.message(found, Catalogue.load())
    assert "80,7% dari target tercapai" in message and "Menurut" not in message, message


async def test_a_target_that_is_not_of_this_year_is_none(quick_database: Database) -> None:
    """Neither one that was set for the last year, nor one that a figure of that year told."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        await targets.record(tx, [Target(MOJOKERTO, 2025, Decimal(50), Provenance("e" * 64, 1, "x", life.now))])
        older = told(life, MOJOKERTO, 400, 365, target_pct=Decimal(50))
        found = await report(life, MOJOKERTO, older, told(life, MOJOKERTO, 410))
        assert "no_target" in to_do(found)
        told_now = told(life, MOJOKERTO, 420, 6, target_pct=Decimal(60))
        found = await report(life, MOJOKERTO, told_now, monday=MONDAYS[1])
    assert "no_target" not in to_do(found)


async def test_what_ends_within_a_month_cannot_wait(quick_database: Database) -> None:
    """On its thirtieth day, and not on the next; the first day is that of what ends first."""
    runs = {"starts": date(2026, 1, 1), "months": 12, "programmes": ("jkk",), "quota": 900, "channel": "csr"}
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        for after, used in ((31, 5), (30, 7), (12, 11)):
            about = {"id": 0, "branch": BRANCH, "payer": f"PT {after}", "region": MOJOKERTO, "used": used, **runs}
            paid = Sponsorship(**about, ends=SUNDAY + timedelta(days=after))  # type: ignore[arg-type]
            await sponsorships.add(tx, [paid], life.now)
        found = to_do(await report(life, MOJOKERTO))
        assert found["cover_ending"] == {"people": 18, "days": 30, "first": SUNDAY + timedelta(days=12)}
        found = to_do(await report(life, "35.28"))
    assert "cover_ending" not in found


async def test_promises_are_reminded_of_until_they_are_kept(quick_database: Database) -> None:
    """And who promised is met again after the day that was agreed on."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        await commitments.add(tx, BRANCH, life.agent, Promised("bank", "UD", MOJOKERTO, 20, SUNDAY), life.now)
        [one] = await commitments.of_branch(tx, BRANCH, 2)
        assert await commitments.change(tx, one, {"done": 19}, life.now)
        found = to_do(await report(life, MOJOKERTO))
        assert found["promises"] == {"promised": 20, "done": 19, "left": 1} and "meet" not in found
        [one] = await commitments.of_branch(tx, BRANCH, 2)
        assert await commitments.change(tx, one, {"done": 20}, life.now)
        found = to_do(await report(life, MOJOKERTO, monday=MONDAYS[1]))
    assert "promises" not in found and found["meet"] == {"overdue": 1}


async def test_a_week_without_a_report_is_said_and_ranks_are_compared_with_its_end(quick_database: Database) -> None:
    """Ranks of two weeks ago are not those of last week; what was corrected since that report is named."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        first, second, third = parts(MOJOKERTO)
        await report(life, MOJOKERTO, *(told(life, one, 400 + at) for at, one in enumerate((first, second, third))))
        ahead = told(life, first, 600, -3)
        found = await report(life, MOJOKERTO, ahead, told(life, third, 390), monday=date(2026, 11, 23))
    assert "week_missing" in found.notes and "first_report" not in found.notes
    assert {one.region: one.moved for one in found.parts} == {first: 0, second: 0, third: 0}
    assert [(one.region, one.before, one.after) for one in found.corrected] == [(third, Decimal(402), Decimal(390))]
