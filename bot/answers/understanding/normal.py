"""A question in plain words: folded, spelled out, without beginnings and endings, with marks in place of figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.spelling import APOSTROPHES, without_accents
from bot.answers.texts import clean
from bot.answers.understanding import slang
from bot.answers.understanding.concepts import concepts
from bot.answers.understanding.stems import root
from bot.answers.vocabulary import listed

MOST_LETTERS: Final = 600
"""Of a longer text only so much is turned into words; whoever wants more of it asks piece by piece."""
MOST_WORDS: Final = 100
_REPEATED: Final = re.compile(r"([a-z])\1{2,}")
_DOUBLED: Final = re.compile(r"([a-z])\1")
_TWICE: Final = re.compile(r"\b([a-z]{2,})-?2\b|\b([a-z]{3,})-\2")
_MARKS: Final = (
    (re.compile(r"(?:rp\.?\s*)?\d[\d.,]*\s*(?:rb|ribu|rebu|k|jt|juta|jeti)(?:an)?\b|\brp\.?\s*\d[\d.,]*"), " #uang "),
    (re.compile(r"\d+\s*(?:%|persen\b|percent\b)"), " #persen "),
    (re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b"), " #uang "),
    (re.compile(r"\b(?:19|20)\d\d\b"), " #tahun "),
    (re.compile(r"\b175\b"), " #hotline "),
    (re.compile(r"\b\d{9,}\b"), " #nomor "),
    (re.compile(r"(?<=[a-z])\d+\b|\b\d+"), " #n "),
)
_WORDS: Final = re.compile(r"#?[a-z]+")
_CALLED: Final = listed("pak bpk bu kak kaka bang bg mas mbak mba min admin gan bro sis om")
"""Short as people call somebody; whoever tells of a father writes it out."""
_NEAR_FROM, _FAR_FROM = 5, 10
"""A word of so many letters may have one slip, or two."""
_PART = 3
"""The shortest word that somebody may have written without a blank behind it."""


def fold(text: str) -> str:
    """Small plain letters, figures as marks; letters that are drawn out stand once, and "anak2" is "anak"."""
    plain = without_accents(clean(text, MOST_LETTERS).casefold())
    plain = _REPEATED.sub(r"\1", APOSTROPHES.sub("", plain))
    plain = _TWICE.sub(lambda found: found[1] or found[2], plain)
    for mark, instead in _MARKS:
        plain = mark.sub(instead, plain)
    return plain


def words(text: str) -> tuple[str, ...]:
    """The plain words of a text, in order."""
    written = _uncalled(_WORDS.findall(fold(text))[:MOST_WORDS])
    return _joined(tuple(plain for word in written for plain in _plain(word)))


def _uncalled(written: Sequence[str]) -> Sequence[str]:
    """Without how the bot is called at either end, unless that is all: "daftar pak" is about nobody's father."""
    first, last = 0, len(written)
    while last - first > 1 and written[last - 1] in _CALLED:
        last -= 1
    while last - first > 1 and written[first] in _CALLED:
        first += 1
    return written[first:last]


@cache
def known() -> Mapping[str, str]:
    """Every word that our tables know, with its plain word."""
    named = {word: word for word in concepts()}
    inside = {word: word for row in slang.phrases().values() for spelled, _ in row for word in spelled}
    return {**inside, **named, **slang.words()}


@lru_cache(maxsize=8192)
def _plain(word: str) -> tuple[str, ...]:
    """The plain words that one written word stands for: mostly one, two where a blank was left out."""
    table = known()
    if word.startswith("#") or word in table:
        return (table.get(word, word),)
    found = root(word, table) or _undoubled(word, table)
    if found:
        return (table[found],)
    return _parted(word, table) or (_near(word),)


def _undoubled(word: str, table: Mapping[str, str]) -> str | None:
    single = _DOUBLED.sub(r"\1", word)
    return single if single in table else root(single, table)


def _parted(word: str, table: Mapping[str, str]) -> tuple[str, ...]:
    """The two words that it is without the blank between them, at least one of them a word of our own."""
    for place in range(len(word) - _PART, _PART - 1, -1):
        first, second = word[:place], word[place:]
        if first in table and second in table and (first in slang.slips() or second in slang.slips()):
            return table[first], table[second]
    return ()


def _near(word: str) -> str:
    """The known word that differs by a slip, or the word itself."""
    if len(word) < _NEAR_FROM:
        return word
    slips = 1 if len(word) < _FAR_FROM else 2
    found = process.extractOne(word, slang.slips(), scorer=OSA.distance, score_cutoff=slips)
    return _spelled(found[0]) if found and found[0][0] == word[0] else word


def _spelled(word: str) -> str:
    table = known()
    return table.get(word) or table.get(root(word, table) or word, word)


def _joined(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_with_phrases(said))


def _with_phrases(said: tuple[str, ...]) -> Iterator[str]:
    place, table = 0, slang.phrases()
    while place < len(said):
        for spelled, plain in table.get(said[place], ()):
            if said[place : place + len(spelled)] == spelled:
                yield plain
                place += len(spelled)
                break
        else:
            yield said[place]
            place += 1
