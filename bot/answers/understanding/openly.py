"""Questions that nobody could confirm (openly.toml): heard by their words, so that no answer is made up."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from bot.answers.understanding.normal import fold
from bot.answers.understanding.stems import root

_TABLE: Final = Path(__file__).with_name("openly.toml")
_WORDS: Final = re.compile(r"[a-z]+")


def asked_in_vain(text: str) -> str | None:
    """The id of the open question (bot/facts/open.toml) that a text asks; None where it asks none of them."""
    plain = fold(text)
    near = [(name, row) for name, row in _table().items() if _hints()[name].search(plain)]
    said = _WORDS.findall(plain) if near else []
    return next((name for name, row in near if _is_asked(said, row)), None)


def _is_asked(said: list[str], row: Mapping[str, frozenset[str]]) -> bool:
    before = ["", *said]
    about = any(_is(word, row["about"]) and last not in row["behind"] for last, word in zip(before, said, strict=False))
    asks = about and any(_is(word, row["asks"]) for word in said)
    return asks and not any(_is(word, row["spared"]) for word in said)


def _is(word: str, some: frozenset[str]) -> bool:
    return word in some or root(word, some) is not None


@cache
def _hints() -> Mapping[str, re.Pattern[str]]:
    """What most texts have nothing of, so that they are not looked at word by word."""
    return {name: re.compile("|".join(sorted(row["about"]))) for name, row in _table().items()}


@cache
def _table() -> Mapping[str, Mapping[str, frozenset[str]]]:
    rows = tomllib.loads(_TABLE.read_text("utf-8"))
    return {name: {part: frozenset(words.split()) for part, words in row.items()} for name, row in rows.items()}
