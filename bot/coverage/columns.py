"""What each column of a table holds, told word by word from its heading, however people spell it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile
from typing import Literal

from rapidfuzz import fuzz

from bot.coverage.days import day_of, years_in
from bot.coverage.vocabulary import (
    DENSITY,
    MEMBERS,
    OF_AIMS,
    OF_CODES,
    OF_MONTHS,
    OFFICES,
    PHRASES,
    SAYS_LITTLE,
    SOME_PEOPLE,
    SORTS,
    WHOLES,
    WORDS,
)
from storage.coverage import SEGMENTS, Segment

Role = Literal[
    "village",
    "subdistrict",
    "district",
    "province",
    "region",
    "code",
    "level",
    "segment",
    "meaning",
    "as_of",
    "year",
    "note",
    "source",
    "eligible_source",
    "target_source",
    "eligible_year",
    "target_year",
    "active",
    "eligible",
    "coverage",
    "target",
    "uncovered",
    "stray",
]
FIGURES: tuple[Role, ...] = ("active", "eligible", "coverage", "target")
PEOPLE: tuple[Role, ...] = ("active", "eligible")
PLACES: Mapping[Role, int] = {"province": 1, "district": 2, "subdistrict": 3, "village": 4}
_BESIDE_FIGURES: tuple[Role, ...] = ("as_of", "level", "code", "meaning")
BESIDE: Role = "uncovered"
"""What is told beside the figures and only doubts them."""
_NARROWEST_FIRST: tuple[Role, ...] = ("village", "subdistrict", "district", "province", "region")
Unit = Literal["percent", "people", ""]
"""What a figure is counted in; "" where only the cells can tell."""
ALIKE, SHORTEST = 85.0, 6
_A_THOUSAND = 1_000
_PERCENT = re.compile(r"%|‰")
_NOUGHTS = re.compile(r"\(\s*0{3}\s*\)|\(x\s*1[.,]?000\)|(?<=dalam )1[.,]?000|\bx ?1[.,]?000\b")
_BRACKETED = re.compile(r"\(([^()]*[a-zA-Z]{4}[^()]*)\)")
_WHOLE_FORCE = frozenset(("angkatan", "semesta"))
_ACTIVE_FIRST = frozenset(("aktif", "active", "pesertaaktif"))
_NOT_YET = frozenset(("belum", "unprotected"))
_OF_A_SUM = frozenset(("people", "filler", "thousands", "millions"))
_COUNTS_WORKERS = frozenset(("workers", "eligible", "people"))
_NO_WORKERS = frozenset(("active", "percent", "coverage", "achieved", "target", "note", "source"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading: `scale` is what counts in it are counted in, `rank` how surely it is what it says.

    `told_meaning`: whether the heading of a coverage says that it is one of workers (True) or of the target (False);
    None leaves it open. `years` and `day` are those in the heading, `aside` the source it names. `is_doubtful`: its
    heading has words that we do not know, so that it may be of others. `is_whole`: it says that these are all members,
    `is_open`: that they are workers, who may be members, or the other way round.
    A "stray" says something of the region or the row that is none of our business: a postal code, a kind of village.
    """

    at: int
    role: Role
    words: str
    segment: Segment = "all"
    unit: Unit = ""
    scale: int = 1
    of_workers: bool | None = None
    is_achievement: bool = False
    rank: int = 1
    years: frozenset[int] = frozenset()
    aside: str = ""
    day: date | None = None
    is_doubtful: bool = False
    is_whole: bool = False
    is_open: bool = False


def column(at: int, words: str) -> Column | None:
    """What the column under these words holds; None for what is none of our business."""
    said = _spoken(words)
    means = [_meanings(word) for word in said]
    all_of = frozenset().union(*means) if means else frozenset[str]()
    if "ignored" in all_of:
        return _uncovered(at, words, said, all_of)
    return _told(at, words, said, means, all_of) if all_of else None


def as_members(one: Column) -> Column:
    """The same column where the workers of its heading are members."""
    said = _spoken(one.words)
    is_odd = _is_odd(said, frozenset().union(*map(_meanings, said), frozenset[str]()))
    return replace(one, role="active", is_doubtful=is_odd, is_whole=not is_odd and not WHOLES.isdisjoint(said))


