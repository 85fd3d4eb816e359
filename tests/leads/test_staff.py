"""Who is staff, what their role may see, and what an invite is good for."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.runtime.invites import invite
from storage import staff
from storage.records import Branch
from tests.conversations.enrol import sends
from tests.kit import Actor, World


async def link(world: World, role: str = "agent", *, days: float = 1, name: str = "Adi") -> str:
    """A fresh invite's token."""
    expires = world.telegram.now() + timedelta(days=days)
    return await invite(world.app.database, role, name, "pamekasan", ["35.28"], expires)


async def opens(who: Actor, token: str) -> None:
    """Follow the invite's link."""
    who.phone.open_link(token)
    await who.world.quiet()


@pytest.mark.parametrize(
    ("role", "called"), [("agent", "agen Perisai"), ("officer", "petugas cabang"), ("official", "pejabat daerah")]
)
async def test_an_invite_binds_a_chat(quick_world: World, role: str, called: str) -> None:
    """The newcomer is greeted by name and role and sees their desk; /start then always leads there."""
    adi = quick_world.person("Adi")
    await opens(adi, await link(quick_world, role))
    assert adi.sees("Selamat bergabung")
    assert adi.sees(called)
    desk = "Ringkasan" if role == "official" else "Belum ada minat"
    assert adi.sees(desk)
    await adi.says("/start")
    assert adi.sees(desk)


async def test_an_invite_works_once(quick_world: World) -> None:
    """Whoever opens it again is told to ask for a new one, and is nobody."""
    adi, budi = quick_world.person("Adi"), quick_world.person("Budi")
    token = await link(quick_world)
    await opens(adi, token)
    await opens(budi, token)
    assert budi.sees("sudah dipakai")
    await budi.says("/tugas")
    assert budi.sees("belum saya kenal")
    await opens(adi, token)
    assert adi.sees("sudah dipakai")
    assert adi.sees("Belum ada minat")


async def test_two_people_open_an_invite_at_the_same_moment(world: World) -> None:
    """One is bound, the other is told; nobody is left without an answer."""
    adi, budi = world.person("Adi"), world.person("Budi")
    token = await link(world)
    adi.phone.open_link(token)
    budi.phone.open_link(token)
    await world.quiet()
    assert sorted([adi.has_seen("Selamat bergabung"), budi.has_seen("Selamat bergabung")]) == [False, True]
    assert adi.has_seen("sudah dipakai") != budi.has_seen("sudah dipakai")


async def test_an_invite_expires(quick_world: World) -> None:
    """A link found in an old chat opens nothing."""
    adi = quick_world.person("Adi")
    token = await link(quick_world, days=1)
    await quick_world.passes(days=1, minutes=1)
    await opens(adi, token)
    assert adi.sees("sudah lewat waktunya")
    assert await quick_world.rows("SELECT 1 FROM staff") == []


async def test_a_token_nobody_made(quick_world: World) -> None:
    """Is an ordinary beginning, so that nothing can be learned by guessing."""
    adi = quick_world.person("Adi")
    await opens(adi, "tebak-tebakan")
    assert adi.sees("tidak pernah")
    await adi.taps("Mengerti")
    assert "🗂️ Tugas saya" not in adi.labels()


async def test_a_name_with_html_is_shown_as_it_is(quick_world: World) -> None:
    """And breaks no message."""
    sari, adi = quick_world.person("Sari"), quick_world.person("Adi")
    await opens(adi, await link(quick_world, name="Adi <b>& Sons</i>"))
    assert adi.sees("Adi <b>& Sons</i>")
    await sends(sari)
    await adi.taps("Terima")
    assert sari.sees("Adi <b>& Sons</i>")


async def test_officials_see_masked_figures_and_nobodys_name(quick_world: World) -> None:
    """Below five it says "fewer than five"; there is no card and no list."""
    bapak, adi = quick_world.official("Bapak"), quick_world.agent("Adi")
    people = [quick_world.person(f"Warga {number}") for number in range(5)]
    for number, one in enumerate(people[:4]):
        await sends(one, phone=f"08123456780{number}")
    await bapak.says("/tugas")
    assert bapak.sees("Sedang ditawarkan: kurang dari 5")
    assert bapak.sees("Diterima agen: 0")
    await sends(people[4], phone="081234567809")
    await adi.says("/tugas")
    await bapak.taps("Perbarui")
    assert bapak.sees("Sedang ditawarkan: 5")
    assert not any(label[:1].isdigit() for label in bapak.labels())
    assert not bapak.has_seen("Bu Sari")


async def test_a_retired_agent_is_nobody(quick_world: World) -> None:
    """Old cards and commands are answered as if unknown, and no lead comes any more."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    accept = adi._button("Terima")
    assert accept is not None
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE staff SET active = 0"))
    adi.press(*accept)
    await quick_world.quiet()
    assert not adi.has_seen("Bu Sari")
    await adi.says("/tugas")
    assert adi.sees("belum saya kenal")
    assert [lead.state for lead in await quick_world.leads()] == ["offered"]
    await quick_world.passes(hours=2)
    assert [lead.state for lead in await quick_world.leads()] == ["new"]


async def test_an_agent_is_also_a_person(quick_world: World) -> None:
    """Staff can use everything else as anybody can, and come back to their desk."""
    adi = quick_world.agent("Adi")
    await sends(quick_world.person("Sari"))
    await adi.says("/menu")
    assert "🗂️ Tugas saya" in adi.labels()
    await adi.taps("Program")
    await adi.taps("Kerja atau usaha sendiri")
    await adi.taps("Menu")
    await adi.taps("Tugas saya")
    assert adi.sees("1 minat")
    await adi.taps("1 · Sumedangan")
    await adi.taps("Terima")
    await adi.taps("Daftar tugas")
    assert adi.sees("1 Sumedangan: hubungi sebelum")


async def test_an_agent_who_cannot_be_reached_is_offered_nothing(quick_world: World) -> None:
    """Neither one who stopped the bot nor one who had everything erased keeps a worker waiting."""
    gone, erased = quick_world.agent("Adi", "35.28.02"), quick_world.agent("Budi", "35.28.02")
    there = quick_world.agent("Tono", "35.28")
    await quick_world.quiet()
    await gone.blocks()
    await erased.says("/hapus")
    await erased.taps("Ya, hapus semua")
    await sends(quick_world.person("Sari"))
    assert there.has_seen("Minat baru")


@pytest.mark.parametrize(("areas", "zone"), [(["71.71"], "Asia/Makassar"), ([], "Asia/Jayapura")])
async def test_who_joins_keeps_the_time_of_the_place(quick_world: World, areas: list[str], zone: str) -> None:
    """That of the first area; who covers the whole branch keeps that of the first place the branch serves."""
    async with quick_world.app.database.transaction() as tx:
        await staff.save_branch(tx, Branch("timur", "Timur", ("81.71",)))
    expires = quick_world.telegram.now() + timedelta(days=1)
    ana = quick_world.person("Ana")
    await opens(ana, await invite(quick_world.app.database, "agent", "Ana", "timur", areas, expires))
    assert await quick_world.rows("SELECT zone FROM staff") == [(zone,)]
