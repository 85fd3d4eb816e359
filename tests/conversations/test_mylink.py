"""An agent's own link and QR code, and the people who come by it."""

import zlib

import segno

from bot.flows.mylink import BORDER, SCALE
from bot.simulator.messages import Photo
from tests.conversations.enrol import sends
from tests.conversations.reports import pictures
from tests.kit import Actor, World


def dots(picture: bytes) -> list[list[int]]:
    """The modules of a QR code in a PNG of one bit a pixel, without its border; dark is 1."""
    width, body, at = int.from_bytes(picture[16:20]), b"", 8
    while at < len(picture):
        size, kind = int.from_bytes(picture[at : at + 4]), picture[at + 4 : at + 8]
        body += picture[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw, line = zlib.decompress(body), (width + 7) // 8 + 1
    rows = [[0] * (line - 1)]
    for start in range(0, len(raw), line):
        kind, packed = raw[start], raw[start + 1 : start + line]
        assert kind in (0, 2), "rows are as they are, or what they differ from the row above"
        rows.append([(byte + (above if kind else 0)) % 256 for byte, above in zip(packed, rows[-1], strict=True)])
    middles = range(BORDER * SCALE + SCALE // 2, width - BORDER * SCALE, SCALE)
    return [[1 - (rows[row + 1][x // 8] >> (7 - x % 8) & 1) for x in middles] for row in middles]


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
    meant = segno.make("https://t.me/simulator_bot?start=a-AP-0001", error="q", micro=False)
    assert dots(poster.attachment.file.content) == [list(row) for row in meant.matrix]
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
    assert rina.sees("belum saya kenal")
