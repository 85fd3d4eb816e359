"""`coverage` and `targets`: tables of coverage by the command line, and files that nobody should trust."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from tests.commands import put, run
from tests.coverage.tables import book
from tests.kit import World
from tests.reports.sample import WEEK
from tests.sheets.files import raw_xlsx, saved, xlsx, zipped

TITLE = ("Cakupan Kabupaten Pamekasan per 31 Oktober 2026",)
HEADINGS = ("Kecamatan", "Pekerja Eligible", "Peserta Aktif", "Cakupan (%)")
ROWS = (TITLE, HEADINGS, ("Galis", 12480, 2621, 21), ("Pamekasan", 40100, 8020, 35), ("Bogor", 1, 1, 1))
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sheetData>&b;</sheetData>'
)


async def imports(path: Path, content: bytes, *more: str, noun: str = "coverage") -> dict[str, Any]:
    """What is told of a file."""
    answer = await run(noun, "import", put(path, content), "--json", *more)
    assert answer.exit_code == 0, answer.output
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


async def stored(world: World) -> list[tuple[Any, ...]]:
    """What is kept, in its order."""
    rows = await world.rows(
        "SELECT region, active, eligible, coverage_pct, revision, confirmed FROM observations ORDER BY id"
    )
    return [tuple(row) for row in rows]


async def test_a_dry_run_tells_everything_and_stores_nothing(desk: World, tmp_path: Path) -> None:
    """The keys are those that other programs wait for."""
    told = await imports(tmp_path / "cakupan.xlsx", book(*ROWS), "--dry-run")
    assert list(told) == ["rows", "findings", "accepted", "rejected"]
    assert [(row["row"], row["region"]) for row in told["rows"]] == [(3, "35.28.03"), (4, "35.28.04"), (5, None)]
    assert [list(one) for one in told["findings"]] == [["row", "severity", "code", "text"]] * 2
    assert (told["accepted"], told["rejected"]) == (1, 2)
    assert await stored(desk) == []


async def test_what_is_clear_is_stored_and_the_rest_waits_for_a_yes(desk: World, tmp_path: Path) -> None:
    """A second time it is the same; other figures are a revision, and the audit knows of each."""
    path = tmp_path / "cakupan.xlsx"
    await imports(path, book(*ROWS))
    assert [row[:5] for row in await stored(desk)] == [("35.28.03", 2621, 12480, 210_000, 1)]
    told = await imports(path, book(*ROWS), "--confirm", "all")
    assert (told["accepted"], told["rejected"]) == (2, 1)
    better = book(TITLE, HEADINGS, ("Galis", 12480, 2746, 22))
    await imports(path, better)
    kept = await stored(desk)
    assert [row[:5] for row in kept[1:]] == [
        ("35.28.04", 8020, 40100, 350_000, 1),
        ("35.28.03", 2746, 12480, 220_000, 2),
    ]
    assert json.loads(kept[1][5]) == ["pct_contradicts_counts"]
    audited = await desk.rows("SELECT actor, details FROM audit WHERE action = 'coverage.import' ORDER BY id")
    assert [json.loads(row.details) for row in audited] == [{"new": 1}, {"new": 1}, {"corrected": 1}]
    assert {row.actor for row in audited} == {"command_line"}


async def test_a_new_denominator_is_seen_against_what_is_stored(desk: World, tmp_path: Path) -> None:
    """In a dry run, too."""
    path = tmp_path / "pati.csv"
    await imports(path, b"wilayah;eligible;cakupan\nKab. Pati;511.111;39\n", "--as-of", "2025-12-31")
    told = await imports(
        path, b"wilayah;eligible;cakupan\nKab. Pati;599.061;29\n", "--as-of", "2026-03-31", "--dry-run"
    )
    assert [(one["code"], one["severity"]) for one in told["findings"]] == [("denominator_changed", "question")]
    assert "511.111" in told["findings"][0]["text"]


async def test_what_is_stored_of_a_region_is_shown(desk: World, tmp_path: Path) -> None:
    """Its own days, its parts, its targets."""
    await imports(tmp_path / "a.xlsx", book(*ROWS))
    csv = b"wilayah;eligible;aktif;tanggal\nKab. Pamekasan;400.000;80.000;31/10/2026\n"
    await imports(tmp_path / "b.csv", csv)
    targets = xlsx([("Wilayah", "Target 2026", "Target 2027", "Dasar"), ("Pamekasan", "45,5%", 50, "Surat 1")])
    told = await imports(tmp_path / "t.xlsx", targets, noun="targets")
    assert [(row["region"], row["year"], row["target_pct"]) for row in told["rows"]] == [
        ("35.28", 2026, 45.5),
        ("35.28", 2027, 50),
    ]
    shown = json.loads((await run("coverage", "show", "Kab. Pamekasan", "--json")).stdout)
    assert (shown["region"], [one["active"] for one in shown["observations"]]) == ("35.28", [80_000])
    assert [(one["region"], one["coverage_pct"]) for one in shown["parts"]] == [("35.28.03", 21)]
    assert [(one["year"], one["source"]) for one in shown["targets"]] == [(2026, "Surat 1"), (2027, "Surat 1")]
    plain = (await run("coverage", "show", "35.28")).stdout
    assert "80000" in plain and "Galis" in plain and "45.5" in plain


async def test_targets_without_a_year_or_twice(desk: World, tmp_path: Path) -> None:
    """Nobody guesses which year is meant."""
    told = await imports(tmp_path / "t.csv", b"wilayah;target\nPamekasan;45\nSampang;abc\n", noun="targets")
    assert [(one["row"], one["code"]) for one in told["findings"]] == [
        (2, "as_of_missing"),
        (3, "unreadable_number"),
        (3, "as_of_missing"),
    ]
    assert told["accepted"] == 0
    twice = b"wilayah;tahun;target (%)\nPamekasan;2026;45\nPamekasan;2026;46\n"
    assert (await imports(tmp_path / "t.csv", twice, noun="targets"))["accepted"] == 0


async def test_a_table_without_targets_is_refused_in_one_sentence(desk: World, tmp_path: Path) -> None:
    """Coverage is no target: "0 stored, 0 left out" would look as if all were well."""
    covered = put(tmp_path / "cakupan.xlsx", book(*ROWS))
    answer = await run("targets", "import", covered, "--region", "35.28", "--language", "en")
    assert answer.exit_code == 2, answer.output
    assert answer.stderr.startswith("Error: There is no column of targets"), answer.output
    assert answer.stdout == ""


async def test_what_people_read(desk: World, tmp_path: Path) -> None:
    """Each row with what there is to ask below it."""
    path = put(tmp_path / "cakupan.xlsx", book(*ROWS))
    said = (await run("coverage", "import", path, "--language", "en")).stdout
    assert "question: pct_contradicts_counts: It says 35%, but its own counts give 20%." in said
    assert said.endswith("1 stored, 2 left out\n")


async def test_which_heading_was_taken_for_what_is_told(desk: World, tmp_path: Path) -> None:
    """Beside the figures, in the language that was asked for; the JSON stays as it was."""
    heading = "Kec.;Kode Pos;Tenaga Kerja;Kepesertaan BPU;Peserta Aktif;UCJ;Target;Ket."
    path = put(tmp_path / "a.csv", f"{heading}\nGalis;69382;12.480;90;2.621;21;40;ok\n".encode())
    command = ("coverage", "import", path, "--region", "35.28", "--as-of", "2026-10-31", "--dry-run")
    answer = await run(*command)
    assert answer.stderr.splitlines() == [
        "Dibaca: Kec. = wilayah, Tenaga Kerja = pekerja, Kepesertaan BPU = peserta BPU, Peserta Aktif = peserta, "
        "UCJ = cakupan dalam persen, Target = target dalam persen dan Ket. = catatan."
    ]
    assert (await run(*command, "--json")).stderr == "", "programs that read both outputs as one get JSON alone"
    english = await run(*command, "--language", "en")
    assert english.stderr.startswith("Read: Kec. = region, Tenaga Kerja = workers, "), english.stderr


async def test_a_column_without_a_heading_is_told_by_its_number(desk: World, tmp_path: Path) -> None:
    """Its cells say that they are regions."""
    path = put(tmp_path / "a.csv", b";Pekerja;Peserta Aktif\nGalis;12.480;2.621\n")
    answer = await run("coverage", "import", path, "--region", "35.28", "--as-of", "2026-10-31", "--dry-run")
    assert answer.stderr == "Dibaca: kolom 1 = wilayah, Pekerja = pekerja dan Peserta Aktif = peserta.\n"


async def test_which_heading_of_targets_was_taken_for_what_is_told(desk: World, tmp_path: Path) -> None:
    """Of one in people the workers, too, for its share is worked out from them."""
    path = put(
        tmp_path / "t.csv", b"Kabupaten;Pekerja;Peserta;Target 2026 (orang);Dasar\nPamekasan;400.000;1;120.000;SK\n"
    )
    answer = await run("targets", "import", path, "--dry-run")
    assert answer.stderr == (
        "Dibaca: Kabupaten = wilayah, Pekerja = pekerja, Target 2026 (orang) = target dalam orang dan Dasar = sumber.\n"
    )


async def test_our_own_report_is_no_table_of_coverage(desk: World, tmp_path: Path) -> None:
    """It was read as one, and "0 stored, 1 left out" looked as if it were half well; targets come from none, either."""
    for language in ("id", "en"):
        ours = tmp_path / f"report-{language}.xlsx"
        ours.write_bytes(pages.workbook(WEEK, Catalogue.load(), language))
        for kind in ("coverage", "targets"):
            answer = await run(kind, "import", str(ours), "--json")
            assert answer.exit_code == 2 and "buatan Jangkau sendiri" in answer.output, answer.output
    assert await desk.rows("SELECT id FROM observations") == []


async def test_a_table_of_which_nothing_can_be_stored_says_so_last(desk: World, tmp_path: Path) -> None:
    """With what to type where it is questions that stand against it; the JSON and the exit code stay as they were."""
    table = tmp_path / "kecil.csv"
    table.write_text("kabupaten;eligible;aktif;per tanggal\nPamekasan;269;43;31-10-2026\n")
    answer = await run("coverage", "import", str(table))
    assert answer.exit_code == 0
    last = "Nothing was stored. Answer what is asked above (--confirm count_implausible), or mend the file"
    assert last in answer.output.splitlines()[-1], answer.output
    table.write_text("kabupaten;eligible;aktif;per tanggal\nAtlantis;269.000;43.000;31-10-2026\n")
    answer = await run("coverage", "import", str(table), "--dry-run")
    assert answer.output.endswith("Nothing would be stored. Mend the file and import it again.\n"), answer.output


async def test_sheets_that_are_not_read_are_named(desk: World, tmp_path: Path) -> None:
    """Beside the figures, not among them."""
    made = Workbook()
    for name, region in (("Okt 2026", "Galis"), ("Sep 2026", "Waru")):
        sheet = made.create_sheet(name)
        sheet.append(("Kecamatan", "Peserta Aktif"))
        sheet.append((region, 2000))
    made.remove(made.worksheets[0])
    path = put(tmp_path / "cakupan.xlsx", saved(made))
    answer = await run("coverage", "import", path, "--region", "35.28", "--dry-run", "--json")
    assert [row["as_of"] for row in json.loads(answer.stdout)["rows"]] == ["2026-10-31"]
    assert "Sep 2026" in answer.stderr and "Okt 2026" not in answer.stderr


async def test_another_day_than_the_file_tells_is_not_left_out_in_silence(desk: World, tmp_path: Path) -> None:
    """What the table says of itself holds; whoever told another day hears of it, and of the same one nothing."""
    path = put(tmp_path / "cakupan.xlsx", book(TITLE, HEADINGS, ("Galis", 9000, 1200, None)))
    command = ("coverage", "import", path, "--region", "35.28", "--dry-run", "--json", "--as-of")
    other, same = await run(*command, "2026-09-30"), await run(*command, "2026-10-31")
    assert {row["as_of"] for answer in (other, same) for row in json.loads(answer.stdout)["rows"]} == {"2026-10-31"}
    assert "(31 Oktober 2026), bukan 30 September 2026" in other.stderr and "bukan" not in same.stderr


async def test_without_a_database_a_dry_run_compares_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so; storing needs one."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    path = tmp_path / "a.csv"
    told = await imports(path, b"wilayah;aktif\nPamekasan;80000\n", "--as-of", "2026-10-31", "--dry-run")
    assert told["accepted"] == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsm", xlsx([HEADINGS, ("Galis", 1, 1, 1)]), ".xlsm"),
        ("a.xlsx", raw_xlsx(b"<sheetData/>", **{"xl/vbaProject.bin": b"x"}), "makro"),
        ("a.xls", b"<html><table><tr><td>Kecamatan</td></tr></table></html>", "halaman web"),
        ("a.xls", b"Kecamatan\tAktif\nGalis\t1\n", ".xls"),
        ("a.xlsx", b"Kecamatan;Aktif\nGalis;1\n", ".xlsx"),
        ("a.csv", xlsx([HEADINGS, ("Galis", 1, 1, 1)]), ".csv"),
        ("a.csv", b"", "kosong"),
        ("a.csv", b"x;" * 11_000_000, "20 MB"),
        ("a.csv", b"nama;hp\nSari;08\n", "Judul kolomnya tidak dikenal"),
        ("a.csv", b"Kecamatan;Aktif\n", "Hanya ada judul"),
        ("a.csv", b"Kecamatan;Aktif\n" + b"Galis;1\n" * 20_001, "20000 baris"),
        ("a.xlsx", zipped({"xl/workbook.xml": b"0" * 70_000_000}), "mengembang"),
        ("a.xlsx", raw_xlsx(ENTITIES), "rusak"),
        ("a.xlsx", raw_xlsx(b"", **{"xl/styles.xml": ENTITIES}), "mengembang"),
    ],
)
async def test_a_file_that_nobody_should_trust(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """One sentence and exit code 2, before any database is looked for."""
    refused = await run("coverage", "import", put(tmp_path / name, content), "--dry-run", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert reason in refused.stderr and refused.stderr.count("\n") == 1


async def test_no_file_and_no_such_region(tmp_path: Path) -> None:
    """In the same way."""
    path = put(tmp_path / "a.csv", b"wilayah;aktif\nPamekasan;80000\n")
    for arguments in ((str(tmp_path),), (str(tmp_path / "none.csv"),), (path, "--region", "99.99")):
        refused = await run("coverage", "import", *arguments, "--dry-run")
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
        assert refused.stderr.startswith("Error: ")
