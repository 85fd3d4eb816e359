"""Counts of people and percentages as tables print them: "1.009.250", "269 ribu", "33,51%", 0.21 shown as 21 %."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answers.texts import clean
from bot.coverage.vocabulary import BLANK, ZERO
from bot.sheets.sheet import Printed, Value, plain

A_THOUSAND, A_HUNDRED = 1_000, 100
THOUSANDS = 3
"""Digits of a group."""
_FINEST = 4
"""Decimals of a percentage that are kept."""
_MOST = Decimal(10) ** 10
_ROUNDED_FROM = 100_000
_UNITS = {
    **dict.fromkeys(("ribu", "rb", "ribuan", "k", "thousand"), A_THOUSAND),
    **dict.fromkeys(("juta", "jt", "jutaan", "million"), A_THOUSAND * A_THOUSAND),
}
_AROUND = re.compile(
    r"^(?:±|~|≈|\+/-|sekitar|kurang lebih|kira-kira|kira kira|about|ca\.?)\s*"
    r"|(?<=\d)\s*[.,][-–—]{1,2}$"
    r"|\s*(?:orang|org|jiwa|pekerja|peserta|tk|tenaga kerja|people|workers)\.?$"
)
_NUMBER = re.compile(r"([-−+]?)\s*(\d(?:[\d.,' ]*\d)?)\s*([a-z]*)\.?")
_BRACKETS = re.compile(r"\(\s*([\d.,]+)\s*\)")
_IN_THOUSANDS = re.compile(
    r"(?:\b(?:dalam|satuan|in)\s*:?\s*\(?|\()(ribuan|ribu|rb|jutaan|juta|jt|000|1[.,]000|thousand|million)s?"
    r"(?:\)|\s*$|\s+(?:orang|org|jiwa|pekerja|peserta|tenaga|people|workers)\b)"
)
_MARK = re.compile(r"(?<=[^\s*(])\s*(?:\*{1,4}\)?|[¹²³⁴⁵⁶⁷⁸⁹]+\)?)$")
_PERCENT = re.compile(r"\s*(?:%|persen|percent|pct)\.?\s*$")


class Unreadable(ValueError):
    """A cell that holds no number as people write them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the width of what its print leaves open: 33,5 may be anything from 33.45 to 33.55 and is 0.1 wide.

    `lost_zeros`: a count that is no whole number, read as thousands. `is_fraction`: a percentage of at most one that
    does not say whether it is a share of one or of a hundred; `among` is the first percentage of its column that
    says, or must be one of a hundred.
    """

    value: Decimal
    width: Decimal
    lost_zeros: bool = False
    is_fraction: bool = False
    among: Decimal | None = None

    @property
    def whole(self) -> int:
        """As a count."""
        return int(self.value)


def count(cell: Value, scale: int = 1, *, lost_zeros: bool = False) -> Figure | None:
    """People in a cell, None where it says nothing; `scale` is what its heading counts in. Raises Unreadable.

    `lost_zeros`: others beside it did, so that 30 is 30.000 like the 12.48 above it.
    """
    figure = _count(cell, scale)
    if figure is None or figure.lost_zeros or not lost_zeros or not 0 < figure.value < A_THOUSAND:
        return figure
    return Figure(figure.value * A_THOUSAND, Decimal(1), lost_zeros=True)


def _count(cell: Value, scale: int) -> Figure | None:
    if isinstance(cell, bool) or (isinstance(cell, Printed) and cell.percent):
        raise Unreadable
    if isinstance(cell, Printed) and _shows_thousands(cell, scale):
        return _counted(_printed(cell) * A_THOUSAND, 1)
    if isinstance(cell, int | float):
        return _counted(_printed(cell), scale)
    return _spoken_count(cell, scale)


def share(cell: Value) -> Figure | None:
    """A percentage in a cell, 33.51 for 33,51 %; None where it says nothing. Raises Unreadable."""
    if isinstance(cell, bool):
        raise Unreadable
    if isinstance(cell, Printed) and cell.percent:
        return _shown_as_percent(cell)
    if isinstance(cell, int | float):
        return _shared(Decimal(repr(float(cell))).normalize(), says_so=False)
    said = _said(cell)
    if said is None:
        return None
    number = _PERCENT.sub("", said)
    return _shared(_decimal(_match(_bare(number))), says_so=number != said)


def quietly(parse: Callable[[Value], Figure | None], cell: Value) -> Figure | None:
    """What `parse` makes of a cell; None, too, where it cannot be read."""
    try:
        return parse(cell)
    except Unreadable:
        return None


def is_figure(cell: Value) -> bool:
    """Whether a cell holds a count or a percentage."""
    return any(quietly(parse, cell) is not None for parse in (count, share))


def scale_in(titles: Iterable[str]) -> int:
    """What all people are counted in, as titles tell it: "(dalam ribuan orang)", "Satuan: ribu jiwa"."""
    found = next((one for title in titles if (one := _IN_THOUSANDS.search(title.casefold()))), None)
    return 1 if found is None else _UNITS.get(found[1], A_THOUSAND)


def looks_like_percent(cell: Value) -> bool:
    """Whether a cell itself says that it is a percentage."""
    return (isinstance(cell, Printed) and cell.percent) or (
        isinstance(cell, str) and _PERCENT.search(unmarked(cell).casefold()) is not None and any(map(str.isdigit, cell))
    )


def says_nothing(cell: Value) -> bool:
    """Whether a cell is empty, or says that there is nothing to say."""
    return _said(cell) is None


def unmarked(said: str) -> str:
    """Without the star or the raised number behind it that leads to a footnote."""
    return _MARK.sub("", said.rstrip())


def of_a_hundred(figure: Figure) -> Figure:
    """A share of one as a percentage."""
    return replace(figure, value=figure.value * A_HUNDRED, width=figure.width * A_HUNDRED)


def _shows_thousands(cell: Printed, scale: int) -> bool:
    """Whether it reads as thousands on paper: 12.48 that is shown as 12.480, where people are counted one by one."""
    return cell.places == THOUSANDS and scale == 1 and 0 < abs(cell) < A_THOUSAND


def _printed(cell: int | float) -> Decimal:
    return Decimal(repr(float(cell)) if isinstance(cell, float) else cell)


def _counted(number: Decimal, scale: int) -> Figure:
    """A number that the file itself stores; one like 12.48 was 12.480 before a program took it for a fraction."""
    if abs(number) > _MOST:
        raise Unreadable
    scaled = number * scale
    if scaled == scaled.to_integral_value():
        return Figure(scaled, width_of(scaled))
    thousands = number * A_THOUSAND
    if scale == 1 and abs(number) < A_THOUSAND and thousands == thousands.to_integral_value():
        return Figure(thousands, Decimal(1), lost_zeros=True)
    if scale == 1 and abs(number) >= A_THOUSAND:
        # What a program worked out has decimals that nobody sees.
        return Figure(whole := number.to_integral_value(), width_of(whole))
    raise Unreadable


def _spoken_count(cell: Value, scale: int) -> Figure | None:
    said = _said(cell)
    if said is None:
        return None
    negative = _BRACKETS.fullmatch(said)
    found = _match(f"-{negative[1]}" if negative else _bare(said))
    unit = found[3]
    if unit and unit not in _UNITS:
        raise Unreadable
    factor = _UNITS[unit] if unit else scale
    number = _grouped(found, factor)
    figure = _counted(number, factor)
    finest = factor * Decimal(10) ** min(0, int(number.as_tuple().exponent))
    return figure if figure.lost_zeros else replace(figure, width=max(figure.width, finest, Decimal(1)))


def _grouped(found: "re.Match[str]", factor: int) -> Decimal:
    """The digits of a count: a lone mark with three digits behind it parts thousands, unless they are millions."""
    digits = found[2].replace("'", "").replace(" ", "" if _is_grouped(found[2], " ") else "?")
    marks = [mark for mark in digits if mark in ".,"]
    if len(marks) == 1 and factor != 1 and marks[0] == ",":
        return _signed(found, digits.replace(",", "."))
    if len(marks) == 1 and _is_grouped(digits, marks[0]) and factor <= A_THOUSAND:
        return _signed(found, digits.replace(marks[0], ""))
    return _decimal(found)


def _decimal(found: "re.Match[str]") -> Decimal:
    """The digits of anything that may have decimals. Raises Unreadable for groups that are none."""
    digits = found[2].replace("'", "")
    if " " in digits:
        if not _is_grouped(digits.partition(",")[0], " "):
            raise Unreadable
        digits = digits.replace(" ", "")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return _signed(found, _with_both(digits))
    mark = "." if dots else ","
    if dots + commas > 1:
        if not _is_grouped(digits, mark):
            raise Unreadable
        return _signed(found, digits.replace(mark, ""))
    return _signed(found, digits.replace(",", "."))


def _with_both(digits: str) -> str:
    """The later mark stands before the decimals."""
    last, other = (".", ",") if digits.rindex(".") > digits.rindex(",") else (",", ".")
    whole, _, decimals = digits.rpartition(last)
    if last in whole or other in decimals or not _is_grouped(whole, other):
        raise Unreadable
    return f"{whole.replace(other, '')}.{decimals}"


def _is_grouped(digits: str, mark: str) -> bool:
    first, *groups = digits.split(mark)
    return 0 < len(first) <= THOUSANDS and first != "0" and all(len(group) == THOUSANDS for group in groups)


def _signed(found: "re.Match[str]", digits: str) -> Decimal:
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        raise Unreadable
    number = Decimal(digits)
    return -number if found[1] in ("-", "−") else number


def _match(said: str) -> "re.Match[str]":
    found = _NUMBER.fullmatch(said)
    if found is None:
        raise Unreadable
    return found


def _said(cell: Value) -> str | None:
    """The words of a cell, None where they say nothing."""
    said = clean(unmarked(plain(cell)), 80).casefold().removeprefix("'")
    if not said or said.replace(" ", "_") in BLANK:
        return None
    return "0" if said in ZERO else said


def _bare(said: str) -> str:
    while (without := _AROUND.sub("", said)) != said:
        said = without
    return said


def width_of(number: Decimal | int) -> Decimal:
    """Hundreds of thousands that end in thousands were most likely rounded to them."""
    size = abs(Decimal(number))
    return Decimal(A_THOUSAND if size >= _ROUNDED_FROM and not size % A_THOUSAND else 1)


def _shown_as_percent(cell: Printed) -> Figure:
    places = min(max(cell.places, 2), _FINEST)
    number = round(Decimal(repr(float(cell))) * A_HUNDRED, places).normalize()
    return _shared(number, says_so=True)


def _shared(number: Decimal, *, says_so: bool) -> Figure:
    if abs(number) > _MOST:
        raise Unreadable
    decimals = min(max(0, -int(number.as_tuple().exponent)), _FINEST)
    kept = round(number, decimals)
    return Figure(
        kept, Decimal(1).scaleb(-decimals), is_fraction=not says_so and Decimal(0) < abs(number) <= Decimal(1)
    )
