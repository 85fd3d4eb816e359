"""Which row holds the headings, which column is which, and what is taken out before anybody keeps it."""

import pytest

from bot.errors import InvalidAnswer
from bot.sheets.headings import Table, guess, table
from bot.sheets.reading import read
from tests.sheets.files import xlsx

WANTED = {
    "phone": ("no hp", "nomor hp", "telepon", "handphone"),
    "name": ("nama", "nama peserta"),
    "lead": ("no minat",),
}
NIK = "3528" + "041203850001"


def made(*rows: tuple[object, ...]) -> Table:
    """A table of these rows."""
    return table(read(xlsx(rows)), WANTED)


def test_titles_above_the_headings() -> None:
    """Merged titles, a date, an empty row: the headings are the row that says most of what we look for."""
    found = made(
        ("LAPORAN PESERTA BPU",), ("Kantor Cabang Pamekasan",), (), ("No", "Nama Peserta", "No. HP"), (1, "Sari", "08")
    )
    assert guess(found.headings, WANTED) == {"name": 1, "phone": 2}
    assert [row.line for row in found.rows] == [5]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("No. HP", "phone"),
        ("NO_HP", "phone"),
        ("Nomor Hp", "phone"),
        ("Telpon", "phone"),
        ("Telefon", None),
        ("Handpone", "phone"),
        ("No", None),
        ("Nama", "name"),
        ("NAMA PESERTA *", "name"),
        ("Nama Pesrta", "name"),
        ("Nama Perusahaan", None),
    ],
)
def test_spellings(heading: str, name: str | None) -> None:
    """A slip of the finger is forgiven, a word that only looks alike is not."""
    assert guess({4: heading}, WANTED) == ({name: 4} if name else {})


def test_two_columns_of_one_name() -> None:
    """The plainest one is taken; the other keeps a name of its own."""
    found = made(("Nama", "Nama", "Nomor HP", "No HP"), ("a", "b", "1", "2"))
    assert list(found.headings.values()) == ["Nama", "Nama (2)", "Nomor HP", "No HP"]
    assert guess(found.headings, WANTED) == {"name": 0, "phone": 3}


def test_what_is_private_is_taken_out_while_reading() -> None:
    """By heading, by what most cells look like, and cell by cell; whatever it is called."""
    found = made(
        ("Nama", "NIK", "Nomor KK", "No. Rekening", "Kode", "Ket", "No HP", "Nama Ibu Kandung"),
        ("Sari", NIK, NIK, "123", int(NIK), "baik", "081234567890", "Tini"),
        ("Budi", NIK, NIK, "124", "3528-0412-0385-0001", f"NIK {NIK}", "081234567891", "Tini"),
    )
    assert found.private == ("NIK", "Nomor KK", "No. Rekening", "Kode", "Nama Ibu Kandung")
    assert list(found.headings.values()) == ["Nama", "Ket", "No HP"]
    kept = str([row.cells for row in found.rows])
    assert NIK not in kept and "0412" not in kept and "Tini" not in kept
    assert "baik" in kept and "081234567891" in kept


@pytest.mark.parametrize(
    ("rows", "reason"), [([("a", "b"), ("c", "d")], "no_headings"), ([("Nama", "No HP")], "no_rows")]
)
def test_no_headings_and_nothing_below_them(rows: list[tuple[str, ...]], reason: str) -> None:
    """Both are told apart."""
    with pytest.raises(InvalidAnswer, match=reason):
        made(*rows)
