"""/langganan: officials choose of which of their regions the report comes by itself, how often, and end it."""

from storage import staff
from tests.conversations.enrol import meets
from tests.conversations.reports import AUGUST, counted, pictures, subscribes
from tests.kit import World


async def kept(world: World) -> list[tuple[str, str]]:
    """Region and rhythm of every subscription."""
    rows = await world.rows("SELECT region, rhythm FROM subscriptions ORDER BY region")
    return [(row.region, row.rhythm) for row in rows]


async def test_an_official_subscribes_changes_and_ends_it(world: World) -> None:
    """The list shows what is on, /data tells it."""
    bapak = world.official("Bapak")
    await subscribes(bapak)
    assert bapak.sees("Kab. Pamekasan akan datang setiap minggu, hari Senin pukul 07.00"), bapak.transcript()
    await bapak.taps("Pilih wilayah")
    assert "✅ Kab. Pamekasan" in bapak.labels()
    await bapak.taps("Kab. Pamekasan")
    await bapak.taps("Sebulan sekali")
    assert await kept(world) == [("35.28", "monthly")]
    await bapak.says("/data")
    assert bapak.sees("sejak 21 November 2026: Kab. Pamekasan, sebulan sekali"), bapak.last()
    await bapak.says("/langganan")
    await bapak.taps("Kab. Pamekasan")
    await bapak.taps("Akhiri langganan")
    assert bapak.sees("tidak kami kirim lagi") and await kept(world) == []


async def test_a_region_outside_ones_own_is_refused_kindly(quick_world: World) -> None:
    """Its name is found, bears a lock, and leads nowhere."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/langganan")
    await bapak.says("sumenep")
    await bapak.taps("🔒 Kab. Sumenep")
    assert bapak.sees("di luar wilayah Anda") and await kept(quick_world) == []


async def test_an_official_of_two_regions_and_one_of_a_province(quick_world: World) -> None:
    """Each region is a subscription of its own; in a province every kabupaten is found by its name."""
    ibu, bapak = quick_world.official("Ibu", "35.28", "35.29"), quick_world.official("Bapak", "61", branch="pontianak")
    await subscribes(ibu)
    await subscribes(ibu, "Kab. Sumenep", "Sebulan sekali")
    await subscribes(bapak, "Kalimantan Barat")
    await bapak.says("/langganan")
    await bapak.says("sambas")
    await bapak.taps("Kab. Sambas")
    await bapak.taps("Setiap minggu")
    assert await kept(quick_world) == [
        ("35.28", "weekly"),
        ("35.29", "monthly"),
        ("61", "weekly"),
        ("61.01", "weekly"),
    ]


async def test_who_covers_less_than_a_kecamatan_has_no_report(quick_world: World) -> None:
    """What is narrower has none; the whole of it is not theirs to see."""
    lurah = quick_world.official("Lurah", "35.28.03.2002")
    await lurah.says("/langganan")
    assert lurah.sees("belum ada laporan yang bisa dibaca") and not lurah.sees("Pamekasan")


async def test_a_camat_reads_of_the_kecamatan_and_its_villages(quick_world: World) -> None:
    """Coverage, villages by rank and those not visited; the bot's counts are told by kabupaten."""
    camat, citra = quick_world.official("Camat", "35.28.03"), quick_world.officer("Citra")
    for region, active, eligible in (
        ("35.28.03", 2_621, 12_480),
        ("35.28.03.2002", 120, 900),
        ("35.28.03.2003", 240, 900),
        ("35.28.03.2004", 3, 800),
    ):
        await counted(quick_world, active, AUGUST, region, eligible=eligible)
    await camat.says("/laporan")
    await camat.taps("Buka")
    for told in ("Galis", "21", "Konang", "hanya dihitung per kabupaten"):
        assert camat.sees(told), camat.transcript()
    assert not camat.sees("Minat 0"), camat.last()
    await citra.says("/laporan")
    await citra.taps("Buka")
    await citra.taps("📍")
    await citra.says("galis")
    assert any("Galis" in label for label in citra.labels())


async def test_mondays_come_to_a_camat_too(quick_world: World) -> None:
    """Picture and words, as to anybody."""
    camat = quick_world.official("Camat", "35.28.03")
    await counted(quick_world, 2_621, AUGUST, "35.28.03", eligible=12_480)
    await subscribes(camat, "Galis")
    await quick_world.passes(days=3)
    assert pictures(camat) == 1 and camat.has_seen("Galis"), camat.transcript()


async def test_silence_ends_every_subscription(quick_world: World) -> None:
    """And who subscribes afterwards is asked first whether we may write again."""
    bapak = quick_world.official("Bapak")
    await subscribes(bapak)
    await bapak.says("/berhenti")
    assert await kept(quick_world) == []
    await bapak.says("/langganan")
    await bapak.taps("Kab. Pamekasan")
    await bapak.taps("tetap diam")
    await bapak.taps("Kab. Pamekasan")
    await bapak.taps("Boleh kirim lagi")
    await bapak.taps("Setiap minggu")
    assert await kept(quick_world) == [("35.28", "weekly")]


async def test_erasing_and_retiring_end_subscriptions(quick_world: World) -> None:
    """Nothing of theirs stays behind."""
    bapak, ibu = quick_world.official("Bapak"), quick_world.officer("Ibu")
    await subscribes(bapak)
    await subscribes(ibu, often="Sebulan sekali")
    await bapak.says("/hapus")
    await bapak.taps("Ya")
    assert await kept(quick_world) == [("35.28", "monthly")]
    async with quick_world.app.database.transaction() as tx:
        await staff.retire(tx, [ibu.chat], quick_world.telegram.now())
    assert await kept(quick_world) == []


async def test_agents_and_workers_have_no_reports(quick_world: World) -> None:
    """For them the command does not exist."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await meets(sari)
    for one in (adi, sari):
        await one.says("/langganan")
        assert not one.has_seen("Laporan wilayah mana")
