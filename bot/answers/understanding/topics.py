"""What content keepers write of each topic (bot/answers/topics/*.toml): its examples, and what people ask next."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.errors import SettingsError

FOLDER: Final = Path(__file__).parent.parent / "topics"
OFF: Final = "luar_topik"
"""The topic of whatever is none of ours."""
GREETING: Final = "sapaan"
COURTESIES: Final = frozenset({GREETING, "terima_kasih"})
"""What is answered where we are sure of it, and never offered to somebody who asks."""


@dataclass(frozen=True)
class Topic:
    """A topic with the topics that are near it, and questions that people ask on it."""

    id: str
    near: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def topics(folder: Path = FOLDER) -> Mapping[str, Topic]:
    """All topics by their id, in order. Raises SettingsError where a file is not as it should be."""
    return {topic.id: topic for topic in map(_read, sorted(folder.glob("*.toml")))}


def _read(file: Path) -> Topic:
    try:
        row = tomllib.loads(file.read_text("utf-8"))
        return Topic(row["topic"], tuple(row["near"]), tuple(row["examples"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as broken:
        raise SettingsError(f"{file.name} of the topics cannot be read: {broken}") from broken


def fingerprint(folder: Path = FOLDER) -> bytes:
    """A digest of all that a model is made of: the examples, and the tables of words."""
    digest = hashlib.sha256()
    for file in (*sorted(folder.glob("*.toml")), *sorted(Path(__file__).parent.glob("*.toml"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.digest()
