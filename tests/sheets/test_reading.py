"""Files as branches send them, and files as nobody should: read, or refused with the sentence that says why."""

import gzip
import time
import tracemalloc
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from bot.errors import InvalidAnswer
from bot.i18n.catalogue import LANGUAGES, Catalogue
from bot.sheets.reading import read
from bot.sheets.sheet import FLAWS, LIMITS, REFUSALS, WHOLE, Limits, Printed, Sheet
from tests.sheets.files import claiming, many_rows, raw_xlsx, saved, xlsx, zipped

HEADINGS = ("Nama", "No HP", "Desa")
SARI = ("Sari Wulandari", "081234567890", "Sumedangan")


def lines(*rows: tuple[str, ...], separator: str = ";") -> str:
    """A table in text."""
    return "\n".join(separator.join(row) for row in rows)


def why(content: bytes, limits: Limits = LIMITS) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(InvalidAnswer) as caught:
        read(content, limits)
    for language in LANGUAGES:
        assert "{" not in Catalogue.load().text(language, caught.value.key, **caught.value.params)
    return caught.value.key.removeprefix("sheets.refused.")


def cells(sheet: Sheet) -> list[tuple[object, ...]]:
    """All that was read."""
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_whatever_a_spreadsheet_saves_as_text(separator: str, encoding: str, newline: str) -> None:
    """Every separator in every encoding, with letters that are none of ASCII."""
    told = lines(HEADINGS, ("José – “Sari”", "0812", "Galis"), separator=separator).replace("\n", newline)
    assert cells(read(told.encode(encoding))) == [HEADINGS, ("José – “Sari”", "0812", "Galis")]


def test_a_line_that_names_the_separator() -> None:
    """As Excel writes it, and it keeps its place in the count of lines."""
    sheet = read(b"sep=;\r\nNama;No HP, WA\r\nSari;0812\r\n")
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("Nama", "No HP, WA")), (3, ("Sari", "0812"))]


def test_lines_that_were_pasted_together_from_two_encodings() -> None:
    """Each line is read as what it is; what is neither is that row's flaw alone."""
    content = b"Nama;Desa\n" + "José;Galis\n".encode() + "René;Galis\n".encode("cp1252") + b"S\x81ri\xc3;Galis\n"
    sheet = read(content)
    assert [row.cells[0] for row in sheet.rows[:3]] == ["Nama", "José", "René"]
    assert [row.flaws for row in sheet.rows] == [{}, {}, {}, {0: "letters"}]


def test_lines_with_another_separator_and_with_too_many() -> None:
    """Their cells may stand under the wrong heading, so nobody guesses."""
    sheet = read(lines(HEADINGS, SARI, SARI, SARI).encode() + b"\nBudi,0813,Galis\nAni;0814;Jl. Raya; no 3;Galis\n")
    assert [row.flaws.get(WHOLE) for row in sheet.rows] == [None, None, None, None, "separator", "extra"]


def test_a_quote_that_nobody_closes_spoils_its_own_line_alone() -> None:
    """The rows below are read, each with its own line."""
    sheet = read(b'Nama;No HP\n"Sari;0812\nBudi;0813\n"Ani ""Kecil""";"0814\nrumah"\nEko;0815\n')
    assert [(row.line, row.flaws.get(WHOLE)) for row in sheet.rows] == [
        (1, None),
        (2, "quotes"),
        (3, None),
        (4, None),
        (6, None),
    ]
    assert sheet.rows[3].cells == ('Ani "Kecil"', "0814\nrumah")


def test_a_workbook_as_it_is_saved() -> None:
    """Numbers, days and words keep what they are; empty rows are passed over, lines are counted as on screen."""
    sheet = read(
        xlsx(
            [
                HEADINGS,
                (),
                ("Sari", 81234567890, date(2026, 11, 2)),
                (1.5, True, datetime.fromisoformat("2026-11-02 08:30")),
            ]
        )
    )
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (1, HEADINGS),
        (3, ("Sari", 81234567890, date(2026, 11, 2))),
        (4, (1.5, True, datetime.fromisoformat("2026-11-02 08:30"))),
    ]


