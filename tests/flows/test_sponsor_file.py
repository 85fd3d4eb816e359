"""Rows of a table of sponsorships: what each says, or everything that is wrong with it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.places import Gazetteer
from bot.facts.base import load
from bot.flows.sponsor_columns import CHANNELS, WORKS, columns_of, meant
from bot.flows.sponsor_file import Reader, Told
from bot.flows.sponsored import LASTING
from bot.i18n.catalogue import Catalogue
from bot.leads.sponsors import WORKS_OF
from bot.runtime.speech import Speech
from bot.runtime.sponsor_files import tabled
from storage.records import Branch
from tests.sheets.files import xlsx

HEADINGS = ("Jenis Pembayar", "Nama Pembayar", "Wilayah", "Kuota", "Mulai", "Berakhir", "Dasar Hukum", "Lama bulan")
ROW = ("DBHCHT", "Pemkab Pamekasan", "Kab. Pamekasan", "1.000 orang", "1 Jan 2026", "31/12/2026", "SK 1/2026", "")
READER = Reader(load(), Gazetteer(), date(2026, 11, 21), (Branch("pamekasan", "Pamekasan", ("35.28",)),), "pamekasan")
SPEECH = Speech(Catalogue.load(), "id")


def told(row: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Told:
    """What one row says."""
    found = tabled(xlsx((headings, row)))
    [one] = READER.rows(found, columns_of(found))
    return one


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        (0, "Pemberi kerja", "Jenis pembayar"),
        (0, "", "Jenis pembayar"),
        (1, "", "Nama pembayar belum diisi"),
        (1, "x" * 101, "terlalu panjang"),
        (2, "", "Wilayah belum diisi"),
        (2, "../../etc/passwd", "tidak ditemukan"),
        (2, "Kab. Sampang", "di luar wilayah kantor cabang"),
        (3, "banyak", "bukan jumlah orang"),
        (3, 0, "bukan jumlah orang"),
        (3, -5, "bukan jumlah orang"),
        (3, 12.5, "bukan jumlah orang"),
        (3, 999_999_999, "bukan jumlah orang"),
        (4, "46023", "Tanggal mulai tidak terbaca"),
        (5, "31 Februari 2026", "Tanggal berakhir tidak terbaca"),
        (5, "31 Desember 2025", "Berakhir sebelum mulai"),
        (6, "y" * 201, "terlalu panjang"),
        (7, "seratus", "bukan jumlah bulan"),
        (7, 13, "hanya 12"),
        (1, "=1+1", "rumus"),
    ],
)
def test_nasty_cells(column: int, cell: object, sentence: str) -> None:
    """Each refuses its row with a reason in words."""
    one = told((*ROW[:column], cell, *ROW[column + 1 :]))
    assert one.sponsorship is None
    assert sentence in " ".join(SPEECH.plain(label) for label in one.wrong)


def test_a_branch_that_serves_nothing_has_no_sponsors() -> None:
    """Its officers cannot bring in what lies anywhere."""
    reader = replace(READER, branches=(Branch("pamekasan", "Pamekasan", ()),))
    found = tabled(xlsx((HEADINGS, ROW)))
    [one] = reader.rows(found, columns_of(found))
    assert [label.key for label in one.wrong] == ["sponsors.why.other_branch"]


def test_a_tidy_row() -> None:
    """The channel says which programmes and for whose work, where the table does not."""
    one = told(ROW).sponsorship
    assert one is not None
    assert (one.channel, one.region, one.quota, one.months) == ("dbhcht", "35.28", 1000, 12)
    assert one.programmes == ("jkk", "jkm") and one.works == ("farmer", "craft", "other", "fisher")
    assert (one.starts, one.ends) == (date(2026, 1, 1), date(2026, 12, 31))


def test_months_for_each_person_may_be_fewer_than_the_programme_has() -> None:
    """Who joins a programme of a year that bears three months is covered for three, and no longer than it runs."""
    one = told((*ROW[:4], "Januari 2026", "Desember 2026", "SK", "tiga bulan")).sponsorship
    assert one is not None and one.months == 3
    assert one.last_month(date(2026, 2, 10)) == date(2026, 4, 1) and one.months_left(date(2026, 2, 10)) == 3
    assert one.last_month(date(2026, 12, 10)) == date(2026, 12, 1) and one.months_left(date(2026, 12, 10)) == 1
    assert one.months_left(date(2027, 1, 1)) == 0


def test_one_vocabulary_with_the_rule_of_channels() -> None:
    """Every channel but the employer's duty has words in tables; every group of it has kinds of work."""
    rows = load().in_force("sponsor.channels", date(2026, 11, 21)).rows
    assert set(CHANNELS) == {str(row["channel"]) for row in rows} - LASTING
    assert {group for row in rows for group in row["for"]} <= set(WORKS_OF)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("APBD Kabupaten", "apbd"),
        ("DBH Sawit", "dbh_sawit"),
        ("DBH-CHT", "dbhcht"),
        ("ADD/APBDes", "village"),
        ("1 ASN 1 Pekerja Rentan", "asn"),
        ("Perusahan", "csr"),
        ("bank KUR", "kur"),
        ("KOPERASI", "cooperative"),
        ("Credit Union", "credit_union"),
        ("Perorangan", "sertakan"),
        ("sponsor", None),
        ("x", None),
    ],
)
def test_words_for_who_pays(text: str, channel: str | None) -> None:
    """As branches write them; what is not understood is not guessed."""
    assert meant(text, CHANNELS) == channel


def test_words_for_works_are_told_apart() -> None:
    """No word of a table means two kinds of work, or two channels."""
    for spellings in (WORKS, CHANNELS):
        words = [word for code, several in spellings.items() for word in {code, *several}]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("contact", "is_private"),
    [
        ("0812-3456-7890", True),
        ("(0324) 321234 / WA 0812-3456-7890", True),
        ("(0324) 321234", False),
        ("Dinas Tenaga Kerja, (0324) 321234 / (0324) 321235", False),
    ],
)
def test_a_mobile_number_beside_that_of_the_office_is_told_of(contact: str, is_private: bool) -> None:
    """It is somebody's own, however many numbers stand in front of it."""
    row = told((*ROW, contact), (*HEADINGS, "Kontak kantor"))
    said = [SPEECH.plain(label) for label in row.warnings]
    assert any("nomor pribadi" in each for each in said) is is_private, said
