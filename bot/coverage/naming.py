"""The region that a cell names, by its code or by its name exactly; what may be two regions is none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.places import Gazetteer, Place
from bot.answers.regions import dotted
from bot.answers.spelling import MARKERS, fold
from bot.answers.texts import clean
from bot.coverage.columns import segments_in
from bot.coverage.former import FORMER
from bot.coverage.vocabulary import COUNTRY, SEGMENT_DOUBTS, SEGMENT_FILLERS, SEGMENT_NAMES, TOTALS
from bot.errors import InvalidAnswer
from storage.coverage import SEGMENTS, Segment

PROVINCE, DISTRICT, SUBDISTRICT, VILLAGE = 1, 2, 3, 4
LONGEST = 120
_CODE = re.compile(r"\d{2}(?:\.\d{1,2}(?:\.\d{1,2}(?:\.\d{4})?)?)?\.?|\d{4}|\d{6}|\d{10}")
_CODE_AND_NAME = re.compile(rf"({_CODE.pattern})[\s:–-]+(\D.*)")
_NUMBERED = re.compile(r"^[-–—•·*>]+\s*|^\(?(?:\d{1,3}|[a-zA-Z])[.)]\s*(?=\D)")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])\s*\d{1,2}\)$")
_APART = re.compile(r"[,;()/]| [-–] ")
_SUFFIX = re.compile(r"(.+?)\s*(?:[,:(]| [-–])\s*([^,:()–-]+?)\)?")
_KINDS = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota", "kodya": "kota", "kotamadya": "kota"}
_CEREMONY = frozenset(
    ("administrasi", "adm", "daerah", "istimewa", "khusus", "ibukota", *fold("nanggroe nangroe darussalam").split())
)
_KINDS_OF_VILLAGES = frozenset(("kampung", "gampong", "nagari", "pekon"))
_INITIALS = re.compile(r"\bd\.? ?(k?)\.? ?i\.?(?= )", re.IGNORECASE)
_IN_FRONT = {
    **dict.fromkeys(("regency", "kab", "kabupaten", "kab."), "kab"),
    **dict.fromkeys(("city", "kota"), "kota"),
    **dict.fromkeys(("province", "provinsi", "prov", "prov."), "prov"),
    **dict.fromkeys(("district", "kecamatan", "kec", "kec."), "kec"),
}
_BEHIND = re.compile(
    r"(.+?)(?: (?=regency|city|province|district)|, ?| ?\()"
    r"(regency|city|province|district|kab\.?|kabupaten|kota|prov\.?|provinsi|kec\.?|kecamatan)\)?",
    re.IGNORECASE,
)
_AVERAGES = frozenset(("rata", "rata2", "rerata", "average", "mean", "median"))
_TEXT_MARK = "'`’"
"""What makes a spreadsheet take a code for text."""
_LONGEST_NAME = 5
"""Words of a name in a title."""
_UNMISTAKABLE = 10
"""Letters from which a former name is no place of another level."""
_TELLING = 5
"""Letters that a name in a title has at least, where nothing says that it is one."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names: one place, or several that may be meant, or none."""

    places: tuple[Place, ...] = ()

    @property
    def sole(self) -> Place | None:
        """The one that is meant."""
        return self.places[0] if len(self.places) == 1 else None


NOWHERE = Named()