def is_heading_word(words: str) -> bool:
    """Whether every word of a cell could stand in a heading."""
    said = _spoken(words)
    return any(map(str.isalpha, said)) and all(_meanings(word) or word.isdecimal() for word in said)


@lru_cache(maxsize=1_024)
def names_people(words: str) -> bool:
    """Whether a heading names members or workers, and does not only say something of them, as "Terlindungi" does."""
    said = _spoken(words)
    return not MEMBERS.isdisjoint(said) or any("workers" in _meanings(word) for word in said)


@lru_cache(maxsize=1_024)
def names_members(words: str) -> bool:
    """Whether a heading names members themselves."""
    return not MEMBERS.isdisjoint(_spoken(words))


def is_sum(words: str) -> bool:
    """Whether a heading says nothing but that it is a sum of people."""
    means = [_meanings(word) for word in _spoken(words)]
    return bool(means) and all(each and each <= _OF_A_SUM for each in means)


@lru_cache(maxsize=1_024)
def is_of_some_people(words: str) -> bool:
    """Whether a heading is of workers or members whom we do not keep apart, as formal and informal ones."""
    return any(word in SOME_PEOPLE for word in _spoken(words))


def are_all_workers(headings: Sequence[str]) -> bool:
    """Whether workers under these headings are all of them, each once: formal ones and informal ones."""
    named = [frozenset(word for word in _spoken(words) if word in SOME_PEOPLE) for words in headings]
    return sorted(named, key=sorted) == [frozenset((one,)) for one in ("formal", "informal")]


def of_some_people(at: int, words: str) -> Column | None:
    """The column where its heading counts some of the workers or members, whom we do not keep apart."""
    said = _spoken(words)
    all_of = frozenset().union(*map(_meanings, said), frozenset[str]())
    left = [word for word in said if "ignored" in _meanings(word)]
    is_theirs = is_of_some_people(words) and all(word in SOME_PEOPLE for word in left)
    if not is_theirs or not all_of & {*_COUNTS_WORKERS, "active"} or all_of & _NO_WORKERS - {"active"}:
        return None
    role: Role = "active" if "active" in all_of else "eligible"
    return Column(at, role, words, unit="people", scale=_scale(words, all_of))


def segments_in(words: str) -> tuple[Segment, ...]:
    """The segments that a text names."""
    named = frozenset().union(*(_meanings(word, exactly=True) for word in _spoken(words)), frozenset[str]())
    return tuple(each for each in SEGMENTS if each in named)


def sole_segment(words: str) -> Segment | None:
    """The only segment besides all of them that a text names; None where it names several."""
    named = [one for one in segments_in(words) if one != "all"]
    return named[0] if len(named) == 1 else None


def strange(at: int, words: str) -> Column | None:
    """The column where its heading counts what is none of our business, or speaks in words that we do not know."""
    said = _spoken(words)
    all_of = frozenset().union(*map(_meanings, said), frozenset[str]())
    is_odd, is_known = _is_odd(said, all_of), "ignored" in all_of
    if not (is_odd or is_known) or all_of & {"percent", "note", "source"} or column(at, words) is not None:
        return None
    return Column(at, "eligible", words, unit="people", scale=_scale(words, all_of), is_doubtful=not is_known)


def _is_odd(said: Sequence[str], of: frozenset[str]) -> bool:
    """Whether a heading has words of its own, or counts places."""
    return bool(of & set(PLACES)) or any(_is_own(word) and not _meanings(word) for word in said)


def _is_own(word: str) -> bool:
    return len(word) > 1 and not word[0].isdigit() and word not in SAYS_LITTLE


