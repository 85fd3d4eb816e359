"""What the demo begins with makes a report when its clock has come to Monday, and says that it is invented."""

from bot.demo import furnish
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
