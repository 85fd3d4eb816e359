"""What the demo begins with makes a report when its clock has come to Monday, and says that it is invented."""

import asyncio

from bot.demo import _furnish, furnish
from storage import staff
from tests.conversations.reports import pictures
from tests.kit import World


async def test_the_demo_has_a_monday(quick_world: World) -> None:
    """Once, however often it is furnished; the source of its figures is no source."""
    sekda, adi = quick_world.official("Pak Sekda"), quick_world.agent("Adi")
    await quick_world.quiet()
    for _ in range(2):
        async with quick_world.app.database.transaction() as tx:
            known = await staff.of_chats(tx, [sekda.chat, adi.chat])
            await furnish(tx, known[sekda.chat], known[adi.chat], quick_world.telegram.now())
    await quick_world.passes(days=2)
    assert pictures(sekda) == 1 and sekda.sees("23,21%") and sekda.sees("3 dari 189 desa"), sekda.last()
    await sekda.taps("PDF, Excel, bandingkan")
    await sekda.taps("Jelaskan angka ini")
    await sekda.taps("Cakupan")
    assert sekda.sees("angka rekaan untuk contoh")


async def test_whoever_lets_time_pass_before_everybody_is_there_gets_that_monday(quick_world: World) -> None:
    """The button may be pressed as soon as the page shows; what the demo begins with is older than that."""
    adi, budi, sekda = quick_world.agent("Adi"), quick_world.agent("Budi"), quick_world.official("Pak Sekda")
    phones = [adi.phone, budi.phone, sekda.phone]
    furnishing = asyncio.create_task(_furnish(quick_world.app.database, quick_world.telegram, phones))
    await asyncio.sleep(0)
    await quick_world.passes(days=2)
    await furnishing
    await quick_world.passes(hours=1)
    assert pictures(sekda) == 1 and sekda.sees("23,21%"), sekda.last()
    await adi.says("/kunjungan")
    await adi.taps("Konang")
    assert adi.sees("Konang, Galis, Kab. Pamekasan"), "the villages that were visited are the first agent's"
