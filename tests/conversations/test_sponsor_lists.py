"""A list of sponsors sent into the chat: told by its headings, shown first, saved with one tap, all or nothing."""

import asyncio

import pytest
from sqlalchemy import text

from bot.sheets.reading import read
from storage import audit
from tests.conversations import test_verify as members
from tests.conversations.test_escalation import times
from tests.kit import Actor, World
from tests.sheets.files import xlsx

HEADINGS = ("Jenis Pembayar", "Nama Pembayar", "Wilayah", "Kuota", "Mulai", "Berakhir", "Dasar Hukum")
TOBACCO = ("DBHCHT", "Pemkab Pamekasan", "Kab. Pamekasan", "1.000 orang", "1 Jan 2026", "31/12/2027", "SK 1/2026")
CSR = ("CSR", "PT Garam Contoh", "35.28.03", 50, "2026-11-01", "Oktober 2027", "PKS 7")
ELSEWHERE = ("CSR", "PT Seberang", "Kab. Sampang", 50, "2026-11-01", "Oktober 2027", "PKS 8")
WRONG = ("ASN", "Dinas Contoh", "Kab. Pamekasan", 5, "besok", "kapan-kapan", "")


async def sends(officer: Actor, *rows: tuple[object, ...], name: str = "sponsor.xlsx") -> None:
    """The officer sends a list with these rows from the page of sponsors."""
    await officer.says("/sponsor")
    await officer.sends_file(xlsx((HEADINGS, *rows)), name)


async def stored(world: World) -> list[tuple[object, ...]]:
    """What is kept, in order."""
    rows = await world.rows("SELECT branch, channel, region, quota, used FROM sponsorships ORDER BY id")
    return [tuple(row) for row in rows]


async def states(world: World) -> list[tuple[object, ...]]:
    """How each file stands, how it ended, and whether anything of it is kept."""
    rows = await world.rows("SELECT state, why, told IS NULL AND content IS NULL FROM uploads ORDER BY id")
    return [(row[0], row[1], bool(row[2])) for row in rows]


def result(officer: Actor) -> list[tuple[object, ...]]:
    """Line, outcome and remarks in the newest file that came back."""
    rows = [row.cells for row in read(officer.received()[-1][1]).rows[1:]]
    return [(row[0], row[1], row[4] if len(row) > 4 else None) for row in rows]


async def test_from_the_file_to_the_list(world: World) -> None:
    """Sent on the page of sponsors; counted, the odd rows named, nothing stored before the tap; then in the list."""
    citra = world.officer("Citra")
    await sends(citra, TOBACCO, CSR, WRONG)
    assert citra.has_seen("sponsor.xlsx sudah dibaca sebagai daftar sponsor: 3 baris")
    assert [row[:2] for row in result(citra)] == [(2, "Baru"), (3, "Baru"), (4, "Ditolak")]
    await citra.taps("Lihat dan simpan")
    assert citra.sees("🆕 Baru: 2") and citra.sees("⚠️ Salah: 1")
    assert citra.sees("• Baris 4: Tanggal mulai tidak terbaca.")
    assert citra.labels()[:2] == ["✅ Simpan", "🗑 Batal"]
    assert await stored(world) == []
    await citra.taps("Simpan")
    assert citra.has_seen("sudah disimpan: 3 baris")
    assert await stored(world) == [("pamekasan", "dbhcht", "35.28", 1000, 0), ("pamekasan", "csr", "35.28.03", 50, 0)]
    assert [row[:2] for row in result(citra)] == [(2, "Baru"), (3, "Baru"), (4, "Ditolak")]
    assert await states(world) == [("applied", None, True)]
    await citra.taps("Lihat daftarnya")
    assert citra.sees("2 yang belum berakhir") and citra.sees("Pemkab Pamekasan")


async def test_what_the_audit_keeps(quick_world: World) -> None:
    """Who had it read, who saved it, and how many rows came to what; nothing that stood in them."""
    citra = quick_world.officer("Citra")
    await sends(citra, TOBACCO, WRONG)
    await citra.taps("Lihat dan simpan")
    await citra.taps("Simpan")
    kept = await quick_world.rows("SELECT actor, subject, details FROM audit WHERE action = 'sponsors.import'")
    assert [tuple(row[:2]) for row in kept] == [("officer:1", "upload:1")] * 3
    assert '"new"' in str(kept[2].details) or "'new'" in str(kept[2].details)
    assert "Pemkab" not in str(kept) and "sponsor.xlsx" not in str(kept)
    async with quick_world.app.database.reading() as tx:
        assert (await audit.verify(tx)).broken is None


