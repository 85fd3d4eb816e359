"""/laporan: the report of one's own region in every form, beside another one, with what its figures mean."""

from datetime import date

from tests.conversations.reports import counted, pictures
from tests.kit import World

AUGUST, NOVEMBER = date(2026, 8, 31), date(2026, 11, 10)


async def test_an_official_reads_the_last_week_in_every_form(world: World) -> None:
    """It is made when it is first asked for, and the files come as documents."""
    await counted(world, 100_000, AUGUST)
    bapak = world.official("Bapak")
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    assert bapak.sees("Kab. Pamekasan, 9–15 November 2026") and bapak.sees("25%"), bapak.transcript()
    for form in ("Gambar", "PDF", "Excel"):
        await bapak.taps(form)
        await bapak.taps("Kembali ke laporan")
    assert pictures(bapak) == 1
    files = dict(bapak.received())
    assert files["35.28-2026-W46.pdf"].startswith(b"%PDF") and files["35.28-2026-W46.xlsx"].startswith(b"PK")
    await bapak.says("/laporan")
    assert bapak.sees("9–15 November 2026"), "the second time it is there at once"
