"""`sponsors import` and `sponsors list`: tables as branches really write them, and such as nobody should trust."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.sheets.reading import read
from tests import commands
from tests.commands import put
from tests.kit import World
from tests.sheets.files import raw_xlsx, xlsx, zipped

HEADINGS = ("Jenis Pembayar", "Nama Pembayar", "Wilayah", "Kuota", "Mulai", "Berakhir", "Dasar Hukum", "Kontak Kantor")
TOBACCO = ("DBHCHT", "Pemkab Pamekasan", "Kab. Pamekasan", "1.000 orang", "1 Jan 2026", "31/12/2026", "SK 1/2026", "-")
CSR = ("CSR", "PT Garam Contoh", "35.28.03", 50, "2026-11-01", "Oktober 2027", "PKS 7", "(0324) 321-000")
ASN = ("ASN", "Dinas Contoh", "Pamekasan", 5, "besok", "kapan-kapan", "", "")


run = partial(commands.run, "sponsors")


@pytest.fixture
async def desk(desk: World) -> World:
    """With a branch."""
    desk.officer("Citra")
    await desk.quiet()
    return desk


async def imports(folder: Path, *rows: Sequence[object], more: Sequence[str] = ("--apply",)) -> dict[str, object]:
    """These rows as a workbook; what is told of them."""
    path = put(folder / "sponsor.xlsx", xlsx((HEADINGS, *rows)))
    answer = await run("import", path, "--json", *more)
    assert answer.exit_code in (0, 1), answer.output
    told: dict[str, object] = json.loads(answer.output)
    return told


async def stored(world: World) -> list[tuple[object, ...]]:
    """What is kept, in order."""
    rows = await world.rows("SELECT channel, region, quota, used, starts, ends, months FROM sponsorships ORDER BY id")
    return [tuple(row) for row in rows]


async def test_a_dry_run_tells_everything_and_changes_nothing(desk: World, tmp_path: Path) -> None:
    """Row by row; all faults of a row at once, in plain words."""
    told = await imports(tmp_path, TOBACCO, CSR, ASN, more=())
    assert told["counts"] == {"new": 2, "refused": 1}
    *_, last = told["results"]  # type: ignore[misc]
    assert last["line"] == 4
    said = " ".join(last["told"])
    assert 'Wilayah "Pamekasan" belum pasti' in said and "Kab. Pamekasan (35.28)" in said
    assert "Tanggal mulai tidak terbaca." in said and "Tanggal berakhir tidak terbaca." in said
    assert await stored(desk) == []


async def test_applying_twice_changes_nothing_the_second_time(desk: World, tmp_path: Path) -> None:
    """Nor the audit; a changed quota changes the row that is there."""
    assert (await imports(tmp_path, TOBACCO, CSR))["counts"] == {"new": 2}
    kept = await stored(desk)
    assert [row[:4] for row in kept] == [("dbhcht", "35.28", 1000, 0), ("csr", "35.28.03", 50, 0)]
    assert [row[6] for row in kept] == [12, 12]
    again = (*TOBACCO[:1], "PEMKAB  pamekasan", *TOBACCO[2:])
    assert (await imports(tmp_path, again, CSR))["counts"] == {"same": 2}
    assert await stored(desk) == kept
    assert len(await desk.rows("SELECT id FROM audit WHERE action = 'sponsors.import'")) == 1
    assert (await imports(tmp_path, (*CSR[:3], 60, *CSR[4:])))["counts"] == {"changed": 1}
    assert [row[2] for row in await stored(desk)] == [1000, 60]


async def test_who_is_in_already_is_not_forgotten(desk: World, tmp_path: Path) -> None:
    """A table counts only once; and a quota below those who are in is refused."""
    await imports(tmp_path, CSR)
    async with desk.app.database.transaction() as tx:
        from sqlalchemy import text

        await tx.execute(text("UPDATE sponsorships SET used = 20"))
    assert (await imports(tmp_path, CSR))["counts"] == {"same": 1}
    told = await imports(tmp_path, (*CSR[:3], 19, *CSR[4:]))
    assert told["counts"] == {"refused": 1}
    assert "lebih kecil dari 20 orang" in str(told["results"])
    assert [row[2:4] for row in await stored(desk)] == [(50, 20)]


async def test_short_cover_is_a_warning_and_no_error(desk: World, tmp_path: Path) -> None:
    """Three months are what the rule of the death benefit asks for, so they are not enough."""
    told = await imports(tmp_path, (*TOBACCO[:4], "November 2026", "Januari 2027", "", "0812-3456-7890"), TOBACCO)
    assert told["counts"] == {"new": 2}
    three, two = told["results"]  # type: ignore[misc]
    assert "⚠️ Hanya 3 bulan. Santunan kematian penuh baru berlaku setelah 3 bulan" in three["told"][0]
    assert "Dasar hukum belum diisi." in three["told"] and "nomor pribadi" in three["told"][2]
    assert "⚠️ Hanya 2 bulan." in two["told"][0], "who joins in November is covered in November and December"
    long = await imports(tmp_path, (*CSR[:4], "November 2026", "Februari 2027", "SK", "-"), more=())
    assert long["results"][0]["told"] == []  # type: ignore[index]


async def test_a_row_told_twice_counts_once(desk: World, tmp_path: Path) -> None:
    """The second one names the first; a place that no branch serves has nobody to look after it."""
    far = (*CSR[:2], "Kab. Sampang", *CSR[3:])
    told = await imports(tmp_path, TOBACCO, (*TOBACCO[:3], 5, *TOBACCO[4:]), far)
    assert told["counts"] == {"new": 1, "refused": 2}
    assert "Sama dengan baris 2." in str(told["results"]) and "Belum ada kantor cabang" in str(told["results"])


async def test_columns_by_other_names_and_months_in_place_of_an_end(desk: World, tmp_path: Path) -> None:
    """As they come: English headings, a semicolon, an old encoding, cells of their own for each level."""
    path = tmp_path / "sponsor.csv"
    table = (
        "Daftar sponsor tahun ini;;;;;;;;\n"
        "Source of funds;Paid by;Kabupaten;Kecamatan;Target;Used;Start date;Months;For whom;Programmes\n"
        "Koperasi;Koperasi Sejahtera Café;Pamekasan;Galis;25;3;Nov-26;setahun;nelayan dan petani;JKK, JKM + JHT\n"
    )
    path.write_bytes(table.encode("cp1252"))
    answer = await run("import", str(path), "--apply", "--language", "en")
    assert answer.exit_code == 0, answer.output
    assert "new\t1" in answer.output and "No legal basis is given." in answer.output
    [row] = await desk.rows("SELECT payer, region, quota, used, ends, months, works, programmes FROM sponsorships")
    assert (row.payer, row.region, row.quota, row.used, row.months) == (
        "Koperasi Sejahtera Café",
        "35.28.03",
        25,
        3,
        12,
    )
    assert str(row.ends) == "2027-10-31"
    assert json.loads(row.works) == ["fisher", "farmer"] and json.loads(row.programmes) == ["jkk", "jkm", "jht"]


async def test_personal_columns_and_formulas_are_left_alone(desk: World, tmp_path: Path) -> None:
    """A NIK never comes in, a formula is never worked out, and the result file is no trap either."""
    path, out = tmp_path / "a.xlsx", tmp_path / "hasil.csv"
    trap = ("CSR", "=1+1", *CSR[2:], "3528041203850001")
    payer = ("CSR", "@SUM(A1) PT", *CSR[2:], "3528041203850002")
    path.write_bytes(xlsx(((*HEADINGS, "NIK Penerima"), trap, payer)))
    answer = await run("import", str(path), "--apply", "--json", "--out", str(out))
    told = json.loads(answer.output)
    assert told["left_out"] == ["NIK Penerima"] and told["counts"] == {"new": 1, "refused": 1}
    assert "rumus" in str(told["results"][0]["told"]).casefold()
    assert "3528041203850" not in answer.output + out.read_text("utf-8")
    assert "'@SUM" in out.read_text("utf-8")
    assert [row.cells[1] for row in read(out.read_bytes()).rows] == ["Hasil", "Ditolak", "Baru"]


BOMB = raw_xlsx(b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 400_000 + b"</sheetData>")


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"%PDF-1.7", (), "PDF"),
        (zipped({"../../etc/passwd": b"x", "xl/a.txt": b"y"}), (), "berkas"),
        (BOMB, (), "berkas"),
        (b"Nama Pembayar;Kuota\nA;5\n", (), "tidak ada kolom Jenis pembayar, Wilayah, Mulai dan Berakhir"),
        (b"Nama;HP\nSari;0812\n", (), "judul"),
        (b"Kuota;Sponsor\n5;A\n", ("--map", "shoe=Kuota"), "is not one of"),
        (b"Kuota;Sponsor\n5;A\n", ("--out", "hasil.pdf"), ".xlsx or .csv"),
        (xlsx((HEADINGS, TOBACCO)), ("--branch", "atlantis"), "no branch called atlantis"),
    ],
    ids=("pdf", "path", "bomb", "columns", "headings", "map", "out", "branch"),
)
@pytest.mark.usefixtures("desk")
async def test_what_is_refused(tmp_path: Path, content: bytes, arguments: tuple[str, ...], sentence: str) -> None:
    """With exit code 2 and one sentence."""
    path = tmp_path / "sponsor.xlsx"
    path.write_bytes(content)
    answer = await run("import", str(path), "--apply", *arguments)
    assert answer.exit_code == 2
    assert sentence.casefold() in (answer.output + answer.stderr).casefold(), answer.output + answer.stderr


async def test_the_list(desk: World, tmp_path: Path) -> None:
    """By region and day; cover that is too short is marked."""
    await imports(tmp_path, TOBACCO, CSR)
    listed = (await run("list")).output.splitlines()
    assert [line.split("\t")[3] for line in listed] == ["Pemkab Pamekasan", "PT Garam Contoh"]
    assert listed[0].endswith("12 months !") and listed[1].endswith("12 months")
    assert len((await run("list", "--region", "35.28.03")).output.splitlines()) == 1
    assert len((await run("list", "--on", "2027-01-01")).output.splitlines()) == 1
    assert (await run("list", "--on", "2028-01-01")).output == ""
    assert (await run("list", "--region", "99")).exit_code == 2
