"""A typed place name, however it is spelled, as one of Indonesia's 83,762 villages or a place above them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, Self

from bot.answers.finding import Finder, Levels, Words
from bot.answers.official import load
from bot.answers.regions import Column, dotted, level_of, number
from bot.answers.spelling import FILLERS, MARKERS, fold
from bot.answers.texts import clean
from bot.answers.zones import Zone, zone_of

Kind = Literal["provinsi", "kabupaten", "kota", "kecamatan", "distrik", "kelurahan", "desa", "desa_adat"]

LEVELS: Final = (2, 3, 4)
_TYPED_MOST, _WORDS_MOST, _GUESSED_MOST = 160, 14, 8
_PARTS_OF_NAMES: Final = frozenset({"desa", "kota"})
_CODE: Final = re.compile(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?")
_SHOWN: Final = (
    (re.compile(r"^Kabupaten (?:Administrasi )?"), "Kab. "),
    (re.compile(r"^Kota Administrasi "), "Kota "),
    (re.compile(r"^Daerah Khusus Ibukota "), "DKI "),
    (re.compile(r"^Daerah Istimewa "), "DI "),
)
_VILLAGE_KINDS: Final[dict[int, Kind]] = {1: "kelurahan", 2: "desa", 3: "desa_adat"}


@cache
def _column(level: int) -> Column:
    return load(level)


@cache
def _spelled(level: int) -> Mapping[str, tuple[int, ...]]:
    """The regions of a level by each of their spellings."""
    column, found = _column(level), dict[str, tuple[int, ...]]()
    for spelling, owner in zip(column.spellings, column.owners, strict=True):
        regions = found.get(spelling, ())
        if column.regions[owner] not in regions:
            found[spelling] = (*regions, column.regions[owner])
    return found


KINDS: Final = {
    "kecamatan": "Kec. ",
    "distrik": "Distrik ",
    "kelurahan": "Kel. ",
    "desa": "Desa ",
    "desa_adat": "Desa ",
}
"""What stands before a smaller place among others, so that Pamekasan is not taken for Pamekasan."""
_OF_A_KECAMATAN: Final = 2
"""How many regions are around one: its kabupaten and its province."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region as people call it: `code` "35.28", `name` "Kab. Pamekasan", `parents` nearest first."""

    code: str
    name: str
    level: int
    kind: Kind
    parents: tuple[str, ...]

    @property
    def path(self) -> str:
        """ "Konang, Galis, Kab. Pamekasan": what tells it from its namesakes, without the province.

        A kecamatan that is called like its kabupaten says that it is one: "Kec. Pamekasan, Kab. Pamekasan".
        """
        is_like = len(self.parents) == _OF_A_KECAMATAN and self.parents[0].partition(" ")[2] == self.name
        return self.path_with_kind if is_like else ", ".join((self.name, *self.parents[:-1]))

    @property
    def path_with_kind(self) -> str:
        """The same with what it is in front, where it is smaller than a kabupaten."""
        return ", ".join((f"{KINDS.get(self.kind, '')}{self.name}", *self.parents[:-1]))


