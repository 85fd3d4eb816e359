"""Questions in one's own words, through the whole bot: stored, sent in order, kept as answers."""

import pytest

from tests.conversations.enrol import asks, meets
from tests.kit import World


async def test_a_side_question_in_the_form_is_answered_first_and_kept(quick_world: World) -> None:
    """The answer, then the open question; the answer can be read again, and the form goes on."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("penghasilan 3jt bayar brp sebulan?")
    assert sari.has_seen("Rp18.150") and sari.sees("nama panggilan"), sari.transcript()
    await sari.says("Bu Sari")
    assert sari.sees("pekerjaan Anda")
    await sari.says("/jawaban")
    assert any("Iuran November 2026" in label for label in sari.labels())


async def test_a_year_end_question_is_answered_with_the_price_after_the_discount(quick_world: World) -> None:
    """In December, for January."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await quick_world.passes(days=30)
    await sari.says("Januari jadi brp?")
    assert sari.sees("Iuran Januari 2027") and sari.sees("Rp16.800") and not sari.sees("Rp8.400")


async def test_the_next_question_is_answered_for_the_same_person(quick_world: World) -> None:
    """Who said what they earn and do need not say it again with each question."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("aku petani, penghasilan 1,5jt, sebulan bayar brp?")
    assert sari.sees("Rp11.400"), sari.last()
    await sari.says("Januari jadi brp?")
    assert sari.sees("Iuran Januari 2027") and sari.sees("penghasilan Rp1.500.000") and not sari.sees("Ojek")
    await sari.says("klo penghasilan 3jt brp?")
    assert sari.sees("penghasilan Rp3 juta") and not sari.sees("Januari")


async def test_before_the_notice_too_the_next_question_is_answered_for_the_same_person(quick_world: World) -> None:
    """Nobody reads a notice first: they ask, and what they said of themselves holds until the day is over."""
    sari = quick_world.person("Sari")
    await sari.says("aku nelayan, sehari dpt 80rb, bayar brp")
    assert sari.has_seen("penghasilan Rp2 juta") and sari.sees("Sebelum mulai"), sari.transcript()
    await sari.says("Januari jadi brp?")
    assert sari.has_seen("Iuran Januari 2027") and not sari.has_seen("Rp1 juta"), sari.transcript()
    await sari.taps("Mengerti")
    await sari.says("Februari brp?")
    assert sari.sees("Iuran Februari 2027") and sari.sees("penghasilan Rp2 juta"), sari.last()
    await quick_world.passes(days=2)
    await sari.says("Februari brp?")
    assert sari.sees("Iuran Februari 2027") and not sari.sees("Rp2 juta"), sari.last()


async def test_in_the_form_too_the_next_question_is_answered_for_the_same_person(quick_world: World) -> None:
    """And nothing of it is left once they had all of theirs erased."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("penghasilan 1,5jt bayar brp sebulan?")
    await sari.says("Januari jadi brp?")
    assert sari.has_seen("Iuran Januari 2027") and not sari.has_seen("Rp1 juta"), sari.transcript()
    await sari.says("/hapus")
    await sari.taps("Ya, hapus")
    await sari.says("Februari jadi brp?")
    assert sari.has_seen("Iuran Februari 2027") and sari.has_seen("Rp1 juta"), sari.transcript()


async def test_what_questions_told_is_shown_among_ones_data(quick_world: World) -> None:
    """ "Only this" has to be so; of a sum that is no income, and of a father's, nothing is kept."""
    sari = quick_world.person("Sari")
    await meets(sari)
    for said in ("katanya dapat 42 juta kalau meninggal benar?", "bapak saya sopir angkot penghasilan 5jt bayar brp"):
        await sari.says(said)
    await sari.says("/data")
    assert not sari.sees("Dari pertanyaan Anda"), sari.last()
    await sari.says("aku petani, penghasilan 1,5jt, sebulan bayar brp?")
    await sari.says("/data")
    assert sari.sees("Dari pertanyaan Anda: Rp1.500.000"), sari.last()


@pytest.mark.parametrize("said", ["penghasilan 12jt setahun bayar berapa", "penghasilan 1,2jt seminggu bayar brp"])
async def test_what_a_year_or_a_week_brings_is_no_income_of_a_month(quick_world: World, said: str) -> None:
    """The price is that of the lowest income, and says so; a sum that is denied is none, either."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees("Rp8.400") and not sari.sees("12 juta") and not sari.sees("Rp1.200.000"), sari.last()
    await sari.says("penghasilan saya bukan 3jt tapi 1,2jt, bayar brp")
    assert sari.sees("Rp1.200.000") and not sari.sees("Rp3 juta"), sari.last()


async def test_the_whole_notice_is_read_once(quick_world: World) -> None:
    """Below each further answer stands the shortest of it, with the same buttons."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    whole = sari.labels()
    await sari.says("klo telat bayar gmn")
    assert sari.has_seen("Kalau telat bayar") and sari.sees("tidak pernah") and not sari.sees("Sebelum mulai")
    assert sari.labels() == whole and len(sari.last()) < 200


