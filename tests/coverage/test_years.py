"""Tables whose rows tell a year and no day."""

from datetime import date

import pytest

from bot.coverage.findings import SEVERITIES
from tests.coverage.tables import OCTOBER, book, text, understood

HEADINGS = "Kab/Kota;Tahun;Angkatan Kerja;Peserta"
YEARS = text(HEADINGS, "Pamekasan;2025;390.000;110.000", "Pamekasan;2026;400.000;120.000")


def test_rows_of_two_years_are_asked_for_their_days_and_are_not_twice_the_same() -> None:
    """They were an error that no answer helped."""
    told = understood(YEARS, as_of=None, confirmed=list(SEVERITIES))
    assert told.found == [(2, "as_of_missing"), (3, "as_of_missing")]
    assert (set(told.severities.values()), told.accepted) == ({"question"}, 0)
    assert [("2025" in told.texts[0]), ("2026" in told.texts[1])] == [True, True]


@pytest.mark.parametrize("titled", [True, False])
def test_the_day_of_a_table_is_that_of_its_rows_of_that_year(titled: bool) -> None:
    """Those of 2025 were not counted in October 2026."""
    rows = ("Kab/Kota", "Tahun", "Peserta"), ("Pamekasan", 2025, 110_000), ("Pamekasan", 2026, 120_000)
    told = understood(book(("Per 31 Oktober 2026",), *rows) if titled else book(*rows), as_of=OCTOBER)
    assert told.figures("as_of", "active") == [(None, 110_000), ("2026-10-31", 120_000)]
    assert ([code for _, code in told.found], told.accepted) == (["as_of_missing"], 1)


def test_one_year_for_all_rows_asks_for_the_day_of_the_table() -> None:
    """In the chat one answer does for all of them, where it is a day of that year."""
    rows = text(HEADINGS, "Pamekasan;2025;390.000;110.000", "Sumenep;2025;500.000;90.000")
    assert {one.split(".")[0] for one in understood(rows, as_of=None).texts} == {"Tidak ada tanggal data"}
    assert understood(rows, as_of=date(2025, 12, 31)).accepted == 2
    assert understood(rows, as_of=OCTOBER).accepted == 0


def test_a_year_to_come_is_that_of_a_target() -> None:
    """Nobody was counted in it yet."""
    told = understood(text("Kab/Kota;Peserta;Target (%);Tahun", "Pamekasan;120.000;45;2029"))
    assert (told.figures("as_of", "active", "target_pct"), told.found) == ([("2026-10-31", 120_000, 45)], [])
