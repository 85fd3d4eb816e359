"""What organisations promise: noted in the chat, reminded of in the morning, changed and closed in taps."""

import pytest

from tests.kit import Actor, World


async def promises(who: Actor, name: str = "Dinas Pertanian", *, meeting: str = "selasa", kind: str = "Dinas") -> None:
    """A government office, or whoever else that `kind` is, promises two hundred workers."""
    await who.says("/janji")
    await who.taps("Catat janji")
    await who.taps(kind)
    await who.says(name)
    await who.taps("Kab. Pamekasan")
    await who.says("200 pekerja")
    await (who.taps("Belum ada") if meeting == "-" else who.says(meeting))
    await who.taps("Simpan")
    assert who.sees("Janji dicatat"), who.transcript()


def reminded(who: Actor, name: str = "Dinas Pertanian") -> int:
    """How many mornings spoke of it."""
    texts = [message.text or "" for message in who.phone.chat if message.from_bot]
    return sum("Selamat bekerja" in text and name in text for text in texts)


async def test_nobody_is_told_to_pick_where_there_is_nothing_yet(quick_world: World) -> None:
    """Neither a commitment nor a visit: what can be noted is said instead."""
    adi = quick_world.agent("Adi")
    await adi.says("/janji")
    assert adi.sees("Belum ada janji") and not adi.sees("Pilih satu")
    await adi.says("/kunjungan")
    assert adi.sees("Belum ada kunjungan") and not adi.sees("Pilih satu")
    await promises(adi)
    await adi.says("/janji")
    assert adi.sees("Pilih satu") and not adi.sees("Belum ada janji")


async def test_a_meeting_is_reminded_of_in_the_morning_of_its_day(quick_world: World) -> None:
    """Nothing on the day before; the result and the next meeting are noted in taps."""
    adi = quick_world.agent("Adi")
    await promises(adi)
    await quick_world.passes(days=2, hours=5)
    assert reminded(adi) == 0
    await quick_world.passes(days=1)
    assert reminded(adi) == 1 and adi.has_seen("Hari ini: Dinas Pertanian (0 dari 200 pekerja)"), adi.transcript()
    await adi.taps("Buka janji")
    await adi.taps("0/200 Dinas Pertanian")
    await adi.taps("Yang terlaksana")
    await adi.says("45 orang")
    assert adi.sees("Kapan bertemu lagi?"), "the meeting is today"
    await adi.taps("Pertemuan berikutnya")
    await adi.taps("Minggu depan")
    await adi.taps("Lihat janjinya")
    for told in ("Terlaksana: 45 pekerja", "1 Desember 2026", "Dinas, Kab. Pamekasan", "Masih berjalan"):
        assert adi.sees(told), adi.last()
    await quick_world.passes(days=7)
    assert reminded(adi) == 2


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("company", "Perusahaan", "PT Garam Jaya"),
        ("agency", "Dinas", "Dinas Perikanan"),
        ("bank", "Bank (KUR)", "BRI Unit Galis"),
        ("village", "Pemerintah desa", "Balai Desa Konang"),
    ],
)
async def test_an_employer_an_office_a_bank_and_a_village_each_keep_their_promise(
    quick_world: World, code: str, kind: str, name: str
) -> None:
    """Whoever promises: noted, reminded of on the day they meet, counted, met again, closed; officials read no name."""
    adi, sekda = quick_world.agent("Adi"), quick_world.official("Pak Sekda")
    await promises(adi, name, kind=kind)
    await quick_world.passes(days=3, hours=5)
    assert reminded(adi, name) == 1 and adi.has_seen(f"Hari ini: {name} (0 dari 200 pekerja)"), adi.transcript()
    await adi.taps("Buka janji")
    await adi.taps(f"0/200 {name}")
    for told in (name, f"{kind}, Kab. Pamekasan", "Dijanjikan: 200 pekerja", "24 November 2026", "Masih berjalan"):
        assert adi.sees(told), adi.last()
    await adi.taps("Yang terlaksana")
    await adi.says("45 orang")
    await adi.taps("Pertemuan berikutnya")
    await adi.taps("Minggu depan")
    await sekda.says("/laporan")
    await sekda.taps("Buka")
    assert sekda.has_seen("Janji instansi dan perusahaan (1): 200 orang, jadi 45."), sekda.transcript()
    assert name not in sekda.transcript()
    await quick_world.passes(days=7)
    assert reminded(adi, name) == 2 and adi.has_seen(f"{name} (45 dari 200 pekerja)"), adi.transcript()
    await adi.taps("Buka janji")
    await adi.taps(f"45/200 {name}")
    await adi.taps("✔️ Tutup")
    assert adi.sees("Terlaksana 45 dari 200"), adi.last()
    await adi.taps("Ya, tutup")
    kept = await quick_world.rows("SELECT kind, region, promised, done, state FROM commitments")
    assert [tuple(row) for row in kept] == [(code, "35.28", 200, 45, "closed")]
    await quick_world.passes(days=8)
    assert reminded(adi, name) == 2, "what is closed is not reminded of"


