"""The programmes as chats: each kind of work sees its own, computed for the person and the day."""

import re

from tests.conversations.enrol import meets
from tests.kit import Actor, World


async def opens(who: Actor, work: str) -> None:
    """The list of programmes, for one kind of work."""
    await meets(who)
    await who.taps("Program")
    await who.taps(work)


async def test_a_farmer_reads_all_about_work_accidents(world: World) -> None:
    """From what it is to the law behind it, one tap a page, each with its day and its law."""
    darma = world.person("Darma")
    await opens(darma, "usaha sendiri")
    await darma.taps("JKK")
    assert darma.sees("wajib menurut aturan")
    seen = {}
    for page in ("Yang dibayar", "Lanjut", "Lanjut", "Lanjut", "Lanjut", "Lanjut"):
        await darma.taps(page)
        title = darma.last().partition("\n")[0]
        seen[title] = darma.last()
        assert "Per 21 November 2026. Dasar: " in darma.last(), title
    pays, more, school, claim, example, cost = seen.values()
    assert "Rp70 juta" in pays
    assert "12 bulan pertama" in pays
    assert "darat Rp5 juta" in more
    assert "Rp174 juta" in school
    assert "1. Ke rumah sakit dulu." in claim
    assert "sebaiknya dalam 48 jam" in claim
    assert "Pak Darma, petani" in example
    assert "4 kali Rp1 juta, jadi Rp4 juta" in example
    assert "berdua Rp8.400" in cost
    await darma.taps("Lanjut")
    assert darma.sees("JKK: dasar hukum")
    assert darma.sees("PP 82/2019, dicek 20 November 2026")
    assert darma.sees("PP 50/2025 Pasal 4(1), dicek")
    await darma.taps("Awal JKK")
    assert darma.sees("Jaminan Kecelakaan Kerja")


async def test_every_page_is_one_tap_from_the_first(quick_world: World) -> None:
    """And the first page one tap from every other."""
    sari = quick_world.person("Sari")
    await opens(sari, "usaha sendiri")
    await sari.taps("JKM")
    for page, title in (
        ("Yang dibayar", "JKM: yang dibayar"),
        ("Beasiswa", "Beasiswa anak"),
        ("Cara klaim", "JKM: cara klaim"),
        ("Contoh", "Bu Siti"),
        ("Biayanya", "JKM: biayanya"),
        ("Dasar hukum", "JKM: dasar hukum"),
    ):
        await sari.taps(page)
        assert sari.sees(title)
        await sari.taps("Awal JKM")
        assert sari.sees("Jaminan Kematian")


async def test_the_death_benefit_is_never_said_without_its_three_months(quick_world: World) -> None:
    """The whole sum, the lesser one before, and that the office counts the months."""
    sari = quick_world.person("Sari")
    await opens(sari, "usaha sendiri")
    await sari.taps("JKM")
    for page in ("Yang dibayar", "Awal JKM", "Contoh"):
        await sari.taps(page)
        if "Rp42 juta" in sari.last():
            assert sari.sees("Rp10 juta")
            assert sari.sees("Cara menghitung bulan berturut-turut bisa berbeda")


async def test_who_works_alone_is_not_offered_jp_or_jkp(quick_world: World) -> None:
    """One button tells that both come through an employer; none leads to their pages."""
    sari = quick_world.person("Sari")
    await opens(sari, "usaha sendiri")
    assert not {"👴 JP", "🧰 JKP"} & set(sari.labels())
    await sari.taps("JP dan JKP")
    assert sari.sees("lewat pemberi kerja")
    assert sari.sees("jangan bayar dulu; telepon 175")
    assert not {"👴 JP", "🧰 JKP", "🙋 Hubungi saya"} & set(sari.labels())


async def test_an_employee_reads_what_both_sides_pay(quick_world: World) -> None:
    """Shares and cap with the doubt about the cap; benefits in wages, not for an income base."""
    wati = quick_world.person("Wati")
    await opens(wati, "Digaji")
    assert wati.sees("tergantung syarat")
    await wati.taps("JP")
    await wati.taps("Biayanya")
    assert wati.sees("Anda 1% dari upah, pemberi kerja 2%")
    assert wati.sees("Rp11.086.300")
    assert wati.sees("halaman resmi pernah menampilkan angka lama")
    await wati.taps("Program lain")
    await wati.taps("JKK")
    await wati.taps("Yang dibayar")
    assert wati.sees("48 kali upah sebulan")
    assert "Dihitung untuk penghasilan" not in wati.last()
    await wati.taps("Awal JKK")
    await wati.taps("Biayanya")
    assert wati.sees("dari 0,24% sampai 1,74% upah")


