"""An officer's day: what waits in the branch, giving leads to others, pairs that look the same."""

import asyncio

from sqlalchemy import text

from tests.conversations.enrol import sends
from tests.kit import Actor, World


async def accepted(world: World, agent: Actor, *, name: str = "Bu Sari") -> Actor:
    """Somebody whose interest this agent works on."""
    who = world.person(name)
    await sends(who, name=name)
    await agent.taps("Terima")
    return who


def listed(officer: Actor) -> list[str]:
    """The leads on the newest list, as they are named there."""
    return [label for label in officer.labels() if label[0].isdigit()]


async def opens(officer: Actor, label: str) -> None:
    """The branch's queue, everything that is open, then one card."""
    await officer.says("/antrean")
    await officer.taps("Keadaan")
    await officer.taps("Semua yang terbuka")
    await officer.taps(label)


async def test_the_queue_of_a_branch(quick_world: World) -> None:
    """Oldest first with age, narrowed by place, work and state; nobody's name; ten a page."""
    rina = quick_world.officer("Rina")
    for number in range(11):
        place = "Konang, Galis, Kab. Pamekasan" if number == 10 else "sumedangan pademawu"
        await sends(quick_world.person(f"Warga {number}"), place=place)
        await quick_world.passes(hours=1)
    await rina.says("/antrean")
    assert rina.sees("11 minat, halaman 1 dari 2")
    assert listed(rina)[0] == "1 · Sumedangan · 11 jam · –"
    await rina.taps("Halaman berikut")
    assert rina.sees("halaman 2 dari 2") and listed(rina) == ["11 · Konang · 1 jam · –"]
    await rina.taps("Tempat")
    await rina.taps("Galis, Kab. Pamekasan (1)")
    assert rina.sees("1 minat")
    await rina.taps("Tempat")
    await rina.taps("Semua tempat")
    await rina.taps("Pekerjaan")
    await rina.taps("Nelayan")
    assert rina.sees("0 minat")
    await rina.says("/queue")
    await rina.taps("1 · Sumedangan")
    assert rina.has_seen("Minat nomor 1") and not rina.has_seen("Warga")
    assert "↩️ Kembalikan ke antrean" not in rina.labels()


async def test_a_village_that_is_no_more(quick_world: World) -> None:
    """A lead may be older than a new decree; it is shown at the place above."""
    rina = quick_world.officer("Rina")
    await sends(quick_world.person("Sari"))
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE leads SET region = '35.28.04.2999'"))
    await rina.says("/antrean")
    assert listed(rina) == ["1 · Pamekasan · baru · –"]


async def test_late_leads_are_found(quick_world: World) -> None:
    """With who holds them."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    await accepted(quick_world, adi)
    await rina.says("/antrean")
    await rina.taps("Keadaan")
    await rina.taps("Terlambat")
    assert rina.sees("0 minat")
    await quick_world.passes(hours=25)
    await rina.taps("Perbarui")
    assert rina.sees("1 minat") and listed(rina)[0].endswith("AP-0002")


async def test_nobody_else_sees_the_queue(quick_world: World) -> None:
    """Neither agents nor officials, nor an officer of another branch."""
    adi, bapak = quick_world.agent("Adi", "35.29"), quick_world.official("Bapak")
    hasan = quick_world.officer("Hasan", "35.29", branch="sumenep")
    rina = quick_world.officer("Rina")
    await rina.says("/tugas")
    await sends(quick_world.person("Sari"))
    for who in (adi, bapak):
        for command in ("/antrean", "/tim", "/queue", "/team"):
            await who.says(command)
            assert who.sees("untuk tugas rekan lain")
    await hasan.says("/antrean")
    assert hasan.sees("0 minat")


async def test_a_lead_is_given_to_another_agent(world: World) -> None:
    """The old one loses name, number and every button at once; the new one is asked, and may say no."""
    rina, adi = world.officer("Rina"), world.agent("Adi", "35.28.02")
    sari = await accepted(world, adi)
    budi = world.agent("Budi")
    old = adi._button("Sudah dihubungi")
    assert old is not None
    await opens(rina, "1 · Sumedangan")
    assert rina.has_seen("Pada Adi (AP-0002): diterima") and not rina.has_seen("Bu Sari")
    await rina.taps("Alihkan ke agen lain")
    assert "📥 Antrean cabang" in rina.labels()
    await rina.taps("Budi")
    assert rina.sees("Budi")
    await rina.taps("Ya, tawarkan")
    assert not adi.has_seen("Bu Sari") and not adi.has_seen("0812")
    assert adi.has_seen("mengalihkan minat nomor 1")
    adi.press(*old)
    await world.quiet()
    assert adi.has_seen("sudah tidak ada pada Anda") and not adi.has_seen("Bu Sari")
    assert budi.has_seen("Minat baru nomor 1") and not budi.has_seen("Bu Sari")
    await budi.taps("Terima")
    assert budi.has_seen("Bu Sari")
    assert sari.has_seen("Budi")
    rows = await world.rows("SELECT actor, reason FROM lead_log WHERE reason = 'reassigned'")
    assert [row.actor.split(":")[0] for row in rows] == ["officer"]
    assert len(await world.rows("SELECT 1 FROM audit WHERE action = 'lead.reassign'")) == 1


async def test_who_declined_is_marked_and_asked_only_if_the_officer_insists(quick_world: World) -> None:
    """The router never asks again; the officer sees the sign."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    await sends(quick_world.person("Sari"))
    await adi.taps("Tolak")
    await rina.says("/antrean")
    await rina.taps("1 · Sumedangan")
    await rina.taps("Alihkan ke agen lain")
    await rina.taps("✋")
    assert rina.sees("pernah menolaknya")
    await rina.taps("Ya, tawarkan")
    assert [lead.state for lead in await quick_world.leads()] == ["offered"]
    assert len([m for m in adi.phone.chat if "Minat baru nomor 1" in (m.text or "")]) == 1


