"""Which region the words of somebody who reads reports tell, or which of theirs it may be. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.answers.places import Gazetteer, Place
from bot.answers.spelling import FILLERS, MARKERS, fold
from bot.flows.readable import KABUPATEN, KECAMATAN, MOST, WIDE
from bot.flows.report_asked import REGION
from bot.flows.report_said import is_kept
from bot.flows.report_weeks import TIME
from bot.flows.served import is_served

PROVINCE, VILLAGE = 1, 4
MANY = 100
"""Namesakes that are looked at before those elsewhere are left out."""
LONGEST: Final = 4
"""Words of a name of a region."""
_ALIKE: Final = 75.0
"""How like a word of a name a word has to be, to have been one of it."""
_LONG: Final = 8
"""Letters of a name from which on one slip leaves no doubt: Madura is no Maduran, and Bogor no Bagor."""


@dataclass(frozen=True, slots=True)
class Found:
    """The region that words tell, those that it may be, and whether all of the words are in its name.

    `why` says what is asked of those, where they do not have the name: they are "alike", or hold a "village" of it.
    """

    region: str = ""
    among: tuple[str, ...] = ()
    why: str = ""
    whole: bool = True


def region_said(text: str, names: Mapping[str, str], areas: Sequence[str], places: Gazetteer) -> tuple[Found, bool]:
    """The region that words tell, and whether others of them tell of a time or a number that nobody read."""
    words = text.split()
    times = [word for word in words if word in TIME or (word.isdigit() and len(words) > 1)]
    told = [word for word in words if word not in times]
    if all(word in MARKERS for word in told):
        return Found(), bool(times)
    whole = " ".join(names.get(word, word) for word in words)
    if times and (found := _named(whole, areas, places)).region and found.whole:
        return found, False
    found = _named(" ".join(names.get(word, word) for word in told), areas, places)
    sure = " ".join(names[word] for word in told if is_kept(word))
    if sure and not (found.region or found.among):
        found = replace(_named(sure, areas, places), whole=False)
    if times and not (found.region or found.among):
        return Found(), True
    return found, bool(times)


def all_named(run: Sequence[str], places: Gazetteer) -> Sequence[Place]:
    """The provinces, kabupaten and kecamatan that are called exactly so."""
    name = " ".join(run)
    return [one for level in (PROVINCE, KABUPATEN, KECAMATAN) for one in places.named(name, level)] if name else []


def villages_named(run: Sequence[str], areas: Sequence[str], places: Gazetteer) -> Sequence[str]:
    """The kecamatan of theirs in which a village lies that is said to be one: "desa konang"."""
    if MARKERS.get(run[0]) != VILLAGE or len(run) == 1:
        return []
    found = [one.code[:WIDE] for one in places.named(" ".join(run[1:]), VILLAGE) if is_served(one.code, areas)]
    return list(dict.fromkeys(found))


def _named(text: str, areas: Sequence[str], places: Gazetteer) -> Found:
    found = _region(text, areas, places)
    told = found.among or ((found.region,) if found.region else ())
    whole = found.why == "village" or _is_all_of(text, told, places)
    return replace(found, among=found.among[:MOST], whole=whole)


def _is_all_of(text: str, found: Sequence[str], places: Gazetteer) -> bool:
    """Whether each word is like one of the names of a region or of those around it."""
    if REGION.fullmatch(text):
        return bool(found)
    written = " ".join(place.path_with_kind + " " + " ".join(place.parents) for place in map(places.get, found))
    of_names = fold(written).split()
    squeezed = "".join(of_names)
    return bool(found) and all(_is_of(word, of_names, squeezed, places) for word in fold(text).split())


def _is_of(word: str, of_names: Sequence[str], squeezed: str, places: Gazetteer) -> bool:
    if word in MARKERS or word in FILLERS or word in squeezed:
        return True
    if any(fuzz.ratio(word, one) >= _ALIKE for one in of_names):
        return True
    # "jatim" and "palangkaraya" are in no name as it is written.
    near = fuzz.partial_ratio(word, squeezed) >= _ALIKE and len(word) > LONGEST
    return near or any(set(of_names).issuperset(fold(one.name).split()) for one in all_named([word], places))


def _region(text: str, areas: Sequence[str], places: Gazetteer) -> Found:
    """The one that is meant, or those of theirs that it may be: nothing is opened that is only like what was said."""
    if REGION.fullmatch(text):
        return Found(text if places.is_known(text) else "")
    if holding := villages_named(text.split(), areas, places):
        return Found(among=tuple(holding), why="village")
    bare = " ".join(word for word in text.split() if MARKERS.get(word) != PROVINCE)
    found = [
        *places.named(bare, PROVINCE),
        *(one for one in places.search_anywhere(text, MANY) if len(one.code) <= WIDE),
    ]
    own = [one for one in found if is_served(one.code, areas)]
    near = own or [one for area in areas if places.is_known(area) for one in _inside(text, area, places)]
    called = _called(text, places)
    if exact := [one for one in near if one.code in called]:
        widest = _widest(exact)
        return Found(widest[0]) if len(widest) == 1 else Found(among=tuple(widest))
    # Of what is not theirs nothing is guessed: it would be spoken of as if they had asked for it.
    far = [one for one in found if one.code in called and not is_served(one.code, areas)]
    if far:
        is_small = all(one.level == KECAMATAN for one in far)
        near = [one for one in near if is_small and _is_slip(text, one)]
        if not near:
            widest = _widest(far)
            return Found(widest[0] if len(widest) == 1 else "")
    slips = _widest([one for one in near if _is_slip(text, one, _LONG) and not far])
    if len(slips) == 1:
        return Found(slips[0])
    return Found(among=tuple(dict.fromkeys(one.code for one in near)), why="alike") if near else Found()


def _called(text: str, places: Gazetteer) -> Collection[str]:
    """The codes of all regions whose name stands in a text, each of the kind that is said with it."""
    words = ["", *fold(text).split()]
    return {
        one.code
        for at in range(1, len(words))
        for length in range(1, LONGEST + 1)
        if words[at - 1] in MARKERS or not all(word in MARKERS for word in words[at : at + length])
        for one in all_named(words[at : at + length], places)
        if _is_of_kind(words[at - 1], one)
    }


def _is_of_kind(word: str, place: Place) -> bool:
    """Whether a place may be what a word in front of its name calls it; a Kecamatan Kota Sumenep is called a city."""
    level = MARKERS.get(word, place.level)
    if level != KABUPATEN or word not in MARKERS:
        return level == place.level
    if word.startswith("kab"):
        return place.kind == "kabupaten"
    return place.kind == "kota" or (place.level == KECAMATAN and place.name.startswith("Kota "))


def _is_slip(text: str, place: Place, least: int = 0) -> bool:
    """Whether one slip behind the first letter makes all that was said the name of a place, of `least` letters."""
    words = [word for word in fold(text).split() if word not in MARKERS]
    said = "".join(words)
    name = "".join(word for word in fold(place.name).split() if word not in MARKERS)
    is_like = len(name) >= least and said[:1] == name[0] and OSA.distance(said, name, score_cutoff=1) <= 1
    return is_like and all(_is_of_kind(word, place) for word in fold(text).split() if word in MARKERS)


def _inside(text: str, area: str, places: Gazetteer) -> Sequence[Place]:
    return places.search(text, KECAMATAN, area) if len(area) < WIDE else ()


def _widest(found: Sequence[Place]) -> list[str]:
    """Those that hold others of their name: one that is meant, or several that may be."""
    level = min((one.level for one in found), default=0)
    return list(dict.fromkeys(one.code for one in found if one.level == level))