async def test_the_same_list_twice_changes_nothing_the_second_time(quick_world: World) -> None:
    """There is nothing to save then; a changed quota is, and who is in already is not forgotten."""
    citra = quick_world.officer("Citra")
    await sends(citra, TOBACCO, TOBACCO)
    assert citra.has_seen("Baru: 1") and citra.has_seen("Salah: 1")
    await citra.taps("Lihat dan simpan")
    assert citra.sees("• Baris 3: Sama dengan baris 2.")
    save = citra._button("Simpan")
    assert save is not None
    for _ in range(3):
        citra.press(*save)
    await quick_world.quiet()
    assert times(citra, "sudah disimpan") == 1
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE sponsorships SET used = 20"))
    await sends(citra, TOBACCO)
    await citra.taps("Lihat dan simpan")
    assert citra.sees("Sudah ada, tidak berubah: 1") and citra.labels()[0] == "🗑 Batal"
    await citra.taps("Batal")
    await sends(citra, (*TOBACCO[:3], 500, *TOBACCO[4:]))
    await citra.taps("Lihat dan simpan")
    await citra.taps("Simpan")
    assert await stored(quick_world) == [("pamekasan", "dbhcht", "35.28", 500, 20)]


async def test_a_quota_below_who_is_in_is_refused(quick_world: World) -> None:
    """Before it is saved, and also when somebody was enrolled while the list was looked over."""
    citra = quick_world.officer("Citra")
    await sends(citra, TOBACCO)
    await citra.taps("Lihat dan simpan")
    await citra.taps("Simpan")
    less = (*TOBACCO[:3], 10, *TOBACCO[4:])
    await sends(citra, less)
    await citra.taps("Lihat dan simpan")
    assert citra.sees("Berubah: 1")
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE sponsorships SET used = 11"))
    await citra.taps("Simpan")
    assert citra.has_seen("Salah: 1")
    assert "lebih kecil dari 11 orang" in str(result(citra))
    await sends(citra, less)
    await citra.taps("Lihat dan simpan")
    assert citra.sees("Kuota 10 lebih kecil dari 11 orang") and citra.labels()[0] == "🗑 Batal"
    assert await stored(quick_world) == [("pamekasan", "dbhcht", "35.28", 1000, 11)]


async def test_a_region_outside_the_branch_is_refused(quick_world: World) -> None:
    """Although a branch there is known, too: each officer keeps the list of their own."""
    citra, dewi = quick_world.officer("Citra"), quick_world.officer("Dewi", "35.27", branch="sampang")
    await sends(citra, CSR, ELSEWHERE)
    await citra.taps("Lihat dan simpan")
    assert citra.sees("• Baris 3: Wilayah ini di luar wilayah kantor cabang.")
    await citra.taps("Simpan")
    assert [row[0] for row in await stored(quick_world)] == ["pamekasan"]
    await sends(dewi, ELSEWHERE)
    await dewi.taps("Lihat dan simpan")
    await dewi.taps("Simpan")
    assert [row[0] for row in await stored(quick_world)] == ["pamekasan", "sampang"]