async def test_more_than_was_promised_is_asked_back(quick_world: World) -> None:
    """A nought too many is written again; who means it says so with one tap."""
    adi = quick_world.agent("Adi")
    await promises(adi)
    await adi.taps("Daftar janji")
    await adi.taps("Dinas Pertanian")
    await adi.taps("Yang terlaksana")
    await adi.says("2500")
    assert adi.sees("2.500 dari 200") and adi.sees("Sudah benar?"), adi.last()
    await adi.taps("Tulis lagi")
    await adi.says("250")
    assert adi.sees("250 dari 200"), adi.last()
    assert [row.done for row in await quick_world.rows("SELECT done FROM commitments")] == [0]
    await adi.taps("Ya, benar")
    assert adi.sees("Sudah dicatat. Bertemu lagi 24 November 2026."), "nobody is asked what they told already"
    await adi.taps("Lihat janjinya")
    await adi.taps("Yang terlaksana")
    await adi.says("200")
    assert adi.sees("Sudah dicatat"), "as many as were promised are a result"
    assert [row.done for row in await quick_world.rows("SELECT done FROM commitments")] == [200]


async def test_a_promise_below_what_is_done_is_asked_back(quick_world: World) -> None:
    """A nought too few; who means it says so with one tap."""
    adi = quick_world.agent("Adi")
    await promises(adi)
    await adi.taps("Daftar janji")
    await adi.taps("Dinas Pertanian")
    await adi.taps("Yang terlaksana")
    await adi.says("150")
    await adi.taps("Lihat janjinya")
    await adi.taps("Ubah jumlah janji")
    await adi.says("25")
    assert adi.sees("yang terlaksana sudah 150") and adi.sees("Sudah benar?"), adi.last()
    await adi.taps("Tulis lagi")
    await adi.says("140")
    assert [row.promised for row in await quick_world.rows("SELECT promised FROM commitments")] == [200]
    await adi.taps("Ya, benar")
    assert adi.sees("Sudah dicatat")
    assert [row.promised for row in await quick_world.rows("SELECT promised FROM commitments")] == [140]
    await adi.taps("Lihat janjinya")
    await adi.taps("Ubah jumlah janji")
    await adi.says("250")
    assert adi.sees("Sudah dicatat"), "more than is done is a promise"


async def test_what_is_closed_is_not_reminded_of(quick_world: World) -> None:
    """Nor is a meeting that was put off; opened again it is."""
    adi = quick_world.agent("Adi")
    await promises(adi)
    await adi.taps("Daftar janji")
    await adi.taps("Dinas Pertanian")
    await adi.taps("✔️ Tutup")
    assert adi.sees("Terlaksana 0 dari 200")
    await adi.taps("Ya, tutup")
    await quick_world.passes(days=3, hours=5)
    assert reminded(adi) == 0
    await adi.taps("Daftar janji")
    await adi.taps("✔️ 0/200 Dinas Pertanian")
    await adi.taps("Buka lagi")
    await adi.taps("Lihat janjinya")
    await adi.taps("Pertemuan berikutnya")
    await adi.says("besok")
    await adi.taps("Lihat janjinya")
    await adi.taps("Ubah jumlah janji")
    await adi.says("150")
    await quick_world.passes(days=1)
    assert reminded(adi) == 1 and adi.has_seen("(0 dari 150 pekerja)")
    actions = await quick_world.rows("SELECT action FROM audit WHERE action LIKE 'commitment.%' ORDER BY id")
    assert [row.action.partition(".")[2] for row in actions] == ["note", "close", "close", "change", "change"]


