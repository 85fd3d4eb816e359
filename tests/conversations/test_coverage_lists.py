"""A table of coverage sent into the chat: told by its headings, asked about, and stored as an officer says."""

import json

import pytest

from bot.sheets.reading import read
from tests.coverage.tables import book, text
from tests.kit import Actor, World

TITLE = ("Cakupan Kabupaten Pamekasan per 31 Oktober 2026",)
HEADINGS = ("Kecamatan", "Pekerja Eligible", "Peserta Aktif", "Cakupan (%)")
GALIS, ASKED, WRONG = ("Galis", 12480, 2621, 0.21), ("Pamekasan", 40100, 8020, 0.35), ("Bogor", 10_000, 5000, 0.5)


def shown_as_percent(*rows: tuple[object, ...]) -> bytes:
    """Such rows under title and headings, the last column formatted."""

    def shape(sheet: object) -> None:
        for line in range(len(rows)):
            sheet[f"D{line + 3}"].number_format = "0%"  # type: ignore[index]

    return book(TITLE, HEADINGS, *rows, shape=shape)


async def sends(officer: Actor, content: bytes, name: str = "cakupan.xlsx") -> None:
    """The officer sends a file where one is awaited."""
    await officer.says("/cocokkan")
    await officer.sends_file(content, name)


async def stored(world: World) -> list[tuple[object, ...]]:
    """What is kept, in order."""
    rows = await world.rows("SELECT region, active, coverage_pct, by, confirmed FROM observations ORDER BY id")
    return [(*row[:4], json.loads(row[4]) if isinstance(row[4], str) else row[4]) for row in rows]


async def test_from_the_file_to_what_is_stored(world: World) -> None:
    """What is clear is stored with one tap; the question and the row that cannot be are told, and stay out."""
    citra = world.officer("Citra")
    await sends(citra, shown_as_percent(GALIS, ASKED, WRONG))
    assert citra.has_seen("cakupan.xlsx sudah dibaca sebagai tabel cakupan: 3 baris angka")
    rows = [row.cells for row in read(citra.received()[-1][1]).rows]
    assert [(row[0], row[2], row[9]) for row in rows[1:]] == [
        (3, "Galis", "Jelas"),
        (4, "Pamekasan", "Perlu jawaban"),
        (5, "Bogor", "Tidak disimpan"),
    ]
    await citra.taps("Periksa dan simpan")
    assert (
        citra.sees("✅ Jelas: 1") and citra.sees("❓ Perlu jawaban Anda: 1") and citra.sees("⚠️ Tidak bisa disimpan: 1")
    )
    assert citra.sees("• Baris 4: Tertulis 35%, padahal menurut jumlah orangnya 20%. Mana yang benar?")
    assert await stored(world) == []
    await citra.taps("Simpan yang jelas")
    assert citra.has_seen("sudah disimpan: 3 baris angka") and citra.has_seen("🆕 Disimpan: 1")
    assert await stored(world) == [("35.28.03", 2621, 210_000, "officer:1", [])]


async def test_what_is_said_of_headings_and_sums_stands_in_the_file_that_comes_back(quick_world: World) -> None:
    """Only rows with figures did: that a column was left out, or a sum is another, nobody in the chat could read."""
    citra = quick_world.officer("Citra")
    rows = "Galis;9.000;12.480;2.621", "Waru;9.000;30.000;6.000", "Jumlah;18.000;42.480;9.000"
    await sends(citra, text(TITLE[0], "Kecamatan;Pekerja Rentan;Pekerja;Peserta Aktif", *rows), "cakupan.csv")
    told = {row.cells[0]: str(row.cells[-1]) for row in read(citra.received()[-1][1]).rows[1:]}
    assert list(told) == [2, 3, 4, 5]
    assert told[2].startswith("Kolom ini tidak dibaca: Pekerja Rentan.")
    differs = "Tertulis 9.000, padahal baris-baris di atasnya berjumlah 8.621."
    assert told[5].startswith(f"Baris jumlah dilewati. {differs}")
    await citra.taps("Periksa dan simpan")
    assert citra.sees(f"• Baris 5: {differs}")


async def test_which_heading_was_taken_for_what_is_told_before_anything_is_stored(quick_world: World) -> None:
    """Whoever sees that a column is missing need not store the rest."""
    citra = quick_world.officer("Citra")
    await sends(citra, shown_as_percent(GALIS))
    await citra.taps("Periksa dan simpan")
    assert citra.sees(
        "🔤 Dibaca: Kecamatan = wilayah, Pekerja Eligible = pekerja, Peserta Aktif = peserta "
        "dan Cakupan (%) = cakupan dalam persen."
    )


async def test_a_yes_stores_what_was_asked_and_says_so(quick_world: World) -> None:
    """Beside the row stands which question was answered; the audit knows who did it, and nothing of the file."""
    citra = quick_world.officer("Citra")
    await sends(citra, shown_as_percent(GALIS, ASKED, WRONG))
    await citra.taps("Periksa dan simpan")
    await citra.taps("Semua benar, simpan")
    assert await stored(quick_world) == [
        ("35.28.03", 2621, 210_000, "officer:1", []),
        ("35.28.04", 8020, 350_000, "officer:1", ["pct_contradicts_counts"]),
    ]
    kept = await quick_world.rows("SELECT actor, details FROM audit WHERE action = 'coverage.import' ORDER BY id")
    assert [row.actor for row in kept] == ["officer:1"] * 3
    assert '"new": 2' in str(kept[-1].details) and "cakupan.xlsx" not in str(kept)


