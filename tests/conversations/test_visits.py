"""Village visits: logged in a minute in the chat, corrected without losing what was told, each in one's own area."""

from tests.kit import Actor, World


async def logs(who: Actor, place: str = "konang", *, people: str = "25 orang", note: str = "Tanpa catatan") -> None:
    """A visit yesterday, up to the review."""
    await who.says("/kunjungan")
    await who.taps("Catat kunjungan")
    await who.says(place)
    assert who.sees("Yang mana?"), who.transcript()
    await who.taps("Kab. Pamekasan")
    await who.taps("Kemarin")
    await who.taps("Kelompok tani")
    await who.says(people)
    await (who.taps(note) if note == "Tanpa catatan" else who.says(note))
    assert who.sees("Sudah benar?"), who.transcript()


async def audited(world: World) -> list[str]:
    """What the staff did of field work, in order."""
    found = "SELECT action FROM audit WHERE action LIKE 'visit.%' OR action LIKE 'commitment.%' ORDER BY id"
    return [row.action for row in await world.rows(found)]


async def test_an_agent_logs_a_visit_and_changes_one_answer_before_it_is_kept(quick_world: World) -> None:
    """Then it stands in the list, with everything that was told."""
    adi = quick_world.agent("Adi")
    await logs(adi)
    await adi.taps("👥 Yang hadir")
    await adi.says("kira-kira 30")
    assert adi.sees("👥 Yang hadir: 30") and adi.sees("📅 Hari: 20 November 2026"), adi.transcript()
    await adi.taps("Simpan")
    assert adi.sees("Kunjungan dicatat"), adi.transcript()
    await adi.taps("Daftar kunjungan")
    await adi.taps("20/11 Konang")
    for told in ("Konang, Galis, Kab. Pamekasan", "Kelompok tani", "30", "Adi", "Tanpa catatan"):
        assert adi.sees(told), adi.last()
    assert await audited(quick_world) == ["visit.log"]


async def test_an_officer_corrects_what_an_agent_logged(quick_world: World) -> None:
    """As a new revision; other agents see nothing of it, and the agent sees who corrected it."""
    adi, budi = quick_world.agent("Adi"), quick_world.agent("Budi")
    citra, dewi = quick_world.officer("Citra"), quick_world.officer("Dewi", "35.29", branch="sumenep")
    await logs(adi, note="Balai desa penuh, mau datang lagi")
    await adi.taps("Simpan")
    await citra.says("/kunjungan")
    await citra.taps("20/11 Konang")
    await citra.taps("Perbaiki")
    await citra.taps("📍 Tempat")
    await citra.taps("Kec. Galis")
    await citra.taps("Galis")
    await citra.taps("Lihat lagi")
    assert citra.sees("Galis, Galis, Kab. Pamekasan") and citra.sees("diperbaiki 1 kali, terakhir oleh Citra")
    for what, answer in (("📅 Hari", "senin"), ("👥 Yang hadir", "52"), ("📝 Catatan", "-"), ("🤝 Bersama", "")):
        await citra.taps("Perbaiki")
        await citra.taps(what)
        await (citra.says(answer) if answer else citra.taps("PKK"))
        await citra.taps("Lihat lagi")
    await adi.says("/kunjungan")
    await adi.taps("16/11 Galis")
    for told in ("16 November 2026", "52", "Tanpa catatan", "PKK", "diperbaiki 5 kali, terakhir oleh Citra"):
        assert adi.sees(told), adi.last()
    for other in (budi, dewi):
        await other.says("/kunjungan")
        assert not any("Galis" in label and "/" in label for label in other.labels())
    assert await audited(quick_world) == ["visit.log", *["visit.correct"] * 5]
    [kept] = await quick_world.rows("SELECT count(*) AS count FROM visit_log")
    assert kept.count == 6


async def test_what_never_took_place_is_taken_back(quick_world: World) -> None:
    """And an old screen cannot bring it back."""
    adi, citra = quick_world.agent("Adi"), quick_world.officer("Citra")
    await logs(adi)
    await adi.taps("Simpan")
    await citra.says("/kunjungan")
    await citra.taps("20/11 Konang")
    await adi.taps("Daftar kunjungan")
    await adi.taps("20/11 Konang")
    await adi.taps("Tarik catatan")
    await adi.taps("Ya, tarik")
    assert adi.sees("tidak dihitung lagi")
    await citra.taps("Tarik catatan")
    assert not any("Konang" in label for label in citra.labels()), citra.transcript()
    assert await audited(quick_world) == ["visit.log", "visit.undo"]


