"""Targets, in percent or told in people: stored as they were told, and no share is guessed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.coverage.aims import AimReader, accepted, target
from bot.coverage.asked import Asked
from bot.coverage.findings import SEVERITIES
from bot.coverage.told import Verdict, observation
from bot.reports.coverage import goal_of, standing
from bot.runtime import coverage_files
from storage import observations
from storage.coverage import Observation, Provenance
from storage.database import Database
from tests.coverage.tables import FACTS, OCTOBER, PLACES, TODAY, text, understood

ORIGIN = Provenance("0" * 64, 2, "command_line", datetime(2026, 11, 5, tzinfo=UTC))


def kept(*lines: str) -> list[Observation]:
    """What would be stored of a table."""
    reading = coverage_files.understood(coverage_files.tabled(text(*lines)), PLACES, Asked(TODAY, as_of=OCTOBER))
    reading = coverage_files.doubted(reading, PLACES, FACTS, [], TODAY)
    verdict = Verdict(reading.findings)
    return [observation(one, ORIGIN) for one in reading.rows if verdict.accepts(one)]


@pytest.mark.parametrize(
    "lines",
    [
        ("kabupaten;eligible;aktif;target (orang)", "Pamekasan;400.000;80.000;120.000"),
        ("kabupaten;eligible;aktif;target", "Pamekasan;400.000;80.000;120.000 orang"),
        ("kabupaten;eligible;aktif;jumlah target peserta", "Pamekasan;400.000;80.000;120 ribu"),
    ],
)
async def test_a_target_in_people_is_stored_and_its_share_is_worked_out(
    quick_database: Database, lines: tuple[str, ...]
) -> None:
    """Of the workers beside it; the gap is counted in people, and the JSON prints no share that nobody told."""
    [one] = kept(*lines)
    assert (one.target_people, one.target_pct) == (120_000, None)
    async with quick_database.transaction() as tx:
        await observations.record(tx, [one])
        assert await observations.history(tx, "35.28", OCTOBER) == [one]
    goal = goal_of([one], None, 2026)
    assert goal is not None and (goal.percent, goal.people) == (Decimal(30), 120_000)
    stands = standing([one], "all", goal, OCTOBER, lambda _: True)
    assert stands is not None and (stands.gap, stands.target_people) == (40_000, 120_000)
    assert understood(text(*lines)).row(2)["target_pct"] is None


def test_a_target_in_people_without_workers_is_no_share() -> None:
    """It is kept all the same."""
    [one] = kept("kabupaten;aktif;target (orang)", "Pamekasan;80.000;120.000")
    assert one.target_people == 120_000 and goal_of([one], None, 2026) is None


@pytest.mark.parametrize(("people", "code"), [("9.863", "count_implausible"), ("500.000", "over_100")])
def test_a_target_that_may_be_meant_otherwise_is_asked(people: str, code: str) -> None:
    """Fewer than there are may be those that are to join; more than work cannot be."""
    rows = text("kabupaten;eligible;aktif;target (orang)", f"Pamekasan;400.000;80.000;{people}")
    assert understood(rows).found == [(2, code)]


@pytest.mark.parametrize(("language", "count"), [("id", "9.863"), ("en", "9,863")])
def test_counts_in_doubts_are_set_as_each_language_does(language: str, count: str) -> None:
    """Whoever reads English sees thousands, not decimals."""
    rows = text("kabupaten;eligible;aktif;target (orang)", "Pamekasan;400.000;80.000;9.863")
    assert count in " ".join(understood(rows, language=language).texts)


def aims(*lines: str) -> tuple[list[tuple[Any, ...]], list[str]]:
    """The targets in a table, and what is said of it."""
    found = AimReader(coverage_files.tabled(text(*lines)), PLACES, Asked(TODAY)).read_aims()
    told = [target(one, ORIGIN) for one in accepted(found)]
    return [(one.region, one.year, one.percent, one.source) for one in told], [one.code for one in found.findings]


def test_a_list_of_targets_in_people() -> None:
    """Shares where the row tells of how many; what they come from stands beside them."""
    told, found = aims("kabupaten;eligible;target 2026 (orang);sumber", "Pamekasan;400.000;120.000;SK Bupati")
    assert told == [("35.28", 2026, Decimal(30), "120.000 / 400.000; SK Bupati")] and found == []
    assert aims("kabupaten;target 2026 (orang)", "Pamekasan;120.000") == ([], ["unreadable_number"])


def test_a_target_of_nothing_is_asked_about() -> None:
    """Somebody wrote 0 where there is no target yet: it would read as reached from the first day on."""
    assert aims("kabupaten;target 2026 (%)", "Pamekasan;0", "Sumenep;25") == (
        [("35.29", 2026, Decimal(25), "")],
        ["count_implausible"],
    )
    heading = "kabupaten;eligible;aktif;{}"
    for column in ("target (%)", "target (orang)"):
        assert kept(heading.format(column), "Pamekasan;400.000;80.000;0") == []


def test_commas_in_the_source_of_a_target_in_people_stay() -> None:
    """Only the figures in front of it are set anew."""
    heading = "kabupaten;eligible;target 2026 (orang);sumber"
    [(*_, source)], _ = aims(heading, "Pamekasan;400.000;120.000;Radar Madura, 4 Agustus 2026")
    assert source == "120.000 / 400.000; Radar Madura, 4 Agustus 2026"


def test_a_list_of_targets_in_percent_and_people() -> None:
    """The share that was told is the one that holds; the whole country is none of ours."""
    heading = "provinsi;eligible;target 2026 (%);target 2026 (orang)"
    told, found = aims(heading, "Lampung;3.100.000;38,39;1.190.090", "Indonesia;99.000.000;52,15;")
    assert told == [("18", 2026, Decimal("38.39"), "")] and found == ["totals_row_skipped"]
    assert date(2026, 12, 31) > TODAY


def test_a_target_of_a_fraction_among_percentages_is_held() -> None:
    """0,52 was 52 percent in silence. Where all are such nobody has to ask: nobody aims at less than one percent."""

    def told(*rows: str) -> tuple[list[str], list[float]]:
        table = coverage_files.tabled(text("Kabupaten;Target 2026", *rows))
        found = AimReader(table, PLACES, Asked(TODAY)).read_aims()
        shares = [float(one.percent.value) for one in accepted(found, list(SEVERITIES)) if one.percent is not None]
        return [one.said.key for one in found.findings], shares

    assert told("Pamekasan;41,53%", "Sumenep;0,52") == (["coverage.finding.unreadable_number.mixed"], [41.53])
    assert told("Pamekasan;0,4153", "Sumenep;0,52") == ([], [41.53, 52])


@pytest.mark.parametrize("heading", ["Target Perisai", "Target Bulan", "Target Bulan Oktober", "Target Akuisisi 2026"])
@pytest.mark.parametrize(("cell", "as_read"), [("40", "40% dari semua pekerja"), ("4.000", "4.000 orang")])
def test_a_target_of_who_knows_whom_is_asked(heading: str, cell: str, as_read: str) -> None:
    """40 people whom an agent is to find were kept as 40 percent of all workers, and nobody was asked."""
    lines = (f"kecamatan;eligible;aktif;{heading}", f"Galis;12.480;2.621;{cell}")
    told = understood(text(*lines), "35.28")
    assert (told.found, told.accepted) == ([(2, "meaning_unclear")], 0)
    assert as_read in told.texts[0] and heading in told.texts[0]
    assert understood(text(*lines), "35.28", confirmed=["meaning_unclear"]).accepted == 1


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Target", "40"),
        ("Target 2026", "40"),
        ("Target (%)", "40"),
        ("Target Perisai (%)", "40"),
        ("Target Bulan", "40%"),
        ("Target RPJMD 2026", "40"),
        ("Target Cakupan", "40"),
        ("Target Kab. Pamekasan 2026", "40"),
    ],
)
def test_a_target_of_a_region_is_not_asked_about(heading: str, cell: str) -> None:
    """A sign, in the heading or in the cell, says what it is."""
    told = understood(text(f"kecamatan;eligible;aktif;{heading}", f"Galis;12.480;2.621;{cell}"), "35.28")
    assert (told.found, told.row(2)["target_pct"]) == ([], 40)


def test_a_plain_target_beside_that_of_agents_is_the_one() -> None:
    """Whichever stands first; there is nothing to ask."""
    for heading, cells in (("Target Perisai;Target 2026", "400;45"), ("Target 2026;Target Perisai", "45;40")):
        lines = (f"kecamatan;eligible;aktif;{heading}", f"Galis;12.480;2.621;{cells}")
        told = understood(text(*lines), "35.28")
        assert (told.found, told.row(2)["target_pct"]) == ([], 45)
        assert aims(f"kabupaten;tahun;{heading}", f"Pamekasan;2026;{cells}") == ([("35.28", 2026, 45, "")], [])


def test_a_list_of_targets_of_who_knows_whom_is_asked() -> None:
    """`targets import` kept them in silence, too."""
    assert aims("kabupaten;tahun;Target Perisai", "Pamekasan;2026;40") == ([], ["meaning_unclear"])


def test_a_column_of_something_else_changes_no_target() -> None:
    """A postal code, or the state of the roads."""
    plain = aims("kabupaten;target 2026 (%)", "Pamekasan;45")
    assert aims("kode pos;kabupaten;keadaan jalan;target 2026 (%)", "69382;Pamekasan;baik;45") == plain
    assert plain == ([("35.28", 2026, Decimal(45), "")], [])
