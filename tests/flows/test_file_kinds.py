"""Which kind of file it is: told by the headings alone."""

import pytest

from bot.errors import InvalidAnswer
from bot.flows.file_kinds import told_apart
from bot.sheets.reading import read
from tests.sheets.files import xlsx

MEMBERS = ("No", "Nama Peserta", "No. HP", "Desa", "Status")
SPONSORS = ("Jenis Pembayar", "Nama Pembayar", "Wilayah", "Kuota", "Mulai", "Berakhir")


def kind(*rows: tuple[object, ...], remembered: dict[str, str] | None = None) -> str:
    """What a file with these rows is."""
    return told_apart(read(xlsx(rows)), remembered or {})[0]


@pytest.mark.parametrize(
    ("headings", "is_it"),
    [
        (MEMBERS, "members"),
        (SPONSORS, "sponsors"),
        ((*SPONSORS, "Kontak", "Desa", "TMT"), "sponsors"),
        (("Nama Peserta", "No HP", "Desa", "Kecamatan", "Kabupaten", "TMT"), "members"),
        (("Sponsor", "Kuota", "No. Telp"), "sponsors"),
        (("Desa", "Luas"), "members"),
        (("Peserta", "Desa", "Yang bisa dihubungi"), "members"),
    ],
)
def test_by_the_headings(headings: tuple[str, ...], is_it: str) -> None:
    """What only one kind knows decides; a village or a contact both know."""
    assert kind(("DAFTAR TAHUN 2026",), headings, tuple(range(1, len(headings) + 1))) == is_it


def test_rows_that_look_like_headings_of_the_other_kind() -> None:
    """A payer that is a village, and stands last, is no heading."""
    assert kind(SPONSORS, ("Desa", "Desa", "35.28", 5, 2026, 2027)) == "sponsors"


def test_what_the_branch_chose_before_counts() -> None:
    """A file of members whose own headings we only know since an officer picked them."""
    headings = ("Nama", "Yang bisa dihubungi", "Keterangan akhir", "Instansi", "Jumlah")
    rows = headings, ("Sari", "0812", "ya", "x", 1)
    assert kind(*rows) == "sponsors"
    assert kind(*rows, remembered={"phone": "yang bisa dihubungi", "status": "keterangan akhir"}) == "members"


@pytest.mark.parametrize(
    ("rows", "why"),
    [([("a", "b"), (1, 2)], "files.neither"), ([MEMBERS], "no_rows"), ([SPONSORS], "no_rows")],
)
def test_neither(rows: list[tuple[object, ...]], why: str) -> None:
    """And nothing below the headings."""
    with pytest.raises(InvalidAnswer, match=why):
        kind(*rows)


def test_a_table_of_coverage_counts_people() -> None:
    """Where people are named, or a quota is, it is another kind, whatever else its headings say."""
    headings = ("Kecamatan", "Pekerja Eligible", "Peserta Aktif")
    assert kind(headings, ("Galis", 12480, 2621)) == "coverage"
    assert kind(headings, ("Galis", "Sari", "ya")) != "coverage"
    assert kind(("Nama Peserta", "No HP", "Peserta Aktif"), ("Sari", "0812", 1)) == "members"
    assert kind((*SPONSORS, "Peserta Aktif"), ("CSR", "PT", "35.28", 5, 2026, 2027, 3)) == "sponsors"