class Namer:
    """Reads the names of one table; `levels` of a call are those that the heading of the column names."""

    def __init__(self, places: Gazetteer) -> None:
        self.places = places
        self.usual: int | None = None
        self._read = cache(self._resolved)

    def learn(self, names: Iterable[str], parent: Place | None) -> None:
        """Of which level most names of a table are, where neither heading nor cell says so."""
        around = parent.code if parent else None
        words = [_words(name) for name in names]
        counts = {
            level: sum(bool(self.places.named(" ".join(each), level, around)) for each in words)
            for level in range((parent.level if parent else 0) + 1, VILLAGE + (1 if parent else 0))
        }
        most = max(counts.values(), default=0)
        if most > 1:
            self.usual = min(level for level, count in counts.items() if count == most)

    def region(self, text: str, levels: tuple[int, ...] = (), parent: Place | None = None) -> Named:
        """What this text names, inside `parent` where one is known."""
        return self._read(clean(text, LONGEST), levels, parent)

    def like(self, text: str, levels: tuple[int, ...], parent: Place | None) -> Place | None:
        """The place that was perhaps meant by a name that nobody has; only ever for people to look at."""
        within = parent.code if parent else None
        level = (levels or (self.usual or DISTRICT,))[0]
        if level == PROVINCE:
            return None
        found = self.places.search(text, 2 if level == DISTRICT else 3 if level == SUBDISTRICT else 4, within, 1)
        return found[0] if found else None

    def _resolved(self, text: str, levels: tuple[int, ...], parent: Place | None) -> Named:
        text = text.lstrip(_TEXT_MARK)
        if _CODE.fullmatch(text):
            return self._by_code(text, parent)
        if coded := _CODE_AND_NAME.fullmatch(text):
            found = self._by_code(coded[1], parent)
            if found.sole and self._called(found.sole, coded[2]):
                return found
        unmarked = text if "(" in text else _FOOTNOTE.sub("", text)
        said = _NUMBERED.sub("", _INITIALS.sub(r"d\1i", unmarked))
        if behind := _BEHIND.fullmatch(said):
            said = f"{_IN_FRONT[behind[2].casefold()]} {behind[1]}"
        return self._by_name(_words(said), levels, parent) or self._in_parts(said, levels, parent) or NOWHERE

    def _by_code(self, text: str, parent: Place | None) -> Named:
        try:
            place = self.places.get(code_of(text))
        except KeyError:
            return NOWHERE
        return Named((place,)) if is_around(parent, place) else NOWHERE

    def _called(self, place: Place, name: str) -> bool:
        words = _words(name)
        spelled = {" ".join(words), " ".join(_without_marks(words))}
        return any(place in self.places.named(each, place.level) for each in spelled)

    def _by_name(self, words: list[str], levels: tuple[int, ...], parent: Place | None) -> Named | None:
        """A name by itself, with or without what such places are called."""
        if not words:
            return None
        marked = MARKERS.get(words[0]) if len(words) > 1 else None
        if marked and (found := self._marked(words, marked, parent)):
            return Named(tuple(found))
        for group in self._groups(levels, parent):
            if found := [one for level in group for one in self._at(words, level, parent)]:
                return Named(tuple(found))
        is_told = DISTRICT in levels or len("".join(words)) >= _UNMISTAKABLE
        former = self._former(words, PROVINCE, parent) + (self._former(words, DISTRICT, parent) if is_told else [])
        return Named(tuple(former)) if former else None

    def _marked(self, words: list[str], level: int, parent: Place | None) -> list[Place]:
        kind = _KINDS.get(words[0])
        plain = _without_marks(words)
        found = self._at(plain, level, parent) or self._former(plain, level, parent)
        return [one for one in found if kind is None or one.kind == kind]

    def _at(self, words: list[str], level: int, parent: Place | None) -> list[Place]:
        if parent is not None and level <= parent.level:
            own = self.places.get(parent.code[: {1: 2, 2: 5, 3: 8, 4: 13}[level]])
            return [own] if own in self.places.named(" ".join(words), level) else []
        around = parent.code if parent else None
        plain = [word for word in words if word not in _CEREMONY] if level == PROVINCE else words
        found = self.places.named(" ".join(plain or words), level, around)
        if not found and level == VILLAGE and words[0] in _KINDS_OF_VILLAGES:
            found = self.places.named(" ".join(words[1:]), level, around)
        return found

    def _former(self, words: list[str], level: int, parent: Place | None) -> list[Place]:
        """The region that was called so before, or that people call so for short, and no other."""
        code = FORMER.get("".join(words), "")
        place = self.places.get(code) if code else None
        return [place] if place is not None and place.level == level and is_around(parent, place) else []

    def _groups(self, levels: tuple[int, ...], parent: Place | None) -> list[tuple[int, ...]]:
        """The levels to look in, one group after the other; what is found in one group may each be meant."""
        if levels:
            return [levels, *((level,) for level in range(max(levels) - 1, 0, -1))]
        usual = [(self.usual,)] if self.usual else []
        if parent is None:
            return [*usual, (PROVINCE, DISTRICT), (SUBDISTRICT,)]
        below = [(level,) for level in range(parent.level + 1, VILLAGE + 1)]
        return [*usual, *below[:1], (parent.level,), *below[1:]]

    def _in_parts(self, text: str, levels: tuple[int, ...], parent: Place | None) -> Named | None:
        """ "Galis, Pamekasan", "Kec. Galis Kab. Pamekasan": the narrowest of places that lie in one another."""
        parts = [part for each in _APART.split(text) for part in _at_marks(_words(each)) if part]
        if len(parts) < 2:
            return None
        ranks = [MARKERS.get(part[0], 0) if len(part) > 1 else 0 for part in parts]
        if ranks[0] and ranks[-1] and ranks[0] < ranks[-1]:
            parts.reverse()
        inner = self._inwards(parts, levels, parent) or self._inwards(parts[::-1], levels, parent)
        return inner or self._beside_its_parent(parts, levels, parent)

    def _beside_its_parent(self, parts: list[list[str]], levels: tuple[int, ...], parent: Place | None) -> Named | None:
        """ "Waru, Kab. Pamekasan" in a table about Pamekasan."""
        if parent is None:
            return None
        codes = [parent.code[:end] for end in (2, 5, 8) if end <= len(parent.code)]
        around = [place for code in codes if (place := self.places.get(code))]
        rest = [part for part in parts if not any(self._called(place, " ".join(part)) for place in around)]
        return self._by_name(rest[0], levels, parent) if len(rest) == 1 < len(parts) else None

    def _inwards(self, parts: list[list[str]], levels: tuple[int, ...], parent: Place | None) -> Named | None:
        around = parent
        for part in reversed(parts[1:]):
            above = self._by_name(part, (), around) if around else self._by_name(part, (PROVINCE, DISTRICT), None)
            if above is None or above.sole is None:
                return None
            around = above.sole
        found = self._by_name(parts[0], levels, around) if around != parent else None
        is_inside = found is not None and all(one != around and is_around(around, one) for one in found.places)
        return found if is_inside else None


