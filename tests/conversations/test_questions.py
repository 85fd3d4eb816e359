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
    assert sari.sees("Iuran Januari 2027") and sari.sees("di tabel resmi Rp1.600.000") and not sari.sees("Ojek")
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
    assert sari.sees("Iuran Februari 2027") and sari.sees("di tabel resmi Rp2 juta"), sari.last()
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
    assert sari.sees("Dari pertanyaan Anda: golongan penghasilan Rp1.600.000"), sari.last()


async def test_what_a_year_brings_is_no_income_of_a_month(quick_world: World) -> None:
    """The price is that of the lowest income, and says so; a sum that is denied is none, either."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("penghasilan 12jt setahun bayar berapa")
    assert sari.sees("Rp8.400") and not sari.sees("12 juta"), sari.last()
    await sari.says("penghasilan saya bukan 3jt tapi 1,2jt, bayar brp")
    assert sari.sees("Rp1.200.000") and not sari.sees("Rp3 juta"), sari.last()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("saya karyawan pabrik gaji 4jt", "Iuran pekerja yang digaji"),
        ("sy kerja di PT gajinya 4jt", "Iuran pekerja yang digaji"),
        ("saya tki di hongkong", "Pekerja migran"),
    ],
)
async def test_who_is_an_employee_or_abroad_is_not_told_the_price_of_the_self_employed(
    quick_world: World, said: str, told: str
) -> None:
    """Until they name a work of their own; what they told is shown among their data."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    await sari.says("iurannya brp?")
    assert sari.sees(told) and not sari.sees("pekerja mandiri</b>"), sari.last()
    await sari.says("kalau ojol bayar brp?")
    assert sari.sees("pekerja mandiri") and not sari.sees(told), sari.last()
    await sari.says("/data")
    assert sari.sees("bekerja mandiri"), sari.last()


@pytest.mark.parametrize(
    "said", ["suami saya karyawan pabrik, saya jualan gorengan", "dulu saya karyawan", "saya bukan karyawan", "halo"]
)
async def test_who_is_no_employee_is_told_the_price_of_the_self_employed(quick_world: World, said: str) -> None:
    """Not for a husband's work, nor for one that is over."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    await sari.says("iurannya brp?")
    assert sari.sees("pekerja mandiri") and not sari.sees("pekerja yang digaji"), sari.last()


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


@pytest.mark.parametrize(
    ("said", "worked_out"),
    [
        ("sehari dapat 100rb, iurannya berapa", "Rp100.000 sehari itu kira-kira Rp2.500.000 sebulan"),
        ("seminggu dapat 500rb, iurannya berapa", "Rp500.000 seminggu itu kira-kira Rp2.167.000 sebulan"),
        ("penghasilan 1,2jt seminggu bayar brp", "Rp1.200.000 seminggu itu kira-kira Rp5.200.000 sebulan"),
        ("upah 600rb/minggu kena iuran brp", "Rp600.000 seminggu itu kira-kira Rp2.600.000 sebulan"),
        ("upah sehari 70rb kerja 20 hari sebulan, iuran brp", "Rp70.000 sehari itu kira-kira Rp1.400.000 sebulan"),
    ],
)
async def test_what_a_day_or_a_week_brings_is_counted_for_a_month(
    quick_world: World, said: str, worked_out: str
) -> None:
    """And the answer says how; the next question is answered for the same band."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees(worked_out), sari.last()
    await sari.says("Januari jadi brp?")
    assert not sari.sees("Rp1 juta"), sari.last()


@pytest.mark.parametrize("said", ["bisa bayar seminggu sekali 100rb?", "minggu depan saya bayar 500rb iuran cukup ga"])
async def test_what_is_paid_in_a_week_is_no_income(quick_world: World, said: str) -> None:
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert not sari.has_seen("seminggu itu"), sari.last()


