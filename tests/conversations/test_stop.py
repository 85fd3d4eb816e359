"""Who asks us to stop hears nothing unasked any more, whatever words they use and whatever was just going on."""

from datetime import timedelta

import pytest

from storage import timers
from storage.timers import Planned
from tests.conversations.enrol import asks, fills, meets, sends
from tests.kit import Actor, World


async def something_waits(who: Actor, *, days: float) -> None:
    """A notice of a price, planned for later."""
    async with who.world.app.database.transaction() as tx:
        due = who.world.telegram.now() + timedelta(days=days)
        await timers.plan(tx, [Planned(who.chat, "price_soon", "2027-01-01", due)])


async def ends(world: World) -> list[tuple[str, str | None]]:
    return [tuple(row) for row in await world.rows("SELECT state, why FROM timers ORDER BY id")]


@pytest.mark.parametrize("words", ["stop", "Berhenti", "jangan kirim lagi ya", "/berhenti", "/stop"])
async def test_one_word_is_enough(world: World, words: str) -> None:
    """What was planned is cleared at once, with the reason."""
    sari = world.person("Sari")
    await sends(sari)
    await something_waits(sari, days=9)
    await sari.says(words)
    assert sari.has_seen("tidak akan mengirim")
    assert await ends(world) == [("cleared", "muted")]


async def test_in_the_middle_of_a_form(quick_world: World) -> None:
    """It is no name, and the form can be gone on with."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("stop")
    assert sari.has_seen("tidak akan mengirim")
    await sari.says("/minat")
    assert "Siapa nama" in sari.transcript() or any("Lanjut" in label for label in sari.labels())
    assert not sari.has_seen("Bapak/Ibu stop")


async def test_a_stranger_may_say_it_first(quick_world: World) -> None:
    """Before anything was read or agreed to."""
    sari = quick_world.person("Sari")
    await sari.says("jangan kirim")
    assert sari.has_seen("tidak akan mengirim")
    budi = quick_world.person("Budi")
    await budi.says("/berhenti")
    assert budi.has_seen("tidak akan mengirim")
    assert await quick_world.rows("SELECT muted FROM people") == [(True,), (True,)]


async def test_a_later_message_is_answered_and_changes_nothing(quick_world: World) -> None:
    """Only the button that says so lets us write again."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("stop")
    await sari.says("/iuran")
    await sari.says("halo")
    assert sari.last()
    assert [muted for (muted,) in await quick_world.rows("SELECT muted FROM people")] == [1]
    await sari.says("berhenti")
    await sari.taps("Boleh")
    assert [muted for (muted,) in await quick_world.rows("SELECT muted FROM people")] == [0]


async def test_in_a_conversation_with_the_agent(quick_world: World) -> None:
    """The agent reads it, and the conversation is over."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await fills(sari)
    await sari.taps("Kirim")
    await adi.taps("Terima")
    await sari.says("/ngobrol")
    await sari.says("stop")
    assert sari.has_seen("tidak akan mengirim")
