"""Several questions in one message, and what makes a question of a text."""

import pytest

from bot.answers.understanding import understand
from bot.answers.understanding.asking import reads


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "gimana cara daftar? terus iurannya berapa sebulan? kalau telat gimana?",
            ("daftar.cara", "iuran.bpu", "iuran.menunggak"),
        ),
        (
            "klaimnya ribet ga? kantornya dmn? bayarnya mahal ga?",
            ("klaim.umum", "kantor.lokasi", "iuran.bpu"),
        ),
        ("syarat daftarnya apa aja? terus beasiswa anak dapat berapa?", ("daftar.syarat", "beasiswa")),
        ("Kapan saya boleh mencairkan JHT dan apa persyaratannya?", ("jht.pencairan",)),
        ("kuitansi rumah sakit bisa diganti jkk? caranya gimana?", ("jkk.klaim",)),
        ("saya tidak bisa baca tulis, cara ikutnya bagaimana", ("daftar.cara",)),
        ("ini bayar berapa dan dapat apa", ("iuran.bpu", "program.daftar")),
        ("diskonnya sampai kapan? abis itu jadi berapa?", ("iuran.diskon",)),
        ("Data apa yang diminta saat mendaftar, dan mana yang boleh kosong?", ("daftar.syarat",)),
    ],
)
def test_up_to_three_questions_are_answered_in_their_order(text: str, topics: tuple[str, ...]) -> None:
    """One that says nothing of its own is about what was asked before it."""
    found = understand(text)
    assert (found.topic, *(each.topic for each in found.more)) == topics


def test_a_fourth_question_waits_for_its_turn() -> None:
    """Three answers fill a phone already."""
    asked = "cara daftar gimana? iurannya berapa? kantor di sampang dimana? beasiswa anak dapat apa?"
    found = understand(asked)
    assert (len(found.more), found.later) == (2, ("beasiswa",))


@pytest.mark.parametrize(
    "text", ["iuran?", "bisa ga ikut", "klo telat", "brp sebulan", "di mana kantornya", "boleh tdk"]
)
def test_it_reads_like_a_question(text: str) -> None:
    assert reads(text)


@pytest.mark.parametrize("text", ["bisa", "boleh", "Siapa", "kapan saja boleh", "di mana aja bisa", "Bu Sari"])
def test_it_reads_like_an_answer(text: str) -> None:
    """What asks elsewhere agrees here, or is a name."""
    assert not reads(text)