def test_numbers_that_read_as_others_because_of_how_they_are_shown() -> None:
    """Percentages, and three decimals that look like thousands; all else is the number itself."""
    book = Workbook()
    sheet = book["Sheet"]
    sheet.append([0.21, 1, 12.48, 269, 7.5, 8, 0.5])
    for cell, shown in zip(sheet[1], ("0%", "0.00%", "0.000", "0.000", "0.00", "0.00", "General"), strict=True):
        cell.number_format = shown
    [row] = read(saved(book)).rows
    assert row.cells == (0.21, 1, 12.48, 269, 7.5, 8, 0.5)
    told = [(cell.places, cell.percent) if isinstance(cell, Printed) else None for cell in row.cells]
    assert told == [(0, True), (2, True), (3, False), (3, False), (2, False), None, None]


def test_hidden_columns_rows_and_sheets() -> None:
    """What somebody hid is not read behind their back; a hidden row says so."""
    book = Workbook()
    book.create_sheet("Rahasia", 0).append(["jangan"])
    book["Rahasia"].sheet_state = "hidden"
    sheet = book["Sheet"]
    for row in (HEADINGS, SARI, SARI):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Lain").append(["x"])
    found = read(saved(book))
    assert (found.title, found.unread, found.hidden) == ("Sheet", ("Lain",), 1)
    assert cells(found)[0] == ("Nama", None, "Desa")
    assert [row.flaws for row in found.rows] == [{}, {}, {WHOLE: "hidden"}]


def test_formulas_are_what_was_stored_for_them() -> None:
    """Nothing is worked out: no stored result is a flaw, and so is a stored error."""
    data = (
        b'<sheetData><row r="1">'
        b'<c r="A1" t="str"><f>"08"&amp;"12"</f><v>0812</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
        b'<c r="C1"><f>WEBSERVICE("http://x")</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="E1" t="inlineStr"><is><r><t>Sa</t></r><r><t>ri</t></r><rPh><t>x</t></rPh></is></c>'
        b"</row></sheetData>"
    )
    [row] = read(raw_xlsx(data)).rows
    assert row.cells == ("0812", 2, None, None, "Sari")
    assert row.flaws == {2: "formula", 3: "error"}


def test_formulas_that_openpyxl_wrote() -> None:
    """It stores no results, as other programs that make files do not."""
    [_, row] = read(xlsx([HEADINGS, ("Sari", '="08"&"12"', "Galis")])).rows
    assert row.flaws == {1: "formula"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n \t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "picture"),
        (b"\xff\xd8\xff\xe0...", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (gzip.compress(b"Nama;HP", mtime=0), "archive"),
        (b"Rar!\x1a\x07", "archive"),
        (zipped({"data.csv": b"Nama;HP"}), "archive"),
        (zipped({"inner.zip": zipped({"x": b"0" * 1000})}), "archive"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "open_document"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b"<w/>"}), "document"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b"\x00"}), "old_excel"),
        (b"\xef\xbb\xbf <html><table>", "web_page"),
        ('<?xml version="1.0"?><Workbook/>'.encode("utf-16"), "web_page"),
        (bytes(range(256)) * 40, "not_text"),
        (b"PK\x03\x04 and then nothing", "broken"),
        (raw_xlsx(b"<sheetData><row>"), "broken"),
        (raw_xlsx(b"", **{"xl/vbaProject.bin": b"x"}), "macros"),
        (raw_xlsx(b"", **{"[Content_Types].xml": b'<Override ContentType="x.macroEnabled.main+xml"/>'}), "macros"),
        (raw_xlsx(b""), "empty"),
        (raw_xlsx(b"", xl__workbook__xml=b""), "empty"),
    ],
)
def test_what_is_no_table_is_told_by_its_bytes(content: bytes, reason: str) -> None:
    """Whatever the name of the file says."""
    assert why(content) == reason