def code_of(text: str) -> str:
    """ "3528", "35.28." and 35.1 as dotted codes; zeros at the end of a part are lost where a program takes it for a
    number."""
    digits = text.rstrip(".")
    if digits.isdecimal():
        return dotted(int(digits))
    head, *parts = digits.split(".")
    return ".".join((head, *(part.ljust(2, "0") for part in parts)))


def is_around(parent: Place | None, place: Place) -> bool:
    """Whether a place is this one or inside it; everything is inside no place."""
    return parent is None or place.code == parent.code or place.code.startswith(f"{parent.code}.")


def is_total(text: str) -> bool:
    """Whether a line is a sum of others and no region."""
    words = _joined(fold(text).split())
    return bool(words) and (words[0] in TOTALS or "_".join(words[:2]) in TOTALS)


def is_average(text: str) -> bool:
    """Whether a line is the mean of others, which is no sum."""
    return not _AVERAGES.isdisjoint(fold(text).split())


def is_everywhere(text: str) -> bool:
    """Whether a line is of the whole country, which is the sum of all provinces."""
    return " ".join(fold(text).split()) in COUNTRY


def kind_named(text: str) -> str:
    """ "kabupaten" or "kota" where a line says nothing else, as the halves of official lists begin; else ""."""
    return _KINDS.get(fold(text).strip(), "")


