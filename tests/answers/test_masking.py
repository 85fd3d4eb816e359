"""What is kept of a question tells what was asked, and not who asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.masking import MOST, has_masks, masked


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("hp saya 0812 3456 7890 tolong hubungi", "hp saya [nomor] tolong hubungi"),
        ("+62 812-3456-789", "[nomor]"),
        ("kartu 12345678901 hilang", "kartu [nomor] hilang"),
        ("nik 3528041203900001", "nik [nomor]"),
        ("lahir 12-03-1990 bs daftar?", "lahir [nomor] bs daftar?"),
        ("kosong delapan satu dua tiga empat lima", "[nomor]"),
        ("email budi@contoh.id lupa", "email [alamat] lupa"),
        ("benarkah t.me/jamsostek_hadiah", "benarkah [alamat]"),
        ("benarkah hadiah-bpjs.xyz/klaim", "benarkah [alamat]"),
        ("nama saya siti aminah mau daftar", "nama saya [nama] mau daftar"),
        ("NAMA SAYA BUDI KARTU HILANG", "NAMA SAYA [nama] KARTU HILANG"),
        ("sy Budi mau tanya", "sy [nama] mau tanya"),
        ("saya budi dari sampang", "saya [nama] dari sampang"),
        ("suami saya Ahmad Fauzi jatuh dari motor", "suami saya [nama] jatuh dari motor"),
    ],
)
def test_what_tells_who_asked_is_taken_out(asked: str, kept: str) -> None:
    """Numbers, addresses, and names where people say that they are names."""
    assert masked(asked) == kept
    assert has_masks(kept)


@pytest.mark.parametrize(
    "asked",
    [
        "penghasilan 3000000 bayar brp",
        "gaji Rp 2.345.678 sebulan",
        "antara 1.000.000 - 2.000.000",
        "dari 2020-2024 gak bayar",
        "nama ibu kandung saya salah di kartu",
        "ganti nama gimana",
        "saya kerja dari rumah, bisa?",
        "Saya Nelayan di Sampang",
        "umur 35 anak 2 iuran 16.800",
    ],
)
def test_what_was_asked_stays(asked: str) -> None:
    """Amounts, years, places and work say nothing of one person."""
    assert masked(asked) == asked
    assert not has_masks(asked)


@settings(max_examples=40)
@given(st.text(max_size=400))
def test_masking_again_changes_nothing(text: str) -> None:
    """So that it may be done wherever a text passes."""
    once = masked(text)
    assert masked(once) == once
    assert len(once) <= MOST


@settings(max_examples=40)
@given(st.text("0123456789 .-/()", min_size=8, max_size=40).filter(lambda text: sum(map(str.isdigit, text)) >= 8))
def test_no_long_number_is_left(text: str) -> None:
    """However it is written, unless it reads as an amount or a year."""
    digits = [each for each in masked(f"nomor {text} itu").split() if sum(map(str.isdigit, each)) > 11]
    assert digits == []