def test_too_big_and_too_much() -> None:
    """One byte, one row, one column beyond what we open."""
    assert why(bytes(LIMITS.size + 1)) == "too_big"
    small = Limits(rows=2, columns=3)
    assert why(b"a\nb\nc\n", small) == "too_many_rows"
    assert why(xlsx([["a"], ["b"], ["c"]]), small) == "too_many_rows"
    assert why(b"a;b;c;d\n", small) == "too_wide"
    assert why(xlsx([["a", "b", "c", "d"]]), small) == "too_wide"
    assert cells(read(b"a;b;c;;;\n", small)) == [("a", "b", "c")]


def test_a_long_cell_is_cut_and_told() -> None:
    """In text and in a workbook."""
    small = Limits(cell=5)
    for content in (b"abcdefgh;x\n", xlsx([["abcdefgh", "x"]])):
        [row] = read(content, small).rows
        assert (row.cells, row.flaws) == (("abcde", "x"), {0: "long"})


def bomb(size: int) -> bytes:
    """A worksheet that unpacks to so many bytes of nothing."""
    return raw_xlsx(b"<sheetData>" + b" " * size + b"</sheetData>")


def test_a_bomb_that_says_so() -> None:
    """Refused by its headers, before a byte is unpacked."""
    assert why(bomb(10 * 1024 * 1024)) == "bomb"
    assert why(raw_xlsx(b"", xl__media__image=bytes(70 * 1024 * 1024))) == "bomb"
    assert why(zipped({f"{number}": b"" for number in range(LIMITS.members + 1)})) == "bomb"


@pytest.mark.parametrize("claimed", [0, 1_000])
def test_a_bomb_that_claims_to_be_small(claimed: int) -> None:
    """No more than it claims is ever unpacked, and then its sum does not fit."""
    content = claiming(bomb(100 * 1024 * 1024), "xl/worksheets/sheet1.xml", claimed)
    tracemalloc.start()
    assert why(content) == "broken"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_many_members_below_the_limit_are_counted_together() -> None:
    """What is unpacked is counted over the whole file, not for each part of it."""
    limits = Limits(inflated=3_000, ratio_from=10**9)
    strings = b"<sst>" + b" " * 1_500 + b"</sst>"
    assert why(raw_xlsx(b" " * 1_200), limits) == "empty"
    assert why(raw_xlsx(b" " * 1_200, **{"xl__sharedStrings.xml": strings}), limits) == "bomb"


def test_entities_are_refused() -> None:
    """Neither a billion laughs nor a file of this machine."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for declared in (laughs, outside):
        content = zipped(
            {"xl/workbook.xml": b'<?xml version="1.0"?>' + declared + b"<workbook>&a;</workbook>", "x": b""}
        )
        assert why(content) == "bomb"


def test_names_inside_that_lead_elsewhere_lead_nowhere() -> None:
    """Members are looked up, never written."""
    content = raw_xlsx(b"<sheetData/>", **{"..__..__etc__cron.d__x": b"* * * * * root x"})
    assert why(content) == "empty"
    relations = (
        b'<Relationships><Relationship Id="rId1" Target="../../../etc/passwd" Type="x/worksheet"/></Relationships>'
    )
    assert why(raw_xlsx(b"<sheetData/>", **{"xl___rels__workbook.xml.rels": relations})) == "empty"


def test_a_million_rows() -> None:
    """Refused in the time of the first fifty thousand."""
    content = many_rows(1_000_000)
    assert len(content) < LIMITS.size
    begun = time.monotonic()
    assert why(content) == "too_many_rows"
    assert time.monotonic() - begun < 5


def test_as_many_rows_as_we_open() -> None:
    """Fifty thousand, in text and in a workbook."""
    assert len(read(many_rows(LIMITS.rows)).rows) == LIMITS.rows
    assert len(read(b"a;b\n" * LIMITS.rows).rows) == LIMITS.rows


def test_every_reason_has_words() -> None:
    """Whoever adds one writes its sentence."""
    words = Catalogue.load()
    for language in LANGUAGES:
        keys = words.keys(language)
        assert {f"sheets.refused.{reason}" for reason in REFUSALS} <= set(keys)
        assert {f"sheets.flaw.{flaw}" for flaw in FLAWS} <= set(keys)