def _doubts(role: Role, said: Sequence[str], of: frozenset[str]) -> bool:
    """ "Nelayan terlindungi" are members of one kind, "Kontribusi (%)" is a percentage of who knows what,
    "Target Perisai" may be one of people."""
    if role == "active":
        if not MEMBERS.isdisjoint(said):
            # What stands behind "kab." is its name.
            said, of = list(takewhile(lambda word: _meanings(word).isdisjoint(PLACES), said)), of - set(PLACES)
        return of.isdisjoint(("workers", "eligible", "achieved")) and _is_odd(said, of)
    if role == "target":
        own = takewhile(lambda word: _meanings(word).isdisjoint(PLACES), said)
        is_own = any(_is_own(word) and not _meanings(word) and word not in OF_AIMS for word in own)
        return of.isdisjoint(("percent", "coverage")) and (is_own or not OF_MONTHS.isdisjoint(said))
    told = {"coverage", "achieved", "active", "workers", "eligible", "target", *SEGMENTS}
    return role == "coverage" and of.isdisjoint(told) and _is_odd(said, of)


def _may_be_stray(role: Role, said: Sequence[str], means: Sequence[frozenset[str]]) -> bool:
    """ "Kode Pos" is no region, nor is "Penyuluh Desa"; behind the word for a region stands what it is called."""
    if role == "code":
        known = {*PLACES, "region", "code", "filler", "level", "year"}
        return any(
            not each & known and _is_own(word) and word not in OF_CODES for word, each in zip(said, means, strict=True)
        )
    if role == "as_of":
        return any(not each and _is_own(word) for word, each in zip(said, means, strict=True))
    if role in PLACES or role == "region":
        before = takewhile(lambda both: both[1].isdisjoint({*PLACES, "region"}), zip(said, means, strict=True))
        return any(not each and _is_own(word) for word, each in before)
    return False


def _uncovered(at: int, words: str, said: Sequence[str], of: frozenset[str]) -> Column | None:
    """The column of workers who are not members yet; that of members who are not active is another."""
    left = {word for word in said if "ignored" in _meanings(word)}
    is_of_them = left <= _NOT_YET and (left != {"belum"} or any("active" in _meanings(word) for word in said))
    if not is_of_them or of & _NO_WORKERS - {"active"} or not _ACTIVE_FIRST.isdisjoint(said):
        return None
    segment = sole_segment(words)
    if segment is None and segments_in(words) not in ((), ("all",)):
        return None
    return Column(at, BESIDE, words, segment or "all", "people", _scale(words, of), day=day_of([words])[0])


def _told(
    at: int, words: str, said: Sequence[str], means: Sequence[frozenset[str]], of: frozenset[str]
) -> Column | None:
    role = _role(said, means, of)
    if role is None:
        return None
    if role == "stray" or (role in FIGURES and "code" in of):
        return Column(at, "stray", words)
    if role not in FIGURES:
        is_sort = role in (*PLACES, "region") and not SORTS.isdisjoint(said)
        rank = 0 if is_sort else 2 if role in PLACES else 1
        return Column(at, role, words, rank=rank, is_doubtful=is_sort or _may_be_stray(role, said, means))
    segments = segments_in(words)
    if len(segments) == 2:
        return None
    is_doubtful = _doubts(role, said, of)
    return Column(
        at,
        role,
        words,
        segments[0] if len(segments) == 1 else "all",
        _unit(role, of),
        _scale(words, of),
        _of_workers(role, means, of),
        "achieved" in of,
        0 if role == "target" and is_doubtful else _rank(role, said, of),
        frozenset(years_in(words)),
        _aside(words),
        day_of([words])[0],
        is_doubtful,
        role == "active" and not is_doubtful and not WHOLES.isdisjoint(said),
    )


def _role(said: Sequence[str], means: Sequence[frozenset[str]], of: frozenset[str]) -> Role | None:
    """The rules in their order; the first that fits says it."""
    if "source" in of:
        return "eligible_source" if "eligible" in of else "target_source" if "target" in of else "source"
    if "note" in of:
        return "note"
    figure = bool(of & {"active", "eligible", "coverage", "target", "achieved", "workers", "percent"})
    if "year" in of and not of & {"active", "coverage", "achieved", "percent"} and not any(map(str.isdecimal, said)):
        return "eligible_year" if of & {"eligible", "workers"} else "target_year" if "target" in of else "year"
    if "segment" in of or ("kind" in of and "active" in of):
        return "segment"
    if not figure:
        return "stray" if not DENSITY.isdisjoint(said) else _no_figure(of)
    if "target" in of:
        return "coverage" if _is_share_of_target(means) else "target"
    if "coverage" in of:
        return "active" if of & {"people"} and not of & {"percent"} and "active" in of else "coverage"
    if "percent" in of:
        return "coverage"
    if "achieved" in of:
        return "active" if "people" in of or "active" in of else "coverage"
    if "eligible" in of:
        return "eligible"
    return "active" if "active" in of else "eligible"


