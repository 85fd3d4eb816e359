"""A kabupaten whose figures are corrected after its report was read: what the next one tells, and what not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.answers.places import Gazetteer
from bot.facts.base import load
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import Weekly
from bot.runtime.reports import Reports
from storage import observations
from storage.coverage import Observation, Provenance, Segment
from storage.database import Database

JULY, OCTOBER = date(2026, 7, 31), date(2026, 10, 31)
SUKAMARA, PROVINCE = "62.08", "62"
BORN = {"62.08.01": 900, "62.08.02": 60, "62.08.03": 400, "62.08.04": 300, "62.08.05": 200}
FIRST, SECOND = datetime(2026, 11, 16, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
PLACES = Gazetteer()


async def tells(database: Database, at: datetime, segment: Segment = "all", **counts: int) -> None:
    """An office tells of Sukamara (`all`), of its kecamatan ("k01") or of Kalimantan Tengah (`province`)."""
    codes = {"all": SUKAMARA, "province": PROVINCE}
    told = [
        Observation(
            codes.get(name, f"{SUKAMARA}.{name[1:]}"),
            OCTOBER,
            Provenance("ab" * 32, 5, "command_line", at),
            segment=segment,
            active=active,
            eligible=5_000 if name != "province" else 900_000,
            eligible_year=2025,
        )
        for name, active in counts.items()
    ]
    async with database.transaction() as tx:
        await observations.record(tx, told)


async def all_told(database: Database) -> None:
    """Five kecamatan and their sum, of whom none is of a few."""
    at = FIRST - timedelta(days=9)
    await tells(database, at, all=1_860, province=80_000, k01=900, k02=60, k03=400, k04=300, k05=200)


async def read(database: Database, region: str = SUKAMARA, *, again: bool = False) -> Weekly:
    """What an official reads on the first Monday, or on the second one."""
    week, made = ("2026-W47", SECOND) if again else ("2026-W46", FIRST)
    return await Reports(database, load(), PLACES).of(region, week, made)


def active(weekly: Weekly) -> dict[str, object]:
    """What is told of the kecamatan."""
    return {one.region: one.active for one in weekly.parts if one.region in BORN}


async def test_a_sum_is_not_told_where_it_would_leave_a_few(quick_database: Database) -> None:
    """One kecamatan fell to two: the figures of the others and the new sum would say so, in the province, too."""
    await all_told(quick_database)
    before = await read(quick_database)
    assert before.standing is not None and before.standing.active == 1_860 and active(before) == BORN
    assert (await read(quick_database, PROVINCE)).standing is not None
    await tells(quick_database, FIRST + timedelta(days=2), all=1_802, province=79_942, k02=2)
    for region in (SUKAMARA, PROVINCE, "62.08.02", "62.08.03"):
        now = await read(quick_database, region, again=True)
        assert now.standing is None and now.corrected == () and "held_back" in now.notes, region
        assert "no_figure" not in {one.key for one in now.actions} and "no_figure" not in now.notes
    told = pages.message(await read(quick_database, again=True), Catalogue.load())
    assert "tidak ditampilkan, supaya tidak ada orang yang bisa dikenali" in told
    assert "Belum ada angka" not in told, "there is one"


async def test_who_was_a_few_stays_hidden_that_day(quick_database: Database) -> None:
    """Their new figure beside last week's sum would tell how few they were."""
    await all_told(quick_database)
    await tells(quick_database, FIRST - timedelta(days=8), all=1_802, k02=2)
    assert active(await read(quick_database)) == {**BORN, "62.08.02": "masked", "62.08.05": "masked"}
    await tells(quick_database, FIRST + timedelta(days=2), all=1_870, k02=70)
    now = await read(quick_database, again=True)
    assert active(now) == {**BORN, "62.08.02": "masked", "62.08.05": "masked"}
    assert now.standing is not None and now.standing.active == 1_870
    assert [(one.region, one.before, one.after) for one in now.corrected] == [(SUKAMARA, 1_802, 1_870)]


async def test_what_nobody_read_costs_nothing_when_it_is_corrected(quick_database: Database) -> None:
    """Somebody typed 2 for 60, and saw it the same day."""
    await tells(quick_database, FIRST - timedelta(days=10), k02=2)
    await all_told(quick_database)
    assert active(await read(quick_database)) == BORN


async def test_a_correction_of_many_is_told_as_it_is(quick_database: Database) -> None:
    """Nobody is few, so nothing is hidden and the next report says what changed."""
    await all_told(quick_database)
    await read(quick_database)
    await tells(quick_database, FIRST + timedelta(days=2), all=1_900, k02=100)
    now = await read(quick_database, again=True)
    assert now.standing is not None and now.standing.active == 1_900
    assert active(now) == {**BORN, "62.08.02": 100}
    assert [(one.region, one.before, one.after) for one in now.corrected] == [
        (SUKAMARA, 1_860, 1_900),
        ("62.08.02", 60, 100),
    ]


async def test_a_sum_that_was_corrected_ahead_of_its_parts_waits(quick_database: Database) -> None:
    """Fifty-eight fewer can only be the sixty of one kecamatan, who would be two."""
    await all_told(quick_database)
    await read(quick_database)
    await tells(quick_database, FIRST + timedelta(days=2), all=1_802)
    now = await read(quick_database, again=True)
    assert now.standing is None and "held_back" in now.notes


