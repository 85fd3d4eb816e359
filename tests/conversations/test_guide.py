"""Questions and answers: enrolling, paying, paying late, and the discount."""

import pytest

from tests.conversations.enrol import meets, prices
from tests.kit import Actor, World


async def asks(who: Actor, *taps: str) -> None:
    """From the menu through the questions, one tap after the other."""
    await who.says("/tanya")
    for label in taps:
        await who.taps(label)


async def test_a_farmer_learns_how_to_enrol(quick_world: World) -> None:
    """From the menu to the app, what to bring and what comes after, without ever being asked for a number."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.taps("Tanya jawab")
    await sari.taps("Cara daftar")
    await sari.taps("Kerja atau usaha sendiri")
    assert sari.sees("Perlindungan mulai setelah iuran pertama dibayar.")
    await sari.taps("Langkah di JMO")
    assert sari.sees("1. Pasang JMO")
    await sari.taps("Lanjut")
    assert sari.sees("17. Bayar iuran pertama.")
    assert sari.sees("Kode OTP jangan diberikan kepada siapa pun")
    await sari.taps("Cara daftar")
    await sari.taps("Yang disiapkan")
    assert sari.sees("Umur belum 65 tahun")
    assert sari.sees("jangan dikirim ke chat ini")
    await sari.taps("Kenapa ditolak")
    assert sari.sees("NIK salah tulis")
    assert sari.sees("Umur paling muda untuk mendaftar, kantor yang menentukan.")
    await sari.taps("Cara daftar")
    await sari.taps("Setelah daftar")
    await sari.taps("Cara bayar")
    assert sari.sees("Bayar dengan NIK")


async def test_somebody_without_a_phone_is_sent_to_an_agent(quick_world: World) -> None:
    """An agent costs nothing, and can be checked."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await asks(sari, "Cara daftar", "Kerja atau usaha sendiri", "Tanpa HP")
    assert sari.sees("sekitar 24 jam")
    assert sari.sees("Anda tidak membayar jasanya")
    await sari.taps("Cek agen asli")
    assert sari.sees("Cara cek agen asli")


async def test_an_employee_is_told_who_enrols(quick_world: World) -> None:
    """Nobody with an employer is shown how to enrol alone, unless they also work for themselves."""
    budi = quick_world.person("Budi")
    await meets(budi)
    await asks(budi, "Cara daftar", "Digaji")
    assert budi.sees("yang mendaftarkan adalah majikan")
    await budi.taps("Ya, ada kerja sendiri")
    await budi.taps("Langkah di JMO")
    await budi.taps("Cara daftar")
    assert budi.sees("Pilih yang paling mudah")


async def test_paying_names_the_places_and_what_nobody_knows(quick_world: World) -> None:
    """The list may change, and no due day is invented."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await asks(sari, "Cara bayar")
    assert sari.sees("Alfamart")
    assert sari.sees("Tempat bayar bisa berubah")
    assert sari.sees("Tanggal batas bayar dalam bulan, tanyakan ke kantor.")
    await sari.taps("Bayar di muka")
    assert sari.sees("sampai 12 bulan")
    assert sari.sees("iuran April 2026 sampai Desember 2026")


@pytest.mark.parametrize("months", ["Satu bulan", "Dua bulan", "Tiga bulan"])
async def test_some_months_late_can_still_be_paid(quick_world: World, months: str) -> None:
    """No fine; whether a claim would be paid is never guessed."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await asks(sari, "Telat bayar", months)
    assert sari.sees(f"Telat bayar: {months}")
    assert sari.sees("tidak ada denda")
    assert sari.sees("Masih bisa dibayar, sampai 3 bulan.")
    assert sari.sees("Apakah klaim dibayar saat menunggak, kantor yang menentukan.")
    assert sari.sees("Keterangan resmi berbeda tentang bulan keberapa perlindungan berhenti.")
    await sari.taps("Tanya petugas")
    assert "Kerja atau usaha sendiri" in " ".join(sari.labels())


async def test_who_stopped_long_ago_may_come_back(quick_world: World) -> None:
    """The way back with its doubt, and the office for what nobody could confirm."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await asks(sari, "Telat bayar", "Lebih lama")
    assert sari.sees("Telat lebih dari 3 bulan")
    await sari.taps("Aktif lagi")
    assert sari.sees("16 angka di KTP")
    assert sari.sees("Tunggakan yang dulu tidak ditagih.")
    assert sari.sees("ada kantor yang meminta daftar ulang")
    assert sari.sees("Apakah menunggak mengulang hitungan bulan, kantor yang menentukan.")


async def test_the_discount_is_told_for_my_work_and_income(quick_world: World) -> None:
    """Both periods, and the sums of a driver who told the income."""
    joko = quick_world.person("Joko")
    await meets(joko)
    await prices(joko, "1,5 juta", work="Angkutan")
    await asks(joko, "Potongan iuran")
    assert joko.sees("Angkutan: 50%, iuran Januari 2026 sampai Maret 2027")
    assert joko.sees("Angkutan: JKK + JKM bulan ini Rp11.400, tanpa potongan Rp22.800.")
    assert joko.sees("Dihitung untuk penghasilan Anda")
    assert joko.sees("Tidak ada potongan kalau iurannya dibayar uang negara atau daerah.")
    assert joko.sees("PP 50/2025 Pasal 4(1)")


async def test_the_discount_ends_by_itself(quick_world: World) -> None:
    """In January only transport is left, in April nobody, and no old price is said."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await quick_world.passes(days=45)
    await asks(sari, "Potongan iuran")
    assert sari.sees("Kerja lain: sekarang tidak ada potongan")
    assert sari.sees("Kerja lain: JKK + JKM bulan ini Rp16.800, tanpa potongan.")
    await quick_world.passes(days=90)
    await asks(sari, "Potongan iuran")
    assert sari.sees("Jadi sekarang semua membayar iuran penuh.")
    assert sari.sees("JKK + JKM bulan ini Rp16.800, tanpa potongan.")
    assert sari.sees("Bisa saja ada aturan baru; tanyakan ke kantor.")
    await asks(sari, "Cara bayar", "Bayar di muka")
    assert sari.sees("Angkutan: sekarang tidak ada potongan")


async def test_a_page_left_open_outlives_the_discount(quick_world: World) -> None:
    """Whoever writes weeks later below the page reads what holds then."""
    sari = quick_world.person("Sari")
    await quick_world.passes(days=115)
    await meets(sari)
    await asks(sari, "Potongan iuran")
    await quick_world.passes(days=20)
    await sari.says("qwerty")
    assert sari.sees("Jadi sekarang semua membayar iuran penuh.")


async def test_kesehatan_and_ketenagakerjaan_are_told_apart(quick_world: World) -> None:
    """In one screen, with its law; an English reader is not left out."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await asks(sari, "Beda BPJS Kesehatan")
    assert sari.sees("UU 24/2011")
    await sari.says("/language")
    await sari.taps("English")
    await sari.says("/guide")
    await sari.taps("Not BPJS Kesehatan")
    assert sari.sees("They have different offices")


async def test_an_answer_of_the_guide_can_be_read_again(quick_world: World) -> None:
    """It is kept with the rules behind it."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await asks(sari, "Telat bayar", "Satu bulan")
    await sari.says("/jawaban")
    await sari.taps("Telat bayar: Satu bulan")
    assert sari.sees("tidak ada denda")
    assert sari.sees("22/PERDIR.02/072022")
