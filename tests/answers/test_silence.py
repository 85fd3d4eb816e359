"""A plea for silence is understood however it is put, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.silence import is_plea


@pytest.mark.parametrize(
    "said",
    [
        "stop",
        "STOP!!",
        "Stop ya kak",
        "/ stop",
        "berhenti",
        "Berhenti dong 🙏",
        "jangan kirim",
        "tolong jangan kirim lagi",
        "Jangan kirim pesan lagi ya, Pak",
        "jgn ganggu",
        "sudah, jangan hubungi saya lagi",
        "gak mau dikirimi lagi",
        "nggak mau dihubungi",
        "stop kirim pesan",
        "hentikan",
        "please stop",
        "don't send me any more",
        "Unsubscribe",
    ],
)
def test_a_plea(said: str) -> None:
    assert is_plea(said)


@pytest.mark.parametrize(
    "said",
    [
        "saya berhenti kerja",
        "berhenti kerja dapat apa",
        "kalau mau berhenti gimana?",
        "stop?",
        "jangan kirim uang ke agen ya",
        "jangan",
        "bus stop pademawu",
        "tidak",
        "tidak mau",
        "sudah cukup",
        "cukup",
        "ok",
        "lagi",
        "",
        "Berhentina",
        "stop kontak saya rusak",
    ],
)
def test_no_plea(said: str) -> None:
    assert not is_plea(said)


@given(st.text())
def test_any_text_is_read(said: str) -> None:
    """Whatever it holds."""
    assert is_plea(said) in (True, False)
