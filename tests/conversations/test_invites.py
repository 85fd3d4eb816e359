"""Somebody of the staff opens the link of an invite: nothing is spent and nobody's work ends without a yes."""

from datetime import timedelta

from bot.runtime.invites import invite
from tests.conversations.enrol import sends
from tests.kit import Actor, World

SURABAYA = "35.78"


async def opens(who: Actor, link: str) -> None:
    """Follow a link, or what stands behind its "start="."""
    who.phone.open_link(link.rpartition("start=")[2])
    await who.world.quiet()


async def invites(officer: Actor, name: str, role: str = "Agen Perisai") -> str:
    """The link to somebody new, as it stands in the officer's chat."""
    await officer.says("/tim")
    await officer.taps("Undang")
    await officer.taps(role)
    await officer.says(name)
    await officer.taps("Seluruh wilayah cabang")
    return next(m.text or "" for m in reversed(officer.phone.chat) if "start=" in (m.text or ""))


async def from_elsewhere(world: World, role: str = "agent") -> str:
    """An invite of another branch."""
    expires = world.telegram.now() + timedelta(days=1)
    return await invite(world.app.database, role, "Wati", "surabaya", [SURABAYA], expires)


async def members(world: World) -> list[tuple[str, str, bool]]:
    """Role, branch, and whether they work, of everybody who ever was staff."""
    rows = await world.rows("SELECT role, branch, active FROM staff ORDER BY id")
    return [(row.role, row.branch, bool(row.active)) for row in rows]


async def test_an_officer_taps_the_link_they_just_made(world: World) -> None:
    """It is for the other one, who can still open it; what the officer took stays theirs."""
    rina, wati = world.officer("Rina"), world.person("Wati")
    await sends(world.person("Sari"))
    await rina.says("/antrean")
    await rina.taps("1 ·")
    await rina.taps("Ambil")
    link = await invites(rina, "Wati")
    await opens(rina, link)
    assert rina.has_seen("Tautan ini untuk Wati") and rina.has_seen("Teruskan pesan")
    assert await members(world) == [("officer", "pamekasan", True)]
    assert [lead.state for lead in await world.leads()] == ["accepted"]
    await opens(wati, link)
    assert wati.has_seen("Selamat bergabung, Wati")


async def test_an_agent_is_asked_before_an_invite_makes_them_somebody_else(world: World) -> None:
    """With what they are, what they would be, and what it costs; a no spends nothing, a yes shows the new desk."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    token = await from_elsewhere(world, "officer")
    await opens(adi, token)
    assert adi.sees("Anda sekarang agen Perisai di Pamekasan")
    assert adi.sees("petugas cabang di Surabaya") and adi.sees("minat yang Anda pegang diberikan")
    await adi.taps("Tidak, tetap seperti ini")
    assert adi.sees("1 Sumedangan")
    assert await members(world) == [("agent", "pamekasan", True)]
    await opens(adi, token)
    await adi.taps("Ya, ganti tugas saya")
    assert adi.sees("Mulai sekarang Anda petugas cabang di Surabaya")
    assert await members(world) == [("agent", "pamekasan", False), ("officer", "surabaya", True)]
    assert [lead.state for lead in await world.leads()] == ["new"]
    await adi.taps("Buka tugas saya")
    assert any("Antrean cabang" in label for label in adi.labels())


async def test_an_officer_who_becomes_an_agent_sees_no_officers_desk(quick_world: World) -> None:
    """The buttons of the queue and the team go with the work."""
    rina = quick_world.officer("Rina")
    await quick_world.quiet()
    await opens(rina, await from_elsewhere(quick_world))
    await rina.taps("Ya, ganti tugas saya")
    assert not any("Antrean" in label or "Tim" in label for label in rina.labels())
    await rina.taps("Buka tugas saya")
    assert not any("Antrean" in label or "Tim" in label for label in rina.labels())


async def test_an_invite_that_somebody_else_opened_while_the_question_stood(quick_world: World) -> None:
    """The yes comes too late, and ends nobody's work."""
    adi, wati = quick_world.agent("Adi"), quick_world.person("Wati")
    await quick_world.quiet()
    token = await from_elsewhere(quick_world)
    await opens(adi, token)
    await opens(wati, token)
    await adi.taps("Ya, ganti tugas saya")
    assert adi.has_seen("sudah dipakai")
    assert await members(quick_world) == [("agent", "pamekasan", True), ("agent", "surabaya", True)]


async def test_an_invite_that_ran_out_while_the_question_stood(quick_world: World) -> None:
    """The same, a day later."""
    adi = quick_world.agent("Adi")
    await quick_world.quiet()
    await opens(adi, await from_elsewhere(quick_world))
    await quick_world.passes(days=1, minutes=1)
    await adi.taps("Ya, ganti tugas saya")
    assert adi.has_seen("sudah lewat waktunya")
    assert await members(quick_world) == [("agent", "pamekasan", True)]


async def test_a_start_without_a_link_asks_nothing_more(quick_world: World) -> None:
    """Whoever leaves the question goes back to their work."""
    adi = quick_world.agent("Adi")
    await quick_world.quiet()
    await opens(adi, await from_elsewhere(quick_world))
    await adi.says("/start")
    assert adi.sees("Belum ada minat")
    assert await members(quick_world) == [("agent", "pamekasan", True)]
