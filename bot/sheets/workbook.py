"""The workbook of an XLSX: which sheet is read, its strings, and which numbers are days."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.sheets.cells import Cells, Strings, Styles
from bot.sheets.package import Package
from bot.sheets.sheet import Limits, Sheet, refused

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_BUILTIN_DAYS = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|\*.')
_LONGEST_FORMAT = 255
_BUILTIN_SHOWN = {"2": "0.00", "4": "#,##0.00", "9": "0%", "10": "0.00%", "39": "#,##0.00", "40": "#,##0.00"}
_DECIMALS = re.compile(r"[0#]\.(0+)(?![0#,])")
_TYPES = "[Content_Types].xml"


Fits = Callable[[Sheet], bool]
"""Whether a sheet is one that somebody looks for."""


def anything(_: Sheet) -> bool:
    """Whatever a sheet holds."""
    return True


def workbook(content: bytes, limits: Limits, fits: Fits = anything) -> Sheet:
    """The first visible sheet that fits, else the first that holds anything. Raises InvalidAnswer."""
    package = Package(content, limits)
    if _WORKBOOK not in package:
        raise refused(_other_kind(package))
    if _has_macros(package):
        raise refused("macros")
    book = _Book()
    package.parse(_WORKBOOK, book.start, _ignore, _ignore)
    if _RELATIONS in package:
        package.parse(_RELATIONS, book.related, _ignore, _ignore)
    sheets = [(name, path) for path, name in book.sheets().items() if path in package]
    strings, styles = _strings(package, limits), _styles(package, book)
    first: Sheet | None = None
    for name, path in sheets:
        cells = _sheet(package, path, strings, styles)
        if cells.rows:
            others = tuple(other for other, _ in sheets if other != name)
            found = Sheet(tuple(cells.rows), name, others, len(cells.left_out), tuple(cells.merged))
            if fits(found):
                return found
            first = first or found
    if first is None:
        raise refused("empty")
    return first


def _other_kind(package: Package) -> str:
    if "mimetype" in package and b"opendocument" in b"".join(package.stream("mimetype"))[:200]:
        return "open_document"
    if _TYPES not in package:
        return "archive"
    return "old_excel" if "xl/workbook.bin" in package else "document"


def _has_macros(package: Package) -> bool:
    """Whether it can run anything: it brings a program, or says that it may."""
    if any(name.endswith("vbaProject.bin") for name in package.members):
        return True
    before = b""
    for chunk in package.stream(_TYPES) if _TYPES in package else ():
        if b"macroEnabled" in before[-20:] + chunk:
            return True
        before = chunk
    return False


def _ignore(*_: object) -> None:
    return None


@dataclass
class _Book:
    """What the workbook says of its sheets."""

    named: list[tuple[str, str]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    since_1904: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif tag == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next((value for name, value in attributes.items() if name.endswith(" id")), "")
            self.named.append((attributes.get("name", ""), relation))

    def related(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            self.paths[attributes.get("Id", "")] = path.lstrip("/")

    def sheets(self) -> Mapping[str, str]:
        """The name of each visible worksheet by its member, in the order of their tabs."""
        found: dict[str, str] = {}
        for name, relation in self.named:
            if relation in self.paths:
                found.setdefault(self.paths[relation], name)
        return found


class _Strings:
    """The strings that cells share; notes on how to read them aloud are left out."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found = Strings([], set())
        self.parts: list[str] = []
        self.inside = False
        self.aloud = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag == "si":
            self.parts = []
        self.aloud = self.aloud or tag == "rPh"
        self.inside = tag == "t" and not self.aloud

    def end(self, tag: str) -> None:
        self.inside = False
        if tag == "rPh":
            self.aloud = False
        elif tag == "si":
            self._keep("".join(self.parts))

    def text(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def _keep(self, words: str) -> None:
        if len(self.found.words) >= self.limits.cells:
            raise refused("too_much")
        if len(words) > self.limits.cell:
            self.found.long.add(len(self.found.words))
        self.found.words.append(words[: self.limits.cell].strip())


def _strings(package: Package, limits: Limits) -> Strings:
    strings = _Strings(limits)
    if "xl/sharedStrings.xml" in package:
        package.parse("xl/sharedStrings.xml", strings.start, strings.end, strings.text)
    return strings.found


def _styles(package: Package, book: _Book) -> Styles:
    formats: dict[str, str] = {}
    used: list[str] = []
    within = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal within
        if tag in ("cellXfs", "cellStyleXfs"):
            within = tag
        elif tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
        elif tag == "xf" and within == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))
        if max(len(formats), len(used)) > package.limits.styles:
            raise refused("bomb")

    if "xl/styles.xml" in package:
        package.parse("xl/styles.xml", start, _ignore, _ignore)
    days = {number for number in set(used) if _tells_a_day(number, formats.get(number))}
    codes = {number: formats.get(number) or _BUILTIN_SHOWN.get(number, "") for number in set(used) - days}
    shown = {number: told for number, code in codes.items() if (told := _shown(code))}
    return Styles(
        frozenset(place for place, number in enumerate(used) if number in days),
        book.since_1904,
        {place: shown[number] for place, number in enumerate(used) if number in shown},
    )


def _shown(code: str) -> tuple[int, bool] | None:
    """The decimals that a format shows and whether it shows percentages; None where it fixes neither."""
    plain = _QUOTED.sub("", code.partition(";")[0])
    decimals = _DECIMALS.search(plain)
    if decimals is None and "%" not in plain:
        return None
    return len(decimals[1]) if decimals else 0, "%" in plain


def _tells_a_day(number: str, code: str | None) -> bool:
    if code is None:
        return number in _BUILTIN_DAYS
    return re.search(r"[dmyhs]", _QUOTED.sub("", code), re.IGNORECASE) is not None and code.lower() != "general"


def _sheet(package: Package, path: str, strings: Strings, styles: Styles) -> Cells:
    cells = Cells(strings, styles, package.limits)
    package.parse(path, cells.start, cells.end, cells.text)
    return cells
