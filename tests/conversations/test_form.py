"""The form, as people fill it: going back, changing their mind, typing where they should tap."""

import pytest

from tests.conversations.enrol import asks, fills, meets
from tests.kit import World


async def test_back_from_every_question(quick_world: World) -> None:
    """Whoever goes back sees each earlier question again, and in the end the menu."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.taps("Petani")
    await sari.says("pamekasan")
    await sari.taps("Kab. Pamekasan")
    await sari.taps("Pademawu")
    await sari.taps("Tidak ada di daftar")
    await sari.taps("JKK")
    await sari.taps("Selesai")
    await sari.says("0812 3456 7890")
    for question in ("Nomor HP", "Program mana", "Desa atau", "Kecamatan mana", "kabupaten atau", "pekerjaan Anda"):
        await sari.taps("Kembali")
        assert sari.sees(question), sari.transcript()
    for question in ("nama panggilan", "Boleh kami catat", "Umur Anda", "pekerjaan Anda yang mana"):
        await sari.says("kembali")
        assert sari.sees(question), sari.transcript()
    assert "⬅️ Kembali" not in sari.labels()


async def test_cancel_says_what_is_true(quick_world: World) -> None:
    """At the phone number, whose keyboard must go, nobody is told that something was noted."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await sari.taps("Nomor HP")
    await sari.taps("Batal")
    assert sari.has_seen("Sudah dibatalkan")
    assert not sari.has_seen("dicatat.")
    assert sari.phone.reply_keyboard is None
    await sari.taps("Hubungi saya")
    assert sari.sees("Umur Anda")


async def test_a_form_can_be_left_and_taken_up_again(quick_world: World) -> None:
    """/menu in the middle, a look around, and on at the same question."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("/bantuan")
    await sari.says("/minat")
    assert sari.sees("belum selesai")
    await sari.taps("Ya, lanjutkan")
    assert sari.sees("pekerjaan Anda sehari-hari")
    await sari.says("/minat")
    await sari.taps("Mulai dari awal")
    assert sari.sees("Umur Anda")


@pytest.mark.parametrize(
    ("change", "answer", "typed", "shown"),
    [
        ("Nama", "Pak Budi", True, "Pak Budi"),
        ("Pekerjaan", "Nelayan", False, "Nelayan"),
        ("Tempat", "konang galis pamekasan", True, "Konang"),
        ("Program", "JHT", False, "JHT"),
        ("Nomor HP", "+62 813-9999-8888", True, "0813-9999-8888"),
        ("Waktu", "Sore", False, "Sore"),
    ],
)
async def test_each_answer_can_be_changed_alone(
    quick_world: World, change: str, answer: str, typed: bool, shown: str
) -> None:
    """From the review to one question and straight back, with everything else as it was."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await sari.taps(change)
    await (sari.says(answer) if typed else sari.taps(answer))
    if change == "Tempat":
        await sari.taps("Konang, Galis, Kab. Pamekasan")
    if change == "Program":
        await sari.taps("Selesai")
    assert sari.sees("Sudah benar?")
    assert sari.sees(shown)
    unchanged = {"Bu Sari", "Petani", "Sumedangan", "0812-3456-7890", "Pagi"}
    assert sum(fragment in sari.last() for fragment in unchanged) >= 4


async def test_why_is_asked(quick_world: World) -> None:
    """Name, place and number explain themselves, then ask again."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.taps("Kenapa ditanya")
    assert sari.sees("menyapa")
    assert sari.sees("nama panggilan Anda?")
    await sari.says("Bu Sari")
    await sari.taps("Petani")
    await sari.taps("Kenapa ditanya")
    assert sari.sees("dekat rumah")
    await sari.says("sumedangan")
    await sari.taps("Sumedangan")
    await sari.taps("JKM")
    await sari.taps("Selesai")
    await sari.taps("Kenapa ditanya")
    assert sari.sees("menelepon")
    assert sari.phone.reply_keyboard is not None


@pytest.mark.parametrize(
    ("said", "next_question"),
    [
        ("boleh", "Siapa nama"),
        ("iya", "Siapa nama"),
        ("BOLEH!!", "Siapa nama"),
        ("tidak", "tidak ada yang dicatat"),
        ("nggak usah", "tidak ada yang dicatat"),
        ("gimana ya", "belum paham"),
        ("👍", "belum paham"),
    ],
)
async def test_typed_consent_is_a_clear_yes_or_no(quick_world: World, said: str, next_question: str) -> None:
    """What is neither is asked again."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("hubungi saya")
    await sari.says("usaha sendiri")
    await sari.says("18 sampai 64 tahun")
    await sari.says(said)
    assert sari.sees(next_question), sari.transcript()


