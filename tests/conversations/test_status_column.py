"""A column that says who was refused is never lost in silence: neither by what was remembered, nor unread."""

from tests.conversations.enrol import sends
from tests.conversations.test_verify import states
from tests.kit import Actor, World
from tests.sheets.files import xlsx


async def registered(world: World) -> tuple[Actor, Actor]:
    """Two workers whom an agent says are registered."""
    adi, sari, tono = world.agent("Adi"), world.person("Sari"), world.person("Tono")
    for number, (who, name) in enumerate(((sari, "Bu Sari"), (tono, "Pak Tono")), start=1):
        await sends(who, name=name)
        await adi.taps("Terima")
        await adi.says(f"{number} daftar")
    return sari, tono


async def reads(officer: Actor, *rows: tuple[object, ...]) -> None:
    """The officer sends a file with these rows and looks it over."""
    await officer.says("/cocokkan")
    await officer.sends_file(xlsx(rows), "berkas.xlsx")
    await officer.taps("Lihat dan terapkan")


async def test_a_status_that_the_first_file_did_not_have(world: World) -> None:
    """Whoever the branch refuses is not told that they are confirmed, whatever the file of last month looked like."""
    rina = world.officer("Rina")
    sari, tono = await registered(world)
    await reads(rina, ("Nama", "No HP"), ("Bu Sari", sari.number))
    await rina.taps("Terapkan")
    await reads(rina, ("Nama", "No HP", "Status"), ("Pak Tono", tono.number, "DITOLAK"))
    assert rina.sees("Status: Status")
    await rina.taps("Terapkan")
    assert await states(world) == ["verified", "contacted"]
    assert sari.has_seen("memastikan: Anda") and not tono.has_seen("memastikan: Anda")


async def test_a_status_under_another_heading_than_last_month(quick_world: World) -> None:
    """It is found anew."""
    rina = quick_world.officer("Rina")
    sari, tono = await registered(quick_world)
    await reads(rina, ("Nama", "No HP", "Status Kepesertaan"), ("Bu Sari", sari.number, "AKTIF"))
    await rina.taps("Terapkan")
    await reads(rina, ("Nama", "No HP", "Hasil"), ("Pak Tono", tono.number, "GAGAL"))
    await rina.taps("Terapkan")
    assert await states(quick_world) == ["verified", "contacted"]


async def test_a_status_that_nobody_recognises(world: World) -> None:
    """The officer is warned before anything is applied, by the names of the columns, and picks the one."""
    rina = world.officer("Rina")
    _, tono = await registered(world)
    await reads(rina, ("Nama", "No HP", "Ket"), ("Pak Tono", tono.number, "DITOLAK"))
    assert rina.sees("setiap baris dianggap sudah terdaftar") and rina.sees("Ket")
    await rina.taps("Ubah kolom")
    await rina.taps("Status")
    await rina.taps("Ket")
    await rina.taps("Lihat dan terapkan")
    assert not rina.sees("dianggap sudah terdaftar")
    await rina.taps("Terapkan")
    assert await states(world) == ["registered", "contacted"]


async def test_a_file_with_nothing_left_over_needs_no_warning(quick_world: World) -> None:
    """A list of those who are members has no status, and no officer is frightened by it."""
    rina = quick_world.officer("Rina")
    sari, _ = await registered(quick_world)
    await reads(rina, ("Nama", "No HP"), ("Bu Sari", sari.number))
    assert not rina.sees("dianggap sudah terdaftar")


async def test_a_status_that_the_officer_took_off_stays_off_and_is_warned_of(quick_world: World) -> None:
    """Remembered by its heading, through a file that does not have it; each plan says so."""
    rina = quick_world.officer("Rina")
    sari, tono = await registered(quick_world)
    married = ("Nama", "No HP", "Status"), ("Pak Tono", tono.number, "kawin")
    await reads(rina, *married)
    await rina.taps("Ubah kolom")
    await rina.taps("Status")
    await rina.taps("Tidak ada di berkas")
    await rina.taps("Lihat dan terapkan")
    assert rina.sees("dianggap sudah terdaftar")
    await rina.taps("Terapkan")
    await reads(rina, ("Nama", "No HP"), ("Bu Sari", sari.number))
    await rina.taps("Terapkan")
    await reads(rina, *married)
    assert rina.sees("Status: –") and rina.sees("dianggap sudah terdaftar")


async def test_who_had_several_reads_their_numbers_in_order(quick_world: World) -> None:
    """However the rows of the file stand."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    for name in ("Sari", "Tini"):
        await sends(quick_world.person(name), name=name)
        await adi.taps("Terima")
    await adi.says("1 daftar")
    await adi.says("2 daftar")
    await rina.says("/cocokkan")
    rina.phone.send_document(b"Nomor minat,Status\n2,aktif\n1,aktif\n", "cabang.csv")
    await quick_world.quiet()
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert adi.sees("minat nomor 1 dan 2")
