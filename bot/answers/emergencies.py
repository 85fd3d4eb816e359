"""Whether a typed text tells of an accident or a death, wherever in the conversation it is typed."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers import emergency_words as said
from bot.answers.stretches import stretches
from bot.answers.texts import clean

Emergency = Literal["accident", "death"]
Phrases = Mapping[str, tuple[str, ...]]

_CLAUSE: Final = re.compile(r"[.,;:!?()\n]+|\b(?:tapi|tetapi|but)\b")
_REPEATED: Final = re.compile(r"(\w)\1{2,}")
_NEAR_FROM: Final = 8
"""A word of so many letters may have one slip."""
_ADDRESS: Final = 2
"""So many words may be no more than how somebody is called: "Pak Sedo"."""
_REACH: Final = 3
"""How many words before it still say of whom."""


def emergency(text: str) -> Emergency | None:
    """What has happened according to this text; a death goes before an accident.

    A question about the rules ("kalau meninggal dapat berapa", "pulang kerja kecelakaan masuk ga"), a fear, a denial, a
    name or a place is neither. One that names somebody to whom it happened ("suami saya") may be of the rules as well:
    it is heard, for missing one is far worse.
    """
    told = {kind for stretch in stretches(clean(text)) for kind in _heard(stretch)}
    return "death" if "death" in told else "accident" if "accident" in told else None


def asks(text: str) -> bool:
    """Whether a text asks about the rules as well, whatever it tells."""
    words = (tuple(word for clause in _clauses(stretch) for word in clause) for stretch in stretches(clean(text)))
    return any(map(_is_asked, words))


def _heard(stretch: str) -> Iterator[Emergency]:
    clauses = tuple(_clauses(stretch))
    whole = tuple(word for clause in clauses for word in clause)
    for clause in clauses:
        yield from _told(clause, whole)


def _clauses(stretch: str) -> Iterator[tuple[str, ...]]:
    plain = re.sub(r"['’`]", "", stretch.casefold())
    for part in _CLAUSE.split(plain):
        letters = (each if each.isalnum() or unicodedata.combining(each) else " " for each in part)
        if words := tuple(_REPEATED.sub(r"\1", "".join(letters)).split()):
            yield words


def _told(clause: tuple[str, ...], whole: tuple[str, ...]) -> Iterator[Emergency]:
    for kind, place in (*_deaths(clause, whole), *_accidents(clause, whole)):
        if _happened(kind, clause, place, whole):
            yield kind


def _deaths(clause: tuple[str, ...], whole: tuple[str, ...]) -> Iterator[tuple[Emergency, int]]:
    for place, word in enumerate(clause):
        if _is_of_nobody(clause, place):
            continue
        sure = _is(word, said.DEATHS) or _opens(clause, place, said.DEATH_PHRASES)
        doubtful = word in said.DEATHS_OF or _ends(clause, place, said.GONE)
        if sure or (doubtful and _is_of_somebody(clause, place, whole, said.PEOPLE)):
            yield "death", place


def _accidents(clause: tuple[str, ...], whole: tuple[str, ...]) -> Iterator[tuple[Emergency, int]]:
    for place, word in enumerate(clause):
        sure = _is(word, said.ACCIDENTS) or _opens(clause, place, said.ACCIDENT_PHRASES) or _is_hurt(clause, place)
        if _is_figure_of_speech(clause, place) or _is_of_nobody(clause, place):
            continue
        if sure or (word in said.ACCIDENTS_OF and _is_of_somebody(clause, place, whole, said.PEOPLE | said.ME)):
            yield "accident", place


def _is_hurt(clause: tuple[str, ...], place: int) -> bool:
    """Struck by a tool, caught in a machine, or a bone broken."""
    after = clause[place + 1 : place + 3]
    struck = clause[place] in said.STRUCK and bool(said.HURTING.intersection(after))
    struck = struck or (clause[place] in said.BITTEN and bool(said.BEASTS.intersection(after)))
    caught = clause[place] in said.CAUGHT and bool(said.MACHINES.intersection(after))
    struck = struck or (caught and _is_of_a_body(clause[max(0, place - _REACH) : place]))
    beside = (*clause[max(0, place - 2) : place], *after)
    return struck or (clause[place] in said.BROKEN and bool(said.BONES.intersection(beside)))


def _is_of_a_body(words: tuple[str, ...]) -> bool:
    return any(word in said.BONES or word.removesuffix("ku") in said.BONES for word in words)


def _is_figure_of_speech(clause: tuple[str, ...], place: int) -> bool:
    return bool(said.AFTERWARDS.intersection(clause[place + 1 : place + 2]))


def _is_of_nobody(clause: tuple[str, ...], place: int) -> bool:
    """Whether it is told of a thing, a pet or somebody famous: "hp saya kecebur"; never of who only held the phone."""
    linking = said.ME | said.LINKS | said.DONE
    first, *between = clause[:place] or ("",)
    if first in said.BEASTS_OWNED:
        hit = said.ME | said.KIN | said.CLOSE
        return (linking | said.PEOPLE).issuperset(between) and not hit.intersection(clause[place + 1 :])
    return first.removesuffix("ku").removesuffix("nya") in said.NOBODY and linking.issuperset(between)


def _is_of_somebody(clause: tuple[str, ...], place: int, whole: tuple[str, ...], people: Collection[str]) -> bool:
    """Whether a doubtful word is said of a person: with more than a form of address before it, or of just now."""
    before = clause[max(0, place - _REACH) : place]
    if said.BEFOREHAND.intersection(before):
        return False
    somebody = any(word in people for word in before)
    mine = before and (before[-1] in said.ME or _is_own(before[-1]))
    return somebody and bool(len(clause) > _ADDRESS or mine or _is_now(whole))


def _happened(kind: Emergency, clause: tuple[str, ...], place: int, whole: tuple[str, ...]) -> bool:
    before = clause[:place]
    if _is_denied(before):
        return False
    supposed = bool(said.SUPPOSING.intersection(before))
    if _is_now(whole, supposed=supposed):
        return True
    if supposed or said.TOPICS.intersection(before[-2:]):
        return False
    return not _is_asked(whole) or _is_witnessed(kind, clause, place, whole)


def _is_asked(whole: tuple[str, ...]) -> bool:
    """Whether all of it asks about the rules: by a word, or by the "no" that ends a question: "masuk ga ya"."""
    named = said.ASKING.intersection(whole) or said.ENQUIRING.intersection(whole)
    asked = next((word for word in reversed(whole) if word not in said.ENDINGS), "")
    return bool(named) or asked in said.NOT | said.WHETHER or _has(whole, said.ASKING_PHRASES)


def _is_denied(before: tuple[str, ...]) -> bool:
    """Whether the word before, past those that only link, says that it did not happen."""
    return next((word in said.NOT for word in reversed(before) if word not in said.LINKS), False)


def _is_now(whole: tuple[str, ...], *, supposed: bool = False) -> bool:
    """Whether it has only just happened; "tolong jelaskan" asks for no help of that kind.

    Where it is `supposed`, a hospital is where one would go: "kalau kecelakaan ke rumah sakit mana".
    """
    if said.ENQUIRING.intersection(whole):
        return False
    told = said.NOW if supposed else said.NOW | said.CARE
    return bool(told.intersection(whole)) or _has(whole, said.NOW_PHRASES if supposed else said.CARE_PHRASES)


def _is_witnessed(kind: Emergency, clause: tuple[str, ...], place: int, whole: tuple[str, ...]) -> bool:
    """Whether it is told of somebody in particular: "suami saya", never oneself dead."""
    before = _owned(clause[max(0, place - _REACH - 1) : place])
    mine, done = said.ME.intersection(before), said.DONE.intersection(before)
    related = said.PEOPLE.intersection(before)
    subject = next((word for word in reversed(before) if word not in said.LINKS | said.DONE), "")
    kin = subject in said.CLOSE or any(word in said.KIN or _is_own(word) for word in before)
    if kind == "accident":
        return bool(mine or kin or (related and done) or _is_told_behind(clause, place))
    claimed = said.CLAIMING.intersection(whole)
    return bool(related and (mine or done or claimed or kin))


def _owned(before: tuple[str, ...]) -> tuple[str, ...]:
    """Without what somebody owns or asks for: of "bpjs saya" and "saya mau tanya" it happened to nobody."""
    asked = max((place for place, word in enumerate(before, start=1) if word in said.ENQUIRING), default=0)
    after = before[asked:]
    things = said.TOPICS | said.BEFOREHAND
    beside = zip(("", *after), after, strict=False)
    return tuple(word for owned, word in beside if not (word in said.ME and owned in things))


def _is_own(word: str) -> bool:
    """Whether it is somebody or a part of the body that is one's own: "tanganku"."""
    return word.endswith("ku") and word.removesuffix("ku") in said.BONES | said.PEOPLE


