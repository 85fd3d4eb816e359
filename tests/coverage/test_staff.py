""" "TK" (tenaga kerja): members in the tables of a branch, all who work in those of other offices, or nobody knows."""

import pytest

from tests.coverage.tables import book, text, understood

SEGMENTS = ("Kab/Kota", "TK PU", "TK BPU", "TK Jakon", "Total TK")
PAMEKASAN = ("Pamekasan", 60_000, 40_000, 20_000, 120_000)
READ = [("all", 120_000, None), ("pu", 60_000, None), ("bpu", 40_000, None), ("jakon", 20_000, None)]


@pytest.mark.parametrize("title", ["BPJS Ketenagakerjaan Cabang Madura", "Data TK per 31 Oktober 2026, Kacab Madura"])
def test_tenaga_kerja_in_a_table_of_a_branch_are_members(title: str) -> None:
    """They were stored as all who work in the kabupaten, without a word."""
    told = understood(book((title,), SEGMENTS, PAMEKASAN))
    assert (told.figures("segment", "active", "eligible"), told.found, told.accepted) == (READ, [], 4)
    alone = understood(book((title,), ("Kab/Kota", "TK", "Perusahaan"), ("Pamekasan", 120_000, 30)))
    assert (alone.figures("active", "eligible"), alone.found) == ([(120_000, None)], [])


def test_tenaga_kerja_of_segments_without_a_branch_are_asked_about_once_a_row() -> None:
    """Most likely members; a yes keeps them as such."""
    told = understood(book(SEGMENTS, PAMEKASAN))
    assert (told.figures("segment", "active", "eligible"), told.accepted) == (READ, 0)
    assert told.texts == ["TK (tenaga kerja) di baris ini dibaca sebagai peserta, bukan semua yang bekerja. Betulkah?"]
    assert understood(book(SEGMENTS, PAMEKASAN), confirmed=["meaning_unclear"]).accepted == 4


def test_tenaga_kerja_of_whom_nothing_tells_are_asked_about() -> None:
    """A count alone may be either."""
    told = understood(text("Kab/Kota;TK", "Pamekasan;400.000"))
    assert (told.figures("active", "eligible"), told.found, told.accepted) == (
        [(None, 400_000)],
        [(2, "meaning_unclear")],
        0,
    )
    assert "dibaca sebagai semua yang bekerja, bukan peserta saja" in told.texts[0]


@pytest.mark.parametrize("title", ["Dinas Tenaga Kerja", "BPJS Ketenagakerjaan Cabang Madura"])
@pytest.mark.parametrize(
    ("headings", "figures"),
    [
        (("Kab/Kota", "TK", "Peserta"), (120_000, 400_000)),
        (("Kab/Kota", "Jumlah Tenaga Kerja", "TK Aktif"), (120_000, 400_000)),
        (("Kab/Kota", "Potensi TK", "TK Terdaftar"), (120_000, 400_000)),
        (("Kab/Kota", "Pekerja PU", "Pekerja BPU"), (None, 400_000)),
    ],
)
def test_tenaga_kerja_beside_members_are_all_who_work(
    title: str, headings: tuple[str, ...], figures: tuple[int | None, int]
) -> None:
    """So they are where the heading says "potensi", or "pekerja"."""
    told = understood(book((title,), headings, ("Pamekasan", 400_000, 120_000)))
    assert (told.figures("active", "eligible")[0], told.found) == (figures, [])


def test_tenaga_kerja_beside_all_who_work_are_members() -> None:
    """The branch says so without a question."""
    rows = ("Kab/Kota", "Angkatan Kerja", "TK"), ("Pamekasan", 400_000, 120_000)
    branch = understood(book(("Cabang Madura",), *rows))
    assert (branch.figures("active", "eligible"), branch.found) == ([(120_000, 400_000)], [])
    assert understood(book(*rows)).found == [(2, "meaning_unclear")]


def test_active_and_other_tenaga_kerja_together_are_not_all_who_work() -> None:
    """The report said 60 % of a kabupaten."""
    told = understood(text("Kab/Kota;TK Aktif;TK Non Aktif;Total TK", "Pamekasan;60.000;40.000;100.000"))
    assert (told.figures("active", "eligible"), told.found) == ([(60_000, None)], [])
    whole = understood(
        text("Kab/Kota;Angkatan Kerja;TK Aktif;TK Nonaktif;Total TK", "Pamekasan;400.000;60.000;1;60.001")
    )
    assert (whole.figures("active", "eligible"), whole.found) == ([(60_000, 400_000)], [])


@pytest.mark.parametrize("heading", ["Realisasi TK", "Realisasi Tenaga Kerja", "Cakupan Peserta"])
def test_people_under_what_was_reached_are_no_percentage(heading: str) -> None:
    """100.000 people were 100.000 percent; 25 are one."""
    told = understood(text(f"Kab/Kota;Pekerja;{heading}", "Pamekasan;400.000;100.000"))
    assert (told.figures("active", "coverage_pct"), told.found) == ([(100_000, None)], [])
    share = understood(text(f"Kab/Kota;Pekerja;{heading}", "Pamekasan;400.000;25"))
    assert share.figures("active", "coverage_pct") == [(None, 25)]