def segment_named(text: str) -> Segment | None:
    """The segment that a cell names: "BPU", "peserta bukan penerima upah"."""
    said = " ".join(word for word in fold(text).split() if word not in SEGMENT_FILLERS)
    plainly = next((code for code in SEGMENTS if said in SEGMENT_NAMES[code]), None)
    named, doubted = segments_in(text), said.replace("bukan penerima upah", "").split()
    return plainly or (named[0] if len(named) == 1 and SEGMENT_DOUBTS.isdisjoint(doubted) else None)


def without_segment(text: str) -> tuple[str, Segment | None]:
    """ "Kabupaten Kudus - jasa konstruksi" as the name and the segment behind it."""
    found = _SUFFIX.fullmatch(clean(text, LONGEST))
    segment = segment_named(found[2]) if found else None
    return (found[1], segment) if found and segment else (text, None)


def in_titles(lines: Sequence[str], places: Gazetteer, within: Place | None = None) -> Place | None:
    """The region inside `within` of which the titles above a table speak; None where they name none, or several."""
    words = [word for line in lines for word in (*fold(clean(line, 200)).split(), ".")]
    marked = _narrowest([one for one in _said_with_marks(words, places) if is_around(within, one)])
    return marked or _narrowest([one for one in _said_alone(words, places) if is_around(within, one)])


def sole_named(text: str, places: Gazetteer) -> Place:
    """The one region of a code or a name. Raises InvalidAnswer: unknown, or unclear with the `places` it may be."""
    found = Namer(places).region(text)
    if found.sole is not None:
        return found.sole
    if found.places:
        raise InvalidAnswer("coverage.region_unclear", text=text, places=listed(found.places))
    raise InvalidAnswer("coverage.region_unknown", text=text)


def listed(places: Sequence[Place]) -> str:
    """Places that may be meant, each with its code."""
    shown = "; ".join(f"{one.path} ({one.code})" for one in places[:4])
    return f"{shown}; …" if len(places) > 4 else shown


def _said_with_marks(words: Sequence[str], places: Gazetteer) -> list[Place]:
    found: list[Place] = []
    for at, word in enumerate(words):
        level, kind = MARKERS.get(word), _KINDS.get(word)
        for end in range(min(at + 1 + _LONGEST_NAME, len(words)), at + 1, -1) if level and level < VILLAGE else ():
            name = [each for each in words[at + 1 : end] if each not in _CEREMONY]
            named = [one for one in places.named(" ".join(name), level or 1) if kind is None or one.kind == kind]
            if named:
                found += named
                break
    return found


def _said_alone(words: Sequence[str], places: Gazetteer) -> list[Place]:
    found: list[Place] = []
    for length in range(_LONGEST_NAME, 0, -1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            if len(name) >= _TELLING and "." not in name:
                found += [one for level in (PROVINCE, DISTRICT) for one in places.named(name, level)]
    return found


def _narrowest(found: Sequence[Place]) -> Place | None:
    """The innermost of places that all lie in one another."""
    if not found:
        return None
    deepest = max(one.level for one in found)
    inner = {
        one
        for one in found
        if one.level == deepest and all(is_around(around, one) for around in found if around.level < deepest)
    }
    return next(iter(inner)) if len(inner) == 1 else None


def _joined(words: list[str]) -> list[str]:
    """ "J U M L A H" as one word."""
    return ["".join(words)] if len(words) > 2 and all(len(word) == 1 for word in words) else words


def _words(text: str) -> list[str]:
    return fold(text).split()


def _without_marks(words: list[str]) -> list[str]:
    """A name without "kabupaten administrasi" in front."""
    rest = words[1:] if len(words) > 1 and words[0] in MARKERS else words
    return [word for at, word in enumerate(rest) if at or word not in _CEREMONY or len(rest) == 1]


def _at_marks(words: list[str]) -> list[list[str]]:
    """Words cut before each "kec", "kab" and the like."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in MARKERS and parts[-1]:
            parts.append([])
        parts[-1].append(word)
    return [part for part in parts if any(word not in MARKERS for word in part)]
