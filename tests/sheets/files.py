"""Files to read, made here: tidy ones, and such as nobody should open carelessly."""

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

WORKBOOK = b"""<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"""
RELATIONS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"""
BEGIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
END = b"</worksheet>"


def xlsx(rows: Iterable[Sequence[Any]], **more: Iterable[Sequence[Any]]) -> bytes:
    """A workbook as openpyxl writes it; `more` are further sheets."""
    book = Workbook()
    for name, content in {"Data": rows, **more}.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
    del book[book.sheetnames[0]]
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP with these members, packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def raw_xlsx(sheet_data: bytes, **more: bytes) -> bytes:
    """The least that is an XLSX, with what stands inside its worksheet, and further members."""
    named = {name.replace("__", "/"): content for name, content in more.items()}
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": BEGIN + sheet_data + END,
            **named,
        }
    )


def many_rows(count: int) -> bytes:
    """A workbook of so many rows that say nothing twice, written in a stream."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", WORKBOOK)
        package.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for piece in (BEGIN, b"<sheetData>", *_rows(count), b"</sheetData>", END):
                sheet.write(piece)
    return file.getvalue()


def _rows(count: int) -> Iterator[bytes]:
    for number in range(1, count + 1):
        yield b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (number, number, number)


def claiming(content: bytes, member: str, size: int) -> bytes:
    """The same ZIP, whose headers claim that a member unpacks to `size` bytes."""
    name, changed, at = member.encode(), bytearray(content), 0
    while (at := content.find(name, at)) >= 0:
        if content[at - 46 : at - 42] == b"PK\x01\x02":
            changed[at - 22 : at - 18] = struct.pack("<I", size)
        elif content[at - 30 : at - 26] == b"PK\x03\x04":
            changed[at - 8 : at - 4] = struct.pack("<I", size)
        at += 1
    return bytes(changed)