def _no_figure(of: frozenset[str]) -> Role | None:
    """What says of whom or when; the office of statistics has names and codes of its own for regions."""
    if "statistics" in of:
        return None
    for role in _BESIDE_FIGURES:
        if role in of:
            return role
    if "people" in of and of & set(PLACES):
        return None
    if len(of & set(PLACES)) > 1:
        return "region"
    for place in _NARROWEST_FIRST:
        if place in of:
            return place
    return "active" if of & {"pu", "bpu", "jakon"} else None


def _is_share_of_target(means: Sequence[frozenset[str]]) -> bool:
    """ "Capaian target", "% dari target": what stands before the target is a share of it."""
    before = frozenset().union(
        *means[: next(at for at, each in enumerate(means) if "target" in each)], frozenset[str]()
    )
    return "achieved" in before or ("of" in before and bool(before & {"percent", "coverage", "active"}))


def _unit(role: Role, of: frozenset[str]) -> Unit:
    if "percent" in of or (role == "target" and "coverage" in of):
        return "percent"
    if role in ("active", "eligible") and not of & {"achieved"}:
        return "people" if of & {"active", "eligible", "workers", "people", "thousands", "millions"} else ""
    if role == "coverage" and not of & {"people", "thousands", "millions"}:
        return ""
    return "people" if of & {"people", "workers", "active", "thousands", "millions"} else ""


def _scale(words: str, of: frozenset[str]) -> int:
    if "thousands" in of or _NOUGHTS.search(words.casefold()):
        return _A_THOUSAND
    return _A_THOUSAND * _A_THOUSAND if "millions" in of else 1


def _of_workers(role: Role, means: Sequence[frozenset[str]], of: frozenset[str]) -> bool | None:
    if role != "coverage":
        return None
    if "target" in of:
        return False
    return True if of & {"coverage", "active", "eligible", "workers"} else None


def _rank(role: Role, said: Sequence[str], of: frozenset[str]) -> int:
    """Of several columns that may hold the same the one that says so most plainly is taken."""
    plainly = {
        "active": not _ACTIVE_FIRST.isdisjoint(said),
        "eligible": "eligible" in of and _WHOLE_FORCE.isdisjoint(said),
        "coverage": "coverage" in of,
        "target": "percent" in of or "coverage" in of,
    }
    return 2 if plainly.get(role) else 1


def _aside(words: str) -> str:
    """Where a denominator comes from: what stands in brackets and is no unit, else the name of an office."""
    found = _BRACKETED.search(words)
    if found and not is_heading_word(found[1]):
        return found[1].strip()
    named = (word for word in re.findall(r"\w+", words) if word.casefold() in OFFICES)
    return " ".join(dict.fromkeys(named))


def _spoken(words: str) -> list[str]:
    """The words of a heading; phrases that mean one thing are one word."""
    text = _NOUGHTS.sub(" ribu ", _PERCENT.sub(" persen ", words.casefold()))
    said = " ".join(re.findall(r"[a-z0-9]+", text))
    for phrase, word in PHRASES.items():
        said = re.sub(rf"\b{phrase}\b", word, said)
    return said.split()


@cache
def _meanings(word: str, *, exactly: bool = False) -> frozenset[str]:
    """What a word may stand for; a slip of the pen is understood in longer words."""
    found = frozenset(name for name, spellings in WORDS.items() if word in spellings)
    if found or exactly or len(word) < SHORTEST:
        return found
    return _alike(word)


def _alike(word: str) -> frozenset[str]:
    scored = [
        (fuzz.ratio(word, spelling), name)
        for name, spellings in WORDS.items()
        for spelling in spellings
        if len(spelling) >= SHORTEST
    ]
    score, name = max(scored)
    return frozenset({name}) if score >= ALIKE else frozenset()
