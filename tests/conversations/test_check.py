"""Is this agent genuine, and what if something is wrong: the check and the report."""

from tests.conversations.enrol import meets, sends
from tests.kit import World


async def test_the_worker_checks_the_agent_of_their_interest(quick_world: World) -> None:
    """Name, code, branch and the rule about money; nothing else about the agent."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    assert sari.sees("Adi, agen Perisai, kode AP-0001, cabang Pamekasan")
    await sari.says("/status")
    assert sari.sees("cabang Pamekasan")
    await sari.taps("Cek agen ini")
    assert sari.sees("Asli.")
    assert sari.sees("milik Adi, agen Perisai, cabang Pamekasan")
    assert sari.sees("Anda tidak membayar jasanya")
    assert sari.sees("kode bayar resmi")


async def test_a_code_is_checked_by_anybody(quick_world: World) -> None:
    """As an argument or when asked, however it is written; who works no longer is as unknown as an invented one."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await adi.says("/tugas")
    await meets(sari)
    await sari.says("/cek ap 1")
    assert sari.sees("milik Adi")
    await sari.taps("Cek kode lain")
    await sari.says("kode agennya AP-0001")
    assert sari.sees("milik Adi"), "it is no secret"
    await sari.taps("Cek kode lain")
    await sari.says("namanya Adi")
    assert sari.sees("belum mirip kode agen")
    await sari.says("AP-0099")
    assert sari.sees("tidak kami kenal")
    await adi.says("/hapus")
    await adi.taps("Ya, hapus semua")
    await sari.says("/cek AP-0001")
    assert sari.sees("tidak kami kenal")
    assert not sari.sees("Adi")


async def test_a_report_reaches_the_officers(world: World) -> None:
    """With a number; the person hears that it is read and that it is over; nobody else reads it."""
    adi, rina = world.agent("Adi"), world.officer("Rina")
    far, sari = world.officer("Dewi", "35.26", branch="bangkalan"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    before = len(adi.phone.chat)
    await sari.says("/status")
    await sari.taps("Laporkan")
    await sari.taps("Minta uang")
    await sari.says("minta 200 ribu <b>tunai</b>")
    await sari.taps("Boleh")
    assert sari.has_seen("Laporan Anda kami teruskan")
    assert sari.has_seen("Nomor laporan Anda: 1")
    assert rina.sees("laporan tentang agen")
    assert rina.sees("AP-0001")
    assert rina.sees("Minta uang")
    assert not rina.has_seen("200 ribu")
    assert not far.has_seen("laporan")
    await rina.taps("Saya tangani")
    assert rina.sees("minta 200 ribu <b>tunai</b>")
    assert rina.sees("0812-3456-7890")
    assert sari.has_seen("Laporan nomor 1 dibaca")
    await rina.taps("Selesai")
    assert sari.has_seen("Laporan nomor 1 selesai ditangani")
    assert not rina.has_seen("200 ribu")
    assert len(adi.phone.chat) == before
    assert await world.rows("SELECT report, contact FROM cases") == [(None, None)]


async def test_one_report_at_a_time(quick_world: World) -> None:
    """The second try shows the first, which can be withdrawn; then the way is free."""
    sari, rina = quick_world.person("Sari"), quick_world.officer("Rina")
    await rina.says("/tugas")
    await meets(sari)
    for _ in range(2):
        await sari.says("/lapor")
        await sari.taps("Hal lain")
        await sari.taps("Tidak, kirim saja")
        await sari.taps("Tidak usah")
        await rina.taps("Saya tangani")
        assert rina.sees("tidak mau ditelepon")
        await sari.says("/lapor")
        assert sari.sees("masih berjalan")
        await sari.taps("Tarik laporan")
        assert rina.sees("dibatalkan orangnya")
    assert len(await quick_world.rows("SELECT 1 FROM cases WHERE state = 'closed'")) == 2


async def test_who_is_reported_never_sees_it(quick_world: World) -> None:
    """An officer who is reported is left out, even where there is nobody else in the branch."""
    rina, dewi = quick_world.officer("Rina"), quick_world.officer("Dewi", "35.26", branch="bangkalan")
    sari = quick_world.person("Sari")
    await rina.says("/tugas")
    await meets(sari)
    await sari.says("/cek PC-0001")
    await sari.taps("Laporkan")
    await sari.taps("Minta KTP")
    await sari.says("minta foto KTP saya")
    await sari.taps("Boleh")
    await sari.says("Bu Sari")
    await sari.says("081234567890")
    assert dewi.has_seen("laporan tentang agen")
    assert not rina.has_seen("laporan")
    await rina.says("/tugas")
    assert not any("laporan" in label for label in rina.labels())
    card = dewi._button("Saya tangani")
    assert card is not None
    rina.press(rina.phone.chat[-1].id, card[1])
    await quick_world.quiet()
    assert not rina.has_seen("minta foto")
    assert await quick_world.rows("SELECT state, holder FROM cases") == [("new", None)]


async def test_a_report_waits_for_an_officer(quick_world: World) -> None:
    """With nobody to tell it is kept, and told to whoever joins."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/cek AP-0009")
    await sari.taps("Laporkan")
    await sari.taps("Janji tapi")
    await sari.taps("Tidak, kirim saja")
    await sari.taps("Tidak usah")
    rina = quick_world.officer("Rina")
    await quick_world.quiet()
    assert rina.has_seen("AP-0009")


async def test_an_accident_and_a_report_stand_side_by_side(world: World) -> None:
    """Neither takes the place of the other, and erasing takes the words of both."""
    sari, rina = world.person("Sari"), world.officer("Rina")
    await rina.says("/tugas")
    await sends(sari)
    await sari.says("/lapor")
    await sari.taps("Hal lain")
    await sari.says("kurang sopan")
    await sari.taps("Boleh")
    await sari.says("suami saya jatuh waktu kerja")
    await sari.taps("Beri tahu")
    await sari.taps("Boleh")
    assert len(await world.rows("SELECT 1 FROM cases WHERE state = 'new'")) == 2
    await rina.says("/tugas")
    await rina.taps("laporan tentang agen")
    await rina.taps("Saya tangani")
    assert rina.sees("kurang sopan")
    await sari.says("/data")
    assert sari.sees("kurang sopan")
    await sari.says("/hapus")
    await sari.taps("Ya, hapus semua")
    assert not rina.has_seen("kurang sopan")
    assert await world.rows("SELECT 1 FROM cases WHERE report IS NOT NULL OR contact IS NOT NULL") == []
