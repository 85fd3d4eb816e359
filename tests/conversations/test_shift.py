"""When agents work, as their phones show it: full for today, leave with a substitute, hours, what they take."""

from datetime import date

from tests.conversations.enrol import sends
from tests.kit import World

PADEMAWU = "35.28.02"


async def test_an_agent_is_full_for_today(quick_world: World) -> None:
    """No offer until midnight; the next morning it goes on, without a word."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await adi.says("/jadwal")
    assert adi.sees("Minat baru bisa datang")
    await adi.taps("Penuh hari ini")
    assert adi.sees("Sampai tengah malam")
    await sends(sari)
    assert not adi.has_seen("Minat baru nomor")
    await quick_world.passes(days=1)
    assert adi.has_seen("Minat baru nomor")


async def test_full_is_taken_back_in_a_word(quick_world: World) -> None:
    """Typed anywhere; whoever waits is offered at once."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await adi.says("/menu")
    await adi.says("Penuh")
    assert adi.sees("Sampai tengah malam")
    await sends(sari)
    assert not adi.has_seen("Minat baru nomor")
    await adi.says("/menu")
    await adi.says("kembali")
    assert adi.has_seen("Minat baru nomor")


async def test_what_is_typed_into_a_form_is_an_answer(quick_world: World) -> None:
    """A word of the agents is no command where something is to be typed, nor from anybody else."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await adi.says("/iuran")
    await adi.taps("sendiri lain")
    await adi.says("penuh")
    assert not adi.has_seen("tengah malam")
    await sari.says("/start")
    await sari.says("cuti")
    assert not sari.has_seen("Mulai cuti")


async def test_leave_with_a_substitute(quick_world: World) -> None:
    """The substitute hears of it and is offered what comes from the agent's area, until the agent is back."""
    adi, budi = quick_world.agent("Adi", PADEMAWU), quick_world.agent("Budi", "35.28.07")
    await adi.says("/tugas")
    await adi.taps("Jadwal dan cuti")
    await adi.taps("Cuti")
    await adi.says("kemarin dulu")
    assert adi.sees("belum saya pahami")
    await adi.says("20/11/2026")
    assert adi.sees("sudah lewat")
    await adi.taps("Hari ini")
    await adi.says("20/11/2026")
    assert adi.sees("sebelum hari pertama")
    await adi.says("3 hari")
    await adi.taps("Budi")
    assert adi.sees("21 November 2026 sampai 23 November 2026")
    assert adi.sees("Pengganti: Budi")
    assert budi.sees("memilih Anda sebagai pengganti")
    await sends(quick_world.person("Sari"))
    assert budi.has_seen("Minat baru nomor")
    await adi.says("kembali")
    assert budi.has_seen("tidak lagi menggantikan")
    await sends(quick_world.person("Tono"), phone="081234567899")
    assert adi.has_seen("Minat baru nomor")


async def test_an_open_offer_leaves_with_the_agent(quick_world: World) -> None:
    """It goes to somebody else at once; who comes back may be offered it again."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.says("cuti")
    await adi.says("hari ini")
    await adi.taps("Satu hari")
    await adi.taps("Tanpa pengganti")
    assert adi.has_seen("karena Anda sedang cuti")
    assert [lead.state for lead in await quick_world.leads()] == ["new"]
    await adi.says("kembali")
    assert [lead.state for lead in await quick_world.leads()] == ["offered"]


async def test_held_leads_are_handed_to_the_substitute(world: World) -> None:
    """Only with a tap; name and number leave the first phone, and the substitute may say no."""
    adi, sari = world.agent("Adi", PADEMAWU), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    budi = world.agent("Budi", "35.28.07")
    await adi.says("cuti")
    await adi.taps("Hari ini")
    await adi.taps("Satu minggu")
    await adi.taps("Budi")
    assert adi.sees("Ada 1 minat")
    assert not budi.has_seen("dititipkan")
    await adi.taps("Titip ke pengganti")
    assert budi.has_seen("dititipkan rekan Anda")
    assert not adi.has_seen("0812-3456-7890")
    assert not budi.has_seen("0812-3456-7890")
    await budi.taps("Terima")
    assert budi.has_seen("0812-3456-7890")
    assert sari.has_seen("AP-0002")
    [lead] = await world.leads()
    assert (lead.state, lead.holder) == ("accepted", 2)
    assert ("entrusted",) in await world.rows("SELECT reason FROM lead_log")


async def test_held_leads_may_stay(quick_world: World) -> None:
    """Leave takes nothing away by itself; it can be handed over later, too."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    quick_world.agent("Budi", "35.28.07")
    await adi.says("cuti")
    await adi.says("hari ini")
    await adi.says("sehari")
    await adi.taps("Budi")
    await adi.taps("Tetap saya")
    assert [lead.holder for lead in await quick_world.leads()] == [1]
    await adi.taps("Jadwal saya")
    await adi.taps("Titip ke pengganti")
    assert [lead.holder for lead in await quick_world.leads()] == [2]