async def test_a_place_outside_ones_area_is_not_found(quick_world: World) -> None:
    """Nor a day to come, nor a number of somebody in the note."""
    adi = quick_world.agent("Adi", "35.28.03")
    await adi.says("/kunjungan")
    await adi.taps("Catat kunjungan")
    await adi.says("sumedangan pademawu")
    assert adi.sees("tidak ada di wilayah Anda (Galis, Kab. Pamekasan)"), adi.transcript()
    await adi.taps("Kec. Galis")
    await adi.says("konang")
    await adi.taps("Konang")
    await adi.says("besok")
    assert adi.sees("Hari itu belum tiba"), adi.transcript()
    await adi.taps("Hari ini")
    await adi.taps("Perangkat desa")
    await adi.says("banyak sekali")
    assert adi.sees("satu angka saja, yang kira-kira pun boleh")
    await adi.says("25-30")
    assert adi.sees("satu angka saja")
    await adi.says("12")
    await adi.says("telepon Pak Kades 0812 3456 7890")
    assert adi.sees("Nomor warga tidak boleh"), adi.transcript()
    await adi.says("x" * 201)
    assert adi.sees("paling banyak 200 huruf")


async def test_officials_and_people_have_no_visits(quick_world: World) -> None:
    """The command does not exist for them."""
    for who in (quick_world.official("Pak Sekda"), quick_world.person("Sari")):
        await who.says("/start")
        await who.says("/kunjungan")
        assert not who.has_seen("Kunjungan desa")


async def test_old_notes_are_forgotten_and_the_visit_is_not(quick_world: World) -> None:
    """A year later only place, day and numbers are left."""
    adi = quick_world.agent("Adi")
    await logs(adi, note="Balai desa penuh")
    await adi.taps("Simpan")
    await quick_world.passes(days=364)
    assert [row.note is None for row in await quick_world.rows("SELECT note FROM visit_log")] == [False]
    await quick_world.passes(days=3)
    assert [row.note is None for row in await quick_world.rows("SELECT note FROM visit_log")] == [True]
    await adi.says("/kunjungan")
    await adi.taps("20/11 Konang")
    assert adi.sees("25") and adi.sees("Tanpa catatan")


async def test_who_logged_visits_sees_so_and_takes_the_words_along(quick_world: World) -> None:
    """/data says that they are kept; /hapus takes notes away, and leaves where somebody was and how many came."""
    adi = quick_world.agent("Adi")
    await logs(adi, note="Balai desa penuh")
    await adi.taps("Simpan")
    await adi.says("/data")
    assert adi.sees("Kunjungan dan janji yang Anda catat"), adi.last()
    await adi.says("/hapus")
    await adi.taps("Ya, hapus")
    assert [(row.note, row.people) for row in await quick_world.rows("SELECT note, people FROM visits")] == [(None, 25)]


async def test_what_was_saved_is_no_form_left_half_way(quick_world: World) -> None:
    """The next visit begins anew, and no way back leads to saving the last one twice."""
    adi = quick_world.agent("Adi")
    await logs(adi)
    await adi.taps("Simpan")
    assert adi.sees("Kunjungan dicatat") and not any("Kembali" in one or "Batal" in one for one in adi.labels())
    await adi.says("/tugas")
    await adi.says("/kunjungan")
    await adi.taps("Catat kunjungan")
    assert adi.sees("Di desa mana?") and any("Konang, Galis" in label for label in adi.labels()), adi.transcript()


async def test_a_visit_in_the_list_fits_one_line_of_a_phone(quick_world: World) -> None:
    """All visits are of one kabupaten, so it is not told again; by its name they are found all the same."""
    adi = quick_world.agent("Adi")
    await logs(adi)
    assert adi.sees("Bersama: Kelompok tani"), adi.last()
    await adi.taps("Simpan")
    await adi.taps("Daftar kunjungan")
    assert "🏘️ 20/11 Konang, Galis" in adi.labels(), adi.labels()
    await adi.says("pamekasan")
    assert "🏘️ 20/11 Konang, Galis" in adi.labels(), adi.transcript()
