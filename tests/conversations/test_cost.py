"""The price in four taps, right for work, income, payer and every month it is for."""

import re

import pytest

from tests.conversations.enrol import meets, prices, sends
from tests.kit import World


async def test_four_taps_and_the_price(world: World) -> None:
    """No typing at all; the result is kept and can be passed on."""
    sari = world.person("Sari")
    await meets(sari)
    await sari.taps("Hitung iuran")
    for tap in ("sendiri lain", "Rp1.500.000", "Saya sendiri", "1 bulan"):
        await sari.taps(tap)
    assert re.search(r"Nov 2026\s+Rp11\.400\s+Rp43\.400", sari.last())
    assert sari.sees("Per 21 November 2026. Dasar: PP 44/2015")
    assert any(label.endswith("Bagikan") for label in sari.labels())
    await sari.taps("Tersimpan")
    assert any("Iuran November 2026" in label for label in sari.labels())


async def test_paying_ahead_across_the_new_year_shows_the_change(quick_world: World) -> None:
    """Each month by its own rules, months of one price in one row."""
    sari = quick_world.person("Sari")
    await meets(sari)
    told = await prices(sari, "1 juta", months="12 bulan")
    assert re.search(r"Nov–Des 2026\s+Rp8\.400\s+Rp28\.400", told)
    assert re.search(r"Jan–Okt 2027\s+Rp16\.800\s+Rp36\.800", told)
    assert re.search(r"12 bulan\s+Rp184\.800\s+Rp424\.800", told)
    assert "sampai iuran Desember 2026" in told
    assert "Bisa saja ada aturan baru" in told


async def test_a_driver_keeps_the_cut_until_march(quick_world: World) -> None:
    """The two sectors have two periods."""
    tono = quick_world.person("Tono")
    await meets(tono)
    told = await prices(tono, "1 juta", work="Angkutan", months="6 bulan")
    assert re.search(r"Nov 2026–Mar 2027\s+Rp8\.400", told)
    assert re.search(r"Apr 2027\s+Rp16\.800", told)


@pytest.mark.parametrize(
    ("payer", "price", "said"),
    [("pemda", "Rp16.800", "potongan tidak berlaku"), ("orang lain", "Rp8.400", "pastikan ke kantor")],
)
async def test_who_pays_decides_the_cut(quick_world: World, payer: str, price: str, said: str) -> None:
    """Public money gets no cut, and about others the office is asked; nobody is pushed to call."""
    sari = quick_world.person("Sari")
    await meets(sari)
    told = await prices(sari, "1 juta", payer=payer)
    assert price in told
    assert said in told
    assert not any("Hubungi" in label for label in sari.labels())


async def test_what_a_day_brings_is_made_a_month(quick_world: World) -> None:
    """A small amount is asked about before anything is computed from it."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/iuran")
    await sari.taps("sendiri lain")
    await sari.says("80rb")
    assert sari.sees("sehari")
    await sari.taps("Sehari, jadi Rp2 juta")
    await sari.taps("Saya sendiri")
    await sari.says("tiga bulan, eh 3 bulan")
    assert sari.sees("Penghasilan Rp2 juta sebulan")
    assert sari.sees("Nov–Des 2026")


async def test_only_the_band_of_the_income_is_kept(world: World) -> None:
    """It stands in /data, sealed in the database, and goes with everything else."""
    sari = world.person("Sari")
    await meets(sari)
    await prices(sari, "1.654.321")
    await sari.says("/data")
    assert sari.sees("Golongan penghasilan di tabel resmi: Rp1.600.000 sebulan")
    assert sari.sees("Yang membayar iuran: 🙋 Saya sendiri")
    stored = await world.rows("SELECT base FROM people")
    assert b"1600000" not in bytes(stored[0][0])
    await sari.says("/hapus")
    await sari.taps("Ya")
    assert await world.rows("SELECT base FROM people") == []


async def test_who_is_paid_a_wage_is_sent_to_the_employer(quick_world: World) -> None:
    """The table of the self-employed would tell them a wrong price."""
    rina = quick_world.person("Rina")
    await meets(rina)
    await rina.says("/iuran")
    await rina.taps("Digaji")
    assert rina.sees("pemberi kerja")
    await rina.says("/iuran")
    assert rina.sees("pemberi kerja")
    await rina.taps("juga usaha sendiri")
    await rina.taps("sendiri lain")
    assert rina.sees("penghasilan")


async def test_wrong_months_are_asked_again(quick_world: World) -> None:
    """None, too many, or a word."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/iuran")
    await sari.taps("sendiri lain")
    await sari.taps("Rp2 juta")
    await sari.taps("Saya sendiri")
    for wrong in ("0", "999", "selamanya", "-3"):
        await sari.says(wrong)
        assert sari.sees("Banyaknya bulan belum terbaca"), wrong
    await sari.says("2")
    assert sari.sees("Nov–Des 2026")


async def test_the_sector_is_asked_once(quick_world: World) -> None:
    """Who sent the form has told us already."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/iuran")
    assert sari.sees("Kira-kira berapa penghasilan")
