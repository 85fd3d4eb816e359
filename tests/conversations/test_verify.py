"""The branch's file: sent, read, looked over, applied; and everything that can be wrong with it."""

import io

import pytest
from openpyxl import load_workbook

from storage import audit
from tests.conversations.enrol import sends
from tests.kit import Actor, World
from tests.sheets.files import xlsx

HEADINGS = ("No", "Nama Peserta", "NIK", "No. HP", "Desa", "Status")
NIK = "3528041203850001"
SARI = (1, "SARI WULANDARI", NIK, 81234567890, "Sumedangan", "AKTIF")


async def registered(world: World, name: str = "Bu Sari", phone: str = "081234567890") -> tuple[Actor, Actor]:
    """An agent and a worker whom the agent says is registered."""
    adi, sari = world.agent("Adi"), world.person(name)
    await sends(sari, name=name, phone=phone)
    await adi.taps("Terima")
    await adi.taps("Terdaftar")
    return adi, sari


async def sent(officer: Actor, *rows: tuple[object, ...], name: str = "peserta.xlsx") -> None:
    """The officer sends a file with these rows."""
    await officer.says("/cocokkan")
    await officer.sends_file(xlsx([("DAFTAR PESERTA BPU",), HEADINGS, *rows]), name)


def result(officer: Actor) -> list[tuple[object, ...]]:
    """The rows of the newest result file."""
    book = load_workbook(io.BytesIO(officer.received()[-1][1]))
    return list(book.active.iter_rows(values_only=True))[1:]  # type: ignore[union-attr]


async def states(world: World) -> list[str]:
    """Where each lead stands."""
    return [lead.state for lead in await world.leads()]


async def test_from_the_file_to_the_congratulation(world: World) -> None:
    """Read, looked over, applied; agent and worker are told once, the name goes off the agent's phone."""
    rina = world.officer("Rina")
    adi, sari = await registered(world)
    assert adi.has_seen("Bu Sari")
    await sent(rina, SARI, (2, "Budi", NIK, "081211112222", "Galis", "AKTIF"))
    assert rina.has_seen("peserta.xlsx")
    assert rina.has_seen("Cocok: 1")
    assert rina.has_seen("Tidak ditemukan di minat: 1")
    assert [row[:2] for row in result(rina)] == [
        (3, "Cocok: dipastikan terdaftar"),
        (4, "Tidak ditemukan di minat"),
    ]
    assert await states(world) == ["registered"]
    await rina.taps("Lihat dan terapkan")
    assert rina.sees("Tidak kami baca: NIK")
    assert rina.sees("Nomor HP: No. HP")
    await rina.taps("Terapkan")
    assert await states(world) == ["verified"]
    assert rina.has_seen("sudah diterapkan")
    assert [message.text for message in adi.phone.chat if "memastikan" in message.text] != []
    assert not adi.has_seen("Bu Sari")
    assert sum("memastikan: Anda" in message.text for message in sari.phone.chat) == 1
    assert len(rina.received()) == 2


async def test_what_is_kept_of_a_file(world: World) -> None:
    """No NIK at any time; the rest sealed while it waits and gone afterwards; each step in the audit."""
    rina = world.officer("Rina")
    await registered(world)
    await sent(rina, SARI)
    [row] = await world.rows("SELECT told, content FROM uploads")
    assert row.content is not None
    async with world.app.database.reading() as tx:
        assert NIK not in str(tx.vault.open("uploads.content:1", row.content))
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    [row] = await world.rows("SELECT state, told, content FROM uploads")
    assert tuple(row) == ("applied", None, None)
    kept = await world.rows(
        "SELECT actor, action, subject FROM audit WHERE action LIKE 'verify%' OR action = 'lead.verified'"
    )
    assert [tuple(entry) for entry in kept] == [
        ("officer:1", "verify.import", "upload:1"),
        ("officer:1", "verify.import", "upload:1"),
        ("officer:1", "lead.verified", "lead:1"),
        ("officer:1", "verify.import", "upload:1"),
    ]
    async with world.app.database.reading() as tx:
        assert (await audit.verify(tx)).broken is None


