"""What somebody writes who knows nothing of it yet, is nervous, poor, or in a hurry."""

import pytest

from bot.answers.understanding import understand
from bot.answers.understanding.topics import COURTESIES, OFF

BIRTH_AND_ILLNESS = (
    "melahirkan ditanggung gak",
    "istri lahiran dibayarin ga",
    "klo nglairin caesar dijamin?",
    "flu ditanggung ga",
    "anak pilek dibayarin gak",
    "sakit panas bs pake ini?",
)
FAMILY = (
    "istri ikut juga ga",
    "suami bisa ikut sekalian?",
    "keluarga ikut ketanggung ga",
    "anak bini kejamin jg ga",
    "laki saya ikut sekalian bisa",
)
PENNILESS = (
    "gak punya duit",
    "duitnya ga ada",
    "blm ada uang nih",
    "pak sy ga punya uang sama sekali",
    "ga ada duit lg",
)


@pytest.mark.parametrize("text", BIRTH_AND_ILLNESS)
def test_birth_and_everyday_illness_belong_to_the_other_bpjs(text: str) -> None:
    """Who is told that nobody knows may think that it is covered."""
    found = understand(text)
    assert (found.topic, found.kind) == ("beda.kesehatan", "sure")


@pytest.mark.parametrize("text", ["hamil muda obat mual apa", "lahiran di bidan mana ya yg bagus", "batuk minum apa"])
def test_what_to_do_about_it_is_nothing_that_we_know(text: str) -> None:
    assert understand(text).topic == OFF


@pytest.mark.parametrize(
    "text", ["lagi hamil boleh daftar", "hamil bisa ikut?", "sy hamil tp msh jualan, boleh ikut ga"]
)
def test_a_pregnant_woman_asks_whether_she_may_join(text: str) -> None:
    found = understand(text)
    assert (found.topic, found.kind) == ("daftar.pekerjaan", "sure")


@pytest.mark.parametrize("text", FAMILY)
def test_whether_the_family_is_in_it_is_about_enrolling_others(text: str) -> None:
    found = understand(text)
    assert (found.topic, found.kind) == ("daftar.orang_lain", "sure")


@pytest.mark.parametrize("text", PENNILESS)
def test_who_has_no_money_is_offered_help_and_no_talk_of_insurance(text: str) -> None:
    found = understand(text)
    assert (found.kind, set(found.choices)) == ("between", {"bantuan.sponsor", "iuran.menunggak", "iuran.bpu"})


@pytest.mark.parametrize("text", ["sy blm paham", "bingung kak", "ga ngerti nih min", "masih bingung sy"])
def test_who_does_not_understand_is_not_thanked(text: str) -> None:
    """ "Paham" is thanks, and this is its opposite."""
    found = understand(text)
    assert (found.kind, set(found.choices)) == ("between", {"petugas.hubungi", "program.daftar", "daftar.cara"})


def test_who_has_no_money_to_pay_with_is_told_what_being_late_means() -> None:
    assert understand("lagi ga ada uang buat bayar").topic == "iuran.menunggak"


@pytest.mark.parametrize("text", ["gratis?", "gratis ga nih", "ada yg gratisan ga kak"])
def test_whether_it_is_free_is_about_help(text: str) -> None:
    assert (understand(text).topic, understand(text).kind) == ("bantuan.sponsor", "sure")


@pytest.mark.parametrize("text", ["gmn ya", "gimana nih kak", "gratis?", "suami bisa ikut sekalian?", "malam ya"])
def test_courtesies_are_never_offered_to_choose_from(text: str) -> None:
    assert COURTESIES.isdisjoint(understand(text).choices)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("siang kak mau tanya iuran", "iuran.bpu"),
        ("assalamualaikum pak mau nanya beasiswa", "beasiswa"),
        ("halo kak apa kabar? iurannya berapa?", "iuran.bpu"),
        ("halo kak apa kabar?", "sapaan"),
        ("permisi numpang tanya", "sapaan"),
        ("selamat pagi pak saya budi dari sampang", "sapaan"),
        ("permisi, ada orangnya kah", "sapaan"),
    ],
)
def test_what_stands_behind_a_greeting_is_what_is_meant(text: str, topic: str) -> None:
    assert (understand(text).topic, understand(text).kind) == (topic, "sure")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ktp sy luar kota gpp kah", "daftar.syarat"),
        ("nyambi jualan sm ojek bs?", "daftar.pekerjaan"),
        ("pindah rmh lapor ga", "peserta.ubah"),
        ("gimana klo ga py hp daftarnya", "daftar.cara daftar.syarat"),
    ],
)
def test_short_and_hurried_is_understood(text: str, topic: str) -> None:
    found = understand(text)
    assert found.kind == "sure" and found.topic in topic.split()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("beasiswa paling besar berapa", "beasiswa"),
        ("sudah bayar kok tagihannya masih ada", "iuran.bayar"),
        ("bapak meninggal pas kerja di sawah, keluarga dapat berapa", "jkk.manfaat"),
        ("telat bayar nanti ditagih ke rumah?", "iuran.menunggak"),
        ("data ktp saya disimpan nggak", "privasi"),
    ],
)
def test_what_a_new_voice_asked_is_heard_in_other_words_too(text: str, topic: str) -> None:
    """Nobody has to write as the examples do."""
    found = understand(text)
    assert (found.topic, found.kind) == (topic, "sure")
