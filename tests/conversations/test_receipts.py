"""Answers that were given can be read again, word for word, with the rules behind them."""

import re

from tests.conversations.enrol import meets, prices
from tests.kit import Actor, World


def code(who: Actor) -> str:
    """The code on the screen."""
    return re.findall(r"Kode jawaban (\w{8})", who.last())[0]


async def test_an_answer_is_read_again_word_for_word(world: World) -> None:
    """Weeks later the same words are there, with every law and check date behind them."""
    sari = world.person("Sari")
    await meets(sari)
    answer = await prices(sari)
    await world.passes(days=45)
    await sari.says("/jawaban")
    await sari.taps("Iuran November 2026")
    assert answer in sari.last()
    assert "PP 44/2015" in sari.last()
    assert "PP 50/2025" in sari.last()
    assert "terakhir dicek 20 November 2026" in sari.last()
    shared = next(b for m in sari.phone.chat for row in m.buttons for b in row if b.url)
    assert shared.url.startswith("https://t.me/share/url?url=Iuran%20")


async def test_what_is_kept_of_answers_is_told_with_the_rest(quick_world: World) -> None:
    """Whoever asks what is held hears of the answers, too, for "only this" must be true."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await prices(sari)
    await sari.says("/data")
    assert sari.sees("/jawaban")


async def test_after_months_a_command_is_still_heard(quick_world: World) -> None:
    """The conversation was tidied away meanwhile; the answers were not, and nobody needs to ask twice."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await prices(sari)
    await quick_world.passes(days=120)
    await quick_world.app.housekeeping()
    await sari.says("/jawaban")
    assert sari.sees("Jawaban yang pernah Anda terima")


async def test_an_officer_sees_the_version_of_every_rule(quick_world: World) -> None:
    """By the code that the person gives away: the version of then, and whether it still holds."""
    sari, hasan = quick_world.person("Sari"), quick_world.officer("Hasan")
    await meets(sari)
    await prices(sari)
    await sari.says("/jawaban")
    await sari.taps("Iuran November")
    await quick_world.passes(days=60)
    await hasan.says(f"/jawaban {code(sari).lower()}")
    assert hasan.has_seen("bpu.cut.other sejak 1 April 2026: PP 50/2025")
    assert hasan.has_seen("Hari ini sudah diganti.")
    assert hasan.has_seen("Masih berlaku.")


async def test_a_code_opens_nothing_for_others(quick_world: World) -> None:
    """Neither a worker nor an agent reads another person's answer."""
    sari, budi, adi = quick_world.person("Sari"), quick_world.person("Budi"), quick_world.agent("Adi")
    await meets(sari)
    await prices(sari)
    await sari.says("/jawaban")
    await sari.taps("Iuran November")
    await meets(budi)
    for other in (budi, adi):
        await other.says(f"/jawaban {code(sari)}")
        assert not other.has_seen("1.500.000")
    assert budi.sees("Belum ada jawaban")


async def test_a_wrong_code_is_answered_kindly(quick_world: World) -> None:
    """The list stays open."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await prices(sari)
    await sari.says("/jawaban")
    await sari.says("ABCDEFGH")
    assert sari.sees("Jawaban dengan kode itu tidak ada")
    assert any("Iuran November" in label for label in sari.labels())


async def test_erasing_takes_the_answers_along(world: World) -> None:
    """Nothing that was answered stays behind; after a while nothing stays anyway."""
    sari, budi = world.person("Sari"), world.person("Budi")
    for who in (sari, budi):
        await meets(who)
        await prices(who)
    await sari.says("/hapus")
    await sari.taps("Ya")
    assert await world.rows("SELECT chat FROM receipts") == [(budi.chat,)]
    await world.passes(days=181)
    await world.app.housekeeping()
    assert await world.rows("SELECT chat FROM receipts") == []


async def test_menus_and_forms_are_no_answers(quick_world: World) -> None:
    """Only what the law says is kept."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/bantuan")
    await sari.says("/jawaban")
    assert sari.sees("Belum ada jawaban")


async def test_leafing_through_rumours_hides_no_other_answer(quick_world: World) -> None:
    """The price of this morning is still in the list."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await prices(sari)
    await sari.says("/tanya")
    await sari.taps("keliru")
    for _ in range(12):
        await sari.taps("➡️")
    await sari.says("/jawaban")
    assert any("Iuran November" in label for label in sari.labels())
    assert len(sari.labels()) <= 10