async def test_a_rejected_registration_goes_back_to_the_agent(world: World) -> None:
    """The work goes on where it was, and is told as a task."""
    rina = world.officer("Rina")
    adi, sari = await registered(world)
    await sent(rina, (*SARI[:-1], "TIDAK AKTIF"))
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert await states(world) == ["contacted"]
    assert adi.sees("belum jadi: minat nomor 1")
    assert not sari.has_seen("memastikan: Anda")
    assert sari.sees("belum selesai") and sari.sees("Adi"), sari.transcript()
    await adi.taps("Daftar tugas")
    await adi.taps("1 ·")
    assert adi.sees("Bu Sari")
    history = await world.rows("SELECT actor, origin, state, reason FROM lead_log ORDER BY version DESC LIMIT 1")
    assert tuple(history[0]) == ("branch_file", "registered", "contacted", "branch_refused")


async def test_applying_twice_changes_nothing_twice(quick_world: World) -> None:
    """A second tap, an old button, the same file again: the second time all is confirmed before."""
    rina = quick_world.officer("Rina")
    adi, sari = await registered(quick_world)
    await sent(rina, SARI, SARI)
    assert rina.has_seen("Baris ganda: 1")
    await rina.taps("Lihat dan terapkan")
    message = next(each for each in reversed(rina.phone.chat) if "Terapkan" in str(each.labels))
    data = next(b.callback_data for row in message.buttons for b in row if "Terapkan" in b.text)
    for _ in range(3):
        rina.press(message.id, data or "")
    await quick_world.quiet()
    await sent(rina, SARI)
    assert rina.has_seen("Sudah dipastikan sebelumnya: 1")
    assert sum("memastikan: Anda" in each.text for each in sari.phone.chat) == 1
    assert sum("memastikan" in each.text for each in adi.phone.chat) == 1
    await rina.taps("Lihat dan terapkan")
    assert not any("Terapkan" in label for label in rina.labels())


async def test_a_file_sent_out_of_the_blue(quick_world: World) -> None:
    """An officer is asked what it is; anybody else is told, as before, that files are not read."""
    rina, adi, sari = quick_world.officer("Rina"), quick_world.agent("Adi"), quick_world.person("Sari")
    await rina.says("/tugas")
    await rina.sends_file(xlsx([HEADINGS, SARI]), "<b>data</b>.xlsx")
    assert rina.sees("<b>data</b>.xlsx")
    await rina.taps("Bukan")
    assert await quick_world.rows("SELECT id FROM uploads") == []
    await rina.sends_file(xlsx([HEADINGS, SARI]), "data.xlsx")
    await rina.taps("Ya, baca")
    assert rina.has_seen("sudah dibaca: 1 baris")
    for other in (adi, sari):
        await other.says("/start")
        await other.sends_file(xlsx([HEADINGS, SARI]), "data.xlsx")
        assert not other.has_seen("data.xlsx")
        await other.says("/cocokkan")
        assert not other.has_seen("berkas cabang")
    assert len(await quick_world.rows("SELECT id FROM uploads")) == 1


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"%PDF-1.7", "peserta.xlsx", "berkas PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "../../../etc/passwd", "Excel model lama"),
        (b"", "kosong.csv", "kosong"),
        (b"Nama;No HP\n", "judul.csv", "Hanya ada judul"),
        (b"a;b\n1;2\n", "asing.csv", "kami tidak tahu ini berkas apa"),
        (b"Nama;No HP\n" + b"a" * 131_073, "panjang.csv", "luar biasa panjang"),
    ],
)
async def test_files_that_are_refused(quick_world: World, content: bytes, name: str, told: str) -> None:
    """In a sentence that says what to do, by what is in them; nothing is kept."""
    rina = quick_world.officer("Rina")
    await rina.says("/cocokkan")
    await rina.sends_file(content, name)
    assert rina.has_seen(told)
    assert rina.has_seen(name)
    [row] = await quick_world.rows("SELECT state, told, content FROM uploads")
    assert tuple(row) == ("refused", None, None)


