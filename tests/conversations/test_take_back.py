"""A tap or a code too many said "registered": whoever sees it takes it back, and the worker hears the truth."""

from storage import leads
from tests.conversations.test_agents_day import accepted
from tests.kit import Actor, World
from tests.storage.conftest import INTEREST


async def registered(world: World) -> tuple[Actor, Actor]:
    """An agent who typed "daftar" right after accepting, and the worker who was told."""
    adi, sari = await accepted(world)
    await adi.says("1 daftar")
    assert sari.sees("sudah didaftarkan")
    return adi, sari


async def stands(world: World) -> tuple[str, int | None, str | None]:
    """State, holder and reason of the first lead."""
    lead = (await world.leads())[0]
    return lead.state, lead.holder, lead.reason


async def test_the_agent_takes_it_back(world: World) -> None:
    """The worker hears that it is not done, and the work goes on where it was."""
    adi, sari = await registered(world)
    await adi.taps("Buka kartu 1")
    await adi.taps("Ternyata belum")
    assert adi.has_seen("ternyata belum terdaftar")
    assert sari.sees("belum selesai")
    state, _, reason = await stands(world)
    assert (state, reason) == ("contacted", "mistaken")
    logged = (await world.rows("SELECT actor, origin, state, reason FROM lead_log ORDER BY version"))[-1]
    assert tuple(logged) == ("agent:1", "registered", "contacted", "mistaken")
    assert "lead.mistaken" in [row[0] for row in await world.rows("SELECT action FROM audit")]
    await adi.taps("Berkas lengkap")
    await sari.says("/status")
    assert "Adi" in sari.last()


async def test_tapped_twice_the_worker_hears_it_once(quick_world: World) -> None:
    """An old button only shows the card."""
    adi, sari = await registered(quick_world)
    await adi.taps("Buka kartu 1")
    [card] = [one for one in adi.phone.chat if any("Ternyata" in label for label in one.labels)]
    [undo] = [button for row in card.buttons for button in row if "Ternyata" in button.text]
    for _ in range(2):
        adi.press(card.id, undo.callback_data or "")
        await quick_world.quiet()
    assert sum("belum selesai" in (one.text or "") for one in sari.phone.chat) == 1


async def test_the_officer_takes_it_back(world: World) -> None:
    """It goes on with the agent who had it, who hears of it; the officer sees no name."""
    adi, sari = await registered(world)
    rina = world.officer("Rina")
    await rina.says("1")
    await rina.taps("Buka kartu 1")
    await rina.taps("Ternyata belum")
    assert sari.sees("Adi")
    assert sari.sees("belum selesai")
    assert adi.sees("kembali pada Anda")
    assert not rina.has_seen("Bu Sari")
    assert await stands(world) == ("contacted", 1, "mistaken")
    await adi.taps("Buka kartu 1")
    assert adi.sees("Bu Sari")


async def test_the_agent_is_gone(world: World) -> None:
    """Then it lies with the officer who takes it back."""
    _, sari = await registered(world)
    rina = world.officer("Rina")
    await rina.says("/tim")
    await rina.taps("Pilih orang")
    await rina.taps("Adi")
    await rina.taps("Akhiri tugas")
    await rina.taps("Ya")
    await rina.says("/tugas")
    await rina.says("1")
    await rina.taps("Buka kartu 1")
    await rina.taps("Ternyata belum")
    assert (await stands(world))[:2] == ("contacted", 2)
    assert rina.has_seen("Bu Sari")
    assert sari.sees("Rina")


async def test_who_asked_again_is_helped_there(quick_world: World) -> None:
    """Two open interests of one person are never made; the newer one goes on."""
    adi, sari = await registered(quick_world)
    async with quick_world.app.database.transaction() as tx:
        await leads.add(tx, sari.chat, INTEREST, "pamekasan", quick_world.telegram.now())
    await adi.taps("Buka kartu 1")
    await adi.taps("Ternyata belum")
    assert adi.has_seen("sudah minta lagi")
    assert (await stands(quick_world))[0] == "registered"


async def test_nobody_else_may(quick_world: World) -> None:
    """Not another agent, and not an officer of another branch."""
    await registered(quick_world)
    others = quick_world.agent("Budi"), quick_world.officer("Tuti", "35.29", branch="sumenep")
    for other in others:
        await quick_world.quiet()
        other.phone.tap(other.phone.chat[-1].id, "c:1:mistaken:4")
        await quick_world.quiet()
    assert (await stands(quick_world))[0] == "registered"
