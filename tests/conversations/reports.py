"""What the tests of reports have in common: coverage that somebody counted, and who reads of it."""

from datetime import date
from decimal import Decimal

from storage import observations
from storage.coverage import Observation, Provenance
from tests.kit import PAMEKASAN, Actor, World

AUGUST = date(2026, 8, 31)
NOVEMBER = date(2026, 11, 10)


async def counted(
    world: World, active: int, as_of: date, region: str = PAMEKASAN, year: int = 2025, eligible: int = 400_000
) -> None:
    """The coverage of a region on a day, against a target of 45 %; told again, it is a correction."""
    told = Observation(
        region,
        as_of,
        Provenance("ab" * 32, 5, "command_line", world.telegram.now(), ()),
        active=active,
        eligible=eligible,
        eligible_year=year,
        eligible_source="Sakernas",
        coverage_pct=None,
        target_pct=Decimal(45),
        target_source="Surat",
    )
    async with world.app.database.transaction() as tx:
        await observations.record(tx, [told])


async def subscribes(who: Actor, region: str = "Kab. Pamekasan", often: str = "Setiap minggu") -> None:
    """To the report of one region, which is offered as a button."""
    await who.says("/langganan")
    await who.taps(region)
    await who.taps(often)


def pictures(who: Actor) -> int:
    """How many pictures are in the chat."""
    return sum(message.photo is not None for message in who.phone.chat if message.from_bot)


async def opens(who: Actor, said: str) -> None:
    """Types it, and opens what was still to be made."""
    await who.says(said)
    for _ in range(2):
        if "📂 Buka" in who.labels():
            await who.taps("Buka")


async def bapak_reads(world: World) -> Actor:
    """An official with the report of last week before him."""
    bapak = world.official("Bapak")
    await counted(world, 100_000, AUGUST)
    await counted(world, 101_000, NOVEMBER)
    await opens(bapak, "/laporan")
    return bapak
