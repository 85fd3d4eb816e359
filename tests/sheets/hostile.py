"""Files that somebody sends to bring the bot to its knees, or sends unknowingly; each is small enough to be opened."""

import io
import os
import zipfile
from collections.abc import Iterable

from tests.sheets.files import BEGIN, END, RELATIONS, WORKBOOK, claiming, raw_xlsx, zipped

MB = 1024 * 1024
ROWS_OF_EXCEL = 1_048_576
HEADINGS = b'<row><c t="inlineStr"><is><t>Kecamatan</t></is></c><c t="inlineStr"><is><t>Aktif</t></is></c></row>'
GALIS = b'<row><c t="inlineStr"><is><t>Galis</t></is></c><c><v>1200</v></c></row>'
TABLE = b"<sheetData>" + HEADINGS + GALIS + b"</sheetData>"
CSV = "Kecamatan;Aktif\nGalis;1200\n"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
    + b"]>"
)


def bomb() -> bytes:
    """Seventy megabytes of strings in seventy kilobytes."""
    return raw_xlsx(TABLE, **{"xl__sharedStrings.xml": b"<sst>" + b"0" * (70 * MB) + b"</sst>"})


def lying_bomb() -> bytes:
    """A worksheet whose ZIP says that it is a hundred bytes long."""
    return claiming(raw_xlsx(b"<sheetData>" + b"<row/>" * 2_000_000 + b"</sheetData>"), "xl/worksheets/sheet1.xml", 100)


def laughs() -> bytes:
    """Entities of entities: three gigabytes of laughter in the strings."""
    return raw_xlsx(TABLE, **{"xl__sharedStrings.xml": LAUGHS + b"<sst><si><t>&l9;</t></si></sst>"})


def laughs_in_the_sheet() -> bytes:
    """The same where the cells are, and one long entity again and again."""
    long = b'<!DOCTYPE a [<!ENTITY a "' + b"a" * 100_000 + b'">]><worksheet>' + b"&a;" * 100_000 + b"</worksheet>"
    book = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": RELATIONS}
    return zipped({**book, "xl/worksheets/sheet1.xml": long})


def macros() -> bytes:
    """A table with a program beside it."""
    return raw_xlsx(TABLE, **{"xl__vbaProject.bin": b"x"})


def formatted_rows() -> bytes:
    """Every row of the sheet has a height, as after Ctrl-A, and none but the first holds anything."""
    rows = (b'<row r="%d" s="1" customFormat="1" ht="15"/>' % at for at in range(2, ROWS_OF_EXCEL + 1))
    return streamed((BEGIN, b"<sheetData>", HEADINGS, *rows, b"</sheetData>", END))


def lying_dimension() -> bytes:
    """Says that it reaches to the last cell there is, and beyond; a cell stands where no column is."""
    said = b'<dimension ref="A1:XFD99999999999999999999"/><sheetData>'
    return raw_xlsx(said + HEADINGS + b'<row r="2"><c r="ZZZZZZZZZZ9"><v>1</v></c></row></sheetData>')


def deep() -> bytes:
    """A million elements inside each other."""
    return raw_xlsx(b"<sheetData>" + b"<a>" * MB + b"</a>" * MB + b"</sheetData>")


def deep_but_packed_badly() -> bytes:
    """As many rows inside each other as pass for a real sheet: it swells by less than we refuse."""
    noise = b"".join(b'<row a="%s">' % os.urandom(9).hex().encode() for _ in range(50_000))
    return raw_xlsx(b"<sheetData>" + noise + b"</row>" * 50_000 + b"</sheetData>")


def streamed(pieces: Iterable[bytes]) -> bytes:
    """A workbook whose worksheet is too large to be held twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("xl/workbook.xml", WORKBOOK)
        package.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"".join(pieces))
    return file.getvalue()


FILES = {
    "bom.xlsx": (bomb, "mengembang jauh lebih besar"),
    "bohong.xlsx": (lying_bomb, "rusak"),
    "tawa.xlsx": (laughs, "mengembang jauh lebih besar"),
    "tawa lagi.xlsx": (laughs_in_the_sheet, "mengembang jauh lebih besar"),
    "makro.xlsm": (macros, "makro"),
    "halaman.xls": (lambda: b"<html><body><table><tr><td>Kecamatan</td></tr></table></body></html>", "halaman web"),
    "kosong.xlsx": (lambda: b"", "kosong"),
    "besar.csv": (lambda: CSV.encode() + b"Galis;1200\n" * (2 * MB), "Paling besar 20 MB"),
    "besar.xlsx": (lambda: b"PK" + bytes(21 * MB), "Paling besar 20 MB"),
    "semua baris.xlsx": (formatted_rows, "Hanya ada judul kolom"),
    "ukuran.xlsx": (lying_dimension, "Kolomnya terlalu banyak"),
    "dalam.xlsx": (deep, "mengembang jauh lebih besar"),
    "dalam sekali.xlsx": (deep_but_packed_badly, "kosong"),
    "sebaris.csv": (lambda: CSV.encode() + b"a" * (30 * MB), "Paling besar 20 MB"),
    "sebaris pas.csv": (lambda: CSV.encode() + b"a" * (19 * MB), "luar biasa panjang"),
    "nol.csv": (lambda: CSV.replace("l", "\0").encode(), "bukan tabel yang bisa dibaca"),
    "nol saja.csv": (lambda: bytes(1_000), "bukan tabel yang bisa dibaca"),
    "acak.csv": (lambda: os.urandom(100_000), "bukan tabel yang bisa dibaca"),
    "acak.xlsx": (lambda: b"PK\3\4" + os.urandom(100_000), "rusak"),
}
"""A name, what is in it, and of what its refusal speaks."""
READ = {
    "u16.csv": CSV.encode("utf-16"),
    "u16 tanpa tanda.csv": CSV.encode("utf-16-be"),
    "ukuran kecil.xlsx": raw_xlsx(b'<dimension ref="A1"/>' + TABLE),
    "ukuran besar.xlsx": raw_xlsx(b'<dimension ref="A1:XFD1048576"/>' + TABLE),
}
"""Files that look odd and are as good as any."""
