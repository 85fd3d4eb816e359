"""Four forms, one snapshot: what one of them says, all say, and none says more than the snapshot."""

import io
import json
import re
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from bot.i18n.catalogue import LANGUAGES, Catalogue
from bot.reports import pages
from bot.reports.telling import LONGEST
from bot.reports.weekly import Weekly, from_json
from tests.reports.pdf import page_count, words_of
from tests.reports.whole import ALL, BEYOND, EDGES, FULLEST, NOTHING, ONE

WORDS = Catalogue.load()
GOLDEN = Path(__file__).parent / "golden"
HIDDEN = "disembunyikan"
TAG = re.compile(r"</?(?:b|code)>")


def size(png: bytes) -> tuple[int, ...]:
    """Width and height, as the head of the file tells them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def lines(png: bytes) -> list[int]:
    """How many bytes of each line of the picture are neither paper nor like their neighbour."""
    chunks, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        chunks += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    plain = zlib.decompress(chunks)
    width = len(plain) // pages.HIGH
    each = (plain[start + 1 : start + width] for start in range(0, len(plain), width))
    return [len(line) - line.count(0) - line.count(255) for line in each]


def inked(png: bytes) -> int:
    """How many bytes of the picture are neither paper nor like their neighbour."""
    return sum(lines(png))


def widest_gap(png: bytes) -> int:
    """The most lines of the picture one below the other that have nothing on them."""
    return max(len(run) for run in "".join("x" if line else " " for line in lines(png)).split("x"))


def cells(xlsx: bytes) -> Iterator[tuple[str, object]]:
    """Every cell with what it is ("f" is a formula)."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((cell.data_type, cell.value) for cell in row if cell.value is not None)


@pytest.mark.parametrize("name", EDGES)
def test_a_picture_fills_a_phone_and_is_not_blank(name: str) -> None:
    """Also with no figure at all, forty kecamatan or a very long name."""
    drawn = pages.picture(EDGES[name], WORDS)
    assert size(drawn) == (pages.WIDE, pages.HIGH)
    assert inked(drawn) > 20_000


@pytest.mark.parametrize("name", EDGES)
def test_a_picture_with_little_on_it_is_not_half_empty(name: str) -> None:
    """What there is to do next has larger letters then; of the line that cannot be drawn nothing is said."""
    assert widest_gap(pages.picture(EDGES[name], WORDS)) < pages.HIGH // 7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EDGES)
def test_a_document_is_one_page(name: str, language: str) -> None:
    """However much there is to tell, it is one sheet of paper."""
    assert page_count(pages.document(EDGES[name], WORDS, language)) == 1


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_published_regions_have_all_four_forms(golden: Path) -> None:
    """Provinces and kabupaten of which hardly anything is known, too."""
    one = from_json(json.loads(golden.read_text("utf-8")))
    assert len(pages.message(one, WORDS)) < LONGEST
    assert size(pages.picture(one, WORDS)) == (pages.WIDE, pages.HIGH)
    assert one.name in words_of(pages.document(one, WORDS))
    assert one.id in [value for _, value in cells(pages.workbook(one, WORDS))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EDGES)
def test_a_message_is_short_and_well_formed(name: str, language: str) -> None:
    """What Telegram takes, in fewer characters than anybody minds."""
    told = pages.message(EDGES[name], WORDS, language)
    assert len(told) < LONGEST
    assert told.count("<b>") == told.count("</b>")
    assert not re.search(r"[<>]", TAG.sub("", told).replace("&lt;", "").replace("&gt;", ""))


def test_all_forms_tell_the_same_figures() -> None:
    """Coverage, target, gap, people, pace: in the message, on the page and in the sheets."""
    told, page = pages.message(ALL, WORDS), words_of(pages.document(ALL, WORDS))
    for figure in ("16,5%", "30%", "54.000", "1.200", "3.429", "31 Oktober 2026", "30,49%", "Tlanakan", ALL.id):
        assert figure in told, figure
        assert figure in page, figure
    numbers = {value for kind, value in cells(pages.workbook(ALL, WORDS)) if kind == "n"}
    assert {16.5, 30, 54_000, 3_429, 66_000, 400_000, 30.49, 84, 178} <= numbers


def test_the_page_can_be_read_and_searched() -> None:
    """What matters to a sekda is text, not a drawing of text."""
    page = words_of(pages.document(FULLEST, WORDS))
    for words in (FULLEST.name, "Langkah minggu ini", "9–15 November 2026", "Terbukti", "31–60 hari lagi"):
        assert words in page, words


def test_no_line_ends_between_a_day_and_its_month() -> None:
    """ "yang pertama 5" and "Desember 2026" on the next line is read twice."""
    page = words_of(pages.document(FULLEST, WORDS))
    assert "5 Desember" in page
    assert not re.search(r"\b\d\d?\s*\n(?:Oktober|November|Desember)", page)


def test_the_page_names_the_parts_of_which_most_asked_to_be_called() -> None:
    """The first five in order; the sheets have all of them."""
    page = words_of(pages.document(FULLEST, WORDS)).replace("\n", " ")
    assert "Minat terbanyak: Kecamatan Bernama Panjang 0 89, Kecamatan Bernama Panjang 1 88" in page
    assert "Kecamatan Bernama Panjang 5 84" not in page