async def test_an_office_hears_on_its_last_working_day_of_a_meeting_on_a_free_one(quick_world: World) -> None:
    """On Friday of Saturday's; what has passed is told once a week, on its first working day."""
    citra = quick_world.officer("Citra")
    await promises(citra, meeting="28/11")
    await quick_world.passes(days=5, hours=5)
    assert reminded(citra) == 0
    await quick_world.passes(days=1)
    assert reminded(citra) == 1 and citra.has_seen("Dinas Pertanian (0 dari 200 pekerja)")
    await quick_world.passes(days=2)
    assert reminded(citra) == 1
    await quick_world.passes(days=1)
    assert reminded(citra) == 2 and citra.has_seen("Sudah lewat"), citra.transcript()
    await quick_world.passes(days=2)
    assert reminded(citra) == 2
    await citra.says("/janji")
    await citra.taps("⏰ 0/200 Dinas Pertanian")
    assert citra.sees("sudah lewat")


async def test_officers_see_the_branch_and_take_over_what_is_left_behind(quick_world: World) -> None:
    """Agents see their own; whoever left the staff is reminded no more, an officer is."""
    adi, budi, citra = quick_world.agent("Adi"), quick_world.agent("Budi"), quick_world.officer("Citra")
    await promises(adi)
    await budi.says("/janji")
    assert not any("Dinas" in label and "/" in label for label in budi.labels())
    await citra.says("/janji")
    await citra.taps("Dinas Pertanian")
    assert citra.sees("Dipegang Adi")
    await citra.says("/tim")
    await citra.taps("Pilih orang")
    await citra.taps("Adi")
    await citra.taps("Akhiri tugas")
    await citra.taps("Ya, akhiri")
    await quick_world.passes(days=3, hours=5)
    assert (reminded(adi), reminded(citra)) == (0, 1), citra.transcript()


async def test_what_is_no_name_of_an_organisation_is_asked_again(quick_world: World) -> None:
    """Nor is a day that has passed one to meet on."""
    adi, sekda = quick_world.agent("Adi"), quick_world.official("Pak Sekda")
    await adi.says("/janji")
    await adi.taps("Catat janji")
    await adi.taps("Bank (KUR)")
    for said, answer in (("12", "nama lembaganya"), ("BRI 0812 3456 7890", "Nomor orang"), ("x" * 61, "60 huruf")):
        await adi.says(said)
        assert adi.sees(answer), adi.transcript()
    await adi.says("BRI Unit Galis")
    await adi.says("galis")
    assert adi.labels()[:2] == ["Kec. Galis, Kab. Pamekasan", "Desa Galis, Galis, Kab. Pamekasan"], adi.transcript()
    await adi.taps("Desa Galis")
    await adi.says("50")
    await adi.says("20 november 2026")
    assert adi.sees("sudah lewat")
    await adi.says("1 januari 2028")
    assert adi.sees("terlalu jauh")
    await adi.taps("Belum ada")
    await adi.taps("🏷️ Nama lembaga")
    await adi.says("BRI Unit Pademawu")
    assert adi.sees("BRI Unit Pademawu") and adi.sees("Dijanjikan: 50")
    await sekda.says("/janji")
    assert not sekda.has_seen("Janji lembaga")


async def test_a_promise_of_thousands_is_easy_to_read(quick_world: World) -> None:
    """In the form, on the card and its buttons, with marks as each language sets them."""
    adi = quick_world.agent("Adi")
    await adi.says("/janji")
    for answer in ("Catat janji", "Dinas"):
        await adi.taps(answer)
    await adi.says("Dinas Perikanan")
    await adi.taps("Kab. Pamekasan")
    await adi.says("12500")
    await adi.taps("Belum ada")
    assert adi.sees("12.500"), adi.last()
    await adi.taps("Simpan")
    await adi.taps("Daftar janji")
    await adi.taps("0/12.500 Dinas Perikanan")
    assert adi.sees("Dijanjikan: 12.500 pekerja")
    await adi.taps("Yang terlaksana")
    assert "✅ Semua: 12.500" in adi.labels()


async def test_nobody_is_told_to_try_another_name_where_there_is_none(quick_world: World) -> None:
    """Looked for before anything was noted: it is said that nothing is, once."""
    adi = quick_world.agent("Adi")
    await adi.says("/janji")
    await adi.says("koperasi makmur")
    assert adi.sees("Belum ada janji") and not adi.sees("nama lain"), adi.last()
