"""An agent's own link and QR code, and the people who come by it."""

from bot.simulator.messages import Photo
from tests.conversations.enrol import sends
from tests.conversations.qr import words_in
from tests.conversations.reports import pictures
from tests.kit import Actor, World


async def opens(who: Actor, argument: str) -> None:
    """Follow a link."""
    who.phone.open_link(argument)
    await who.world.quiet()


async def test_an_agent_gets_a_link_and_a_picture(quick_world: World) -> None:
    """The picture says who it is and that nothing is charged; its dots are what the link says."""
    adi = quick_world.agent("Adi")
    await adi.says("/tautan")
    assert adi.has_seen("https://t.me/simulator_bot?start=a-AP-0001")
    poster = adi.phone.chat[-1]
    assert isinstance(poster.attachment, Photo)
    assert poster.attachment.file.content.startswith(b"\x89PNG")
    assert words_in(poster.attachment.file.content) == "https://t.me/simulator_bot?start=a-AP-0001"
    assert poster.attachment.width == poster.attachment.height > 300
    assert "AP-0001" in poster.text
    assert "tidak memungut biaya" in poster.text
    await adi.taps("Kirim QR lagi")
    assert pictures(adi) == 2


async def test_who_comes_by_a_link_lands_with_that_agent(world: World) -> None:
    """The notice is read as ever; the interest is offered to the agent first, however busy, and says so."""
    adi, _ = world.agent("Adi"), world.agent("Budi", "35.28.02")
    sari = world.person("Sari")
    await world.quiet()
    await opens(sari, "a-AP-0001")
    assert sari.has_seen("Anda datang lewat Adi (AP-0001)")
    assert sari.sees("tidak pernah")
    await sends(sari)
    assert adi.has_seen("Minat baru nomor 1")
    assert await world.rows("SELECT met FROM leads") == [(1,)]
    await sari.says("/data")
    assert sari.sees("Datang lewat agen: Adi (AP-0001)")


async def test_an_agent_who_is_away_keeps_nobody_waiting(quick_world: World) -> None:
    """Whoever covers the place is asked then."""
    adi, budi, sari = quick_world.agent("Adi"), quick_world.agent("Budi"), quick_world.person("Sari")
    await quick_world.quiet()
    await opens(sari, "a-AP-0001")
    await adi.says("penuh")
    await sends(sari)
    assert not adi.has_seen("Minat baru nomor")
    assert budi.has_seen("Minat baru nomor")


async def test_a_link_of_nobody(quick_world: World) -> None:
    """An unknown code and one of somebody who works no longer are an ordinary beginning; so is an officer's."""
    adi, rina, sari = quick_world.agent("Adi"), quick_world.officer("Rina"), quick_world.person("Sari")
    await adi.says("/hapus")
    await adi.taps("Ya, hapus semua")
    await rina.says("/tugas")
    for code in ("a-AP-0001", "a-PC-0002", "a-AP-0099", "a-", "a-<b>"):
        await opens(sari, code)
        assert not sari.has_seen("datang lewat")
    assert await quick_world.rows("SELECT met FROM people WHERE met IS NOT NULL") == []


async def test_erasing_forgets_who_brought_the_person(quick_world: World) -> None:
    """In the lead, too."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await adi.says("/tugas")
    await opens(sari, "a-AP-0001")
    await sends(sari)
    await sari.says("/hapus")
    await sari.taps("Ya, hapus semua")
    assert await quick_world.rows("SELECT met FROM people WHERE met IS NOT NULL") == []
    assert await quick_world.rows("SELECT met FROM leads WHERE met IS NOT NULL") == []


async def test_an_agent_opens_a_link(quick_world: World) -> None:
    """Their own or another's: they are at their desk."""
    adi = quick_world.agent("Adi")
    await adi.says("/tugas")
    await opens(adi, "a-AP-0001")
    assert adi.sees("Tugas Anda")
    rina = quick_world.officer("Rina")
    await rina.says("/tautan")
    assert rina.sees("untuk tugas rekan lain")