@pytest.mark.parametrize(
    ("age", "seen"),
    [
        *((said, "Boleh kami catat") for said in ("35", "umur 40 tahun", "18", "64 thn")),
        *(("17", "orang tua"), ("65", "belum 65 tahun"), ("70 th", "belum 65 tahun"), ("1500", "belum paham")),
    ],
)
async def test_an_age_may_be_typed(quick_world: World, age: str, seen: str) -> None:
    """Most people answer "how old are you" with a number."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/minat")
    await sari.taps("Kerja atau usaha sendiri")
    await sari.says(age)
    assert sari.sees(seen), sari.transcript()


@pytest.mark.parametrize(
    ("kind", "kindly"),
    [
        ("photo", "foto tidak"),
        ("document", "berkas tidak"),
        ("sticker", "Terima kasih"),
        ("voice", "suara"),
        ("location", "Peta"),
    ],
)
async def test_the_unexpected_is_answered_and_the_question_stays(quick_world: World, kind: str, kindly: str) -> None:
    """Nothing is kept of it."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.sends(kind)
    assert sari.sees(kindly)
    assert sari.sees("Siapa nama panggilan")
    await sari.says("Bu Sari")
    assert sari.sees("pekerjaan Anda sehari-hari")


async def test_an_edited_message_is_not_an_answer(quick_world: World) -> None:
    """The person is told to write it again."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.edits("Bu Siti")
    assert sari.sees("yang diubah tidak kami baca")
    assert sari.sees("pekerjaan Anda sehari-hari")


async def test_the_language_can_be_changed_in_the_middle(quick_world: World) -> None:
    """The form goes on in English with what was answered in Indonesian."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("/bahasa")
    await sari.taps("English")
    await sari.says("/interest")
    await sari.taps(quick_world.app.words.plain("en", "ui.resume.resume"))
    assert sari.sees(quick_world.app.words.text("en", "interest.work"))
    await sari.says("back")
    await sari.says("Mrs Sari")
    assert sari.sees(quick_world.app.words.text("en", "interest.work"))


async def test_no_consent_no_lead(quick_world: World) -> None:
    """Nothing personal is asked, and the person is told where else to go."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/minat")
    await sari.taps("Kerja atau usaha sendiri")
    await sari.taps("18 sampai 64")
    await sari.taps("Tidak")
    assert sari.sees("tidak ada yang dicatat")
    assert sari.sees("Menu")
    assert await quick_world.leads() == []


async def test_consent_taken_back_while_the_form_lies_half_filled(quick_world: World) -> None:
    """Then the form asks for it again before it is sent, and a no sends nothing."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await sari.says("/data")
    await sari.taps("Tarik izin dihubungi")
    await sari.says("/minat")
    await sari.taps("Ya, lanjutkan")
    await sari.taps("Kirim")
    assert sari.sees("Boleh kami catat")
    assert await quick_world.leads() == []
    await sari.taps("Tidak")
    assert await quick_world.leads() == []
    await sari.says("/minat")
    assert not sari.sees("belum selesai")


async def test_under_eighteen(quick_world: World) -> None:
    """No question more, no lead, and the way to the office."""
    adik = quick_world.person("Adik")
    await meets(adik)
    await adik.says("/minat")
    await adik.taps("Kerja atau usaha sendiri")
    await adik.taps("Di bawah 18")
    assert adik.sees("kantor BPJS")
    assert await quick_world.leads() == []
    assert await quick_world.rows("SELECT 1 FROM consent_log WHERE purpose = 'contact'") == []


async def test_sixty_five_and_older(quick_world: World) -> None:
    """Told honestly that a new membership is not possible, and still free to ask."""
    mbah = quick_world.person("Mbah")
    await meets(mbah)
    await mbah.says("/minat")
    await mbah.taps("Kerja atau usaha sendiri")
    await mbah.taps("65 tahun ke atas")
    assert mbah.sees("belum 65 tahun")
    await mbah.taps("Minta dihubungi")
    assert mbah.sees("Boleh kami catat")


