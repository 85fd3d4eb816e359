"""A lead on its way from agent to agent, as the phones show it."""

from tests.conversations.enrol import sends
from tests.kit import Actor, World


async def state_of(world: World) -> tuple[str, int | None]:
    """State and holder of the only lead."""
    [lead] = await world.leads()
    return lead.state, lead.holder


def card(agent: Actor, label: str) -> tuple[int | None, str]:
    """The message and the data of the newest button with these words."""
    button = agent._button(label)
    assert button is not None, agent.transcript()
    return button


async def test_accept_and_be_named(world: World) -> None:
    """The agent sees the name only then; the worker learns who comes, with a code, and how to check."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    assert adi.sees("Sumedangan")
    assert not adi.sees("Bu Sari")
    await adi.taps("Terima")
    assert adi.sees("Bu Sari")
    assert sari.sees("Adi")
    assert sari.sees("agen Perisai")
    assert sari.sees("AP-0001")
    assert sari.sees("tidak meminta uang jasa")
    await sari.taps("Lihat minat saya")
    assert sari.sees("AP-0001")
    await sari.taps("Cek agen ini")
    assert sari.sees("kode bayar resmi")


async def test_decline_and_the_next_is_asked(world: World) -> None:
    """Nobody is asked twice; when nobody is left the officer hears of it, once."""
    sari, adi, budi = world.person("Sari"), world.agent("Adi", "35.28.02"), world.agent("Budi", "35.28")
    rina = world.officer("Rina")
    await sends(sari)
    assert adi.has_seen("Minat baru")
    assert not budi.has_seen("Minat baru")
    await adi.taps("Tolak")
    assert adi.sees("Anda tolak")
    assert budi.has_seen("Minat baru")
    assert not rina.has_seen("menunggu")
    await budi.taps("Tolak")
    assert rina.has_seen("menunggu")
    assert await state_of(world) == ("new", None)
    await world.passes(hours=5)
    assert sum("menunggu" in (m.text or "") for m in rina.phone.chat) == 1
    await adi.says("/tugas")
    assert adi.sees("Belum ada minat")


async def test_an_offer_that_is_not_answered_goes_on(world: World) -> None:
    """After the wait the next agent is asked, and the first is told; a tap then comes too late."""
    sari, adi, budi = world.person("Sari"), world.agent("Adi", "35.28.02"), world.agent("Budi", "35.28")
    await sends(sari)
    late = card(adi, "Terima")
    await world.passes(minutes=59)
    assert not budi.has_seen("Minat baru")
    await world.passes(minutes=2)
    assert adi.has_seen("sudah lewat")
    assert budi.has_seen("Minat baru")
    adi.press(*late)
    await world.quiet()
    assert adi.has_seen("sudah tidak ada pada Anda")
    assert not adi.has_seen("Bu Sari")
    await budi.taps("Terima")
    assert budi.sees("Bu Sari")


async def test_the_card_says_until_when_it_can_be_answered(world: World) -> None:
    """When it comes, when it is opened again, and to a short code; not once it is accepted, and to nobody else."""
    sari, adi, rina = world.person("Sari"), world.agent("Adi"), world.officer("Rina")
    await sends(sari)
    until = "Jawab sebelum Sabtu 21 November, 10.00 WIB"
    assert adi.sees(until)
    await adi.says("1")
    assert adi.sees(until)
    await adi.taps("Buka kartu 1")
    assert adi.sees(until)
    await rina.says("/antrean")
    await rina.taps("1 · Sumedangan")
    assert not rina.sees("Jawab sebelum")
    await adi.taps("Terima")
    assert not adi.sees("Jawab sebelum")


async def test_the_deadline_is_told_by_the_agents_own_clock(quick_world: World) -> None:
    """An hour of work later, in the zone in which the agent works."""
    daeng, tini = quick_world.agent("Daeng", "73.71"), quick_world.person("Tini")
    await sends(tini, place="Karuwisi Utara")
    assert daeng.sees("Jawab sebelum Sabtu 21 November, 11.00 WITA")


async def test_nobody_covers_the_place(quick_world: World) -> None:
    """The officers of the branch that serves it are told, and one of them takes it."""
    sari, adi, rina = quick_world.person("Sari"), quick_world.agent("Adi", "35.29"), quick_world.officer("Rina")
    await sends(sari)
    assert not adi.has_seen("Minat baru")
    assert rina.sees("menunggu")
    assert not rina.sees("Bu Sari")
    await rina.taps("Ambil sendiri")
    assert rina.sees("Bu Sari")
    assert sari.sees("Rina")
    assert sari.sees("petugas cabang")
    await rina.taps("Sudah dihubungi")
    await rina.taps("Terdaftar")
    assert sari.sees("sudah didaftarkan")


async def test_an_officer_takes_what_an_agent_was_offered(quick_world: World) -> None:
    """The agent's card then leads nowhere."""
    sari, adi, rina = quick_world.person("Sari"), quick_world.agent("Adi"), quick_world.officer("Rina")
    await sends(sari)
    offered = card(adi, "Terima")
    await rina.says("/antrean")
    await rina.taps("1 · ")
    assert not rina.sees("Bu Sari")
    await rina.taps("Ambil sendiri")
    adi.press(*offered)
    await quick_world.quiet()
    assert adi.has_seen("sudah tidak ada pada Anda")
    assert [lead.state for lead in await quick_world.leads()] == ["accepted"]
    assert not adi.has_seen("Bu Sari")


