"""Whoever leaves the staff, however that comes about, keeps nobody's name and nothing to do."""

from collections.abc import Awaitable, Callable

import pytest

from bot.runtime.invites import invite
from bot.runtime.leaving import dismiss
from storage import staff
from tests.conversations.enrol import sends
from tests.conversations.test_alert import alerts
from tests.kit import Actor, World

Leaves = Callable[[World, Actor], Awaitable[None]]


async def retired(world: World, who: Actor) -> None:
    """From the command line."""
    async with world.app.database.transaction() as tx:
        [member] = (await staff.of_chats(tx, [who.chat])).values()
        await dismiss(tx, member, world.app.turns.speeches, world.telegram.now())
    await world.quiet()


async def erased(world: World, who: Actor) -> None:
    """By having everything erased."""
    await who.says("/hapus")
    await who.taps("Ya, hapus semua")


async def invited_again(world: World, who: Actor) -> None:
    """By opening another invite on the same phone, and saying yes."""
    expires = world.telegram.now().replace(year=2027)
    who.phone.open_link(await invite(world.app.database, "agent", "Adi Baru", "sumenep", ["35.29"], expires))
    await world.quiet()
    await who.taps("Ya, ganti tugas saya")


WAYS = [retired, erased, invited_again]


@pytest.mark.parametrize("leaves", WAYS)
async def test_a_lead_moves_on_and_its_card_is_wiped(world: World, leaves: Leaves) -> None:
    """Name and number are gone from the phone, somebody else is asked, and the old keyboard does nothing."""
    adi, sari = world.agent("Adi", "35.28.02"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    assert adi.has_seen("0812-3456-7890")
    old = adi._button("Sudah dihubungi")
    assert old is not None
    budi = world.agent("Budi", "35.28")
    await leaves(world, adi)
    assert not adi.has_seen("Bu Sari") and not adi.has_seen("0812")
    assert budi.has_seen("Minat baru nomor 1")
    adi.press(*old)
    await world.quiet()
    assert [lead.state for lead in await world.leads()] == ["offered"]
    assert not adi.has_seen("Bu Sari")
    assert len(await world.rows("SELECT 1 FROM audit WHERE action = 'staff.retire' AND subject = 'staff:1'")) == 1


@pytest.mark.parametrize("leaves", WAYS)
async def test_a_case_moves_on_and_its_card_is_wiped(quick_world: World, leaves: Leaves) -> None:
    """The other officers are told anew."""
    rina, hasan, sari = quick_world.officer("Rina"), quick_world.officer("Hasan"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await leaves(quick_world, rina)
    assert not rina.has_seen("Bu Sari") and not rina.has_seen("0812")
    assert len([m for m in hasan.phone.chat if "Kasus baru" in (m.text or "")]) == 2


async def test_the_card_of_somebody_registered_is_wiped_too(quick_world: World) -> None:
    """The lead is at its end and stays with the figures of whoever registered the person, without a name."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    for step in ("Terima", "Sudah dihubungi", "Berkas lengkap", "Kode bayar", "Terdaftar"):
        await adi.taps(step)
    assert adi.has_seen("Bu Sari")
    await retired(quick_world, adi)
    assert not adi.has_seen("Bu Sari")
    assert [lead.state for lead in await quick_world.leads()] == ["registered"]


async def test_who_is_retired_hears_of_it(quick_world: World) -> None:
    """Once; who leaves by themselves knows."""
    adi, budi = quick_world.agent("Adi"), quick_world.agent("Budi")
    await quick_world.quiet()
    await retired(quick_world, adi)
    assert adi.sees("sudah selesai")
    await invited_again(quick_world, budi)
    assert not budi.has_seen("Tugas Anda di sini sudah selesai")


async def asks_for_leave(who: Actor) -> None:
    """From today on; who stands in is still to be named."""
    for word in ("cuti", "hari ini", "3 hari"):
        await who.says(word)


@pytest.mark.parametrize("leaves", WAYS)
async def test_whoever_is_on_leave_hears_that_their_substitute_left(world: World, leaves: Leaves) -> None:
    """Once, with the way to name somebody else; what was meant for the substitute finds another colleague."""
    adi, budi, sari = world.agent("Adi", "35.28.02"), world.agent("Budi", "35.28.07"), world.person("Sari")
    await asks_for_leave(adi)
    await adi.taps("Budi")
    await leaves(world, budi)
    assert adi.sees("Budi (AP-0002) tidak bertugas lagi") and "🕗 Jadwal dan cuti" in adi.labels()
    caca = world.agent("Caca", "35.28")
    await sends(sari)
    assert caca.has_seen("Minat baru nomor 1")
    await adi.says("kembali")
    await asks_for_leave(adi)
    assert not any("Budi" in label for label in adi.labels())
    await adi.taps("Caca")
    assert adi.sees("Pengganti: Caca")


async def test_a_leave_that_is_over_needs_no_substitute(quick_world: World) -> None:
    """Whoever is back is not told."""
    adi, budi = quick_world.agent("Adi", "35.28.02"), quick_world.agent("Budi", "35.28.07")
    await asks_for_leave(adi)
    await adi.taps("Budi")
    await quick_world.passes(days=4)
    await retired(quick_world, budi)
    assert not adi.has_seen("tidak bertugas lagi")
