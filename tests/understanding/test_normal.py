"""Words as people write them in chats, in plain words."""

import pytest

from bot.answers.understanding.normal import words

OWN = {
    "iuran": "iurannya iuranku iuranmu iurankah iurane iuranne iurannyo",
    "bayar": "bayarlah dibayarkan dibayarin mbayare kubayar pembayaran membayarkan byrnya byrny byrin dibyrin",
    "daftar": "didaftarin mendaftarkan daftarkan pendaftarannya daftarnya",
    "klaim": "klaimnya diklaimin ngeklaim nglaim",
    "anak": "anakku anaknya anak2 anak-anak",
    "kartu": "kartuku kartunya kartu-kartu",
    "jht": "jhtnya jhtny jhtku",
    "jkk": "jkknya jkkny",
    "berapa": "brpnya brpny",
    "bpjs": "bpjsny bpjsnya bpjsku bpjsx",
    "cara": "carany caranx cranya",
    "ibu": "ibunya ibuku",
}
DRAWN_OUT = {
    "bayarrrr": ("bayar",),
    "bayaaaar": ("bayar",),
    "brapaaaa": ("berapa",),
    "daftaaarrr dooong": ("daftar", "dong"),
    "GIMANAAA sihhh": ("bagaimana", "sih"),
    "klaimnyaa": ("klaim",),
}
MONEY = ("2jt", "1,5 juta", "500rb", "500 rb", "500ribu", "Rp20.000", "rp 20.000", "1.500.000", "2jtan", "10 rebu")


@pytest.mark.parametrize(("plain", "written"), OWN.items())
def test_what_stands_before_and_behind_a_word_is_taken_off(plain: str, written: str) -> None:
    """Whose it is, who does it, and the particles, in Indonesian and in the languages beside it."""
    assert {each: words(each) for each in written.split()} == dict.fromkeys(written.split(), (plain,))


@pytest.mark.parametrize("written", ["three", "spx", "kenya", "demi", "tamu", "buku"])
def test_a_short_word_is_not_taken_apart(written: str) -> None:
    """Of few letters what is left may be a word of ours by chance."""
    assert words(written) == (written,)


@pytest.mark.parametrize(("written", "plain"), DRAWN_OUT.items())
def test_letters_that_are_drawn_out_stand_once(written: str, plain: tuple[str, ...]) -> None:
    """However long somebody holds the key."""
    assert words(written) == plain


@pytest.mark.parametrize("written", MONEY)
def test_money_in_any_spelling_is_the_same_word(written: str) -> None:
    """What it is worth is read beside it."""
    assert words(written) == ("#uang",)