async def test_one_that_comes_late_is_not_what_the_sum_leaves(quick_database: Database) -> None:
    """Sukamara told of 962, and all kecamatan but one of 960."""
    at = FIRST - timedelta(days=9)
    await tells(quick_database, at, all=962, k02=60, k03=400, k04=300, k05=200)
    now = await read(quick_database)
    assert {code for code, count in active(now).items() if count == "masked"} == {"62.08.02"}
    await tells(quick_database, FIRST + timedelta(days=2), k01=2)
    again = await read(quick_database, again=True)
    assert {code for code, count in active(again).items() if count == "masked"} == {"62.08.01", "62.08.02"}
    assert again.standing is not None and again.standing.active == 962


async def test_figures_that_never_added_up_are_told_on(quick_database: Database) -> None:
    """Builders are counted for the kabupaten alone, and the kecamatan are not all who work there."""
    at = FIRST - timedelta(days=9)
    await tells(quick_database, at, all=2_400, k01=900, k02=60, k03=400, k04=300, k05=200)
    await tells(quick_database, at, "pu", all=1_400, k01=500, k02=40, k03=200, k04=100, k05=100)
    await read(quick_database)
    await tells(quick_database, FIRST + timedelta(days=2), all=2_440, k02=100)
    now = await read(quick_database, again=True)
    assert now.standing is not None and now.standing.active == 2_440
    assert active(now) == {**BORN, "62.08.02": 100}
    assert [one.active for one in now.segments] == [1_400]


async def test_two_who_come_late_are_not_what_the_sum_grew_by(quick_database: Database) -> None:
    """Nobody knows the three beside them, but by how much Sukamara grew."""
    at = FIRST - timedelta(days=9)
    await tells(quick_database, at, all=963, k02=3, k03=400, k04=300, k05=260)
    before = await read(quick_database)
    assert {code for code, count in active(before).items() if count == "masked"} == {"62.08.02", "62.08.05"}
    assert before.standing is not None and before.standing.active == 963
    await tells(quick_database, FIRST + timedelta(days=2), all=965, k01=2)
    now = await read(quick_database, again=True)
    assert now.standing is None and now.corrected == ()


async def test_a_sum_that_comes_after_its_parts_does_not_tell_who_is_lacking(quick_database: Database) -> None:
    """Three kecamatan were read already, and two more people can only live in the others."""
    await tells(quick_database, FIRST - timedelta(days=9), k03=400, k04=300, k05=200)
    await read(quick_database)
    await tells(quick_database, FIRST + timedelta(days=2), all=902)
    assert (await read(quick_database, again=True)).standing is None


async def test_people_who_were_moved_to_another_kecamatan_do_not_leave_a_few_behind(quick_database: Database) -> None:
    """The sum stays as it was, and last week's told how many the two hidden ones are together."""
    await tells(quick_database, FIRST - timedelta(days=9), all=1_803, k01=900, k02=3, k03=400, k04=300, k05=200)
    assert {code for code, count in active(await read(quick_database)).items() if count == "masked"} == {
        "62.08.02",
        "62.08.05",
    }
    await tells(quick_database, FIRST + timedelta(days=2), k03=2, k04=698)
    now = await read(quick_database, again=True)
    assert set(active(now).values()) == {"masked"} and now.standing is None


async def test_nobody_is_told_to_ask_for_what_is_held_back(quick_database: Database) -> None:
    """What stands is of July, and October is there: "ask for the newest" would be asked in vain."""
    await july(quick_database)
    await all_told(quick_database)
    assert "old_figure" not in (await read(quick_database)).notes
    await tells(quick_database, FIRST + timedelta(days=2), all=1_802, province=79_942, k02=2)
    now = await read(quick_database, again=True)
    assert now.standing is not None and now.standing.as_of == JULY
    assert now.notes == ("held_back",)
    assert "old_figure" not in {one.key for one in now.actions}


async def test_a_figure_that_is_held_back_is_a_share_of_workers(quick_database: Database) -> None:
    """That there were only shares of the target would be untrue."""
    await all_told(quick_database)
    printed = Observation(SUKAMARA, OCTOBER, Provenance("ab" * 32, 5, "command_line", FIRST), meaning="of_target")
    async with quick_database.transaction() as tx:
        await observations.record(tx, [replace(printed, as_of=JULY, coverage_pct=Decimal(90))])
    await read(quick_database)
    await tells(quick_database, FIRST + timedelta(days=2), all=1_802, province=79_942, k02=2)
    now = await read(quick_database, again=True)
    assert (now.standing, now.notes) == (None, ("held_back",)) and now.of_target is not None


async def july(database: Database) -> None:
    """An older figure of Sukamara alone."""
    provenance = Provenance("ab" * 32, 5, "command_line", FIRST - timedelta(days=20))
    one = Observation(SUKAMARA, JULY, provenance, active=1_700, eligible=5_000, eligible_year=2025)
    async with database.transaction() as tx:
        await observations.record(tx, [one])
