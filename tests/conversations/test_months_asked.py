"""The price of months that are over, that come, and of so many at once, as people ask for it."""

import pytest

from tests.conversations.enrol import meets
from tests.kit import World


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("februari 2026 petani bayar brp", ("Iuran Februari 2026", "Rp16.800")),
        ("februari 2026 ojol bayar brp", ("Iuran Februari 2026", "Rp8.400")),
        ("jan 2026 sampai maret 2026 iuran petani berapa", ("Jan–Mar 2026", "Rp50.400")),
        ("iuran petani tahun 2025 berapa sebulan", ("Jan–Des 2025", "Rp16.800")),
        ("iuran tahun lalu berapa", ("Jan–Des 2025", "Rp16.800")),
        ("iuran bulan lalu berapa", ("Iuran Oktober 2026", "Rp8.400")),
        ("akhir tahun depan petani bayar berapa", ("Iuran Desember 2027", "Rp16.800")),
        ("desember tahun depan petani bayar berapa", ("Iuran Desember 2027", "Rp16.800")),
        ("iuran petani tahun 2021 berapa sebulan", ("dari November 2024 sampai Oktober 2028", "Iuran November 2026")),
    ],
)
async def test_a_month_that_is_over_is_priced_as_it_was(quick_world: World, said: str, told: tuple[str, ...]) -> None:
    """Never as this one without a word; of a year too long ago it is said that we do not tell."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert all(sari.sees(each) for each in told), sari.last()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("6 bulan sekaligus total brp", ("Nov 2026–Apr 2027", "Nov–Des 2026", "Jan–Apr 2027", "Rp84.000")),
        ("bayar setahun total brp", ("Nov 2026–Okt 2027", "Rp184.800")),
        ("petani bayar tiga bulan brp", ("Nov 2026–Jan 2027", "Rp33.600")),
        ("iuran ojol 6 bulan dari januari bayar 6 bulan brp", ("Jan–Jun 2027", "Rp75.600")),
    ],
)
async def test_so_many_months_are_added_up(quick_world: World, said: str, told: tuple[str, ...]) -> None:
    """From this month or the one that was named, each by the rules of its own."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert all(sari.sees(each) for each in told), sari.last()


@pytest.mark.parametrize(
    "said", ["penghasilan 12jt setahun bayar berapa", "saya kerja 3 bulan, bayar iuran berapa", "per bulan bayar brp"]
)
async def test_what_lasts_so_many_months_is_not_paid_for_so_many(quick_world: World, said: str) -> None:
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees("Iuran November 2026, satu pekerja"), sari.last()


@pytest.mark.parametrize("said", ["bulan lalu", "3 bulan"])
async def test_who_names_a_time_and_asks_nothing_is_asked_what_they_mean(quick_world: World, said: str) -> None:
    """ "Bulan lalu" was answered with the price of this month."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees("Yang mana, ya?") and not sari.sees("Rp"), sari.last()