@pytest.mark.parametrize("name", ["whole", "fullest"])
def test_a_masked_count_is_told_nowhere(name: str) -> None:
    """No form has a count of people under five, nor the word that stands for one."""
    one = EDGES[name]
    told, page = pages.message(one, WORDS), words_of(pages.document(one, WORDS))
    sheets = list(cells(pages.workbook(one, WORDS)))
    assert "masked" not in told + page
    assert "*\n" in page
    assert "Beberapa peminat belum juga ditangani" in page
    assert "Beberapa peminat belum juga ditangani" in told
    assert not [value for _, value in sheets if isinstance(value, str) and "masked" in value]
    shown = [value for _, value in sheets if value == HIDDEN]
    assert len(shown) >= sum(count == "masked" for line in one.funnel.by_channel for count in line.counts.values())


def test_sheets_show_figures_as_people_read_them() -> None:
    """Thousands apart, shares to two places or as many as were told, days as days, and words for codes."""
    book = openpyxl.load_workbook(io.BytesIO(pages.workbook(ALL, WORDS)))
    whole = {name.value: cell for name, cell in zip(*book["Cakupan"].iter_rows(max_row=2), strict=True)}
    assert (whole["Peserta aktif"].value, whole["Peserta aktif"].number_format) == (66_000, "#,##0")
    assert (whole["Cakupan (%)"].value, whole["Cakupan (%)"].number_format) == (16.5, "0.00##")
    assert whole["Tahun jumlah pekerja"].number_format == "0"
    assert whole["Per tanggal"].is_date
    assert book["Urutan"]["B5"].number_format == "+0;-0;0"
    assert book["Segera berakhir"]["B2"].value == "Pemda"
    told = {row[0].value: row[1].value for row in book["Ringkasan"].iter_rows()}
    assert told["Cakupan"] == "16,5% – 66.000 dari 400.000 pekerja" and "54.000" in told["Kurang ke target"]


def test_the_last_sheet_explains_the_words_of_the_others() -> None:
    """Each step and promise, and the word that stands there for a hidden count, not the sign of the page."""
    book = openpyxl.load_workbook(io.BytesIO(pages.workbook(ALL, WORDS)))
    meanings = "\n".join(str(row[1].value) for row in book["Arti angka"].iter_rows())
    for word in ("Ngobrol =", "Minat =", "Ditawarkan =", "Dihubungi =", "Daftar =", "Terbukti =", "Jadi =", HIDDEN):
        assert word in meanings, word
    assert "*" not in meanings
    assert all(row[1].alignment.wrap_text for row in book["Arti angka"].iter_rows())


def test_no_cell_is_a_formula() -> None:
    """A payer may be called anything at all."""
    ending = replace(ALL.sponsored.ending[0], payer='=HYPERLINK("https://example.id";"klik")')
    odd = replace(ALL, name="=1+1", sponsored=replace(ALL.sponsored, ending=(ending,)))
    found = list(cells(pages.workbook(odd, WORDS)))
    assert not [value for kind, value in found if kind == "f"]
    assert "'=1+1" in [value for _, value in found]


def test_a_name_is_never_markup() -> None:
    """Neither for Telegram nor for the page."""
    odd = replace(ALL, name='#import "x" *Tebal* <b>& "kutip" \\')
    assert "&lt;b&gt;&amp;" in pages.message(odd, WORDS)
    assert odd.name in words_of(pages.document(odd, WORDS))
    assert size(pages.picture(odd, WORDS)) == (pages.WIDE, pages.HIGH)


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    """Also beside other drawings, in several threads."""
    with ThreadPoolExecutor(3) as threads:
        drawn = list(threads.map(lambda one: pages.picture(one, WORDS), (ALL, ONE, ALL)))
    assert drawn[0] == drawn[2] != drawn[1]
    for form in (pages.document, pages.workbook):
        assert form(ALL, WORDS) == form(ALL, WORDS)


def test_what_nobody_knows_is_said_so() -> None:
    """No figure is made up where there is none."""
    page = words_of(pages.document(NOTHING, WORDS))
    assert page.count("belum ada data") >= 4
    assert "%" not in page.replace("(%)", "")
    assert "Belum ada angka cakupan daerah ini" in pages.message(NOTHING, WORDS)


def test_an_example_says_that_it_is_one() -> None:
    """In every form, so that invented counts are never taken for real ones."""
    real: Weekly = replace(ALL, example=False)
    assert "Contoh" in pages.message(ALL, WORDS)
    assert "Contoh" not in pages.message(real, WORDS)
    assert "CONTOH" in words_of(pages.document(ALL, WORDS))
    assert pages.picture(ALL, WORDS) != pages.picture(real, WORDS)


def test_a_reached_target_asks_for_nobody() -> None:
    """Beyond the target nothing is missing, and no pace is asked for."""
    told = pages.message(BEYOND, WORDS)
    assert "Target sudah tercapai" in told
    assert "Perlu" not in told.replace("Perlu dikejar", "")