async def test_the_size_of_the_business_decides_for_an_employee(quick_world: World) -> None:
    """What only depends on conditions becomes certain once the size is known; JKP keeps its own conditions."""
    wati = quick_world.person("Wati")
    await opens(wati, "Digaji")
    await wati.taps("Besar usaha")
    assert wati.sees("Rp15 miliar")
    await wati.taps("Besar")
    assert wati.sees("JP, pensiun bulanan: wajib menurut aturan")
    assert wati.sees("JKP, kehilangan pekerjaan: tergantung syarat")
    await wati.taps("Besar usaha")
    await wati.taps("Mikro")
    assert wati.sees("JHT, tabungan hari tua: boleh pilih")


async def test_a_project_worker_sees_the_two_that_come_with_the_project(quick_world: World) -> None:
    """Through the contractor; benefits are told by the office, so no sum is promised."""
    tono = quick_world.person("Tono")
    await opens(tono, "Proyek bangunan")
    assert {"🩹 JKK", "🕊️ JKM"} == {label for label in tono.labels() if re.search(r"J(KK|KM|HT|P|KP)$", label)}
    await tono.taps("JKK")
    assert tono.sees("Pelaksana proyek yang mendaftarkan")
    assert "💵 Yang dibayar" not in tono.labels()
    await tono.taps("Biayanya")
    assert tono.sees("JKK 1,74% dan JKM 0,3% dari upah")
    await tono.taps("Lanjut")
    assert tono.sees("Permenaker 5/2021")
    assert not tono.sees("Perdir")


async def test_a_migrant_worker_sees_the_price_of_a_contract(quick_world: World) -> None:
    """By the way of going; JHT is a choice."""
    lia = quick_world.person("Lia")
    await opens(lia, "luar negeri")
    await lia.taps("JKM")
    await lia.taps("Biayanya")
    assert lia.sees("satu kontrak 24 bulan")
    assert lia.sees("Rp370.000")
    await lia.taps("Program lain")
    await lia.taps("JHT")
    await lia.taps("Biayanya")
    assert lia.sees("paling sedikit Rp50.000 sebulan")


async def test_the_price_changes_when_the_cut_ends(quick_world: World) -> None:
    """In January the full price is said, and that a newer rule may exist."""
    darma = quick_world.person("Darma")
    await opens(darma, "usaha sendiri")
    await darma.taps("JKK")
    await darma.taps("Biayanya")
    assert darma.sees("berlaku sampai iuran Desember 2026")
    await quick_world.passes(days=45)
    await darma.says("/program")
    await darma.taps("JKK")
    await darma.taps("Biayanya")
    assert darma.sees("Iuran Januari 2027: Rp10.000 sebulan")
    assert darma.sees("berdua Rp16.800")
    assert darma.sees("tidak ada potongan")
    assert darma.sees("Bisa saja ada aturan baru")
    await darma.taps("Program lain")
    await darma.taps("Bandingkan paket")
    assert "Nanti" not in darma.last()


async def test_packages_side_by_side(quick_world: World) -> None:
    """Both prices now and after the cut, what each pays, and the ways on."""
    sari = quick_world.person("Sari")
    await opens(sari, "usaha sendiri")
    await sari.taps("Bandingkan paket")
    for row in ("Sekarang   Rp8.400  Rp28.400", "Nanti     Rp16.800  Rp36.800", "mulai iuran Januari 2027"):
        assert sari.sees(row)
    await sari.taps("Yang dibayar")
    assert sari.sees("Rp70 juta")
    assert sari.sees("Rp42 juta bila sudah 3 bulan")
    await sari.taps("Bandingkan iuran")
    await sari.taps("Hitung iuran saya")
    assert sari.sees("iuran")


async def test_an_employee_with_a_business_reads_what_the_self_employed_read(quick_world: World) -> None:
    """Pages follow the work that was told last, not the one before."""
    wati = quick_world.person("Wati")
    await opens(wati, "Digaji")
    await wati.taps("usaha sendiri")
    assert wati.sees("Program untuk pekerja mandiri")
    await wati.taps("JKK")
    await wati.taps("Biayanya")
    assert wati.sees("berdua Rp8.400")


async def test_what_a_page_said_is_kept_with_its_rules(world: World) -> None:
    """The example can be read again next month, with every law behind it."""
    sari = world.person("Sari")
    await opens(sari, "usaha sendiri")
    await sari.taps("JHT")
    await sari.taps("Contoh")
    told = sari.last()
    await world.passes(days=30)
    await sari.says("/jawaban")
    await sari.taps("Contoh: Mas Rudi")
    assert told in sari.last()
    assert sari.sees("PP 46/2015, terakhir dicek")