@pytest.mark.parametrize(
    "said",
    [
        "kalau cacat total dapat berapa dengan penghasilan 3jt",
        "penghasilan 3jt, kecelakaan kerja dapat berapa",
        "gaji sy 3jt klo cacat dpt brp",
        "penghasilan 3jt sebulan, kalau tangan putus dapat santunan berapa",
        "hasil tani 3 juta sebulan, kl lumpuh dapat berapa",
        "nek penghasilanku 3jt, tibo seko wit oleh pira",
        "pendapatan 3jt sebulan dapat apa saja klo kecelakaan",
        "upah 3jt per bulan, cacat total tetap dapat berapa ya",
    ],
)
async def test_what_is_paid_is_told_for_the_income_in_the_question(quick_world: World, said: str) -> None:
    """Not what it costs, nor for the lowest income."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees("Rp165.200.000") and sari.sees("penghasilan Rp3 juta"), sari.last()
    await sari.says("kalau cacat total dapat berapa")
    assert sari.sees("Rp165.200.000") and sari.sees("di tabel resmi Rp2.950.000"), sari.last()


async def test_what_is_the_same_for_every_income_says_so(quick_world: World) -> None:
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("dengan penghasilan 5 juta, santunan kematiannya berapa")
    assert sari.sees("sama untuk semua penghasilan") and not sari.sees("Iuran November"), sari.last()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("bayar Desember sama Januari berapa", ("Desember 2026 dan Januari 2027", "Rp8.400", "Rp16.800", "Rp25.200")),
        ("kalau bayar bulan des, jan, feb jadi berapa", ("Des 2026–Feb 2027", "Jan–Feb 2027", "Rp42.000")),
        ("bayar desember sampai februari berapa", ("Des 2026–Feb 2027", "Rp42.000")),
        ("nov dan jan bayar berapa", ("November 2026 dan Januari 2027", "Nov 2026", "Jan 2027", "Rp25.200")),
    ],
)
async def test_each_month_that_was_named_is_priced(quick_world: World, said: str, told: tuple[str, ...]) -> None:
    """And what they come to together; a month between two that were named is none of them."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert all(sari.sees(each) for each in told), sari.last()


@pytest.mark.parametrize(
    "said", ["perahu rusak diganti?", "motor rusak krn kecelakaan diganti ga", "rumah kebakaran", "manfaat kena pajak?"]
)
async def test_what_nobody_confirmed_is_said_to_be_unknown(quick_world: World, said: str) -> None:
    """With a person to ask; in a form the open question stands below it, and it is no emergency."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees("kami tidak tahu pasti") and any("petugas" in label for label in sari.labels()), sari.last()
    assert not sari.sees("rumah sakit") and not sari.sees("Boleh disimpan"), sari.last()
    budi = quick_world.person("Budi")
    await asks(budi)
    await budi.says(f"{said} gimana ya?")
    assert budi.sees("kami tidak tahu pasti") and budi.sees("nama panggilan"), budi.last()


FIVE = (
    "cara daftar gimana? iurannya berapa? kantor di sampang dimana? beasiswa anak dapat apa? kalau telat bayar gimana?"
)


async def test_the_fourth_question_waits_below_the_third_answer(quick_world: World) -> None:
    """Three are answered; each of the others is one tap away, until all are."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(FIVE)
    assert sari.has_seen("Cara daftar") and sari.has_seen("Iuran November") and sari.sees("Kantor BPJS")
    assert sari.sees("Tiga dulu") and len([each for each in sari.labels() if "Beasiswa" in each]) == 1, sari.labels()
    await sari.taps("Beasiswa anak")
    assert sari.sees("Beasiswa") and any("Kalau telat bayar" in each for each in sari.labels()), sari.labels()
    await sari.taps("Kalau telat bayar")
    assert sari.sees("Masih bisa dibayar"), sari.last()


async def test_in_a_form_too_the_fourth_question_waits(quick_world: World) -> None:
    """Above the open question, which is still the one that is answered by typing."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says(FIVE)
    assert sari.sees("Tiga dulu") and sari.sees("nama panggilan"), sari.last()
    await sari.taps("Beasiswa anak")
    assert sari.has_seen("174") and sari.sees("nama panggilan"), sari.transcript()
    await sari.says("Bu Sari")
    assert sari.sees("pekerjaan Anda")


CHATTER = "Halo selamat pagi kak, semoga sehat selalu. " + "Cuaca di sini cerah dan ombaknya tenang sekali. " * 14


@pytest.mark.parametrize("glue", [" ", " terus "])
async def test_a_question_at_the_end_of_a_long_message_is_answered(quick_world: World, glue: str) -> None:
    """However much is told first; what is asked at the beginning is answered, too."""
    sari = quick_world.person("Sari")
    await meets(sari)
    chatter = CHATTER if glue == " " else CHATTER.replace(".", "")
    await sari.says(f"{chatter}{glue}klo telat bayar iuran gmn?")
    assert sari.sees("Kalau telat bayar"), sari.last()
    await sari.says(f"Kantor bpjs di sampang dimana? {chatter}{glue}klo telat bayar iuran gmn?")
    assert sari.has_seen("Kantor BPJS") and sari.sees("Kalau telat bayar"), sari.transcript()


async def test_who_wants_no_call_now_is_asked_and_nothing_is_withdrawn(quick_world: World) -> None:
    """ "Dulu" and "nanti aja" refuse only this hour; one tap refuses for good."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("jangan ditelpon dulu ya nanti aja")
    assert sari.sees("Belum ada yang kami ubah") and not sari.has_seen("Anda tidak akan dihubungi"), sari.last()
    await sari.taps("Jangan hubungi saya")
    assert sari.has_seen("Anda tidak akan dihubungi"), sari.transcript()