async def test_the_same_table_again_changes_nothing_and_another_one_corrects(quick_world: World) -> None:
    """What was told before stays."""
    citra = quick_world.officer("Citra")
    other = ("Galis", 12480, 2746, 0.22)
    for row, said in ((GALIS, "Disimpan: 1"), (GALIS, "tidak berubah: 1"), (other, "Diperbaiki: 1")):
        await sends(citra, shown_as_percent(row))
        await citra.taps("Periksa dan simpan")
        await citra.taps("Simpan yang jelas")
        assert citra.has_seen(said)
    assert [row[1] for row in await stored(quick_world)] == [2621, 2746]


async def test_regions_that_another_branch_serves(quick_world: World) -> None:
    """A branch tells of its own alone."""
    citra = quick_world.officer("Citra")
    lines = ("Provinsi Jawa Timur Oktober 2026;", "wilayah;aktif", "Kab. Sampang;80.000", "Jawa Timur;5.000.000")
    await sends(citra, text(*lines), "cakupan.csv")
    await citra.taps("Periksa dan simpan")
    assert citra.sees("Kab. Sampang di luar wilayah kantor Anda")
    assert citra.labels()[:1] == ["🗑 Batal"]


async def test_a_question_that_nobody_saw_is_not_answered_by_a_yes(quick_world: World) -> None:
    """Somebody tells another denominator while the officer looks over the table."""
    citra, dewi = quick_world.officer("Citra"), quick_world.officer("Dewi")
    await sends(citra, shown_as_percent(GALIS, ASKED))
    await citra.taps("Periksa dan simpan")
    earlier = text("kecamatan;tanggal;eligible", "Galis;30/09/2026;11.000")
    await sends(dewi, earlier, "lama.csv")
    await dewi.taps("Periksa dan simpan")
    await dewi.taps("Simpan yang jelas")
    await citra.taps("Semua benar, simpan")
    assert citra.has_seen("Perlu jawaban Anda: 1")
    assert [row[0] for row in await stored(quick_world)] == ["35.28.03", "35.28.04"]


@pytest.mark.parametrize("choice", ["Batal", None])
async def test_nothing_is_kept_of_a_table_that_was_given_up(quick_world: World, choice: str | None) -> None:
    """By hand, or forgotten."""
    citra = quick_world.officer("Citra")
    await sends(citra, shown_as_percent(GALIS))
    await citra.taps("Periksa dan simpan")
    if choice:
        await citra.taps(choice)
    else:
        await quick_world.passes(days=2)
    rows = await quick_world.rows("SELECT state, told IS NULL AND content IS NULL FROM uploads")
    assert [(row[0], bool(row[1])) for row in rows] == [("cancelled", True)]
    assert await stored(quick_world) == []


@pytest.mark.parametrize(
    "said",
    [
        "31 Oktober 2026",
        "31/10/2026",
        "31-10-26",
        "2026-10-31",
        "Okt 2026",
        "oktober",
        "31/10",
        "per akhir Oktober",
        "21 hari lalu",
    ],
)
async def test_a_day_that_the_table_does_not_tell_is_asked_for(quick_world: World, said: str) -> None:
    """The officer says it as people do, the table is read again, and goes on from there."""
    citra = quick_world.officer("Citra")
    await sends(citra, text("kecamatan;eligible;aktif", "Galis;12.480;2.621", "Proppo;30.000;6.000"), "cakupan.csv")
    await citra.taps("Periksa dan simpan")
    assert citra.sees("2 baris tidak menyebut tanggal")
    await citra.taps("Sebutkan tanggalnya")
    await citra.says(said)
    await citra.taps("Periksa dan simpan")
    assert citra.sees("dibaca per 31 Oktober 2026")
    await citra.taps("Simpan yang jelas")
    days = await quick_world.rows("SELECT region, as_of FROM observations ORDER BY id")
    assert [(row[0], str(row[1])) for row in days] == [("35.28.03", "2026-10-31"), ("35.28.05", "2026-10-31")]


async def is_asked_for_the_day(officer: Actor) -> None:
    """Of a table that tells none."""
    await sends(officer, text("kecamatan;aktif", "Galis;2.621"), "cakupan.csv")
    await officer.taps("Periksa dan simpan")
    await officer.taps("Sebutkan tanggalnya")


async def test_today_is_a_day(quick_world: World) -> None:
    """Figures that were drawn up this morning."""
    citra = quick_world.officer("Citra")
    await is_asked_for_the_day(citra)
    await citra.says("Hari ini")
    await citra.taps("Periksa dan simpan")
    assert citra.sees("dibaca per 21 November 2026"), citra.transcript()


async def test_a_day_that_cannot_be_is_asked_for_again(quick_world: World) -> None:
    """Words that are no day, and days to come; a tap on the end of last month does."""
    citra = quick_world.officer("Citra")
    await is_asked_for_the_day(citra)
    await citra.says("entahlah")
    assert citra.sees("belum kami pahami")
    await citra.says("31 Desember 2030")
    assert citra.sees("belum tiba")
    await citra.taps("31 Oktober 2026")
    await citra.taps("Periksa dan simpan")
    assert citra.labels()[0] == "✅ Simpan yang jelas"


async def test_a_table_with_its_day_is_not_asked_for_one(quick_world: World) -> None:
    """Nor one whose own day cannot be read: that one stands in its row."""
    citra = quick_world.officer("Citra")
    await sends(citra, text("kecamatan;tanggal;aktif", "Galis;kapan-kapan;2.621"), "cakupan.csv")
    await citra.taps("Periksa dan simpan")
    assert not any("Sebutkan" in label for label in citra.labels())
