"""Files that would cost much: each is read, or refused with a sentence, in seconds and in little memory."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from bot.errors import InvalidAnswer
from bot.sheets.headings import table
from bot.sheets.reading import read
from bot.sheets.sheet import LIMITS, Limits
from tests.sheets.files import raw_xlsx

SECONDS = 10
MB = 1024 * 1024
WANTED = {"name": ("nama",), "phone": ("no hp",)}


def told(content: bytes, limits: Limits = LIMITS) -> str:
    """Why it is refused, else how many rows there are."""
    assert len(content) <= LIMITS.size
    try:
        return f"{len(table(read(content, limits), WANTED).rows)} rows"
    except InvalidAnswer as wrong:
        return wrong.key.removeprefix("sheets.refused.")


def quickly(content: bytes) -> str:
    """The same, in the time we give a file."""
    begun = time.monotonic()
    answer = told(content)
    assert time.monotonic() - begun < SECONDS
    return answer


def sheet(*rows: bytes, columns: bytes = b"") -> bytes:
    """What stands inside a worksheet."""
    return columns + b"<sheetData>" + b"".join(b"<row>" + row + b"</row>" for row in rows) + b"</sheetData>"


def words(*cells: str) -> bytes:
    """Cells of a worksheet that hold words."""
    return b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % cell.encode() for cell in cells)


HEADINGS = words("Nama", "No HP")
NUMBERS = b"<c><v>1</v></c>" * 100
HIDDEN = b'<col hidden="1" min="%d" max="%d"/>'


def test_as_many_hidden_columns_as_there_may_be() -> None:
    """A look at each of them for every cell took two minutes for half a megabyte."""
    columns = b"<cols>" + b"".join(HIDDEN % (at, at) for at in range(101, 16_000)) + b"</cols>"
    assert quickly(raw_xlsx(sheet(HEADINGS, *(NUMBERS for _ in range(1_000)), columns=columns))) == "1000 rows"


def test_a_hidden_range_that_never_ends() -> None:
    """Hides what we would read, and costs no more than that."""
    columns = b"<cols>" + HIDDEN % (2, 999_999_999) + b"</cols>"
    [heading] = read(raw_xlsx(sheet(HEADINGS, columns=columns))).rows
    assert heading.cells == ("Nama",)


def hidden_again_and_again() -> bytes:
    """More ranges of columns than there are columns."""
    columns = b"<cols>" + b"".join(HIDDEN % (1 + at % 2, at) for at in range(20_000)) + b"</cols>"
    return raw_xlsx(sheet(HEADINGS, columns=columns))


def formats_that_never_close() -> bytes:
    """A format in which every bracket could be the beginning of something."""
    formats = b'<numFmt numFmtId="200" formatCode="%s"/>' % (b"[" * 300_000)
    styles = b"<s><numFmts>" + formats + b'</numFmts><cellXfs><xf numFmtId="200"/></cellXfs></s>'
    return raw_xlsx(sheet(HEADINGS, NUMBERS), **{"xl__styles.xml": styles})


def a_style_with_an_endless_number() -> bytes:
    """A number with more digits than Python reads."""
    styles = b'<s><cellXfs><xf numFmtId="%s"/></cellXfs></s>' % (b"9" * 5_000)
    return raw_xlsx(sheet(HEADINGS, NUMBERS), **{"xl__styles.xml": styles})


def a_tag_that_does_not_end() -> bytes:
    """An older parser begins it anew with every chunk."""
    return raw_xlsx(b'<sheetData a="' + b"".join(b"%x" % (at * 7919) for at in range(400_000)) + b'"/>')


def one_part_as_many_sheets() -> bytes:
    """Every tab leads to the same worksheet, in which there is nothing."""
    tabs = b"".join(b'<sheet name="%d" r:id="rId1"/>' % at for at in range(30_000))
    book = b'<workbook xmlns:r="r"><sheets>' + tabs + b"</sheets></workbook>"
    return raw_xlsx(b"<sheetData>" + b"<row/>" * 10_000 + b"</sheetData>", **{"xl__workbook.xml": book})


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        (hidden_again_and_again, "bomb"),
        (formats_that_never_close, "1 rows"),
        (a_style_with_an_endless_number, "1 rows"),
        (a_tag_that_does_not_end, "bomb"),
        (one_part_as_many_sheets, "empty"),
        (lambda: b"Nama;No HP\n" + b"\n" * 5_000_000, "too_many_rows"),
        (lambda: b"Nama;No HP\n" + b"\r" * 5_000_000, "too_many_rows"),
        (lambda: b"Nama;No HP\n" + (b"a;" * 199 + b"a\n") * 20_000, "too_much"),
        (lambda: b"Nama;No HP\n" + (b'"a;' * 60 + b"\n") * 20_000, "20000 rows"),
        (lambda: b"Nama;No HP\n" + b'"' * 1_000_000, "long_line"),
        (lambda: b"Nama;No HP\n" + b'"' + b"a" * 131_070 + b"\na;0812\n", "2 rows"),
    ],
)
def test_what_costs_little_to_write(file: Callable[[], bytes], answer: str) -> None:
    """Costs little to read."""
    assert quickly(file()) == answer


def test_more_elements_than_a_table_has() -> None:
    """Counted before the parser makes anything of them."""
    assert told(raw_xlsx(b"<sheetData>" + b"<c/>" * 9 + b"</sheetData>"), Limits(elements=9)) == "too_much"


def test_a_long_text_that_every_cell_shares() -> None:
    """Is kept once, cut and told; what it comes to is counted all the same."""
    strings = {"xl__sharedStrings.xml": b"<sst><si><t>" + b"ab" * 1_000 + b"</t></si></sst>"}
    shared = b'<c t="s"><v>0</v></c>' * 100
    tracemalloc.start()
    found = read(raw_xlsx(sheet(*(shared for _ in range(100))), **strings)).rows
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[99].cells == ("ab" * 500,) * 100
    assert found[99].flaws[99] == "long"
    assert peak < 4 * MB
    assert told(raw_xlsx(sheet(shared, shared), **strings), Limits(text=150_000)) == "too_much"


@pytest.mark.parametrize("line", [b"a" * 200_000, b'"' + b"a" * 200_000 + b'"', b"a;" * 100_000])
def test_a_line_that_is_no_line_of_a_table(line: bytes) -> None:
    """The reader of the library gives up at 131,072 characters; a sentence says so."""
    assert told(b"Nama;No HP\n" + line + b"\nBu Sari;0812\n") == "long_line"
    assert told(line) == "long_line"


def test_a_million_rows_of_text() -> None:
    """Refused in the time of the first fifty thousand, as a workbook is."""
    begun = time.monotonic()
    with pytest.raises(InvalidAnswer) as caught:
        read(b"Nama;No HP\n" + b"Sari;0812\n" * 999_990)
    assert caught.value.key == "sheets.refused.too_many_rows"
    assert caught.value.params == {"most": str(LIMITS.rows)}
    assert time.monotonic() - begun < 3
