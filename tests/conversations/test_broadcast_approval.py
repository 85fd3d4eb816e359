"""When a second officer has to agree before many people are told something."""

from sqlalchemy import text as sql

from bot.flows.judging import A_WEEK
from storage import broadcasts, staff
from storage.news import Listeners, Written
from tests.conversations.broadcasting import (
    STATES,
    TEXT,
    WITH_A_NUMBER,
    five,
    is_known,
    is_there,
    looks,
    sends_news,
    told,
    writes,
)
from tests.kit import Actor, World


async def run(world: World, statement: str) -> None:
    """As if it had been so."""
    async with world.app.database.transaction() as tx:
        await tx.execute(sql(statement))


async def alone(world: World) -> int:
    """How many people the one who writes here has told something this week that nobody else agreed to."""
    async with world.app.database.reading() as tx:
        author = next(one for one in await staff.officers(tx) if one.name == "Citra")
        return await broadcasts.sent_alone(tx, author.id, world.telegram.now() - A_WEEK)


async def wrote(world: World, officer: Actor, often: int, state: str) -> None:
    """So many old texts of an officer, which wait for somebody's yes, or are over."""
    now = world.telegram.now()
    async with world.app.database.transaction() as tx:
        author = next(one for one in await staff.officers(tx) if one.chat == officer.chat)
        whom = Listeners(("35",), ("35",), ("news-2",))
        for _ in range(often):
            text = Written(author.branch, author.id, "Kabar lama.", whom, 1, now + A_WEEK)
            await broadcasts.add(tx, text, state, now)


EVENING = (17 * 60, 20 * 60)
"""The hours of somebody whom it reaches later than the others."""


