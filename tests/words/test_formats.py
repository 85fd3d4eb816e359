"""Figures and days look the way people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import formats

SATURDAY = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_money_has_dots_and_no_space() -> None:
    """Rupiah as a price tag shows them, without sen."""
    assert formats.rupiah(1_500_000) == "Rp1.500.000"
    assert formats.rupiah(Decimal("10800.50")) == "Rp10.801"
    assert formats.rupiah(0) == "Rp0"
    assert formats.rupiah(-500) == "-Rp500"


@given(st.integers(min_value=0, max_value=10**15))
def test_money_reads_back(amount: int) -> None:
    """Dots are decoration: without them the same figure remains."""
    assert int(formats.rupiah(amount).removeprefix("Rp").replace(".", "")) == amount


def test_whole_millions_are_said_in_a_word() -> None:
    """A benefit of millions is easier to grasp without zeros, and is never rounded."""
    assert formats.rupiah_short(42_000_000) == "Rp42 juta"
    assert formats.rupiah_short(Decimal("42000000.00")) == "Rp42 juta"
    assert formats.rupiah_short(174_000_000, "en") == "Rp174 million"
    assert formats.rupiah_short(2_000_000_000) == "Rp2 miliar"
    assert formats.rupiah_short(16_800) == "Rp16.800"
    assert formats.rupiah_short(1_500_000) == "Rp1.500.000"
    assert formats.rupiah_short(0) == "Rp0"


def test_a_share_is_as_exact_as_the_law() -> None:
    """With the comma of Indonesian and the point of English, and no zero that says nothing."""
    assert [formats.percent(Decimal(share), "id") for share in ("0.24", "0.30", "100")] == ["0,24%", "0,3%", "100%"]
    assert formats.percent(Decimal("3.7"), "en") == "3.7%"


def test_a_day_is_written_in_full() -> None:
    """No reader has to guess which number is the month."""
    assert formats.day(date(2026, 8, 17), "id") == "17 Agustus 2026"
    assert formats.day(date(2026, 8, 17), "en") == "17 August 2026"
    assert formats.weekday(date(2026, 8, 17), "id") == "Sen 17 Agu"
    assert formats.weekday(date(2026, 8, 17), "en") == "Mon 17 Aug"
    assert formats.month(date(2026, 8, 17), "id") == "Agustus 2026"
    assert formats.month(date(2026, 8, 17), "en") == "August 2026"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "Sabtu 21 November, 08.00 WIB"),
        ("Asia/Makassar", "Sabtu 21 November, 09.00 WITA"),
        ("Asia/Jayapura", "Sabtu 21 November, 10.00 WIT"),
    ],
)
def test_a_moment_is_told_by_the_persons_own_clock(zone: str, shown: str) -> None:
    """The same moment is another hour in Papua."""
    assert formats.moment(SATURDAY, zone, "id") == shown


def test_a_moment_is_told_in_english_too() -> None:
    """English readers write a colon."""
    assert formats.moment(SATURDAY, "Asia/Jakarta", "en") == "Saturday 21 November, 08:00 WIB"


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    """We never guess whose clock was meant."""
    with pytest.raises(ValueError, match="zone"):
        formats.moment(SATURDAY.replace(tzinfo=None), "Asia/Jakarta", "id")


def test_a_list_reads_like_a_sentence() -> None:
    """The last two are joined by a word, the others by commas."""
    assert formats.joined(["JKK", "JKM", "JHT"], "id") == "JKK, JKM dan JHT"
    assert formats.joined(["JKK", "JKM"], "en") == "JKK and JKM"
    assert formats.joined(["JKK"], "id") == "JKK"
    assert formats.joined([], "id") == ""


def test_a_part_of_a_day() -> None:
    """With the dot of Indonesian clocks, up to midnight."""
    assert formats.span(480, 690, "id") == "08.00–11.30"
    assert formats.span(0, 1440, "en") == "00:00–24:00"


def test_large_counts_are_parted_by_thousands() -> None:
    """With dots in Indonesian, with commas in English."""
    assert formats.number(1_009_250, "id") == "1.009.250"
    assert formats.number(1_009_250, "en") == "1,009,250"
    assert formats.number(-412, "id") == "-412"


def test_a_week_says_its_month_and_year_once() -> None:
    """Unless it begins in another one."""
    assert formats.days(date(2026, 11, 9), date(2026, 11, 15), "id") == "9–15 November 2026"
    assert formats.days(date(2026, 11, 30), date(2026, 12, 6), "id") == "30 November – 6 Desember 2026"
    assert formats.days(date(2026, 12, 28), date(2027, 1, 3), "en") == "28 December 2026 – 3 January 2027"
    assert formats.short_day(date(2026, 11, 9), "id") == "9 Nov 2026"