async def test_two_officers_save_at_once(world: World) -> None:
    """On both databases, through two processes: each row is stored once, and both hear how it went."""
    officers = [world.officer("Citra"), world.officer("Rina")]
    for officer in officers:
        await sends(officer, TOBACCO, CSR)
        await officer.taps("Lihat dan simpan")
        assert officer.sees("Baru: 2")
    for officer in officers:
        button = officer._button("Simpan")
        assert button is not None
        officer.press(*button)
    await world._receive()
    others = [] if world.app.database.is_sqlite else [await world.another()]
    await world.app.worker.batch()
    await asyncio.gather(*(app.uploads.look() for app in (world.app, *others)))
    await world.quiet()
    for app in others:
        await app.close()
    assert [row[1] for row in await stored(world)] == ["dbhcht", "csr"]
    assert sorted(officer.has_seen("Sudah ada, tidak berubah: 2") for officer in officers) == [False, True]
    assert all(officer.has_seen("sudah disimpan: 2 baris") for officer in officers)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a;b\n1;2\n", "kolom Jenis pembayar, Nama pembayar, Wilayah, Kuota, Mulai dan Berakhir"),
        (b"a;b\n1;2\n", "kolom Nomor minat atau Nomor HP"),
        (b"Sponsor;Wilayah;Mulai;Berakhir\nA;35.28;2026;2027\n", "tidak ada kolom Jenis pembayar dan Kuota"),
        (";".join(HEADINGS).encode(), "Hanya ada judul"),
        (b"%PDF-1.7", "berkas PDF"),
        (b"", "kosong"),
        (
            "\n".join([";".join(HEADINGS), *(["CSR;PT;35.28;5;2026;2027;SK"] * 1_001)]).encode(),
            "Paling banyak 1000 baris",
        ),
    ],
    ids=("neither", "neither-members", "columns", "no-rows", "pdf", "empty", "rows"),
)
async def test_lists_that_are_refused(quick_world: World, content: bytes, told: str) -> None:
    """In a sentence that says what to do; nothing is kept."""
    citra = quick_world.officer("Citra")
    await citra.says("/sponsor")
    await citra.sends_file(content, "daftar.csv")
    assert citra.has_seen(told), citra.transcript()
    [(state, _, gone)] = await states(quick_world)
    assert (state, gone) == ("refused", True)


async def test_nasty_rows_cost_only_themselves(quick_world: World) -> None:
    """Semicolons, empty rows, letters of another time, a NIK, a formula: what can be read is, the rest says why."""
    citra = quick_world.officer("Citra")
    lines = (";".join((*HEADINGS, "NIK")), "", ";".join((*map(str, CSR), "3528041203850001")), ";;;;;;;")
    broken = b"CSR;PT \x81\x8d\xff;35.28;5;2026-11-01;2027-10-31;SK;\n"
    await citra.says("/sponsor")
    await citra.sends_file("\n".join((*lines, "")).encode() + broken, "lama.csv")
    assert citra.has_seen("Baru: 1") and citra.has_seen("Salah: 1"), citra.transcript()
    await citra.taps("Lihat dan simpan")
    assert citra.sees("Baris 5: ada huruf yang tidak terbaca") and citra.sees("Tidak kami baca: NIK")
    await sends(citra, ("CSR", "=1+1", *CSR[2:]), CSR)
    await citra.taps("Lihat dan simpan")
    assert citra.sees("Baris 2: rumus yang hasilnya tidak tersimpan")
    await citra.taps("Simpan")
    assert await stored(quick_world) == [("pamekasan", "csr", "35.28.03", 50, 0)]


async def test_twenty_one_megabytes(quick_world: World) -> None:
    """Refused by what Telegram says of it, before anything is fetched."""
    citra = quick_world.officer("Citra")
    await citra.says("/sponsor")
    await citra.sends_file(bytes(21 * 1024 * 1024), "besar.xlsx")
    assert citra.sees("Paling besar 20 MB")
    assert await states(quick_world) == []


async def test_out_of_the_blue_and_among_the_members(quick_world: World) -> None:
    """Wherever it is sent, the headings tell; what the branch's last file of members said stays on the desk."""
    rina = quick_world.officer("Rina")
    await members.registered(quick_world)
    await members.sent(rina, (1, "JOKO SUSILO", members.NIK, 81234567890, "Sumedangan", "AKTIF"))
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    await rina.says("/tugas")
    await rina.sends_file(xlsx((HEADINGS, CSR)), "sponsor.xlsx")
    await rina.taps("Ya, baca")
    await rina.taps("Lihat dan simpan")
    await rina.taps("Simpan")
    assert len(await stored(quick_world)) == 1
    await rina.says("/tugas")
    assert rina.sees("nama di berkas lain dari nama di minat")
    await rina.says("/sponsor")
    await rina.sends_file(xlsx([members.HEADINGS, members.SARI]), "peserta.xlsx")
    assert rina.has_seen("Cocok: 1")
    assert await members.states(quick_world) == ["registered"]