async def test_a_lead_goes_back_into_the_queue(quick_world: World) -> None:
    """Its holder's card is wiped, and somebody else is asked."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi", "35.28.02")
    await accepted(quick_world, adi)
    budi = quick_world.agent("Budi")
    await opens(rina, "1 · Sumedangan")
    await rina.taps("Kembalikan ke antrean")
    await rina.taps("Ya, kembalikan")
    assert rina.has_seen("kembali ke antrean")
    assert not adi.has_seen("Bu Sari")
    assert budi.has_seen("Minat baru nomor 1")


async def test_two_officers_give_one_lead_away_at_once(world: World) -> None:
    """One of them does; the other reads that it has changed, and nobody holds it twice."""
    rina, hasan, adi = world.officer("Rina"), world.officer("Hasan"), world.agent("Adi")
    await accepted(world, adi)
    budi, citra = world.agent("Budi"), world.agent("Citra")
    for officer, agent in ((rina, "Budi"), (hasan, "Citra")):
        await opens(officer, "1 · Sumedangan")
        await officer.taps("Alihkan ke agen lain")
        await officer.taps(agent)
    for officer in (rina, hasan):
        button = officer._button("Ya, tawarkan")
        assert button is not None
        officer.press(*button)
    await world.quiet()
    asked = [who for who in (budi, citra) if who.has_seen("Minat baru nomor 1")]
    assert len(asked) == 1
    assert [rina.has_seen("baru saja berubah"), hasan.has_seen("baru saja berubah")].count(True) == 1
    assert len(await world.rows("SELECT 1 FROM offers WHERE answer IS NULL")) == 1


async def test_an_agent_accepts_while_an_officer_gives_the_lead_away(world: World) -> None:
    """Whoever comes first; the lead has one holder and the other one a clear answer."""
    rina, adi = world.officer("Rina"), world.agent("Adi")
    await sends(world.person("Sari"))
    world.agent("Budi", "35.28")
    await world.quiet()
    await opens(rina, "1 · Sumedangan")
    await rina.taps("Alihkan ke agen lain")
    await rina.taps("Budi")
    accept, offer = adi._button("Terima"), rina._button("Ya, tawarkan")
    assert accept is not None and offer is not None
    adi.press(*accept)
    rina.press(*offer)
    await world.quiet()
    [lead] = await world.leads()
    accepted_by_adi = lead.state == "accepted"
    assert accepted_by_adi == rina.has_seen("baru saja berubah")
    assert accepted_by_adi == adi.has_seen("0812-3456-7890")
    assert len(await world.rows("SELECT 1 FROM offers WHERE answer IS NULL")) == int(not accepted_by_adi)


async def test_who_is_merged_into_a_registered_one_hears_where_they_stand(quick_world: World) -> None:
    """Their own interest ends; they are not left waiting for a call. Found by a fresh reader."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    await accepted(quick_world, adi)
    await adi.taps("Terdaftar")
    again = await accepted(quick_world, adi, name="Ibu Sari")
    await rina.says("/antrean")
    await rina.taps("Mungkin ganda")
    await rina.taps("1 + 2")
    await rina.taps("Sama, gabungkan")
    assert [lead.state for lead in await quick_world.leads()] == ["registered", "closed"]
    assert again.sees("dilaporkan sudah didaftarkan") and not again.has_seen("selesai")
    await again.taps("Lihat minat saya")
    await again.taps("Minta lagi")


