"""The day on which figures stand, as cells and titles tell it: "per 31 Oktober 2026", "Okt-26", "TW III 2026"."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from bot.answers.months import NAMES
from bot.answers.periods import ending
from bot.answers.texts import clean
from bot.errors import InvalidAnswer
from bot.sheets.sheet import Value, plain

_WRONG = "coverage.no_day"
_SPELLED = {name[:length] for names in NAMES for name in names for length in (3, 4, len(name))}
_NAMES = "|".join(sorted(_SPELLED, key=len, reverse=True))
_DAY = re.compile(
    rf"(?<![\d.,])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?\d{{4}}"
    rf"|\d{{1,2}}[-/. ]+(?:{_NAMES})\.?[-/. ]+\d{{4}}|(?:{_NAMES})\.?[-/. ']+\d{{4}}"
    rf"|\d{{1,2}} ?[-/] ?(?:\d{{1,2}}|{_NAMES}) ?[-/] ?\d{{2}}|(?:{_NAMES})[-/']\d{{2}}"
    r"|(?:triwulan|tw|kuartal|q) ?(?:iv|iii|ii|i|[1-4])[ ,/-]*(?:tahun )?\d{4}"
    r"|semester ?(?:ii|i|[12])[ ,/-]*(?:tahun )?\d{4})(?![\d.,]\d)(?!\d)"
)
_PART = re.compile(r"(triwulan|tw|kuartal|q|semester) ?(iv|iii|ii|i|[1-4])[ ,/-]*(?:tahun )?(\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_UNTIL = re.compile(r"(?:s\.?/?d\.?|sampai(?: dengan)?|hingga|until|–|-)\s*(?:tanggal|bulan|tgl)?\s*$")
_AS_OF = re.compile(
    r"(?:per|posisi|keadaan|status|periode|bulan|cut ?off|as of|data tanggal|tanggal data)"
    r"\s*:?\s*(?:tanggal|tgl|bulan)?\s*:?\s*$"
)
_AND = re.compile(r"\d\s*(?:,|&|dan|dengan|vs\.?|ke|and|to)\s*$")
_PRINTED = re.compile(r"(?:cetak|unduh|dibuat|disusun|print|printed|nomor|surat|no\.|rapat)\D{0,25}$")
_ENGLISH = re.compile(rf"({_NAMES}) (\d{{1,2}}), ?(\d{{4}})")
_MIDNIGHT = re.compile(r"(?<=\d) 00:00(?::00)?$")
_ONLY_A_DAY = re.compile(
    r"\W*(?:(?:per|posisi|keadaan|status|periode|bulan|bln|tanggal|tgl|data|as of|s\.?/?d\.?|sampai|hingga)\b\W*)*"
)
_AGT = re.compile(r"\b(?:agt|ags)\b")
_A_QUARTER, _HALF_A_YEAR = 3, 6


def day_in(cell: Value, year: Value = None) -> date | None:
    """The day that a cell tells, the last one of a month; `year` is the cell of a year beside it. None for no day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _day_said(_said(plain(cell)), plain(year).strip())


@lru_cache(maxsize=4_096)
def _day_said(said: str, beside: str) -> date | None:
    with_year = _ending(f"{said} {beside}") if said and beside.isdecimal() else None
    return _ending(said) or with_year or _run_together(said) or day_of([said])[0]


def _run_together(said: str) -> date | None:
    """20261031 and 202610, as programs write them."""
    if found := re.fullmatch(r"(20\d\d)(\d\d)(\d\d)?", said):
        return _ending("-".join(part for part in found.groups() if part))
    return None


def sole_day(heading: str) -> date | None:
    """The day that a heading names and nothing else: "Sept 2026", "per 31-10-2026"."""
    said = _MIDNIGHT.sub("", _said(heading))
    found = _DAY.search(said)
    if found is None or not _ONLY_A_DAY.fullmatch(f"{said[: found.start()]} {said[found.end() :]}"):
        return None
    return _ending(found[0])


def day_of(titles: Sequence[str], least: int = 0) -> tuple[date | None, bool]:
    """The day of which titles speak, and whether they speak of several; who printed it when is no such day.

    `least` 1: only days that say so themselves, as "per 31 Oktober 2026" does.
    """
    ranked: dict[int, set[date]] = {}
    for line in titles:
        said = _said(line)
        rank = 0
        for found in _DAY.finditer(said):
            before = said[: found.start()]
            day = _ending(found[0])
            rank = rank if _AND.search(before) else _rank(before)
            if day is not None and rank >= least and (rank or not _PRINTED.search(before)):
                ranked.setdefault(rank, set()).add(day)
    days = ranked[max(ranked)] if ranked else set[date]()
    return (next(iter(days)), False) if len(days) == 1 else (None, bool(days))


def years_in(text: str) -> set[int]:
    """The years that a heading names."""
    return {int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)}


def _said(text: str) -> str:
    return _ENGLISH.sub(r"\2 \1 \3", _AGT.sub("agu", clean(text, 300).casefold()))


def _rank(before: str) -> int:
    return 2 if _UNTIL.search(before) else 1 if _AS_OF.search(before) else 0


def _ending(said: str) -> date | None:
    if part := _PART.fullmatch(said):
        months = _HALF_A_YEAR if part[1] == "semester" else _A_QUARTER
        said = f"{int(_ROMAN.get(part[2], 0) or part[2]) * months}/{part[3]}"
    try:
        return ending(said, _WRONG)
    except InvalidAnswer:
        return None