async def test_a_list_is_given_up(quick_world: World) -> None:
    """By hand, by another one, by a day of silence: nothing is stored and nothing is kept."""
    citra = quick_world.officer("Citra")
    await sends(citra, CSR)
    await citra.taps("Lihat dan simpan")
    await citra.taps("Batal")
    assert citra.sees("Tidak ada yang berubah")
    await sends(citra, CSR)
    await sends(citra, CSR)
    await quick_world.passes(days=1, minutes=1)
    await quick_world.app.housekeeping()
    ended = ("by_hand", "replaced", "forgotten")
    assert await states(quick_world) == [("cancelled", why, True) for why in ended]
    await citra.taps("Lihat dan simpan")
    assert citra.sees("Kirim berkasnya di sini")
    assert await stored(quick_world) == []


async def test_an_agent_who_sends_a_list(quick_world: World) -> None:
    """And a worker: told, as before, that files are not read; nothing is fetched, and they have no such page."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    for other in (adi, sari):
        await other.says("/start")
        await other.sends_file(xlsx((HEADINGS, CSR)), "sponsor.xlsx")
        assert other.has_seen("berkas tidak kami simpan") and not other.has_seen("sponsor.xlsx")
        assert not any("Simpan" in label for label in other.labels())
    assert await states(quick_world) == []


@pytest.mark.parametrize("language", ["id", "en"])
async def test_the_empty_table_comes_back_filled(quick_world: World, language: str) -> None:
    """Its headings are all known, in either language; sent back empty it says that nothing stands in it."""
    citra = quick_world.officer("Citra")
    await citra.says("/tugas")
    if language == "en":
        await citra.says("/language")
        await citra.taps("English")
    await citra.says("/sponsor")
    await citra.taps("📄")
    [(name, content)] = citra.received()
    assert name.endswith(".xlsx")
    [row] = read(content).rows
    headings = [cell for cell in row.cells if cell]
    assert len(headings) == 12
    await citra.sends_file(content, name)
    assert citra.has_seen("Hanya ada judul") or citra.has_seen("headings")
    filled = (*CSR[:6], 7, 3, "JKK, JKM", "petani", "PKS 7", "(0324) 321-000")
    await citra.says("/sponsor")
    await citra.sends_file(xlsx((headings, filled)), name)
    await citra.taps("👀")
    await citra.taps("✅")
    [row] = await quick_world.rows("SELECT quota, used, months, programmes, works, law, contact FROM sponsorships")
    assert row[:3] == (50, 7, 3) and row[5:] == ("PKS 7", "(0324) 321-000")
    assert "jkm" in str(row[3]) and "farmer" in str(row[4])


async def test_a_bug_while_saving_costs_one_list_and_the_officer_hears_of_it(quick_world: World) -> None:
    """Nothing of it is stored; the next one is."""
    citra = quick_world.officer("Citra")
    await sends(citra, CSR)
    await citra.taps("Lihat dan simpan")
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE uploads SET content = NULL"))
    await citra.taps("Simpan")
    assert citra.has_seen("rusak dan tidak bisa dibuka")
    assert await stored(quick_world) == []
    await sends(citra, CSR)
    await citra.taps("Lihat dan simpan")
    await citra.taps("Simpan")
    assert len(await stored(quick_world)) == 1


async def test_rows_that_the_database_does_not_take_hold_up_nobody(world: World) -> None:
    """A row of the same name is there already, although we did not see it: the list is refused, others are saved."""
    citra, rina = world.officer("Citra"), world.officer("Rina")
    await sends(citra, CSR)
    await citra.taps("Lihat dan simpan")
    await citra.taps("Simpan")
    async with world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE sponsorships SET payer = 'Nama lain'"))
    await sends(citra, TOBACCO, CSR)
    await citra.taps("Lihat dan simpan")
    await citra.taps("Simpan")
    assert citra.has_seen("sponsor.xlsx tidak bisa dipakai")
    assert len(await stored(world)) == 1
    await sends(rina, TOBACCO)
    await rina.taps("Lihat dan simpan")
    await rina.taps("Simpan")
    assert len(await stored(world)) == 2
