"""A whole week of a branch, from Saturday to Saturday: everybody does what people do, and nobody is forgotten."""

from datetime import datetime
from zoneinfo import ZoneInfo

from storage import audit
from tests.conversations.enrol import sends
from tests.conversations.test_escalation import times
from tests.conversations.test_verify import sent
from tests.kit import Actor, World
from tests.leads import promises

PADEMAWU, PAMEKASAN = "35.28.02", "35.28"


async def stands(world: World) -> list[tuple[str, int | None]]:
    """Where each lead stands, and who holds it."""
    return [(lead.state, lead.holder) for lead in await world.leads()]


async def comes(world: World, day: int, hour: int) -> None:
    """Let time pass until this hour, as clocks in Pamekasan show it, of a day in November."""
    then = datetime(2026, 11, day, hour, tzinfo=ZoneInfo("Asia/Jakarta"))
    await world.quiet()
    await world.passes(seconds=(then - world.telegram.now()).total_seconds())


async def test_a_week_of_a_branch(world: World) -> None:
    """Offer, decline, leave, substitute, silence, escalation, a talk, and the branch's own file at the end."""
    adi, budi, rina = world.agent("Adi", PADEMAWU), world.agent("Budi", PAMEKASAN), world.officer("Rina")
    sari, tono, wati = world.person("Sari"), world.person("Tono"), world.person("Wati")
    await saturday(world, adi, budi, sari, tono)
    await sunday(world, adi, budi, tono)
    await monday(world, adi, budi, rina, wati)
    await tuesday(world, rina, budi, wati)
    await wednesday(world, adi, budi, rina, sari)
    await friday(world, rina, budi, sari)
    await next_saturday(world, adi, budi, rina, sari, wati)
    await promises.every_lead_has_an_owner_or_waits(world.app.database)
    await promises.every_step_is_allowed_and_logged_once(world.app.database)
    async with world.app.database.reading() as tx:
        assert (await audit.verify(tx)).broken is None


async def saturday(world: World, adi: Actor, budi: Actor, sari: Actor, tono: Actor) -> None:
    """Adi, who covers the kecamatan, is asked first. He has no time for Sari, takes Tono, and does not reach him."""
    await sends(sari)
    assert adi.sees("Minat baru nomor 1") and not budi.has_seen("Minat baru")
    await adi.taps("Tolak")
    assert budi.sees("Minat baru nomor 1") and not budi.has_seen("Bu Sari")
    await budi.taps("Terima")
    assert budi.has_seen("Bu Sari") and sari.has_seen("AP-0002")
    await sends(tono, name="Pak Tono")
    await adi.taps("Terima")
    await adi.says("2 tt")
    assert await stands(world) == [("accepted", 2), ("accepted", 1)]


async def sunday(world: World, adi: Actor, budi: Actor, tono: Actor) -> None:
    """Adi goes home for four days. Budi stands in, and gets what Adi held; Tono hears who comes now."""
    await comes(world, 22, 8)
    assert adi.has_seen("Selamat bekerja, Adi")
    await adi.says("cuti")
    await adi.taps("Hari ini")
    await adi.says("4 hari")
    await adi.taps("Budi")
    await adi.taps("Titip ke pengganti")
    assert not adi.has_seen("Pak Tono") and not budi.has_seen("Pak Tono")
    await budi.taps("Terima")
    assert budi.has_seen("Pak Tono") and tono.has_seen("AP-0002")
    await budi.says("1 hub")
    await budi.says("2 hub")
    assert await stands(world) == [("contacted", 2), ("contacted", 2)]


async def monday(world: World, adi: Actor, budi: Actor, rina: Actor, wati: Actor) -> None:
    """Budi is full, so nobody is left for Wati: Rina hears of it, once, and in her list the next morning."""
    await comes(world, 23, 8)
    await budi.says("penuh")
    await sends(wati, name="Bu Wati")
    assert times(rina, "nomor 3 menunggu") == 1
    assert not rina.has_seen("Bu Wati") and not adi.has_seen("Minat baru nomor 3")
    await rina.says("/antrean")
    assert rina.sees("1 minat")


async def tuesday(world: World, rina: Actor, budi: Actor, wati: Actor) -> None:
    """Budi has room again and is asked without anybody doing anything; he accepts and then does nothing."""
    await comes(world, 24, 9)
    assert times(rina, "nomor 3 menunggu") == 1
    await budi.taps("Terima")
    assert budi.has_seen("Bu Wati") and wati.has_seen("AP-0002")


async def wednesday(world: World, adi: Actor, budi: Actor, rina: Actor, sari: Actor) -> None:
    """Budi is reminded of Wati. With Sari he talks through the bot, and neither sees the other's number."""
    await comes(world, 25, 10)
    assert times(budi, "belum ada kabarnya") == 1
    before = sari.phone.chat[-1].id
    await budi.says("/tugas")
    await budi.taps("1 ·")
    await budi.taps("Ngobrol lewat bot")
    await sari.taps("Mulai")
    await budi.says("Bu, kartunya sudah jadi. Kode bayarnya saya kirim lewat kantor.")
    await sari.says("Terima kasih, Pak")
    assert budi.sees("Terima kasih, Pak")
    assert not any("0812" in (message.text or "") for message in sari.phone.chat if message.id > before)
    await sari.says("/selesai")
    await budi.says("1 daftar")
    assert sari.has_seen("melaporkan bahwa Anda sudah didaftarkan")


async def friday(world: World, rina: Actor, budi: Actor, sari: Actor) -> None:
    """Wati was let lie, so she goes on to Adi, who is back. The branch's file confirms Sari."""
    await comes(world, 27, 9)
    assert not budi.has_seen("Bu Wati") and budi.has_seen("Bu Sari")
    await sent(rina, (1, "SARI WULANDARI", "3528041203850001", 81234567890, "Sumedangan", "AKTIF"))
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert sari.has_seen("memastikan: Anda") and not budi.has_seen("Bu Sari")


async def next_saturday(world: World, adi: Actor, budi: Actor, rina: Actor, sari: Actor, wati: Actor) -> None:
    """Adi has called Wati; Tono does not want to, and it is said why. The week in figures."""
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await budi.says("2 tdk")
    await budi.taps("Belum mampu bayar")
    await comes(world, 28, 9)
    assert await stands(world) == [("verified", 2), ("closed", 2), ("contacted", 1)]
    assert wati.has_seen("AP-0001")
    await rina.says("/tim")
    assert rina.sees("Adi AP-0001, bertugas\n   📋 1/20 · 🔔 0 · 🎉 0 · ✅ 0")
    assert rina.sees("Budi AP-0002, bertugas\n   📋 0/20 · 🔔 0 · 🎉 1 · ✅ 1")
    for who in (sari, wati):
        assert not rina.has_seen(who.number)
