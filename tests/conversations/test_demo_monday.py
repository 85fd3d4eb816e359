"""What the demo begins with makes a report when its clock has come to Monday, and says that it is invented."""

import asyncio

from bot.demo import _furnish, furnish
from bot.example_figures import MADE_UP, MADE_UP_TARGETS, PUBLISHED, TARGETS
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


READS = {
    "35.28": ("pamekasan", "23,21%"),
    "13.12": ("simpang-empat", "33,51% pekerja sudah terlindungi (data per 4 Agustus 2025)"),
    "61": ("pontianak", "27% pekerja sudah terlindungi (data per 31 Desember 2025)"),
    "62.08": ("sampit", "Belum ada angka cakupan daerah ini"),
}
"""What stands highest where one reads of a region in the demo: the branch there, and the newest figure."""


async def test_the_demo_tells_of_four_regions_what_was_published(quick_world: World) -> None:
    """Of Sukamara that is "above 80 percent" alone, which is no number: then there is no figure, not one of ours."""
    sekda, adi = quick_world.official("Pak Sekda"), quick_world.agent("Adi")
    readers = {region: quick_world.official("Ibu", region, branch=branch) for region, (branch, _) in READS.items()}
    await quick_world.quiet()
    async with quick_world.app.database.transaction() as tx:
        known = await staff.of_chats(tx, [sekda.chat, adi.chat])
        await furnish(tx, known[sekda.chat], known[adi.chat], quick_world.telegram.now())
    for region, reader in readers.items():
        await reader.says("/laporan")
        await reader.taps("Buka")
        assert reader.has_seen(READS[region][1]), reader.transcript()


def test_every_figure_of_the_demo_has_a_source_and_says_that_it_is_an_example() -> None:
    """What was published names who printed it; what nobody counted says that it is invented."""
    assert {one.region for one in (*PUBLISHED, *TARGETS)} == {"35.28", "13.12", "61", "61.01", "61.71"}
    for one in (*PUBLISHED, *MADE_UP):
        assert one.source and "contoh" in one.note, one
        assert (one.coverage_pct, one.active) != (None, None), one
    for told in (*PUBLISHED, *TARGETS):
        assert told.source and "rekaan" not in told.source, told
    for made_up in (*MADE_UP, *MADE_UP_TARGETS):
        assert made_up.source == "angka rekaan untuk contoh, bukan data resmi", made_up
