"""An officer looks after the team: who has how much, where they work, who joins and who leaves."""

import re

from tests.conversations.enrol import sends
from tests.kit import Actor, World


async def picks(officer: Actor, name: str) -> None:
    """Look at one colleague."""
    await officer.says("/tim")
    await officer.taps("Pilih orang")
    await officer.taps(name)


async def test_the_team_at_a_glance(quick_world: World) -> None:
    """Load, what is late, what was registered this month; then one agent with the late leads as buttons."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    await sends(quick_world.person("Sari"))
    await adi.taps("Terima")
    await quick_world.passes(hours=25)
    await rina.says("/tim")
    assert rina.sees("📋 1/20 · 🔔 1") and rina.sees("Adi AP-0002, bertugas")
    await picks(rina, "Adi")
    assert rina.sees("terlambat: 1")
    await rina.taps("🔔 1")
    assert rina.has_seen("Minat nomor 1") and not rina.has_seen("Bu Sari")
    await adi.taps("Terdaftar")
    await rina.says("/team")
    assert rina.sees("📋 0/20 · 🔔 0 · 🎉 1 · ✅ 0")


async def test_areas_and_the_limit_are_changed(world: World) -> None:
    """The next lead goes by them."""
    rina, adi = world.officer("Rina"), world.agent("Adi", "35.27")
    await picks(rina, "Adi")
    await rina.taps("Ubah wilayah")
    await rina.taps("Tambah")
    await rina.says("pademawu pamekasan")
    await rina.taps("Pademawu")
    assert rina.sees("sudah diubah")
    await rina.taps("Kembali ke orangnya")
    assert rina.sees("Pademawu")
    await rina.taps("Ubah wilayah")
    await rina.taps("Kurangi")
    await rina.taps("Sampang")
    await rina.taps("Kembali ke orangnya")
    assert not rina.sees("Sampang")
    await rina.taps("Ubah batas")
    await rina.says("seratus")
    assert rina.sees("dari 1 sampai 40")
    await rina.says("5")
    await sends(world.person("Sari"))
    assert adi.has_seen("Minat baru nomor 1")
    rows = await world.rows("SELECT action FROM audit WHERE subject = 'staff:2' AND action <> 'staff.join' ORDER BY id")
    assert [row.action for row in rows] == ["staff.areas", "staff.areas", "staff.capacity"]


async def test_an_agent_is_invited_in_the_chat(world: World) -> None:
    """The link is shown once and works once; the newcomer belongs to the officer's branch."""
    rina, wati = world.officer("Rina"), world.person("Wati")
    await rina.says("/tim")
    await rina.taps("Undang")
    await rina.taps("Agen Perisai")
    await rina.says("Wati")
    await rina.taps("Seluruh wilayah cabang")
    [link] = [m.text or "" for m in rina.phone.chat if "start=" in (m.text or "")]
    found = re.search(r"https://t\.me/(\w+)\?start=(\S+)", link)
    assert found is not None and found[1] == world.app.bot.username
    await rina.taps("Undangan terbuka")
    assert any(re.fullmatch(r"Wati · \d{1,2}/\d{1,2}", label) for label in rina.labels()), rina.labels()
    wati.phone.open_link(found[2])
    await world.quiet()
    assert wati.has_seen("Selamat bergabung, Wati") and wati.has_seen("Pamekasan")
    await rina.says("/tim")
    assert rina.sees("Wati")
    await rina.taps("Undangan terbuka")
    assert rina.sees("Tidak ada undangan")


async def test_an_invite_is_called_off(quick_world: World) -> None:
    """Whoever opens it afterwards is told that it has run out."""
    rina, wati = quick_world.officer("Rina"), quick_world.person("Wati")
    await rina.says("/tim")
    await rina.taps("Undang")
    await rina.taps("Petugas cabang")
    await rina.says("Wati")
    await rina.taps("Seluruh wilayah cabang")
    [link] = [m.text or "" for m in rina.phone.chat if "start=" in (m.text or "")]
    await rina.taps("Undangan terbuka")
    await rina.taps("Wati")
    await rina.taps("Batalkan undangan")
    assert rina.has_seen("dibatalkan")
    wati.phone.open_link(link.rpartition("start=")[2])
    await quick_world.quiet()
    assert wati.has_seen("sudah lewat waktunya") and not wati.has_seen("Selamat bergabung")


async def test_an_agent_is_retired_in_the_chat(world: World) -> None:
    """What they held moves on, their phone names nobody, and old buttons do nothing."""
    rina, adi, sari = world.officer("Rina"), world.agent("Adi"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    budi = world.agent("Budi", "35.28")
    await picks(rina, "Adi")
    await rina.taps("Akhiri tugas")
    assert rina.sees("1/20")
    await rina.taps("Ya, akhiri")
    assert rina.sees("sudah berakhir")
    assert adi.has_seen("Tugas Anda di sini sudah selesai") and not adi.has_seen("Bu Sari")
    assert budi.has_seen("Minat baru nomor 1")
    rows = await world.rows("SELECT actor FROM audit WHERE action = 'staff.retire'")
    assert [row.actor for row in rows] == ["officer:1"]


async def test_a_retired_officer_does_nothing_with_an_old_screen(quick_world: World) -> None:
    """Neither a colleague nor an invite: whoever left stands nowhere in the flows of the staff."""
    rina, hasan = quick_world.officer("Rina"), quick_world.officer("Hasan")
    await picks(hasan, "Rina")
    await hasan.taps("Akhiri tugas")
    await picks(rina, "Hasan")
    await rina.taps("Akhiri tugas")
    await rina.taps("Ya, akhiri")
    await hasan.taps("Ya, akhiri")
    assert [row.active for row in await quick_world.rows("SELECT active FROM staff ORDER BY id")] == [1, 0]


async def test_nobody_ends_their_own_work(quick_world: World) -> None:
    """The last officer of a branch would leave it alone."""
    rina = quick_world.officer("Rina")
    await picks(rina, "Rina")
    assert "🚪 Akhiri tugas" not in rina.labels()
