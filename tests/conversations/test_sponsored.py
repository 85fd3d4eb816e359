"""Cover that others pay for: who they are, what is missing in it, and what comes after it."""

from dataclasses import replace
from datetime import date

from bot.conversation.steps import Book
from bot.facts.base import A_DAY
from bot.flows.book import open_book
from tests.conversations.enrol import meets, prices
from tests.kit import Actor, World

GONE = date(2026, 12, 10)


def without(channel: str, world: World) -> Book:
    """The flows on the day on which the law names one channel less; its page still exists for those who stand there."""
    materials = world.app.materials
    table = materials.facts.rules["sponsor.channels"][0]
    less = (
        replace(table, until=GONE - A_DAY),
        replace(table, since=GONE, rows=tuple(row for row in table.rows if row["channel"] != channel)),
    )
    rules = {**materials.facts.rules, "sponsor.channels": less}
    return open_book(replace(materials, facts=replace(materials.facts, rules=rules)))


async def opens(who: Actor, *taps: str) -> None:
    """The page on sponsored cover, then these taps."""
    await who.says("/tanya")
    await who.taps("Dibayari orang lain")
    for label in taps:
        await who.taps(label)


async def test_a_palm_worker_reads_of_the_palm_oil_money(quick_world: World) -> None:
    """For whom, how long it was seen to last, whom to ask, and no promise."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await opens(sari)
    assert sari.sees("Bot ini tidak menentukan siapa yang dibayari.")
    await sari.taps("Dana sawit")
    assert sari.sees("pekerja sawit")
    assert sari.sees("3 sampai 12 bulan, dari yang pernah kami lihat")
    assert sari.sees("Aturan daerahnya berbeda-beda.")
    await sari.taps("Jalur lain")
    await sari.taps("Pinjaman KUR")
    assert sari.sees("di atas Rp100 juta wajib ikut")
    assert sari.sees("Per 21 November 2026. Dasar: Permenko Perekonomian 1/2023")
    await sari.taps("Jalur lain")
    await sari.taps("Desa")
    assert sari.sees("Permendagri 20/2018 Pasal 19(4)")
    assert not sari.sees("Permendagri 20/2018;")


async def test_an_employer_is_no_sponsor_whose_money_ends(quick_world: World) -> None:
    """It is the employer's duty for as long as the work lasts, so nobody is warned of its end."""
    budi = quick_world.person("Budi")
    await meets(budi)
    await opens(budi, "Pemberi kerja")
    assert budi.sees("selama Anda bekerja di sana")
    assert not any("Sampai bulan apa" in label for label in budi.labels())


async def test_a_channel_that_is_gone_is_not_made_up(quick_world: World) -> None:
    """The page stood open when the law changed; better no answer than an old one."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await opens(sari, "Dana sawit")
    quick_world.app.turns.book = without("dbh_sawit", quick_world)
    await quick_world.passes(days=20)
    await sari.says("masih ada?")
    assert sari.sees("kami belum punya aturan yang pasti")
    await opens(sari)
    assert not any("Dana sawit" in label for label in sari.labels())


async def test_three_months_of_cover_are_no_full_cover(quick_world: World) -> None:
    """Both sums, from the rules, with the doubt about how months are counted and public money."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await opens(sari, "Dana tembakau", "Yang perlu dicek")
    assert sari.sees("Santunan kematian penuh (Rp42 juta) berlaku setelah iuran 3 bulan berturut-turut.")
    assert sari.sees("dibayari 3 bulan saja atau kurang, keluarga bisa hanya menerima Rp10 juta")
    assert sari.sees("Cara menghitung bulan berturut-turut bisa berbeda.")
    assert sari.sees("Potongan tidak berlaku untuk uang negara atau daerah.")


async def test_what_it_costs_when_the_sponsor_stops(quick_world: World) -> None:
    """Priced for the first month alone: in January a farmer pays in full, whatever holds today."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await prices(sari, "1,5 juta", payer="Pemerintah")
    await opens(sari, "Sampai bulan apa", "Desember 2026")
    assert sari.sees("mulai iuran Januari 2027 Anda bayar sendiri")
    assert sari.sees("JKK + JKM: Rp22.800 sebulan")
    assert sari.sees("Untuk bulan itu tidak ada potongan.")
    assert sari.sees("Dihitung untuk penghasilan Anda")
    await sari.taps("Tanya petugas")
    assert any("18 sampai 64" in label for label in sari.labels())


async def test_the_discount_still_holds_next_month(quick_world: World) -> None:
    """Typed in one's own words; the lowest income while none is known."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await opens(sari, "Sampai bulan apa")
    await sari.says("sampai bulan nov pak")
    assert sari.sees("mulai iuran Desember 2026")
    assert sari.sees("JKK + JKM: Rp8.400 sebulan")
    assert sari.sees("Sudah termasuk potongan resmi.")
    assert sari.sees("Dihitung untuk penghasilan terendah")


async def test_a_month_that_cannot_be_read_is_asked_again(quick_world: World) -> None:
    """A past month, or no month; who does not know learns whom to ask."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await opens(sari, "Sampai bulan apa")
    for words in ("kapan ya", "Oktober 2026"):
        await sari.says(words)
        assert sari.sees("Bulannya belum terbaca.")
    await sari.taps("Belum tahu")
    assert sari.sees("Iuran saya dibayari sampai bulan apa")