@pytest.mark.parametrize("yes", ["ok", "iya kak", "siap", "boleh", "lanjut", "mengerti"])
async def test_a_yes_to_the_notice_is_a_yes(quick_world: World, yes: str) -> None:
    """In the words people use, and no thanks for them."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.says(yes)
    assert sari.sees("Mau tahu apa?") and not sari.has_seen("Sama-sama"), sari.transcript()


@pytest.mark.parametrize(("typed", "told"), [("daftar", "Cara daftar"), ("jkk", "JKK"), ("iuran", "Iuran")])
async def test_one_word_is_a_question_before_the_notice(quick_world: World, typed: str, told: str) -> None:
    """Whether it is the first that somebody writes or the second."""
    for first in (True, False):
        who = quick_world.person("Budi" if first else "Sari")
        if not first:
            await who.says("/start")
        await who.says(typed)
        assert who.has_seen(told) and who.sees("tidak pernah"), who.transcript()


async def test_a_word_that_names_several_topics_is_asked_back_before_the_notice(quick_world: World) -> None:
    """Three to choose from; the chosen one is answered, and the notice still stands there."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.says("syarat")
    assert sari.sees("Yang mana, ya?") and "Syarat daftar" in sari.labels()[0], sari.labels()
    await sari.taps(sari.labels()[0])
    assert sari.has_seen("Syarat") and "Mengerti" in " ".join(sari.labels()), sari.transcript()


async def test_a_page_that_waits_for_nothing_is_left_for_the_answer(quick_world: World) -> None:
    """Neither what is stored nor how an interest stands is told again below each answer."""
    sari = quick_world.person("Sari")
    await meets(sari)
    for page, words in (("/data", "Data Anda di sini"), ("/status", "Anda belum minta dihubungi")):
        await sari.says(page)
        assert sari.sees(words), sari.last()
        await sari.says("klo telat bayar gmn")
        assert sari.sees("Kalau telat bayar") and not sari.sees(words), sari.last()
        await sari.says(page)
        await sari.says("resep rendang dong")
        assert sari.sees("belum paham") and not sari.sees(words), sari.last()


@pytest.mark.parametrize("role", ["agent", "officer", "official"])
async def test_the_staff_ask_what_nobody_understands_and_are_told_so(quick_world: World, role: str) -> None:
    """What the bot did not understand is no act that the audit has to know of."""
    adi = getattr(quick_world, role)("Adi")
    await adi.says("/tugas")
    await adi.says("resep rendang dong")
    assert adi.sees("belum paham") and not adi.sees("gagal kami olah"), adi.transcript()
    await adi.says("klo telat bayar gmn")
    assert adi.sees("Kalau telat bayar"), adi.transcript()


async def test_bukan_kesehatan_is_about_the_other_one(quick_world: World) -> None:
    """What somebody says they do not mean is not answered."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("bukan bpjs kesehatan, yang ketenagakerjaan iurannya berapa")
    assert sari.sees("JKK + JKM") and not sari.sees("KIS")


async def test_a_secret_inside_a_question_is_warned_of_and_not_kept(quick_world: World) -> None:
    """Neither answered nor stored."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("nik saya 3528024107900001 sudah terdaftar belum?")
    assert sari.sees("tidak kami simpan") and sari.sees("nama panggilan")


async def test_what_was_not_understood_is_kept_once_it_is_allowed(quick_world: World) -> None:
    """The question for it stands in the message that says that we do not know."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("cuaca besok di laut gimana")
    assert sari.sees("belum paham"), sari.last()
    await sari.taps("Boleh disimpan")
    assert len(await quick_world.rows("SELECT id FROM questions")) == 1


async def test_who_cannot_go_on_is_answered_with_warmth(quick_world: World) -> None:
    """Also whom nobody greeted yet."""
    sari = quick_world.person("Sari")
    await sari.says("capek hidup, pengen mati aja")
    assert sari.sees("jangan sendirian") and not sari.sees("belum paham")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("syarat", ("Syarat daftar", "Klaim kematian", "Kapan JHT bisa diambil")),
        ("manfaat", ("Yang dibayar JKK", "Santunan kematian", "Apa itu JHT")),
        ("cek dong", ("Cek status peserta", "Cek saldo JHT", "Klaim pada umumnya")),
    ],
)
async def test_a_word_that_names_several_topics_is_asked_back_at_the_menu_and_on_pages(
    quick_world: World, word: str, meant: tuple[str, ...]
) -> None:
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(word)
    assert all(any(name in label for label in sari.labels()) for name in meant), sari.labels()
    await sari.says("iuran 1 juta berapa?")
    await sari.says(word)
    assert not sari.sees("belum paham"), sari.last()
    assert all(any(name in label for label in sari.labels()) for name in meant), sari.labels()
    await sari.taps(meant[1])
    assert not sari.sees("Yang mana"), sari.last()


async def test_what_a_day_brings_is_counted_for_a_month(quick_world: World) -> None:
    """By the chat as by the command line."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("sehari dapat 100rb, iurannya berapa")
    assert sari.sees("Rp2.500.000"), sari.last()