async def test_twenty_one_megabytes(quick_world: World) -> None:
    """Refused by what Telegram says of it, and where it says nothing, when it is fetched."""
    rina = quick_world.officer("Rina")
    await rina.says("/cocokkan")
    await rina.sends_file(bytes(21 * 1024 * 1024), "besar.csv")
    assert rina.sees("Paling besar 20 MB")
    assert await quick_world.rows("SELECT id FROM uploads") == []
    file = quick_world.telegram.files.by_id["sim-documents-1"]
    quick_world.telegram.inject(
        {
            "update_id": 900,
            "message": {
                "message_id": 900,
                "chat": {"id": rina.chat, "type": "private"},
                "document": {"file_id": file.id, "file_name": "besar.csv"},
            },
        }
    )
    await quick_world.quiet()
    assert rina.has_seen("besar.csv tidak bisa dipakai")


async def test_columns_of_another_name(quick_world: World) -> None:
    """What is not recognised is chosen with a tap, and remembered for the next file of the branch."""
    rina = quick_world.officer("Rina")
    await registered(quick_world)
    rows = [("Peserta", "Desa", "Yang bisa dihubungi"), ("Sari", "Sumedangan", "0812-3456-7890")]
    await rina.says("/cocokkan")
    await rina.sends_file(xlsx(rows), "a.xlsx")
    await rina.taps("Lihat dan terapkan")
    assert rina.sees("Kolom Nomor HP atau Nomor minat belum ketemu")
    assert not any("Terapkan" in label for label in rina.labels())
    await rina.taps("Ubah kolom")
    await rina.taps("Nomor HP")
    await rina.says("hubungi")
    await rina.taps("Yang bisa dihubungi")
    assert rina.has_seen("Cocok: 1")
    await rina.taps("Lihat dan terapkan")
    assert rina.sees("Nomor HP: Yang bisa dihubungi")
    await rina.taps("Terapkan")
    assert await states(quick_world) == ["verified"]
    await rina.says("/cocokkan")
    await rina.sends_file(xlsx(rows), "b.xlsx")
    assert rina.has_seen("Sudah dipastikan sebelumnya: 1")


async def test_a_file_is_given_up(quick_world: World) -> None:
    """By hand, by another one, by a day of silence: nothing changes and nothing is kept."""
    rina = quick_world.officer("Rina")
    await registered(quick_world)
    await sent(rina, SARI)
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Batalkan berkas ini")
    assert rina.sees("Tidak ada yang berubah")
    await sent(rina, SARI)
    await sent(rina, SARI)
    await quick_world.passes(days=1, minutes=1)
    await quick_world.app.housekeeping()
    rows = await quick_world.rows("SELECT why, told, content FROM uploads ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("by_hand", None, None),
        ("replaced", None, None),
        ("forgotten", None, None),
    ]
    assert await states(quick_world) == ["registered"]
    await rina.taps("Lihat dan terapkan")
    assert rina.sees("Kirim berkasnya di sini")


async def test_what_happened_while_the_file_was_looked_over(quick_world: World) -> None:
    """The lead as it stands when the file is applied decides, row by row."""
    rina = quick_world.officer("Rina")
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await sent(rina, SARI)
    assert rina.has_seen("Cocok: 1")
    await adi.taps("Tidak jadi")
    await adi.taps("Tidak bisa dihubungi")
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert await states(quick_world) == ["closed"]
    assert rina.has_seen("Minatnya berubah, dilewati: 1")


async def test_telegram_that_does_not_give_the_file(quick_world: World) -> None:
    """Tried again and again, then told."""
    from bot.simulator.faults import HttpError

    rina = quick_world.officer("Rina")
    await registered(quick_world)
    quick_world.telegram.faults.next("getFile", HttpError(502, "Bad Gateway"), times=2)
    await sent(rina, SARI)
    assert rina.sees("sedang dibaca")
    await quick_world.passes(minutes=1)
    await quick_world.passes(minutes=1)
    assert rina.has_seen("Cocok: 1")


async def test_a_process_that_died_while_reading(quick_world: World) -> None:
    """The lease runs out, and another one reads the file."""
    rina = quick_world.officer("Rina")
    await registered(quick_world)
    fetch = quick_world.app.uploads.fetch

    async def dies(_: str) -> bytes:
        raise KeyboardInterrupt

    quick_world.app.uploads.fetch = dies
    with pytest.raises(KeyboardInterrupt):
        await sent(rina, SARI)
    quick_world.app.uploads.fetch = fetch
    await quick_world.quiet()
    assert not rina.has_seen("Cocok: 1")
    await quick_world.passes(minutes=4)
    assert rina.has_seen("Cocok: 1")
    assert len(rina.received()) == 1


