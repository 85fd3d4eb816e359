"""Whoever runs the demo sees behind the screen: what is to be said later, what was, and why something was not."""

from functools import partial

from bot.demo import behind
from bot.flows.said import TIMERS
from tests.conversations.test_price_notices import allows, weeks_go_by
from tests.kit import World


async def told(world: World) -> list[tuple[str, str]]:
    """What and state of each line."""
    return [(line["what"], line["state"]) for line in await behind(world.app, world.telegram)]


async def test_each_reminder_with_its_reason(quick_world: World) -> None:
    """On the worker's phone, and behind the screen; who asked for silence gets none, and it says so."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await allows(sari)
    await allows(budi)
    await quick_world.passes(hours=1)
    assert {state for _, state in await told(quick_world)} == {"⏳ Menunggu waktunya."}
    await budi.says("stop")
    await weeks_go_by(quick_world, 4)
    said = await told(quick_world)
    assert ("Kabar iuran akan berubah, untuk Sari", "✅ Sampai.") in said
    assert ("Kabar iuran akan berubah, untuk Budi", "🚫 Tidak dikirim: orangnya minta tidak dikirimi.") in said


async def test_every_kind_has_words(quick_world: World) -> None:
    """A new kind without them fails here."""
    assert set(quick_world.app.timers.kinds) == set(TIMERS)


async def test_a_phone_added_later_has_its_name(quick_world: World) -> None:
    """The page asks again and again what goes on, and begins to before the phone is there."""
    look = partial(behind, quick_world.app, quick_world.telegram)
    sari = quick_world.person("Sari")
    await allows(sari)
    await quick_world.passes(hours=1)
    assert "Kabar iuran akan berubah, untuk Sari" in {line["what"] for line in await look()}