async def test_a_pair_that_looks_the_same_is_merged(world: World) -> None:
    """The officer compares without reading who it is; the newer ends, its holder's card is wiped, both phones stay."""
    rina, adi = world.officer("Rina"), world.agent("Adi")
    await accepted(world, adi)
    budi = world.agent("Budi", "35.28.02")
    again = await accepted(world, budi, name="Ibu Sari")
    await rina.says("/antrean")
    await rina.taps("Mungkin ganda")
    await rina.taps("1 + 2")
    assert rina.sees("…890") and rina.sees("…889") and not rina.sees("Sari") and not rina.sees("0812")
    await rina.taps("Sama, gabungkan")
    assert rina.sees("digabung ke nomor 1")
    assert [lead.state for lead in await world.leads()] == ["accepted", "closed"]
    assert again.sees("Tidak ada yang hilang")
    assert not budi.has_seen("Ibu Sari")
    assert budi.has_seen("menggabungkan minat nomor 2") and not budi.has_seen("mengalihkan")
    await adi.taps("Buka kartu")
    assert adi.has_seen("0812-3456-7890") and adi.has_seen("0812-3456-7889")
    await again.says("/status")
    assert again.sees("sudah ada di daftar kami")
    read = await world.rows("SELECT subject FROM audit WHERE action = 'lead.compare' ORDER BY id")
    assert {row.subject for row in read} == {"lead:1", "lead:2"}


async def test_a_pair_that_is_two_people_is_not_shown_again(quick_world: World) -> None:
    """Nothing is merged, and nobody asks twice."""
    rina = quick_world.officer("Rina")
    await sends(quick_world.person("Sari"))
    await sends(quick_world.person("Sari"), name="Sari")
    await rina.says("/antrean")
    await rina.taps("1 · Sumedangan")
    await rina.taps("Mungkin ganda?")
    await rina.taps("1 + 2")
    await rina.taps("Bukan ganda")
    await rina.taps("Pasangan lain")
    assert rina.sees("Tidak ada minat yang kelihatannya ganda")
    assert [lead.state for lead in await quick_world.leads()] == ["new", "new"]


async def test_two_officers_merge_one_pair_at_once(postgres_url: str) -> None:
    """In two processes: one lead ends once, and each officer is answered."""
    world = await World.open(postgres_url)
    rina, hasan = world.officer("Rina"), world.officer("Hasan")
    await sends(world.person("Sari"))
    await sends(world.person("Sari"), name="Sari")
    for officer in (rina, hasan):
        await officer.says("/antrean")
        await officer.taps("Mungkin ganda")
        await officer.taps("1 + 2")
    for officer in (rina, hasan):
        button = officer._button("Sama, gabungkan")
        assert button is not None
        officer.press(*button)
    await world._receive()
    other = await world.another()
    await asyncio.gather(world.app.worker.batch(), other.worker.batch())
    await world.quiet()
    assert [lead.state for lead in await world.leads()] == ["new", "closed"]
    assert len(await world.rows("SELECT 1 FROM lead_log WHERE reason = 'duplicate'")) == 1
    await other.close()
    await world.close()


async def test_a_card_promises_no_name_that_will_not_come(quick_world: World) -> None:
    """While a lead waits, the name comes with accepting it; once an agent has it, the officer is told who sees it."""
    rina, adi, sari = quick_world.officer("Rina"), quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await rina.says("/antrean")
    await rina.taps("1 ·")
    assert rina.sees("tampak setelah diterima")
    assert rina.sees("🧰 Petani/kebun") and rina.sees("🛡️ JKK") and rina.sees("🕑 Pagi")
    await adi.taps("Terima")
    assert adi.sees("🧰 Petani/kebun")
    await rina.says("/antrean")
    await rina.taps("Keadaan")
    await rina.taps("Semua")
    await rina.taps("1 ·")
    assert rina.sees("hanya tampak bagi yang mengurusnya") and not rina.sees("setelah diterima")
