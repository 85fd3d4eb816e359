"""Words that name several topics when nothing else is said (alone.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

_TABLE: Final = Path(__file__).with_name("alone.toml")


def named_alone(said: Sequence[str]) -> tuple[str, ...]:
    """The topics that these plain words may mean, if they are no more than one word that names several; else none."""
    bare = set(said) - _around()
    return several().get(bare.pop(), ()) if len(bare) == 1 else ()


@cache
def several() -> Mapping[str, tuple[str, ...]]:
    """By plain word, the topics that it may mean."""
    return {word: tuple(row.split()) for word, row in _read()["several"].items()}


@cache
def _around() -> frozenset[str]:
    return frozenset(_read()["around"].split())


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text("utf-8"))
