"""Tables in text: whatever the letters are encoded in and whatever stands between the columns."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from bot.sheets.sheet import WHOLE, Limits, Row, Sheet, refused

SEPARATORS = (";", ",", "\t", "|")
SAMPLE = 50
"""Lines from which the separator is told."""
UNREADABLE = "\ufffd"
_BREAK = re.compile(r"\r\n|\n|\r")
_NUMBER = re.compile(r"\d[\d., ]*%?")
_DECIMALS = re.compile(r"\d{1,4} ?%?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.02
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def separated(content: bytes, limits: Limits) -> Sheet:
    """The rows of a CSV. Raises InvalidAnswer; what is wrong with one row is that row's flaw."""
    if content.count(b"\n") + content.count(b"\r") > 2 * limits.lines:
        raise refused("too_many_rows", most=str(limits.rows))
    lines = _BREAK.split(_decoded(content))
    if len(lines) > limits.lines:
        raise refused("too_many_rows", most=str(limits.rows))
    if max(map(len, lines)) > limits.line:
        raise refused("long_line")
    named = re.fullmatch(r"sep=(.)", lines[0].strip(" "))
    separator = str(named[1]) if named else _separator(lines)
    if not separator:
        lines, separator = _unwrapped(lines)
    found = list(_rows(lines, separator, 1 if named else 0, limits))
    usual = _usual([len(cells) for _, cells, _ in found])
    width = _headed(cells for _, cells, _ in found) if separator == "," else limits.cells
    return Sheet(
        tuple(_row(line, cells, flaw or _cut(cells, width), separator, usual, limits) for line, cells, flaw in found)
    )


def _decoded(content: bytes) -> str:
    """The text; what no encoding explains becomes UNREADABLE. Raises InvalidAnswer for what is no text at all."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(encoding, errors="replace"))
    if wide := _wide(content):
        return _checked(content.decode(wide, errors="replace"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        # Line by line: files that were pasted together carry several encodings.
        return _checked("\n".join(_line(line) for line in content.replace(b"\r\n", b"\n").split(b"\n")))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark shows by its zeros, which stand at every other byte."""
    start = content[:2_000]
    half = len(start) // 2
    if start[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > half * 0.6 else None


def _checked(text: str) -> str:
    start = text[:20_000]
    if len(_CONTROL.findall(start)) > _MOST_CONTROL * len(start) or "\x00" in text:
        raise refused("not_text")
    return text


def _line(line: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", errors="replace")


def _separator(lines: Sequence[str]) -> str:
    """The one at which most lines of the beginning fall into equally many columns; "" where none fall apart."""
    sample = list(islice((line for line in lines if line.strip()), SAMPLE))
    best = max(SEPARATORS, key=lambda each: _agreement(sample, each))
    return best if _agreement(sample, best)[0] else ""


def _unwrapped(lines: list[str]) -> tuple[list[str], str]:
    """Lines without the quotes around each as a whole, as a program sets them that took a line for one cell, and what
    parts them then; unchanged where they do not all fall into equally many columns."""
    bare = [_bare(line) for line in lines]
    sample = list(islice((line for line in bare if line.strip()), SAMPLE))
    separator = _separator(bare)
    if separator and _agreement(sample, separator)[0] == len(sample):
        return bare, separator
    return lines, SEPARATORS[0]


def _bare(line: str) -> str:
    fields = _fields(line.rstrip(), SEPARATORS[0]) if line.startswith('"') else []
    return fields[0] if len(fields) == 1 else line


def _agreement(sample: Sequence[str], separator: str) -> tuple[int, int]:
    counts = Counter(len(fields) for line in sample if len(fields := _fields(line, separator)) > 1)
    return max(((lines, columns) for columns, lines in counts.items()), default=(0, 0))


def _fields(line: str, separator: str) -> list[str]:
    """The cells of one line by itself; none where its quotes do not fit."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _rows(
    lines: Sequence[str], separator: str, first: int, limits: Limits
) -> Iterator[tuple[int, list[str], str | None]]:
    """Line (from 1), cells and flaw of each row that holds anything."""
    at, count, total = first, 0, 0
    while at < len(lines):
        cells, taken = _parsed(lines, at, separator, limits)
        broken = cells is None
        cells = [lines[at][: limits.cell]] if cells is None else cells
        if any(cell.strip() for cell in cells):
            count, total = count + 1, total + len(cells)
            if count > limits.rows:
                raise refused("too_many_rows", most=str(limits.rows))
            if total > limits.cells:
                raise refused("too_much")
            yield at + 1, cells, "quotes" if broken else None
        at += taken


def _parsed(lines: Sequence[str], at: int, separator: str, limits: Limits) -> tuple[list[str] | None, int]:
    """The cells that begin in this line and how many lines they take; None when its quotes do not fit.

    A quote that nobody closes must not swallow the rows below it, so only the line itself is given up.
    """
    if '"' not in lines[at]:
        return lines[at].split(separator), 1
    reader = csv.reader((f"{line}\n" for line in lines[at : at + limits.together]), delimiter=separator, strict=True)
    try:
        cells = next(reader, [])
    except csv.Error:
        return None, 1
    return cells, reader.line_num


def _usual(widths: Sequence[int]) -> int:
    """How many columns most rows have; titles and signatures of one cell are no rows where others are."""
    counts = Counter([width for width in widths if width > 1] or widths)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _headed(rows: Iterable[Sequence[str]]) -> int:
    """How many columns the lines above the first number have at most, those without a heading among them."""
    width = 0
    for cells in rows:
        if any(_NUMBER.fullmatch(cell.strip()) for cell in cells):
            break
        width = max(width, len(cells))
    return width


def _cut(cells: Sequence[str], width: int) -> str | None:
    """Whether a comma inside a number was taken for the end of a cell: 16,18 without quotes is two of them."""
    if not width or not any(cell.strip() for cell in cells[width:]):
        return None
    said = [cell.strip() for cell in cells]
    return "extra" if any(a.isdecimal() and _DECIMALS.fullmatch(b) for a, b in pairwise(said)) else None


def _row(line: int, cells: list[str], flaw: str | None, separator: str, usual: int, limits: Limits) -> Row:
    flaws = {column: "long" for column, cell in enumerate(cells) if len(cell) > limits.cell}
    flaws |= {column: "letters" for column, cell in enumerate(cells) if UNREADABLE in cell}
    whole = flaw or _odd(cells, separator, usual)
    if whole:
        flaws[WHOLE] = whole
    kept = tuple(cell.strip()[: limits.cell] or None for cell in cells)
    if any(kept[limits.columns :]):
        raise refused("too_wide", most=str(limits.columns))
    return Row(line, kept[: limits.columns], flaws)


def _odd(cells: list[str], separator: str, usual: int) -> str | None:
    """A row that falls apart in another way than most: its cells may stand under the wrong heading."""
    if len(cells) > usual and any(cell.strip() for cell in cells[usual:]):
        return "extra"
    others = (each for each in SEPARATORS if each != separator)
    if len(cells) == 1 and usual > 1 and any(len(_fields(cells[0], each)) == usual for each in others):
        return "separator"
    return None