def _is_told_behind(clause: tuple[str, ...], place: int) -> bool:
    """Whether somebody of one's own is named behind it: "kena petir suami saya"."""
    after = clause[place + 1 : place + 1 + _REACH * 2]
    return any(word in said.KIN and owner in said.ME for word, owner in pairwise(after))


@lru_cache(maxsize=4096)
def _is(word: str, words: frozenset[str]) -> bool:
    """Whether it is one of the words, with one slip in a long one and the same first letter."""
    bare = word.removesuffix("nya")
    if word in said.TELLING_APART:
        return False
    if word in words or bare in words or len(bare) < _NEAR_FROM:
        return word in words or bare in words
    near = process.extract(bare, words, scorer=OSA.distance, score_cutoff=1)
    return any(each[0] == bare[0] and len(each) >= _NEAR_FROM for each, _, _ in near)


def _opens(clause: tuple[str, ...], place: int, phrases: Phrases) -> bool:
    """Whether one of the phrases begins at this word."""
    known = phrases.get(clause[place], ())
    rest = " ".join(clause[place:]) + " " if known else ""
    return any(rest.startswith(f"{phrase} ") for phrase in known)


def _ends(clause: tuple[str, ...], place: int, phrases: Phrases) -> bool:
    """Whether one of the phrases is all that follows, but for how somebody is called: "udah ga ada mas"."""
    known = phrases.get(clause[place], ())
    length = next((n for n in range(len(clause), place, -1) if clause[n - 1] not in said.ENDINGS), place)
    return bool(known) and " ".join(clause[place:length]) in known


def _has(words: tuple[str, ...], phrases: Phrases) -> bool:
    return any(_opens(words, place, phrases) for place in range(len(words)))
