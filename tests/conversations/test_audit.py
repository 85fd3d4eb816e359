"""What the staff do and read stands in a chain; what people do themselves does not."""

from datetime import timedelta

from bot.runtime.invites import invite
from storage import audit
from tests.conversations.enrol import sends
from tests.kit import World


async def kept(world: World) -> list[tuple[str, str, str]]:
    """Every entry: who did what to what."""
    rows = await world.rows("SELECT actor, action, subject FROM audit ORDER BY id")
    return [(row.actor, row.action, row.subject) for row in rows]


async def test_reading_and_doing_is_kept(world: World) -> None:
    """Accepting shows a name, so both stand there; looking again is reading again."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    assert await kept(world) == [("agent:1", "staff.join", "staff:1")]
    await adi.taps("Terima")
    assert (await kept(world))[1:] == [("agent:1", "lead.accept", "lead:1"), ("agent:1", "lead.read", "lead:1")]
    await adi.says("/tugas")
    await adi.taps("1 ·")
    assert (await kept(world))[3:] == [("agent:1", "lead.read", "lead:1")]
    async with world.app.database.reading() as tx:
        chain = await audit.verify(tx)
    assert (chain.entries, chain.broken) == (4, None)


async def test_whoever_becomes_something_else_ends_first(world: World) -> None:
    """An officer who opens an invite for an agent: both stand there, in this order."""
    rina = world.officer("Rina")
    await world.quiet()
    expires = world.telegram.now() + timedelta(days=1)
    rina.phone.open_link(await invite(world.app.database, "agent", "Rina", "sumenep", ["35.29"], expires))
    await world.quiet()
    await rina.taps("Ya")
    assert await kept(world) == [
        ("officer:1", "staff.join", "staff:1"),
        ("officer:1", "staff.retire", "staff:1"),
        ("agent:2", "staff.join", "staff:2"),
    ]


async def test_nothing_personal_is_kept(quick_world: World) -> None:
    """The chain is never cut, so it must hold nothing that somebody could want erased."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Tidak jadi")
    await adi.taps("Tidak bisa dihubungi")
    rows = await quick_world.rows("SELECT actor, action, subject, details FROM audit")
    assert rows
    for personal in ("Sari", "812", "Sumedangan"):
        assert not any(personal in str(value) for row in rows for value in row)
