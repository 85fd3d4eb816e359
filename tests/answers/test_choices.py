"""Typed text finds the button it means, and never a button it may not mean."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.choices import match

WORK = {
    "farmer": "🌾 Petani / pekebun",
    "fisher": "🎣 Nelayan",
    "driver": "🛵 Ojek / kurir",
    "trader": "🧺 Pedagang",
    "breeder": "🐄 Peternak",
    "other": "Lainnya",
}
CONSENT = {"agree": "✅ Ya, setuju", "refuse": "❌ Tidak setuju"}
ASK = {"yes": "Ya", "no": "Tidak"}
MEMBER = {"already": "Sudah punya", "not_yet": "Belum punya", "unsure": "Tidak tahu"}
WAIT = {"short": "6 bulan", "long": "12 bulan", "year": "24 bulan"}
NOT = {"farmer": "Petani", "not_farmer": "Bukan petani"}


@pytest.mark.parametrize(
    ("text", "labels", "choice"),
    [
        ("🌾 Petani / pekebun", WORK, "farmer"),
        ("petani/pekebun", WORK, "farmer"),
        ("PETANI", WORK, "farmer"),
        ("saya petani kak", WORK, "farmer"),
        ("nelayan tradisional", WORK, "fisher"),
        ("pekebun", WORK, "farmer"),
        ("nelayn", WORK, "fisher"),
        ("Pedagangg", WORK, "trader"),
        ("ojek", WORK, "driver"),
        ("kurir", WORK, "driver"),
        ("lain", WORK, "other"),
        ("2", WORK, "fisher"),
        ("no 2", WORK, "fisher"),
        ("nomor 6", WORK, "other"),
        ("2️⃣", WORK, "fisher"),
        ("2.", WORK, "fisher"),
        ("yang pertama", WORK, "farmer"),
        ("yg ke 3", WORK, "driver"),
        ("pilihan kedua", WORK, "fisher"),
        ("iya", CONSENT, "agree"),
        ("Setuju", CONSENT, "agree"),
        ("ya setuju", CONSENT, "agree"),
        ("stuju", CONSENT, "agree"),
        ("oke boleh", CONSENT, "agree"),
        ("tidak setuju", CONSENT, "refuse"),
        ("tdk setuju", CONSENT, "refuse"),
        ("tidaksetuju", CONSENT, "refuse"),
        ("nggak", CONSENT, "refuse"),
        ("gak mau", CONSENT, "refuse"),
        ("tidak, terima kasih", CONSENT, "refuse"),
        ("y", ASK, "yes"),
        ("ok", ASK, "yes"),
        ("ga usah", ASK, "no"),
        ("enggak dulu kak", ASK, "no"),
        ("no", {"yes": "Yes", "no": "No"}, "no"),
        ("sudah", MEMBER, "already"),
        ("belum", MEMBER, "not_yet"),
        ("belum punya", MEMBER, "not_yet"),
        ("tidak tahu", MEMBER, "unsure"),
        ("12", WAIT, "long"),
        ("6 bulan", WAIT, "short"),
        ("no 1", WAIT, "short"),
        ("bukan petani", NOT, "not_farmer"),
        ("saya bukan petani", NOT, "not_farmer"),
    ],
)
def test_what_people_type_finds_the_button(text: str, labels: Mapping[str, str], choice: str) -> None:
    """Nobody is sent back to a button they have already named."""
    assert match(text, labels) == choice


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", WORK),
        ("🙂", WORK),
        ("pe", WORK),
        ("bukan petani", WORK),
        ("bukan nelayan", WORK),
        ("petani dan nelayan", WORK),
        ("petani atau pedagang", WORK),
        ("istri nelayan", WORK),
        ("anak petani", WORK),
        ("0", WORK),
        ("7", WORK),
        ("99", WORK),
        ("saya belum tahu", WORK),
        ("berapa iurannya?", WORK),
        ("tidak setuju", {"agree": "Setuju", "later": "Nanti saja"}),
        ("kurang setuju", CONSENT),
        ("bukan tidak setuju", CONSENT),
        ("setuju", {"refuse": "Tidak setuju", "later": "Nanti saja"}),
        ("ya tapi nanti", CONSENT),
        ("setuju kalau gratis", CONSENT),
        ("apa itu setuju", CONSENT),
        ("gasetuju", CONSENT),
        ("ra setuju", CONSENT),
        ("emoh setuju", CONSENT),
        ("kedua orang tua saya", WORK),
        ("tidak apa-apa", ASK),
        ("boleh", {"now": "Boleh sekarang", "later": "Boleh nanti"}),
        ("tidak", {"refuse": "Tidak setuju", "unsure": "Tidak tahu"}),
        ("1", WAIT),
        ("8 bulan", WAIT),
        ("22 bulan", WAIT),
        ("petani", {"one": "Petani padi", "two": "Petani garam"}),
        ("setuju", {}),
        ("a" * 4096, WORK),
    ],
)
def test_we_never_guess(text: str, labels: Mapping[str, str]) -> None:
    """Between two meanings, and against a refusal, the question is repeated."""
    assert match(text, labels) is None


@pytest.mark.parametrize("no", ["tidak", "gak", "nggak", "ga", "enggak", "tdk", "bukan", "jangan", "belum", "ora"])
@pytest.mark.parametrize("yes", ["setuju", "ya", "mau", "boleh", "oke"])
def test_a_refusal_is_never_consent(no: str, yes: str) -> None:
    """Whatever word for no is put before a word for yes, nobody has agreed."""
    for text in (f"{no} {yes}", f"{yes} {no}", f"saya {no} {yes} kak"):
        assert match(text, CONSENT) in {"refuse", None}
        assert match(text, {"agree": "Setuju"}) is None


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(), max_size=5))
def test_any_text_means_an_offered_choice_or_none(text: str, labels: dict[str, str]) -> None:
    """Nothing that was not offered is ever chosen."""
    assert match(text, labels) in {None, *labels}


@given(st.sampled_from(sorted(WORK)))
def test_a_caption_means_itself(choice: str) -> None:
    """Reply keyboards send back the caption, word for word."""
    assert match(WORK[choice], WORK) == choice
