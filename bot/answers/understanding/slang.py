"""The table of spellings (slang.toml): one word for each of its spellings, and for phrases."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

PHRASES: Final = "phrases"
SLIPS: Final = "slips"
_TABLE: Final = Path(__file__).with_name("slang.toml")


@cache
def sections() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_TABLE.read_text("utf-8"))


def spellings() -> Iterator[tuple[str, str]]:
    """Every spelling with the plain word it stands for."""
    for title, rows in sections().items():
        if title not in (PHRASES, SLIPS):
            yield from ((spelled, plain) for plain, row in rows.items() for spelled in row.split())


@cache
def words() -> Mapping[str, str]:
    """The plain word of every spelling, and of itself."""
    return dict(spellings()) | {plain: plain for _, plain in spellings()}


@cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases with the word they stand for by their first word, the longest first, spelled out word by word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    known = words()
    for plain, row in sections()[PHRASES].items():
        for phrase in row.split("|"):
            spelled = tuple(known.get(word, word) for word in phrase.replace("'", "").split())
            found.setdefault(spelled[0], []).append((spelled, plain))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def slips() -> tuple[str, ...]:
    """The words that are recognised with a slip in them."""
    return tuple(sections()[SLIPS]["words"].split())