async def test_two_who_stand_in_for_each_other(quick_world: World) -> None:
    """On the same days nobody would be there, so it is refused; on others it is a favour returned."""
    adi, budi = quick_world.agent("Adi"), quick_world.agent("Budi")
    await quick_world.quiet()
    for who, first, other in ((adi, "23/11", "Budi"), (budi, "1/12", "Adi")):
        await who.says("cuti")
        await who.says(first)
        await who.says("3 hari")
        await who.taps(other)
        assert who.sees("Cuti dicatat")
    await budi.says("cuti")
    await budi.says("24/11")
    await budi.says("sehari")
    assert not any("Adi" in label for label in budi.labels())
    await budi.says("adi")
    await budi.taps("Adi")
    assert budi.sees("Andalah penggantinya")
    await budi.taps("Tanpa pengganti")
    assert budi.sees("Cuti dicatat")


async def test_a_leave_is_called_off_before_it_begins(quick_world: World) -> None:
    """ "Back" only ends what has begun."""
    adi = quick_world.agent("Adi")
    await adi.says("cuti")
    await adi.says("besok")
    await adi.says("3 hari")
    await adi.taps("Tanpa pengganti")
    await adi.says("penuh")
    await adi.says("/kembali")
    assert await quick_world.rows("SELECT full_on FROM staff") == [(None,)]
    await adi.says("/jadwal")
    assert adi.sees("Akan cuti 22 November 2026 sampai 24 November 2026")
    await adi.taps("Batalkan cuti")
    assert await quick_world.rows("SELECT leave_first FROM staff") == [(None,)]


async def test_own_hours(world: World) -> None:
    """Chosen with a tap or written; offers keep to them."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await adi.says("/jadwal")
    await adi.taps("Jam kerja")
    await adi.taps("Jam kantor")
    assert adi.sees("Senin–Kamis: 08.00–12.00 dan 13.00–16.30")
    await adi.taps("Jadwal saya")
    await adi.taps("Jam kerja")
    await adi.taps("Tulis sendiri")
    await adi.says("kapan saja boleh")
    assert adi.sees("belum saya pahami")
    await adi.says("senin-kamis 07.00-11.00, 14-17; sabtu 19-21")
    assert adi.sees("Senin–Kamis: 07.00–11.00 dan 14.00–17.00")
    await sends(sari)
    assert not adi.has_seen("Minat baru nomor")
    await world.passes(hours=10, minutes=1)
    assert adi.has_seen("Minat baru nomor")


async def test_what_an_agent_takes(world: World) -> None:
    """Kinds of work, languages, how much at once; what others arrange meanwhile stays."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await adi.says("/jadwal")
    await adi.taps("Minat yang saya terima")
    await adi.taps("Ojek")
    await adi.taps("Selesai")
    await adi.taps("Selesai")
    await adi.says("banyak")
    assert adi.sees("dari 1 sampai 40")
    await adi.says("41")
    assert adi.sees("dari 1 sampai 40")
    await adi.taps("5")
    assert adi.sees("Paling banyak 5 minat")
    await sends(sari)
    assert not adi.has_seen("Minat baru nomor")
    assert await world.rows("SELECT capacity FROM staff") == [(5,)]


async def test_only_agents_have_a_shift(quick_world: World) -> None:
    """An officer hears that it is for others; each change of an agent's is kept."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    await rina.says("/jadwal")
    assert rina.sees("untuk tugas rekan lain")
    await adi.says("/penuh")
    assert await quick_world.rows("SELECT actor, action, subject FROM audit WHERE action <> 'staff.join'") == [
        ("agent:2", "staff.shift", "staff:2")
    ]
    full = await quick_world.rows("SELECT full_on FROM staff WHERE id = 2")
    assert [str(day) for (day,) in full] == [str(date(2026, 11, 21))]


async def test_back_before_the_leave_is_over(world: World) -> None:
    """Today counts as work again; the days that were leave are remembered, so that nothing has to be made up for."""
    adi = world.agent("Adi")
    await adi.says("cuti")
    await adi.says("hari ini")
    await adi.says("5 hari")
    await adi.taps("Tanpa pengganti")
    await world.passes(days=2)
    await adi.says("/kembali")
    assert [str(day) for day in (await world.rows("SELECT leave_first, leave_last FROM staff"))[0]] == [
        "2026-11-21",
        "2026-11-22",
    ]
    await adi.says("/jadwal")
    assert "cuti" not in adi.last().splitlines()[0].casefold() and not adi.sees("Akan cuti")
    await sends(world.person("Sari"))
    assert adi.has_seen("Minat baru")
