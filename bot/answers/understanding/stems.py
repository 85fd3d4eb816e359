"""A word without what Indonesian puts before and behind it, as far as what is left is a word we know."""

from collections.abc import Container, Iterator
from typing import Final

_BEHIND: Final = (
    "",
    "nya",
    "ku",
    "mu",
    "kah",
    "lah",
    "pun",
    "kan",
    "in",
    "an",
    "i",
    "e",
    "ne",
    "na",
    "annya",
    "kannya",
    "innya",
    "inya",
    "kanlah",
    "anku",
    "nyo",
    "nye",
    "ny",
    "x",
    "nx",
    "ki",
    "mi",
    "ji",
    "ke",
    "ake",
    "no",
    "keun",
)
_BEFORE: Final = (
    ("", ""), ("di", ""), ("ku", ""), ("se", ""), ("ke", ""), ("ber", ""), ("ter", ""), ("per", ""), ("pe", ""),
    ("me", ""), ("memper", ""), ("diper", ""), ("mem", ""), ("mem", "p"), ("men", ""), ("men", "t"), ("meng", ""),
    ("meng", "k"), ("menge", ""), ("meny", "s"), ("pem", ""), ("pem", "p"), ("pen", ""), ("pen", "t"), ("peng", ""),
    ("peng", "k"), ("peny", "s"), ("nge", ""), ("ng", ""), ("ng", "k"), ("ny", "s"), ("ny", "c"), ("n", ""), ("n", "t"),
    ("m", ""), ("m", "p"), ("ma", ""),
    ("be", ""), ("te", ""), ("mang", ""), ("mam", ""), ("man", ""), ("ba", ""),
    ("ta", ""),    ("dipe", ""), ("dike", ""), ("berke", ""),
)  # fmt: skip
_OWN: Final = frozenset({"nya", "ny", "nyo", "nye", "ku", "mu"})
_DONE: Final = frozenset({*_OWN, "in"})
_SHORTEST: Final = 4
_VOWELS: Final = frozenset("aeiou")


def root(word: str, known: Container[str]) -> str | None:
    """The longest known word inside this one that its beginnings and endings leave; None where there is none."""
    return max((left for left in _left(word) if left in known), key=len, default=None)


def _left(word: str) -> Iterator[str]:
    for behind in _BEHIND:
        if not word.endswith(behind):
            continue
        middle = word[: len(word) - len(behind)]
        for before, instead in _BEFORE:
            left = instead + middle[len(before) :]
            if middle.startswith(before) and len(left) >= _shortest(left, before, behind):
                yield left


def _shortest(left: str, before: str, behind: str) -> int:
    """How many letters have to be left: one less of a word that is owned ("ibunya"), and of an abbreviation ("byrin").

    Few words are as short as that by chance.
    """
    is_owned = not before and behind in _OWN
    is_abbreviation = behind in _DONE and _VOWELS.isdisjoint(left)
    return _SHORTEST - is_owned - is_abbreviation
