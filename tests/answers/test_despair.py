"""Who cannot go on is heard; lamps, cattle and questions about the rules are not taken for them."""

import pytest

from bot.answers.despair import is_despair


@pytest.mark.parametrize(
    "text",
    [
        "capek hidup",
        "Cape banget... saya capek hidup gini terus",
        "lelah hidup",
        "saya mau mati aja",
        "pengen mati rasanya",
        "udah gak kuat lagi, ingin mati saja",
        "mending mati",
        "lebih baik saya mati biar anak dapat santunan",
        "kalau saya bunuh diri anak saya dapat berapa",
        "gak mau hidup lagi",
        "tdk sanggup lagi hidup",
        "mau mengakhiri hidup",
        "aku arep mati wae",
        "i want to die",
    ],
)
def test_who_cannot_go_on_is_heard(text: str) -> None:
    assert is_despair(text)


@pytest.mark.parametrize(
    "text",
    [
        "hp saya mau mati baterainya",
        "lampunya mau mati",
        "sapi saya mau mati",
        "kalau orang bunuh diri apakah dapat santunan",
        "kalau peserta mati dapat berapa",
        "capek ngantri",
        "capek hidupin motor tiap pagi",
        "takut mati pas kerja, ada jaminannya?",
        "jaminan hidup",
        "saya mau berhenti",
        "biaya hidup mahal",
    ],
)
def test_others_are_not(text: str) -> None:
    assert not is_despair(text)


def test_it_is_heard_at_the_end_of_a_long_story() -> None:
    """Also behind a question about the rules, which is another sentence by then."""
    before = "kalau peserta mati dapat berapa ya, warung sepi terus. " * 60
    assert is_despair(before + "saya capek hidup") and not is_despair(before + "saya mau tidur")
