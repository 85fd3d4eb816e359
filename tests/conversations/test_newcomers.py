"""First, short, worried questions, through the whole bot."""

import pytest

from tests.conversations.enrol import asks, meets
from tests.kit import World


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("melahirkan ditanggung gak", "periksa hamil, dan melahirkan"),
        ("lagi hamil boleh daftar", "Sedang hamil dan bekerja juga boleh"),
        ("istri ikut juga ga", "Satu kartu untuk satu orang"),
        ("sy 63 th", "Umur 63 tahun: boleh"),
        ("gratis?", "gratis atau dibayari"),
        ("byrnya dmn", "bayar"),
    ],
)
async def test_the_answer_says_what_was_asked(quick_world: World, asked: str, told: str) -> None:
    """Not only its topic: these very words."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(asked)
    assert sari.sees(told), sari.last()


async def test_who_has_no_money_may_choose_what_helps(quick_world: World) -> None:
    """Neither a greeting nor insurance is among it."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("gak punya duit")
    assert all(any(name in label for label in sari.labels()) for name in ("gratis", "telat")), sari.labels()
    assert not any("Terima kasih" in label for label in sari.labels())


async def test_three_questions_in_the_form_are_answered_before_it_goes_on(quick_world: World) -> None:
    """Each in a message of its own, in their order; the open question is the last thing on the screen."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("gimana cara daftar? terus iurannya berapa sebulan? kalau telat gimana?")
    assert sari.has_seen("Cara daftar") and sari.has_seen("JKK + JKM") and sari.has_seen("Kalau telat bayar")
    assert sari.sees("nama panggilan"), sari.transcript()
    await sari.says("Bu Sari")
    assert sari.sees("pekerjaan Anda")
