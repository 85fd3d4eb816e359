"""What a table says beside its figures, as it stands in the database afterwards."""

from datetime import UTC, datetime

import pytest

from bot.coverage.asked import Asked
from bot.coverage.told import Verdict
from bot.runtime import coverage_files as files
from bot.settings import DEMO_RING
from storage import observations
from storage.coverage import Observation
from storage.database import Database
from storage.vault import Vault
from tests.coverage.tables import FACTS, OCTOBER, PLACES, TODAY, text


async def read_back(url: str, *lines: str) -> Observation:
    """The only row of a table, imported and read from the database at this address."""
    reading = files.understood(files.tabled(text(*lines)), PLACES, Asked(TODAY, as_of=OCTOBER))
    reading = files.doubted(reading, PLACES, FACTS, [], TODAY)
    verdict = Verdict(reading.findings)
    assert reading.findings == ()
    brought = files.Brought("0" * 64, "command_line", datetime(2026, 11, 5, tzinfo=UTC))
    database = Database.open(url, Vault.from_text(DEMO_RING))
    try:
        async with database.transaction() as tx:
            kept = [one for one in reading.rows if verdict.accepts(one)]
            assert await files.apply(tx, kept, verdict, brought) == ["new"]
        async with database.reading() as tx:
            [found] = await observations.history(tx, "35.28", OCTOBER)
    finally:
        await database.close()
    return found


async def test_where_figures_come_from_is_kept_with_them(url: str) -> None:
    """A denominator has a year and a source, a target has its paper; who reads the report asks for all of them."""
    kept = await read_back(
        url,
        "kabupaten;eligible 2025 (Sakernas);aktif;target 2026 (%);sumber target;keterangan;sumber",
        "Pamekasan;400.000;80.000;45;SK Bupati 12/2026;angka sementara;Kacab Madura",
    )
    assert (kept.active, kept.eligible, kept.target_pct) == (80_000, 400_000, 45)
    assert (kept.eligible_year, kept.eligible_source) == (2025, "Sakernas")
    assert (kept.target_source, kept.note, kept.source) == ("SK Bupati 12/2026", "angka sementara", "Kacab Madura")


@pytest.mark.parametrize(
    ("heading", "source"),
    [
        ("Penduduk Bekerja, BPS 2025", "BPS"),
        ("Penduduk Bekerja (BPS 2025)", "BPS"),
        ("Pekerja Eligible 2025 - BPS Sakernas", "BPS Sakernas"),
        ("Pekerja Eligible 2025 (orang)", ""),
    ],
)
async def test_an_office_in_the_heading_of_workers_is_their_source(sqlite_url: str, heading: str, source: str) -> None:
    """Behind a comma, in brackets of three letters: it was lost."""
    kept = await read_back(sqlite_url, f"kabupaten;{heading};aktif", "Pamekasan;400.000;80.000")
    assert (kept.eligible_year, kept.eligible_source) == (2025, source)