@pytest.mark.parametrize(
    ("work", "told"),
    [
        ("Digaji majikan", "pemberi kerja"),
        ("Proyek bangunan", "mandor"),
        ("Kerja di luar negeri", "perusahaan penempatan"),
    ],
)
async def test_those_with_an_employer_are_not_sold_what_they_cannot_join(
    quick_world: World, work: str, told: str
) -> None:
    """The gate stands before the pitch; whoever also works alone may go on."""
    budi = quick_world.person("Budi")
    await meets(budi)
    await budi.taps("Program")
    await budi.taps(work)
    assert budi.sees(told), budi.transcript()
    await budi.says("/minat")
    assert budi.sees("bekerja pada orang lain")
    await budi.taps("juga kerja sendiri")
    assert budi.sees("Umur Anda")


@pytest.mark.parametrize(
    ("typed", "tapped", "region", "place"),
    [
        ("galis pamekasan", "Galis, Kab. Pamekasan", "35.28.03", "Galis, Kab. Pamekasan"),
        ("desa konang", "Konang, Galis, Kab. Pamekasan", "35.28.03.2002", "Konang, Galis, Kab. Pamekasan"),
        ("Galis", "Galis, Kab. Bangkalan", "35.26.18", "Galis, Kab. Bangkalan"),
    ],
)
async def test_a_place_is_found_wherever_it_lies(
    quick_world: World, typed: str, tapped: str, region: str, place: str
) -> None:
    """A kecamatan or a village instead of the kabupaten is understood, with its parents on the button."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.taps("Petani")
    await sari.says(typed)
    assert "🔎 Bukan itu, tulis lagi" in sari.labels()
    await sari.taps(tapped)
    if len(region) == 8:
        assert sari.sees("Desa atau kelurahan")
        await sari.taps("Tidak ada di daftar")
    await sari.taps("JKM")
    await sari.taps("Selesai")
    await sari.says("081234567890")
    await sari.taps("Kapan saja")
    await sari.taps("Kirim")
    [lead] = await quick_world.leads()
    assert lead.region == region
    assert lead.interest is not None
    assert lead.interest.place == place


async def test_galis_is_in_two_kabupaten(quick_world: World) -> None:
    """Both are offered, each with the kabupaten it lies in."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.taps("Petani")
    await sari.says("Galis")
    assert {"Kec. Galis, Kab. Bangkalan", "Kec. Galis, Kab. Pamekasan"} <= set(sari.labels())
    await sari.taps("Bukan itu")
    assert sari.sees("kabupaten atau kota mana")


async def test_a_place_that_does_not_exist(quick_world: World) -> None:
    """On every level the person hears so and may try again."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.taps("Petani")
    await sari.says("xqzwv")
    assert sari.sees("belum ketemu")
    await sari.says("pamekasan")
    await sari.taps("Kab. Pamekasan")
    await sari.says("xqzwv")
    assert sari.sees("belum ketemu di Kab. Pamekasan")
    await sari.says("pademawu")
    if sari.sees("yang dimaksud"):
        await sari.taps("Pademawu")
    await sari.says("xqzwv")
    assert sari.sees("belum ketemu di Pademawu"), sari.transcript()
    await sari.taps("Tidak ada di daftar")
    assert sari.sees("Program mana")


@pytest.mark.parametrize(
    "spelling",
    [
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62812 34567890",
        "(0812) 3456.7890",
        "nomor saya 081234567890 ya",
        "０８１２３４５６７８９０",
        "0812\u200b3456\u200b7890",
        "o81234567890",
    ],
)
async def test_a_number_in_every_spelling(quick_world: World, spelling: str) -> None:
    """The same number in the end."""
    sari = quick_world.person("Sari")
    await fills(sari, phone=spelling)
    assert sari.sees("0812-3456-7890"), sari.transcript()


async def test_numbers_that_are_none(quick_world: World) -> None:
    """Nonsense, half a number and somebody else's contact are asked again, kindly."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await sari.taps("Nomor HP")
    for nonsense in ("12345", "tidak punya", "081234567890 atau 081234567891", "9" * 4096):
        await sari.says(nonsense)
        assert sari.sees("belum terbaca"), nonsense
    await sari.shares_contact("081234567890", own=False)
    assert sari.sees("kontak orang lain")
    await sari.shares_contact("85291234567")
    assert sari.sees("+852 9123 4567")
