"""An officer tells something to many: to those who allowed it, at their hours, and never past a pause or a no."""

from datetime import timedelta

import pytest

from storage import audit
from tests.conversations.broadcasting import (
    NEWS,
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
from tests.conversations.enrol import meets, sends
from tests.conversations.operators import arrived
from tests.kit import Actor, World


async def test_a_whole_broadcast(world: World) -> None:
    """Written, seen as one person sees it, counted, agreed to by a second officer, sent, told what became of it."""
    citra, rina = world.officer("Citra"), world.officer("Rina")
    people = await five(world)
    await is_there(rina)
    await writes(citra, WITH_A_NUMBER, place="Seluruh wilayah")
    await citra.taps("📍 Wilayah")
    await citra.says("sumedangan")
    await citra.taps("Sumedangan")
    assert citra.sees(WITH_A_NUMBER) and citra.sees(NEWS) and citra.sees("/berhenti")
    assert citra.sees("📍 Wilayah: Sumedangan") and citra.sees("⚠️ Ada angka panjang")
    await citra.taps("Hitung")
    assert citra.sees("Akan menerima: 2 orang"), citra.transcript()
    assert citra.sees("bagian lain wilayah cabang: 1")
    assert citra.sees("minta tidak dikirimi pesan: 1") and citra.sees("belum mengizinkan kabar cabang: 1")
    assert citra.sees("Yang bisa: 1 petugas")
    await citra.taps("📤 Kirim")
    assert citra.sees("sudah kami minta melihatnya")
    assert [told(who, WITH_A_NUMBER) for who in people.values()] == [0] * 5
    assert rina.sees("Citra (cabang Pamekasan) minta persetujuan Anda: kabar untuk 2 orang")
    await looks(rina)
    assert rina.sees(WITH_A_NUMBER) and rina.sees("Sumedangan")
    await rina.taps("Setuju, kirim")
    assert citra.has_seen("Rina menyetujui kabar Anda")
    assert {name: told(who, WITH_A_NUMBER) for name, who in people.items()} == {
        "Sari": 1,
        "Tini": 1,
        "Wati": 0,
        "Yanto": 0,
        "Dewi": 0,
    }
    assert "Tanpa kabar cabang" in " ".join(people["Sari"].labels()) and await arrived(people["Sari"], "broadcast")
    assert citra.has_seen("Kabar selesai dikirim") and citra.has_seen("✅ Terkirim: 2")
    assert await world.rows(STATES) == [("done", None)]
    await world.passes(days=8)
    assert told(people["Sari"], WITH_A_NUMBER) == 1


async def test_what_is_kept_of_it(quick_world: World) -> None:
    """The text is sealed, and forgotten in the end; each step stands in the audit, without the text."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await sends_news(citra)
    [row] = await quick_world.rows("SELECT text, counts FROM broadcasts")
    assert TEXT.encode() not in row.text
    entries = await quick_world.rows("SELECT actor, action, subject FROM audit WHERE action LIKE 'broadcast%'")
    assert entries == [("officer:1", "broadcast.write", "branch:pamekasan")]
    assert TEXT not in str(await quick_world.rows("SELECT details FROM audit"))
    await quick_world.passes(days=181)
    await quick_world.app.housekeeping()
    assert await quick_world.rows("SELECT text FROM broadcasts") == [(None,)]
    async with quick_world.app.database.reading() as tx:
        assert (await audit.verify(tx)).broken is None


async def test_nobody_is_woken(quick_world: World) -> None:
    """What is sent off in the evening arrives in the morning, after Sunday's; a conversation is not interrupted."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=12)
    await sends_news(citra)
    assert told(sari) == 0
    await citra.says("/siaran")
    await citra.taps("▶️")
    assert citra.sees("Menunggu giliran: 1")
    await quick_world.passes(hours=10)
    assert told(sari) == 0
    await quick_world.passes(hours=2)
    assert told(sari) == 1


async def test_two_a_week_and_the_third_waits(quick_world: World) -> None:
    """The dry run says so beforehand; what waits too long is dropped."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    for text in ("Kabar yang pertama.", "Kabar yang kedua."):
        await sends_news(citra, text)
        assert told(sari, text) == 1
    await quick_world.passes(days=2)
    await writes(citra, "Kabar yang ketiga.")
    await citra.taps("Hitung")
    assert citra.sees("menunggu giliran, karena minggu ini sudah cukup pesan: 1")
    await citra.taps("📤 Kirim")
    assert told(sari, "Kabar yang ketiga.") == 0
    await quick_world.passes(days=4)
    assert told(sari, "Kabar yang ketiga.") == 0
    await quick_world.passes(days=1)
    assert told(sari, "Kabar yang ketiga.") == 1


async def test_paused_let_go_on_and_called_off(world: World) -> None:
    """While it is paused nothing leaves, not even what is held ready; what was called off never does."""
    citra, rina, sari = world.officer("Citra"), world.officer("Rina"), world.person("Sari")
    await is_known(sari)
    await world.passes(hours=12)
    await sends_news(citra)
    await rina.says("/siaran")
    await rina.taps("▶️")
    await rina.taps("Jeda")
    assert citra.has_seen("Rina menjeda kabar Anda")
    await world.passes(hours=14)
    assert told(sari) == 0
    await rina.taps("Lihat kabar ini")
    assert rina.sees("Ditahan: 1")
    await rina.taps("Lanjutkan")
    assert told(sari) == 1
    await world.passes(hours=10)
    await sends_news(citra, "Kabar yang dibatalkan.")
    await citra.taps("Daftar kabar")
    await citra.taps("▶️ Kabar yang")
    await citra.taps("Batalkan")
    await citra.taps("Ya, batalkan")
    await world.passes(days=2)
    assert told(sari, "Kabar yang dibatalkan.") == 0
    assert citra.has_seen("Kabar dibatalkan") and citra.has_seen("✖️ Dibatalkan: 1")
    assert await world.rows(STATES) == [("done", None), ("cancelled", None)]


@pytest.mark.parametrize("wants", ["Jeda", "Batalkan"])
async def test_what_lies_in_the_outbox_is_reached_too(world: World, wants: str) -> None:
    """The message was written and waits for its place when somebody says stop."""
    citra, sari = await sent_and_waiting(world)
    assert (await world.outbox())["bulk", "waiting"] == 1
    await world.app.sender._refill()
    assert (await world.outbox())["bulk", "leased"] == 1
    for label in ("Daftar kabar", "▶️", wants, *(["Ya, batalkan"] if wants == "Batalkan" else [])):
        await sees_next(world, citra)
        button = citra._button(label)
        assert button is not None, citra.transcript()
        citra.press(*button)
        await without_sending(world)
    await world.quiet()
    assert told(sari) == 0
    state = {"Jeda": "held", "Batalkan": "cleared"}[wants]
    assert await world.rows("SELECT state FROM timers WHERE kind = 'broadcast'") == [(state,)]
    if wants == "Jeda":
        await citra.taps("Lihat kabar ini")
        await citra.taps("Lanjutkan")
        assert told(sari) == 1


async def sent_and_waiting(world: World) -> tuple[Actor, Actor]:
    """The officer and the one person, whose message is written and waits for its place."""
    citra, sari = world.officer("Citra"), world.person("Sari")
    await is_known(sari)
    await world.passes(hours=1)
    await writes(citra)
    await citra.taps("Hitung")
    button = citra._button("📤 Kirim")
    assert button is not None
    citra.press(*button)
    await without_sending(world)
    return citra, sari


async def without_sending(world: World) -> None:
    """Everything happens but that anything unasked leaves."""
    for _ in range(6):
        await world._receive()
        await world.app.worker.batch()
        await world.app.broadcasts.look()
        await world.app.timers.look()


async def test_what_was_held_ready_while_the_machine_slept_is_looked_at_again(quick_world: World) -> None:
    """The message was about to leave; when the machine wakes up Sari asks for silence before it does."""
    _, sari = await sent_and_waiting(quick_world)
    sender = quick_world.app.sender
    await sender._refill()
    assert await sender.stream.make_ready(lambda _: False) and sender.stream.ready
    quick_world.telegram.jump(timedelta(seconds=30))
    sari.phone.send("/berhenti")
    await quick_world.quiet()
    assert told(sari) == 0 and sari.sees("🔕 Baik"), sari.transcript()


async def sees_next(world: World, who: Actor) -> None:
    """Answers arrive."""
    await world.app.sender.finish()
    await world.app.sender.ledger.write()


async def test_who_left_tells_nobody_anything(quick_world: World) -> None:
    """What waits for a yes ends with its author; what runs is paused until another officer answers for it."""
    citra, rina, sari = quick_world.officer("Citra"), quick_world.officer("Rina"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=12)
    await sends_news(citra)
    await sends_news(citra, WITH_A_NUMBER)
    await rina.says("/tim")
    await rina.taps("Pilih")
    await rina.taps("Citra")
    await rina.taps("Akhiri")
    await rina.taps("Ya")
    await quick_world.passes(hours=60)
    assert await quick_world.rows(STATES) == [("paused", "author_gone"), ("cancelled", "author_gone")]
    assert told(sari) == 0
    assert rina.has_seen("kami jeda, karena penulisnya tidak bertugas lagi")
    await rina.taps("Lihat kabarnya")
    await rina.taps("⏸️")
    await rina.taps("Lanjutkan")
    assert told(sari) == 1


async def test_a_no_reaches_what_waits(quick_world: World) -> None:
    """One tap under the news and no more of it comes; what the branch wrote meanwhile is dropped, and says why."""
    citra, sari, tini = quick_world.officer("Citra"), quick_world.person("Sari"), quick_world.person("Tini")
    for who in (sari, tini):
        await is_known(who)
    await quick_world.passes(hours=1)
    await sends_news(citra)
    assert (told(sari), told(tini)) == (1, 1)
    await quick_world.passes(hours=11)
    await sends_news(citra, "Kabar yang kedua.")
    await sari.taps("Tanpa kabar cabang")
    assert sari.sees("kabar dari kantor cabang tidak kami kirim lagi")
    await quick_world.passes(hours=60)
    assert (told(sari, "Kabar yang kedua."), told(tini, "Kabar yang kedua.")) == (0, 1)
    assert citra.has_seen("Menarik izinnya: 1")
    await sari.says("/data")
    assert sari.sees("Boleh dikirimi kabar kantor cabang: tidak")
    await sari.taps("Boleh kabar cabang")
    await sari.taps("👍 Boleh")
    await quick_world.passes(days=7)
    await sends_news(citra, "Kabar yang ketiga.")
    await quick_world.passes(days=1)
    assert told(sari, "Kabar yang ketiga.") == 1


async def test_what_must_not_go_out(quick_world: World) -> None:
    """Said in plain words, and the officer writes again; tests/answers/test_announcements.py has more of them."""
    citra = quick_world.officer("Citra")
    await citra.says("/siaran")
    await citra.taps("Tulis kabar baru")
    for text, answer in (
        ("Halo.", "terlalu pendek"),
        ("Mohon kirim NIK Anda lewat bot ini ya.", "tidak boleh menyebut NIK"),
        ("Iuran bisa transfer ke Bu Rina saja.", "minta orang mengirim uang"),
        ("Lihat di bit.ly/kabar sekarang juga.", "Tautan dan nama akun"),
        ("Penyuluhan " * 40, "paling panjang"),
        ("NIK saya 3528041203850001", "mirip NIK"),
    ):
        await citra.says(text)
        assert citra.sees(answer), citra.transcript()
    await citra.says("Bawa KTP ke kantor hari Senin. Lihat bpjsketenagakerjaan.go.id.")
    assert citra.sees("Untuk wilayah mana?")


async def test_it_exists_for_officers_alone(quick_world: World) -> None:
    """Who works here hears that it is for others; everybody else has never heard of such a command."""
    adi, sekda, sari = quick_world.agent("Adi"), quick_world.official("Sekda"), quick_world.person("Sari")
    await meets(sari)
    for who, answer in ((adi, "untuk tugas rekan lain"), (sekda, "untuk tugas rekan lain"), (sari, "belum saya kenal")):
        await who.says("/siaran")
        assert who.sees(f"Perintah itu {answer}")


async def test_whoever_wants_no_reminders_is_not_asked_for_more(quick_world: World) -> None:
    """One no is enough for one day."""
    sari = quick_world.person("Sari")
    await sends(sari)
    assert not sari.has_seen("Boleh kantor cabang")
    await sari.says("/data")
    assert "🔔 Boleh kabar cabang" in sari.labels()


async def test_the_staff_gets_none(quick_world: World) -> None:
    """An agent who once was a worker reads the branch's news from the branch."""
    citra, adi = quick_world.officer("Citra"), quick_world.agent("Adi")
    await is_known(adi)
    await quick_world.passes(hours=1)
    await writes(citra)
    await citra.taps("Hitung")
    assert citra.sees("petugas atau agen: 1") and "📤 Kirim" not in citra.labels()


async def test_its_last_day(quick_world: World) -> None:
    """What nobody agreed to, or was let lie paused, is over with its last day."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    quick_world.officer("Rina")
    await is_known(sari)
    await quick_world.passes(hours=12)
    await sends_news(citra, WITH_A_NUMBER)
    await sends_news(citra)
    await citra.says("/siaran")
    await citra.taps("▶️")
    await citra.taps("Jeda")
    quick_world.telegram.jump(timedelta(days=8))
    await quick_world.passes(hours=12)
    assert await quick_world.rows(STATES) == [("cancelled", "too_late"), ("done", None)]
    assert citra.has_seen("tidak disetujui pada waktunya") and citra.has_seen("tidak ada yang menerimanya")
    assert citra.has_seen("Sudah lewat waktunya: 1") and told(sari) == 0


@pytest.mark.parametrize(("text", "said"), [(TEXT, "Kabar berangkat"), (WITH_A_NUMBER, "Kabar berangkat setelah")])
async def test_what_was_sent_cannot_seem_to_be_cancelled(quick_world: World, text: str, said: str) -> None:
    """The form is over, so nothing under its last words, nor /batal, says that nothing was kept."""
    citra, _, sari = quick_world.officer("Citra"), quick_world.officer("Rina"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await sends_news(citra, text)
    [last] = [message for message in citra.phone.chat if (message.text or "").count(said)]
    assert last.labels == ["📢 Daftar kabar", "🏠 Menu"]
    await citra.says("/batal")
    assert not citra.has_seen("Sudah dibatalkan")
    await citra.says("/siaran")
    await citra.taps("Tulis kabar baru")
    assert citra.sees("Tulis kabarnya")
