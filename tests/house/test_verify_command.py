"""`verify import`: the same as in the chat, for whoever sits at the machine."""

import json
from functools import partial
from pathlib import Path

import pytest

from bot.sheets.reading import read
from tests import commands
from tests.commands import put
from tests.conversations.enrol import sends
from tests.kit import World
from tests.sheets.files import xlsx

ROWS = (
    ("Nama", "Kontak Peserta", "NIK", "Status"),
    ("Sari", "081234567890", "3528041203850001", "aktif"),
    ("Budi", "0812-1111-2222", "3528041203850002", "aktif"),
    ("Ani", "bukan nomor 1", "3528041203850003", "aktif"),
)


run = partial(commands.run, "verify", "import", "--branch", "pamekasan")


@pytest.fixture
async def branch_file(desk: World, tmp_path: Path) -> Path:
    """A file of the branch, and a world in which one of its rows is a lead."""
    adi, sari = desk.agent("Adi"), desk.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Terdaftar")
    path = tmp_path / "peserta.xlsx"
    path.write_bytes(xlsx(ROWS))
    return path


async def test_a_dry_run_changes_nothing(quick_world: World, branch_file: Path) -> None:
    """And tells every row, without a word about the people."""
    answer = await run(str(branch_file), "--dry-run", "--json", "--map", "phone=Kontak Peserta")
    assert answer.exit_code == 1
    told = json.loads(answer.output)
    assert told["counts"] == {"confirmed": 1, "not_found": 1, "unreadable": 1}
    assert told["left_out"] == ["NIK"]
    assert [(row["line"], row["outcome"], row["why"]) for row in told["results"]] == [
        (2, "confirmed", None),
        (3, "not_found", None),
        (4, "unreadable", "phone_format"),
    ]
    assert "Sari" not in answer.output and "3528" not in answer.output
    assert [lead.state for lead in await quick_world.leads()] == ["registered"]
    assert await quick_world.rows("SELECT id FROM uploads") == []


async def test_applying(quick_world: World, branch_file: Path, tmp_path: Path) -> None:
    """Once; the second time all is confirmed before, by the columns of the first time."""
    over = await run(str(branch_file), "--map", "phone=kontak peserta", "--out", str(branch_file))
    assert over.exit_code == 2 and "over the file itself" in over.output
    out = tmp_path / "hasil.csv"
    answer = await run(str(branch_file), "--map", "phone=kontak peserta", "--out", str(out))
    assert answer.exit_code == 1, answer.output
    assert "confirmed\t1" in answer.output
    assert [lead.state for lead in await quick_world.leads()] == ["verified"]
    assert [row.cells[1] for row in read(out.read_bytes()).rows][1:] == [
        "Confirmed as registered",
        "No such lead",
        "Cannot be read",
    ]
    again = await run(str(branch_file), "--json")
    assert json.loads(again.output)["counts"]["already"] == 1
    kept = await quick_world.rows("SELECT DISTINCT actor FROM audit WHERE action = 'lead.verified'")
    assert [row.actor for row in kept] == ["command_line"]
    assert await quick_world.rows("SELECT content FROM uploads WHERE content IS NOT NULL") == []


@pytest.mark.parametrize("missing", ["no/such/hasil.csv", "peserta.xlsx/hasil.csv"])
async def test_where_nothing_can_be_written_nothing_is_applied(
    quick_world: World, branch_file: Path, tmp_path: Path, missing: str
) -> None:
    """The folder is looked at first: whoever reads "not read at all" may rely on it."""
    answer = await run(str(branch_file), "--map", "phone=kontak peserta", "--out", str(tmp_path / missing))
    assert answer.exit_code == 2
    assert "nothing can be written to" in answer.stderr
    assert [lead.state for lead in await quick_world.leads()] == ["registered"]
    assert await quick_world.rows("SELECT id FROM uploads") == []


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"%PDF-1.7", (), "This is a PDF file"),
        (b"Nama;HP\n" + b"a" * 131_073 + b";0812\n", (), "far too long for a table"),
        (b"Nama;HP\nSari;0812\n", ("--map", "phone=Telepon"), "has no column 'Telepon'"),
        (b"Nama;HP\nSari;0812\n", ("--map", "shoe=HP"), "is not one of"),
        (b"Nama;HP\nSari;0812\n", ("--branch", "atlantis"), "no branch called atlantis"),
        (b"Nama;HP\nSari;0812\n", ("--out", "hasil.pdf"), ".xlsx or .csv"),
    ],
)
@pytest.mark.usefixtures("branch_file")
async def test_what_is_refused(tmp_path: Path, content: bytes, arguments: tuple[str, ...], sentence: str) -> None:
    """With exit code 2 and one sentence."""
    answer = await run(put(tmp_path / "x.csv", content), *arguments)
    assert answer.exit_code == 2
    assert sentence in answer.output + answer.stderr


async def test_a_file_whose_status_nobody_reads_is_not_applied_unseen(quick_world: World, branch_file: Path) -> None:
    """Whoever may have been refused is confirmed only when somebody says that the file has no status."""
    unread = put(branch_file, b"Nama;No HP;Ket;\nSari;081234567890;DITOLAK;x\n")
    answer = await run(unread)
    assert answer.exit_code == 2
    assert "not read: Ket, (no heading, or hidden)" in answer.stderr and "--no-status" in answer.stderr
    assert [lead.state for lead in await quick_world.leads()] == ["registered"]
    dry = await run(unread, "--dry-run")
    assert dry.exit_code == 0 and "every row counts as registered; not read: Ket" in dry.output
    assert (await run(unread, "--map", "status=Ket", "--dry-run")).output.count("refused\t1") == 1
    assert "confirmed\t1" in (await run(unread, "--no-status")).output
    assert [lead.state for lead in await quick_world.leads()] == ["verified"]


@pytest.mark.usefixtures("branch_file")
async def test_a_device_without_an_end_is_too_big() -> None:
    """Its size is said to be nothing; no more is read of it than of any file."""
    answer = await run("/dev/zero")
    assert answer.exit_code == 2 and answer.stderr.startswith("Error:")
