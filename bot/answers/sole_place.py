"""The one place that a table means; nobody is there to be asked, so what may be two places is none."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from bot.answers.places import Gazetteer, Place
from bot.answers.regions import dotted
from bot.answers.spelling import MARKERS, fold
from bot.answers.texts import clean
from bot.errors import InvalidAnswer

_DIGITS: Final = re.compile(r"\d{2}|\d{4}|\d{6}|\d{10}")
_CODE: Final = re.compile(r"\d\d(?:\.\d{1,4}){0,3}")
_PROVINCES: Final = range(11, 100)
_NAMED_MOST = 4
UNKNOWN, UNCLEAR = "sponsors.why.region_unknown", "sponsors.why.region_unclear"


def sole_place(places: Gazetteer, text: str) -> Place:
    """The place of a code ("35.28", "3528") or of a name that only one has, told with its parents where several do.

    Raises InvalidAnswer: unknown, or unclear with the `places` that may be meant.
    """
    said = clean(text)
    if _DIGITS.fullmatch(said) or _CODE.fullmatch(said):
        return _by_code(places, said)
    province = _province(places, said)
    return province or _one(places.search_anywhere(said, _NAMED_MOST), said)


def narrowest(places: Gazetteer, told: Sequence[tuple[Literal[2, 3, 4], str]]) -> Place:
    """The place that several cells name together, from the widest to the narrowest. Raises as `sole_place` does."""
    found: Place | None = None
    for level, text in told:
        found = _one(places.search(clean(text), level, found.code if found else None, _NAMED_MOST), text)
    if found is None:
        raise InvalidAnswer(UNKNOWN, text="-")
    return found


def _by_code(places: Gazetteer, said: str) -> Place:
    try:
        return places.get(dotted(int(said)) if said.isdecimal() else said)
    except KeyError as unknown:
        raise InvalidAnswer(UNKNOWN, text=said) from unknown


def _province(places: Gazetteer, said: str) -> Place | None:
    """A province is meant only where it says so, for many have the name of a place in them."""
    first, _, name = fold(said).partition(" ")
    if MARKERS.get(first) != 1:
        return None
    for number in _PROVINCES:
        try:
            place = places.get(str(number))
        except KeyError:
            continue
        if _words(place.name) == set(name.split()):
            return place
    raise InvalidAnswer(UNKNOWN, text=said)


def _one(found: Sequence[Place], said: str) -> Place:
    """The only place that is spelled like this; a likeness is for people to look at."""
    if not found:
        raise InvalidAnswer(UNKNOWN, text=said)
    if len(found) > 1 or not _words(found[0].name) <= set(fold(said).split()):
        raise InvalidAnswer(UNCLEAR, text=said, places="; ".join(f"{one.path} ({one.code})" for one in found))
    return found[0]


def _words(name: str) -> set[str]:
    """What tells a place from others of its level: its name without what such places are called."""
    words = set(fold(name).split())
    return (words - set(MARKERS)) or words