class Gazetteer:
    """Finds places by what people type; each level is read when it is first needed.

    Reading all takes 0.2 s and 20 MB, once in a process. A search takes 1 ms among kabupaten or inside one, 5 ms among
    all villages.
    """

    @classmethod
    def load(cls) -> Self:
        """Reads everything now; raises SettingsError when the installed regions are not those of the decree."""
        gazetteer = cls()
        for level in (1, *LEVELS):
            _column(level)
        return gazetteer

    def get(self, code: str) -> Place:
        """The place with a code like "35.28.06"; raises KeyError when there is none."""
        return self._place(self._known(code))

    def is_known(self, code: str) -> bool:
        """Whether there is a place with this code, as far as the decree goes that is installed."""
        try:
            return bool(self._known(code))
        except KeyError:
            return False

    def nearest(self, code: str) -> Place:
        """The place with this code, or the narrowest one known above it: a stored code may be older than the decree.

        Raises KeyError when not even the province is known.
        """
        return self._place(self._nearest(code))

    def name(self, code: str) -> str:
        """What the nearest place is called, without looking up what lies around it. Raises KeyError as `nearest`."""
        return _shown(self._name(self._nearest(code)))

    def children(self, code: str) -> list[Place]:
        """The places directly inside, by code; none for a village. Raises KeyError for an unknown code."""
        return [self._place(child) for child in self._inside(code)]

    def codes(self, code: str) -> list[str]:
        """The codes of the places directly inside, in order; none for a village. Raises KeyError as `children` does."""
        return [dotted(child) for child in self._inside(code)]

    def villages(self, code: str) -> list[str]:
        """The codes of all villages inside a place, in order; raises KeyError for an unknown code."""
        return [dotted(village) for village in _column(max(LEVELS)).inside(self._known(code))]

    def zone(self, code: str) -> Zone:
        """The time zone of a place, an IANA name; raises KeyError for an unknown code."""
        return zone_of(str(self._known(code)))

    def search(self, text: str, level: Literal[2, 3, 4], within: str | None = None, limit: int = 5) -> list[Place]:
        """Places of one level that `text` may mean, best first; exact names stand without mere look-alikes.

        `within` is the code of a place above; raises KeyError when it is unknown.
        """
        return self._search(text, (level,), self._known(within) if within else 0)[:limit]

    def search_anywhere(self, text: str, limit: int = 5) -> list[Place]:
        """The same among kabupaten, kecamatan and villages at once: "Galis Pamekasan", "desa Konang"."""
        return self._search(text, LEVELS, 0)[:limit]

    def named(self, name: str, level: int, within: str | None = None) -> list[Place]:
        """Places of a level (1 to 4) that are called exactly so, without what such places are called: "Pamekasan".

        Unlike a search it guesses nothing, and takes microseconds. Raises KeyError for an unknown `within`.
        """
        around = str(self._known(within)) if within else ""
        found = _spelled(level).get("".join(fold(name).split()), ())
        return [self._place(region) for region in found if str(region).startswith(around)]

    def _search(self, text: str, levels: Levels, within: int) -> list[Place]:
        raw = tuple(fold(clean(text, _TYPED_MOST)).split())[-_WORDS_MOST:]  # an address ends with its place
        readings = _readings(raw)
        finder = Finder(_column, within)
        for wanted in dict.fromkeys((_marked(raw, levels), levels)):
            for words in readings:
                if found := finder.sure(words, wanted):
                    return self._of_kind(raw, found)
        return self._of_kind(raw, finder.likely(_guessed(readings), _marked(raw, levels)))

    def _of_kind(self, words: Words, regions: list[int]) -> list[Place]:
        """Without the namesakes that "kota" or "kab" in front rules out."""
        places = [self._place(region) for region in dict.fromkeys(regions)]
        kind = "kota" if words[:1] == ("kota",) else "kabupaten" if words[:1] == ("kab",) else ""
        return [place for place in places if place.kind == kind] or places

    def _place(self, region: int) -> Place:
        above = [int(str(region)[:digits]) for digits in (6, 4, 2) if digits < len(str(region))]
        parents = tuple(_shown(self._name(parent)) for parent in above)
        return Place(dotted(region), _shown(self._name(region)), level_of(region), self._kind(region), parents)

    def _kind(self, region: int) -> Kind:
        match level_of(region):
            case 1:
                return "provinsi"
            case 2:
                return "kota" if self._name(region).startswith("Kota ") else "kabupaten"
            case 3:
                return "distrik" if region // 10_000 >= 91 else "kecamatan"
        return _VILLAGE_KINDS[region // 1000 % 10]

    def _name(self, region: int) -> str:
        return _column(level_of(region)).name(region)

    def _inside(self, code: str) -> Iterable[int]:
        region = self._known(code)
        below = level_of(region) + 1
        return _column(below).inside(region) if below <= max(LEVELS) else ()

    def _nearest(self, code: str) -> int:
        try:
            return self._known(code)
        except KeyError:
            above = code.rpartition(".")[0]
            if not above:
                raise
            return self._nearest(above)

    def _known(self, code: str) -> int:
        if not _CODE.fullmatch(code):
            raise KeyError(code)
        region = number(code)
        _column(level_of(region)).position(region)
        return region


def _readings(raw: Words) -> list[Words]:
    """The words as typed, then with ever fewer of those that only stand around a name.

    "Kota Agung", "Desa Baru" and "Jalan Tengah" are names; "Kota Bogor" and "desa Konang" hold one.
    """
    carried = tuple(word for word in raw if word not in FILLERS)
    kept = (frozenset(MARKERS), _PARTS_OF_NAMES, _PARTS_OF_NAMES - {"desa"}, frozenset[str]())
    fewer = (
        tuple(word for word in words if word not in MARKERS or word in names)
        for words in (raw, carried)
        for names in kept
    )
    return [words for words in dict.fromkeys(fewer) if words]


def _guessed(readings: list[Words]) -> list[Words]:
    """Guessing costs time for every word, and slips are made in short answers."""
    return [words[-_GUESSED_MOST:] for words in readings[-1:]]


def _marked(raw: Words, levels: Levels) -> Levels:
    """The level that the first telling word names, when it is asked for."""
    marked = MARKERS.get(next((word for word in raw if word not in FILLERS), ""))
    return (marked,) if marked in levels else levels


def _shown(name: str) -> str:
    for official, usual in _SHOWN:
        name = official.sub(usual, name)
    return name
