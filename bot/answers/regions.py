"""The regions of Indonesia in sorted columns, small enough to keep in memory."""

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

_DIGITS: Final = {1: 2, 2: 4, 3: 6, 4: 10}
_VOWELLESS: Final = re.compile(r"[^aeiou\d]{3,7}")

LIKE, LIKE_ANYWHERE = 75.0, 80.0
_OPENS, _CONSONANTS = 88.0, 80.0
_OPENS_LEAST = 3
_SCANNED_MOST = 10_000  # a pattern per name is too slow for all villages


def number(code: str) -> int:
    """ "35.28.06" is 352806."""
    return int(code.replace(".", ""))


def dotted(region: int) -> str:
    """352806 is "35.28.06"."""
    digits = str(region)
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}".rstrip(".")


def level_of(region: int) -> int:
    """352806 is a kecamatan: 3."""
    return {2: 1, 4: 2, 6: 3, 10: 4}[len(str(region))]


@dataclass(frozen=True)
class Column:
    """All regions of one level, in the order of their codes.

    `names` are lines that begin at `starts`. A place has one folded spelling or more ("Misool (Misool Utara)",
    "Solo"); `owners` says whose each is, as a position in `regions`, and `alphabet` are the positions of the spellings
    as a dictionary would list them.
    """

    level: int
    regions: "array[int]"
    names: str
    starts: "array[int]"
    spellings: list[str]
    owners: "array[int]"
    alphabet: "array[int]"

    def position(self, region: int) -> int:
        """Where this region stands; raises KeyError when there is none."""
        place = bisect_left(self.regions, region)
        if place == len(self.regions) or self.regions[place] != region:
            raise KeyError(dotted(region))
        return place

    def name(self, region: int) -> str:
        """The official name; raises KeyError when there is none."""
        place = self.position(region)
        return self.names[self.starts[place] : self.starts[place + 1] - 1]

    def inside(self, within: int) -> "array[int]":
        """Every region of this level inside `within` (0 is the whole country), by code."""
        return self.regions[slice(*self._span(within))]

    def exact(self, spelling: str, within: int = 0) -> list[int]:
        """The regions inside `within` that are spelled so, by code."""
        rows = self._listed(spelling, spelling, within)
        return list(dict.fromkeys(self.regions[self.owners[row]] for row in rows))

    def near(self, spelling: str, within: int = 0, most: int = 20) -> dict[int, float]:
        """The regions inside `within` that may be meant, each with its likeness below 100, at most `most`."""
        start, end = self._rows(within)
        rows = self.spellings[start:end]
        like = LIKE_ANYWHERE if self.level == 4 and not within else LIKE
        found = process.extract(spelling, rows, scorer=fuzz.ratio, score_cutoff=like, limit=most)
        scored = [(min(score, 99.0), row) for _, score, row in found]
        scored += self._opened(spelling, within)
        if _VOWELLESS.fullmatch(spelling) and len(rows) < _SCANNED_MOST:
            scored += _consonants(spelling, rows)
        best: dict[int, float] = {}
        for score, row in sorted(scored, key=lambda each: (-each[0], each[1])):
            best.setdefault(self.regions[self.owners[start + row]], score)
        return dict(list(best.items())[:most])

    def _opened(self, spelling: str, within: int) -> Iterator[tuple[float, int]]:
        """Names that begin like this, the more completely the better, counted from the first one inside `within`."""
        if len(spelling) >= _OPENS_LEAST:
            start, _ = self._rows(within)
            for row in self._listed(spelling, spelling + chr(sys.maxunicode), within):
                yield _OPENS + 10 * len(spelling) / (len(self.spellings[row]) + 1), row - start

    def _listed(self, first: str, last: str, within: int) -> list[int]:
        """The positions of all spellings from one to another, both with them, inside `within`, in their order."""
        start, end = self._rows(within)
        begins = bisect_left(self.alphabet, first, key=self.spellings.__getitem__)
        ends = bisect_right(self.alphabet, last, lo=begins, key=self.spellings.__getitem__)
        return sorted(row for row in self.alphabet[begins:ends] if start <= row < end)

    def _span(self, within: int) -> tuple[int, int]:
        if not within:
            return 0, len(self.regions)
        deeper = _DIGITS[self.level] - len(str(within))
        if deeper < 0:
            return 0, 0
        scale = int(10**deeper)
        return bisect_left(self.regions, within * scale), bisect_left(self.regions, (within + 1) * scale)

    def _rows(self, within: int) -> tuple[int, int]:
        start, end = self._span(within)
        return bisect_left(self.owners, start), bisect_left(self.owners, end)


def _consonants(spelling: str, rows: list[str]) -> Iterator[tuple[float, int]]:
    """Names whose letters include these in this order, as in "bdg" for Bandung."""
    order = re.compile(spelling[0] + "".join(f".*{letter}" for letter in spelling[1:]))
    for row, name in enumerate(rows):
        if order.match(name):
            yield _CONSONANTS + fuzz.ratio(spelling, name) / 10, row
