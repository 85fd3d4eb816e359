"""The report comes on Monday at seven, by the clock of the region: once, with a picture, however late."""

from datetime import date

from tests.conversations.reports import counted, pictures, subscribes
from tests.kit import World

AUGUST = date(2026, 8, 31)
HEAD = "Kab. Pamekasan"


async def test_monday_at_seven(world: World) -> None:
    """Not on Sunday, not at six; on Monday one picture and one message, and nothing more until the next one."""
    await counted(world, 100_000, AUGUST)
    bapak = world.official("Bapak")
    await subscribes(bapak)
    await world.passes(hours=44)
    assert pictures(bapak) == 0, "it is five in the morning"
    await world.passes(hours=2)
    assert pictures(bapak) == 1 and bapak.sees("25%"), bapak.transcript()
    await world.passes(hours=5)
    await world.passes(days=6)
    assert pictures(bapak) == 1
    await world.passes(days=1)
    assert pictures(bapak) == 2