async def test_agent_and_officer_at_the_same_moment(world: World) -> None:
    """Both tap before the bot has heard of either: one has it, the other is told so."""
    sari, adi, rina = world.person("Sari"), world.agent("Adi"), world.officer("Rina")
    await sends(sari)
    await rina.says("/tugas")
    await rina.taps("1 · ")
    adi_taps, rina_taps = card(adi, "Terima"), card(rina, "Ambil")
    adi.press(*adi_taps)
    rina.press(*rina_taps)
    await world.quiet()
    assert [adi.has_seen("Bu Sari"), rina.has_seen("Bu Sari")].count(True) == 1
    assert sum("akan menghubungi" in (m.text or "") for m in sari.phone.chat if m.from_bot) == 1
    log = await world.rows("SELECT state FROM lead_log ORDER BY version")
    assert [row[0] for row in log] == ["new", "offered", "accepted"]


async def test_accepting_twice(world: World) -> None:
    """Two taps in a row make one acceptance, and the worker is told once."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    offered = card(adi, "Terima")
    adi.press(*offered)
    adi.press(*offered)
    await world.quiet()
    assert await state_of(world) == ("accepted", 1)
    assert adi.sees("Bu Sari")
    assert sum("akan menghubungi" in (m.text or "") for m in sari.phone.chat if m.from_bot) == 1


async def test_somebody_elses_card(quick_world: World) -> None:
    """Another agent, an official, a worker and the worker's own button: nothing moves, nothing is told."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi", "35.28.02")
    budi, bapak, joko = quick_world.agent("Budi"), quick_world.official("Bapak"), quick_world.person("Joko")
    await sends(sari)
    await joko.says("/start")
    _, accept = card(adi, "Terima")
    for other in (budi, bapak, joko, sari):
        newest = other.phone.last_answer
        assert newest is not None
        for forged in (accept, "c:1:show:2", "c:1:take:2", "c:1:registered:2", "c:1:unreachable:2", "c:99:accept:1"):
            other.press(newest.id, forged)
            await quick_world.quiet()
        assert not other.has_seen("Bu Sari") or other is sari
    assert await state_of(quick_world) == ("offered", 1)
    assert (await quick_world.rows("SELECT count(*) FROM inbox WHERE state = 'parked'"))[0][0] == 0


async def test_closing_with_a_reason(quick_world: World) -> None:
    """The reason is stored, the name disappears, and the worker may ask again."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Tidak jadi")
    assert adi.sees("Kenapa")
    await adi.taps("Kembali")
    assert adi.sees("Bu Sari")
    await adi.taps("Tidak jadi")
    await adi.taps("Belum mampu bayar")
    assert not adi.sees("Bu Sari")
    [lead] = await quick_world.leads()
    assert (lead.state, lead.reason) == ("closed", "cannot_afford")
    await sari.says("/status")
    assert sari.sees("Sudah selesai")
    assert "🙋 Minta lagi" in sari.labels()


async def test_a_change_of_an_offered_lead_is_seen_before_it_is_accepted(quick_world: World) -> None:
    """The card that was sent first shows the newer answers and asks once more."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await sari.says("/status")
    await sari.taps("Ubah isian")
    await sari.taps("Waktu")
    await sari.taps("Sore")
    await sari.taps("Kirim")
    await adi.taps("Terima")
    assert adi.sees("Sore")
    assert await state_of(quick_world) == ("offered", 1)
    await adi.taps("Terima")
    assert await state_of(quick_world) == ("accepted", 1)


async def test_moving_to_another_branch_tells_its_officers(quick_world: World) -> None:
    """A lead that waits with one branch and turns out to belong to another is announced there too."""
    sari = quick_world.person("Sari")
    rina = quick_world.officer("Rina", "35.28", branch="pamekasan")
    dewi = quick_world.officer("Dewi", "35.26", branch="bangkalan")
    await sends(sari)
    assert rina.has_seen("menunggu")
    await sari.says("/status")
    await sari.taps("Ubah isian")
    await sari.taps("Tempat")
    await sari.says("galis bangkalan")
    await sari.taps("Galis, Kab. Bangkalan")
    await sari.taps("Tidak ada di daftar")
    assert not dewi.has_seen("menunggu")
    await sari.taps("Kirim")
    assert dewi.has_seen("menunggu")


async def test_an_agent_joins_while_leads_wait(quick_world: World) -> None:
    """What nobody could be offered is offered to whoever comes."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/status")
    assert sari.sees("mencarikan")
    assert sari.sees("jangan percaya dulu")
    adi = quick_world.agent("Adi")
    await quick_world.quiet()
    assert adi.has_seen("Minat baru")
    await sari.says("/status")
    assert sari.sees("tawarkan")


async def test_a_false_report_can_be_answered(quick_world: World) -> None:
    """Whoever is said to be registered is told how to say that it is not so."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Terdaftar")
    assert sari.sees("melaporkan bahwa Anda sudah didaftarkan")
    assert sari.sees("/bantuan")
