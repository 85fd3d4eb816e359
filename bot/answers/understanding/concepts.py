"""The table of words that mean the same to a question about Jamsostek (concepts.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).with_name("concepts.toml")


@cache
def concepts() -> Mapping[str, tuple[str, ...]]:
    """The names of the concepts that a plain word belongs to, in the order of the table."""
    found: dict[str, list[str]] = {}
    for name, row in tomllib.loads(_TABLE.read_text("utf-8")).items():
        for word in dict.fromkeys(row.split()):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}
