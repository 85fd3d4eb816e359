"""Typed text is cleaned, names are kept, secrets are noticed, money is read or asked again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.texts import age, clean, lines, looks_like_secret, name, rupiah
from bot.errors import InvalidAnswer


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bu   Sari \n\t", "Bu Sari"),
        ("Sa\u200bri\u200e\u202e\u2066", "Sari"),
        ("Sari\x00\x07", "Sari"),
        ("\uff11\uff12\uff13", "123"),
        ("\u3164\u2800", ""),
        ("satu\u2028dua", "satu dua"),
    ],
)
def test_text_keeps_only_what_can_be_seen(typed: str, kept: str) -> None:
    """Invisible characters never reach a database, a report or an agent."""
    assert clean(typed) == kept


def test_a_very_long_answer_is_cut() -> None:
    """Telegram allows 4,096 characters; a note needs fewer."""
    assert len(clean("a" * 5000)) == 4096
    assert clean("panjang sekali", most=8) == "panjang"


@given(st.text())
def test_cleaning_is_final(typed: str) -> None:
    """Clean text has no control, format or surrogate character, no line break and no double space."""
    once = clean(typed)
    assert not {unicodedata.category(letter) for letter in once} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Senin:  Galis \r\n\tSelasa: Pademawu  ", "Senin: Galis\nSelasa: Pademawu"),
        ("Jadwal\n\n\n\n\nSenin", "Jadwal\n\nSenin"),
        ("Jadwal\n \u200b \n\u3164\n\u2800\n\nSenin", "Jadwal\n\nSenin"),
        ("\n\n satu baris \n\n", "satu baris"),
        ("satu\u2028dua\x0btiga\x85empat", "satu\ndua\ntiga\nempat"),
        ("\n \u200b\n", ""),
    ],
)
def test_lines_are_kept_where_they_are_asked_for(typed: str, kept: str) -> None:
    """Each cleaned by itself, one empty line at most between two."""
    assert lines(typed) == kept


@given(st.text() | st.lists(st.sampled_from(["Senin", "  ", "\n", "\r\n", "\u200b", "<b>", "\u2029"])).map("".join))
def test_lines_hold_what_one_line_holds(typed: str) -> None:
    """Nothing is lost or added but line breaks."""
    kept = lines(typed)
    assert " ".join(kept.split()) == clean(typed)
    assert "\n\n\n" not in kept and kept == kept.strip()


def test_very_long_lines_are_cut() -> None:
    """As one line is."""
    assert len(lines("a\n" * 5000)) < 4096


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Sari", "Sari"),
        ("pak budi", "pak budi"),
        ("M. Nur", "M. Nur"),
        ("Siti Nur'aini", "Siti Nur'aini"),
        ("Anne-Marie", "Anne-Marie"),
        ("Bu RT 05", "Bu RT 05"),
        ("H. Ahmad, S.Ag", "H. Ahmad, S.Ag"),
        ("Sari 😊🌾", "Sari"),
        ("<b>Sari</b>", "Sari"),
        ("nama saya Sari", "Sari"),
        ("Panggil saja Pak Budi", "Pak Budi"),
        ("Nama: Sari", "Sari"),
        ("call me Ana", "Ana"),
        ("Zoë", "Zoë"),
        ("Tn", "Tn"),
    ],
)
def test_a_name_is_kept_as_it_was_said(typed: str, called: str) -> None:
    """People are called what they asked to be called."""
    assert name(typed, "interest.name.not_a_name") == called


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "S",
        "😊",
        "12345",
        "3528041203850001",
        "Sari 3528041203850001",
        "Sari 081234567890",
        "https://contoh.id",
        "www.judi.com",
        "menang.xyz",
        "@sari",
        "<script>alert(1)</script>",
        "Sari <",
        "a" * 41,
        "-- ..",
    ],
)
def test_what_nobody_is_called_is_asked_again(typed: str) -> None:
    """Numbers, addresses and drawings are not names."""
    with pytest.raises(InvalidAnswer, match=r"interest\.name\.not_a_name"):
        name(typed, "interest.name.not_a_name")


@given(st.text())
def test_a_name_is_short_plain_text(typed: str) -> None:
    """Whatever was typed, a name has no markup and no room for a number of sixteen digits."""
    try:
        called = name(typed, "key")
    except InvalidAnswer:
        return
    assert 2 <= len(called) <= 40
    assert not set("<>&@/\n") & set(called)


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        ("3528041203850001", "nik"),
        ("NIK saya 3528 0452 0385 0001 ya", "nik"),
        ("35.28.04.120385.0001", "nik"),
        ("9928041203850001", "nik"),
        ("3528049903850001", "nik"),
        ("1234567890123456", "nik"),
        ("4111 1111 1111 1111", "card"),
        ("no rek saya 1234567890", "account"),
        ("norek bri 0021-01-034567-53-1", "account"),
        ("kartu 5555-5555-5555-4444", "card"),
        ("OTP 123456", "otp"),
        ("kode: 1234", "otp"),
        ("kode verifikasi Anda adalah 123-456", "otp"),
        ("123456 adalah kode OTP", "otp"),
        ("PIN saya 2580", "otp"),
        ("otpnya 482913 kak", "otp"),
        ("OTP482913", "otp"),
        ("kodene 482913", "otp"),
        ("kode nya 48 29 13", "otp"),
        ("482913 itu otpnya", "otp"),
        ("pinku 2580", "otp"),
        ("kata sandi saya 123456", "otp"),
        ("kode otp saya empat dua satu sembilan lima tiga", "otp"),
        ("OTP: satu, dua, tiga, empat", "otp"),
        ("otpnya empat 2 satu 9", "otp"),
        ("empat dua satu sembilan itu kode otp nya", "otp"),
        ("pin saya dua lima delapan nol", "otp"),
        ("my code is one two three four", "otp"),
        ("npwp saya 12.345.678.9-012.345", "npwp"),
        ("12.345.678.9-012.345", "npwp"),
        ("npwp 012345678901234", "npwp"),
        ("norekku 1234567890", "account"),
    ],
)
def test_a_secret_is_noticed(typed: str, secret: str) -> None:
    """We never ask for these, so we say so and forget them."""
    assert looks_like_secret(typed) == secret


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "6281234567890",
        "6281234567893",
        "Rp1.500.000.000.000",
        "kode pos 69382",
        "umur 45, panen 2 kali, 3 anak",
        "kode etik",
        "kode agen AP-0001",
        "kodenya AP-00012 betul kah",
        "kode petugas pc 0001",
        "kode pejabat PD.0012",
        "kode acara ABCD2345",
        "kode pos saya 69382",
        "kodepos 69382",
        "69382 kodenya pos",
        "rekening listrik naik jadi 250 ribu",
        "gaji lewat rekening, umur 45",
        "",
    ],
)
def test_ordinary_answers_are_no_secret(typed: str) -> None:
    """A phone number, a price or a postcode raises no alarm."""
    assert looks_like_secret(typed) is None


@pytest.mark.parametrize("end", range(10))
def test_no_mobile_number_is_taken_for_a_card(end: int) -> None:
    """One phone number in ten satisfies the check digit of a card."""
    assert looks_like_secret(f"628123456789{end}") is None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,5jt", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1500rb", 1_500_000),
        ("Rp 2 juta", 2_000_000),
        ("dua juta", 2_000_000),
        ("sejuta", 1_000_000),
        ("seratus ribu", 100_000),
        ("Rp1.500.000,-", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1jt 500rb", 1_500_000),
        ("Rp1.500.000/bulan", 1_500_000),
        ("2,5 juta per bulan", 2_500_000),
        ("sekitar 2 juta sebulan", 2_000_000),
        ("1,1 jt", 1_100_000),
        ("4,35jt", 4_350_000),
        ("\uff11\uff10\uff10\uff10\uff10\uff10", 100_000),
        ("0", 0),
    ],
)
def test_money_is_read_as_indonesians_write_it(typed: str, amount: int) -> None:
    """Nobody has to count zeros for us."""
    assert rupiah(typed, "income.not_a_number") == amount


@pytest.mark.parametrize(
    "typed", ["1-2 jt", "1jt - 2jt", "1 sampai 2 juta", "1jt s/d 2jt", "1 juta 2 juta", "1,5", "1.500.00"]
)
def test_a_figure_with_two_readings_is_asked_again(typed: str) -> None:
    """Between one and two million we do not choose."""
    with pytest.raises(InvalidAnswer, match=r"income\.which"):
        rupiah(typed, "income.not_a_number", "income.which")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tidak tentu",
        "-5",
        "50rb sehari",
        "3528041203850001",
        "9" * 4000,
        "9" * 59,
        "9" * 12 + " triliun",
        "9 triliun triliun triliun triliun",
        "1e9",
        "minus 5 juta",
    ],
)
def test_what_is_no_amount_is_asked_again(typed: str) -> None:
    """A day's pay, a number of sixteen digits or a shrug is not a monthly amount."""
    with pytest.raises(InvalidAnswer, match=r"income\.not_a_number"):
        rupiah(typed, "income.not_a_number", "income.which")


@given(st.text())
def test_any_text_is_an_amount_or_is_refused(typed: str) -> None:
    """An amount is a whole number of rupiah, never negative."""
    try:
        assert 0 <= rupiah(typed, "key") < 10**12
    except InvalidAnswer as refused:
        assert refused.key == "key"


@pytest.mark.parametrize(
    ("said", "years"),
    [
        *(
            ("35", 35),
            ("umur 40 tahun", 40),
            ("Usia saya 18 thn.", 18),
            ("64 th", 64),
            ("I am 30 years old", 30),
            ("sudah 70", 70),
        ),
        *(
            ("", None),
            ("0", None),
            ("200", None),
            ("1990", None),
            ("tiga puluh", None),
            ("35 juta", None),
            ("3 5", None),
        ),
    ],
)
def test_an_age_is_read_from_what_people_type(said: str, years: int | None) -> None:
    """A whole number of years, alone or in the usual few words; nothing is guessed."""
    assert age(said) == years