async def test_a_bug_of_ours_costs_one_file_and_the_officer_hears_of_it(quick_world: World) -> None:
    """Once; the next file is read as ever."""
    rina = quick_world.officer("Rina")
    await registered(quick_world)
    fetch = quick_world.app.uploads.fetch

    async def breaks(_: str) -> bytes:
        raise ZeroDivisionError

    quick_world.app.uploads.fetch = breaks
    await sent(rina, SARI)
    quick_world.app.uploads.fetch = fetch
    await quick_world.passes(hours=1)
    assert sum("rusak dan tidak bisa dibuka" in (message.text or "") for message in rina.phone.chat) == 1
    await sent(rina, SARI)
    assert rina.has_seen("Cocok: 1")


async def test_a_file_on_which_every_process_dies_is_given_up(quick_world: World) -> None:
    """After some tries; nobody reads it for ever."""
    rina = quick_world.officer("Rina")
    await registered(quick_world)

    async def dies(_: str) -> bytes:
        raise KeyboardInterrupt

    quick_world.app.uploads.fetch = dies
    with pytest.raises(KeyboardInterrupt):
        await sent(rina, SARI)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            await quick_world.passes(minutes=4)
    await quick_world.passes(minutes=4)
    assert rina.has_seen("rusak dan tidak bisa dibuka")


async def test_four_processes_apply_one_file(postgres_url: str) -> None:
    """Every row once, whoever does it."""
    import asyncio

    world = await World.open(postgres_url)
    rina, adi = world.officer("Rina"), world.agent("Adi")
    workers = []
    for number in range(8):
        workers.append(world.person(f"Orang {number}"))
        await sends(workers[-1], name=f"Orang {number}", phone=f"08123456780{number}")
        await adi.taps("Terima")
        await adi.taps("Terdaftar")
    rows = [(n, f"Orang {n}", NIK, f"08123456780{n}", "Sumedangan", "AKTIF") for n in range(8)]
    await sent(rina, *rows)
    async with world.app.database.transaction() as tx:
        from sqlalchemy import text

        await tx.execute(text("UPDATE uploads SET state = 'applying'"))
    others = [await world.another() for _ in range(3)]
    await asyncio.gather(*(app.uploads.look() for app in (world.app, *others)))
    await world.quiet()
    assert set(await states(world)) == {"verified"}
    assert all(sum("memastikan: Anda" in each.text for each in worker.phone.chat) == 1 for worker in workers)
    assert sum("sudah diterapkan" in each.text for each in rina.phone.chat) == 1
    log = await world.rows("SELECT lead FROM lead_log WHERE state = 'verified'")
    assert len(log) == 8
    for app in others:
        await app.close()
    await world.close()


async def test_a_refused_registration_stays_shut_while_the_phone_has_another_lead(world: World) -> None:
    """Somebody else's chat asked with the same number meanwhile: one open lead a phone, so an officer has a look."""
    rina = world.officer("Rina")
    await registered(world)
    await sends(world.person("Dewi"), phone="081234567890")
    assert await states(world) == ["registered", "offered"]
    await sent(rina, (*SARI[:-1], "TIDAK AKTIF"))
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert await states(world) == ["registered", "offered"]
    assert rina.has_seen("sudah diterapkan")


async def test_what_does_not_fit_is_a_task(world: World) -> None:
    """It stands on the officer's desk with the reason, and leads to the card, until the lead moves on."""
    rina = world.officer("Rina")
    await registered(world)
    await sent(rina, (1, "JOKO SUSILO", NIK, 81234567890, "Sumedangan", "AKTIF"))
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert await states(world) == ["registered"]
    await rina.says("/tugas")
    assert rina.sees("1 Sumedangan: nama di berkas lain dari nama di minat")
    await rina.taps("🔍 1 · Sumedangan")
    assert rina.has_seen("Minat nomor 1") and not rina.has_seen("0812")
    await sent(rina, SARI)
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    await rina.says("/tugas")
    assert not rina.sees("perlu dilihat")
