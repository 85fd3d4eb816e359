"""Words that name several topics when nothing else is said, and words that lean on what was said (alone.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

_TABLE: Final = Path(__file__).with_name("alone.toml")


def named_alone(said: Sequence[str]) -> tuple[str, ...]:
    """The topics that these plain words may mean, if they say no more than what names several; else none."""
    return _several().get(frozenset(said) - _around(), ())


def lone(said: Sequence[str]) -> str | None:
    """The only one of these plain words that says something; None where there are more, or none."""
    bare = frozenset(said) - _around()
    return next(iter(bare)) if len(bare) == 1 else None


def ungreeted(said: Sequence[str]) -> tuple[str, ...]:
    """What is left of these plain words without how one begins a conversation."""
    return tuple(word for word in said if word not in _around() and word not in _greeting())


def leans(said: Sequence[str]) -> bool:
    """Whether these plain words ask without saying of what, so that it is about what was said before them."""
    return _leaning().issuperset(said)


@cache
def several() -> Mapping[str, tuple[str, ...]]:
    """By plain words, in any order, the topics that they may mean."""
    return {said: tuple(row.split()) for said, row in _read()["several"].items()}


@cache
def _several() -> Mapping[frozenset[str], tuple[str, ...]]:
    return {frozenset(said.split()): meant for said, meant in several().items()}


@cache
def _greeting() -> frozenset[str]:
    return frozenset(_read()["greeting"].split())


@cache
def _leaning() -> frozenset[str]:
    return _around() | frozenset(_read()["leaning"].split())


@cache
def _around() -> frozenset[str]:
    return frozenset(_read()["around"].split())


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text("utf-8"))
