"""The month of an official: from the subscription over four Mondays to the question whether less would do."""

from datetime import date

from tests.conversations.reports import AUGUST, counted, pictures, subscribes
from tests.kit import World

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 24)


async def test_an_officials_month(world: World) -> None:
    """Subscribes, reads, compares, asks what a figure means, reads of a correction, falls silent and is asked once."""
    sekda = world.official("Pak Sekda")
    await counted(world, 100_000, AUGUST)
    await subscribes(sekda)
    assert sekda.sees("setiap minggu, hari Senin pukul 07.00")

    await world.passes(days=2)
    assert pictures(sekda) == 1 and sekda.sees("25%") and sekda.sees("Ini laporan pertama"), sekda.last()
    await sekda.taps("PDF, Excel, bandingkan")
    await sekda.taps("PDF")
    assert [name for name, _ in sekda.received()] == ["35.28-2026-W47.pdf"]

    await counted(world, 101_200, NOVEMBER)
    await world.passes(days=7)
    assert sekda.sees("23–29 November 2026") and sekda.sees("25,3%") and sekda.sees("1.200 orang"), sekda.last()
    await sekda.taps("PDF, Excel, bandingkan")
    await sekda.taps("Bandingkan")
    await sekda.taps("Minggu sebelumnya")
    assert sekda.sees("22 Nov") and sekda.sees("29 Nov") and sekda.sees("101.200"), sekda.last()
    await sekda.taps("Kembali ke laporan")
    await sekda.taps("Jelaskan angka ini")
    await sekda.taps("Kurang ke target")
    assert sekda.sees("supaya target tercapai") and sekda.sees("24 November 2026"), sekda.last()

    await world.passes(hours=1)
    await counted(world, 100_900, NOVEMBER)
    await world.passes(days=7)
    assert sekda.sees("101.200") and sekda.sees("100.900"), f"what was corrected is named:\n{sekda.last()}"

    for _ in range(3):
        await world.passes(days=7)
        assert not sekda.sees("sebulan sekali saja")
    await world.passes(days=7)
    assert sekda.sees("sebulan sekali saja?") and sekda.sees("Sudah 4 minggu"), sekda.last()
    await sekda.taps("Sebulan sekali saja")
    assert sekda.sees("pada Senin pertama")
    seen = pictures(sekda)
    await world.passes(days=7)
    assert pictures(sekda) == seen, "the eleventh of January is no first Monday"


async def test_who_stays_silent_is_asked_once(quick_world: World) -> None:
    """Then the reports go on as before."""
    sekda = quick_world.official("Pak Sekda")
    await counted(quick_world, 100_000, AUGUST)
    await subscribes(sekda)
    await quick_world.passes(days=2)
    for _ in range(6):
        await quick_world.passes(days=7)
    asked = [message for message in sekda.phone.chat if "sebulan sekali saja?" in (message.text or "")]
    assert pictures(sekda) == 7 and len(asked) == 1