async def test_a_few_need_nobody_else(quick_world: World) -> None:
    """A text without numbers to one person goes out at once."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await writes(citra)
    await citra.taps("Hitung")
    assert citra.sees("langsung berangkat")
    await citra.taps("📤 Kirim")
    assert told(sari) == 1


async def test_agreeing_has_its_rules(quick_world: World) -> None:
    """Nobody agrees to their own; the text that was agreed to is the text that is sent, for it cannot be changed."""
    citra, rina, sari = quick_world.officer("Citra"), quick_world.officer("Rina"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await is_there(rina)
    await sends_news(citra, WITH_A_NUMBER)
    await citra.says("/siaran")
    await citra.taps("⏳ Ada penyuluhan")
    assert citra.labels()[:2] == ["🔄 Perbarui", "✖️ Batalkan"]
    await looks(rina)
    await citra.taps("✖️ Batalkan")
    await citra.taps("Ya, batalkan")
    await sends_news(citra, WITH_A_NUMBER.replace("Sumedangan", "Galis"))
    await rina.taps("Setuju, kirim")
    assert not rina.has_seen("✅ Disetujui")
    assert told(sari, "penyuluhan") == 0
    await rina.says("/siaran")
    await rina.taps("✋")
    assert rina.sees("Balai Desa Galis")
    await rina.taps("Jangan dikirim")
    assert citra.has_seen("Rina tidak menyetujui kabar Anda")
    await quick_world.passes(days=2)
    assert told(sari, "penyuluhan") == 0
    assert await quick_world.rows(STATES) == [("cancelled", None), ("cancelled", "refused")]


async def test_who_was_not_agreed_with_hears_it_once(quick_world: World) -> None:
    """And once that it was called off, if nobody was to get it yet."""
    citra, rina, sari = quick_world.officer("Citra"), quick_world.officer("Rina"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await is_there(rina)
    for label, told_once in (("Jangan dikirim", "Rina tidak menyetujui kabar Anda"), ("", "✖️ Dibatalkan")):
        seen = len(citra.phone.chat)
        await sends_news(citra, WITH_A_NUMBER)
        if label:
            await looks(rina)
            await rina.taps(label)
        else:
            await citra.says("/siaran")
            await citra.taps("⏳ Ada penyuluhan")
            await citra.taps("✖️ Batalkan")
            await citra.taps("Ya, batalkan")
        said = [message.text or "" for message in citra.phone.chat[seen:] if message.from_bot]
        assert sum(told_once in each for each in said) == 1, said
        assert not any("“Ada penyuluhan" in each for each in said), said


async def test_who_agrees_reads_whom_it_is_for(quick_world: World) -> None:
    """Not the place alone: also the work and how far their interest is, as its author chose."""
    citra, rina, sari = quick_world.officer("Citra"), quick_world.officer("Rina"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await is_there(rina)
    await writes(citra, WITH_A_NUMBER, work="Petani", whose="Minatnya masih berjalan")
    await citra.taps("Hitung")
    await citra.taps("📤 Kirim")
    await looks(rina)
    assert rina.sees("Ditulis Citra, cabang Pamekasan, untuk 1 orang."), rina.transcript()
    assert rina.sees("📍 Wilayah: Kab. Pamekasan") and rina.sees("📋 Minat: Minatnya masih berjalan")
    assert rina.sees("🧰 Pekerjaan: Petani"), rina.last()


async def test_pieces_of_a_broadcast_count_together(quick_world: World) -> None:
    """Whoever told forty-nine people something this week needs a second officer for two more; a week later none.

    Also after a pause: who lets their own go on stands in for nobody else.
    """
    rina, _ = quick_world.officer("Rina"), quick_world.officer("Hasan")
    await five(quick_world)
    await sends_news(rina)
    await run(quick_world, "UPDATE broadcasts SET people = 49, approver = author")
    await writes(rina, TEXT + " Mari!")
    await rina.taps("Hitung")
    assert rina.sees("Petugas lain harus menyetujui dulu")
    await rina.taps("Batal")
    await run(quick_world, "UPDATE broadcasts SET created = created - 604800000")
    await writes(rina, TEXT + " Mari!")
    await rina.taps("Hitung")
    assert rina.sees("kabar langsung berangkat")


async def test_who_calls_off_what_went_out_has_sent_it(world: World) -> None:
    """Sent, called off and written again: those whom it reached count, the others and what never ran do not."""
    citra, rina = world.officer("Citra"), world.officer("Rina")
    sari, tini = world.person("Sari"), world.person("Tini")
    await is_known(sari)
    await is_known(tini, hours=EVENING)
    await world.passes(hours=1)
    await is_there(rina)
    await sends_news(citra)
    assert (told(sari), told(tini), await alone(world)) == (1, 0, 2)
    await citra.says("/siaran")
    await citra.taps("▶️ Mobil layanan")
    await citra.taps("✖️ Batalkan")
    await citra.taps("Ya, batalkan")
    assert await world.rows(STATES) == [("cancelled", None)]
    assert await alone(world) == 1
    await sends_news(citra, WITH_A_NUMBER)
    await looks(rina)
    await rina.taps("Jangan dikirim")
    assert await alone(world) == 1
    await world.passes(hours=8)
    assert told(tini) == 0 and await alone(world) == 1


async def test_an_author_who_lets_it_go_on_takes_nobodys_place(world: World) -> None:
    """Whoever agreed still answers for it: it is not sent alone, and it runs on when its author leaves."""
    citra, rina, tini = world.officer("Citra"), world.officer("Rina"), world.person("Tini")
    await is_known(tini, hours=EVENING)
    await world.passes(hours=1)
    await is_there(rina)
    await sends_news(citra, WITH_A_NUMBER)
    await looks(rina)
    await rina.taps("Setuju, kirim")
    for act in ("⏸️ Jeda", "▶️ Lanjut"):
        await citra.says("/siaran")
        await citra.taps("Ada penyuluhan")
        await citra.taps(act)
    agreed = "SELECT s.name FROM broadcasts b JOIN staff s ON s.id = b.approver"
    assert await world.rows(agreed) == [("Rina",)]
    assert await alone(world) == 0
    await run(world, "UPDATE staff SET active = false WHERE name = 'Citra'")
    await world.passes(hours=8)
    assert told(tini, WITH_A_NUMBER) == 1


async def test_a_lone_officer_asks_another_branch(quick_world: World) -> None:
    """Where a branch has one officer, those of others may agree; where there is no other at all it cannot be sent."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await writes(citra, WITH_A_NUMBER)
    await citra.taps("Hitung")
    assert citra.sees("belum ada petugas lain")
    await citra.taps("📤 Kirim")
    assert citra.sees("belum bisa dikirim")
    assert await quick_world.rows(STATES) == []
    budi = quick_world.officer("Budi", "35.29", branch="sumenep")
    await quick_world.quiet()
    await citra.taps("📤 Kirim")
    assert citra.sees("sudah kami minta melihatnya")
    await looks(budi)
    await budi.taps("Setuju, kirim")
    assert told(sari, WITH_A_NUMBER) == 1
    await budi.says("/siaran")
    assert "penyuluhan" not in " ".join(budi.labels())


async def test_what_still_runs_is_found_whatever_was_written_since(quick_world: World) -> None:
    """Newer ones of the branch that are over, and what waits for officers elsewhere, hide nothing: it can be paused."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    budi, _ = (quick_world.officer(name, "35.29", branch="sumenep") for name in ("Budi", "Ana"))
    await is_known(sari)
    await quick_world.passes(hours=12)
    await sends_news(citra)
    for author, state in ((citra, "cancelled"), (budi, "asked")):
        await wrote(quick_world, author, 9, state)
    await citra.says("/siaran")
    assert sum("Kabar lama" in label for label in citra.labels()) == 8, citra.labels()
    await citra.taps("▶️ Mobil layanan")
    await citra.taps("Jeda")
    assert citra.sees("⏸️ Dijeda"), citra.transcript()
