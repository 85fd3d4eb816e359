"""What content keepers write of each topic (bot/answers/topics/*.toml): its examples, and what people ask next."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.errors import SettingsError

_HERE: Final = Path(__file__).parent
_ROOT: Final = _HERE.parent.parent.parent
_IMPORTED: Final = re.compile(r"^from (bot\.answers[\w.]*) import (\([^)]*\)|.+)", re.MULTILINE)
FOLDER: Final = _HERE.parent / "topics"
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
    """A digest of all that a model is made of: the examples, the sources that learn it, and the tables beside these."""
    digest = hashlib.sha256()
    learning = sources()
    tables = [table for file in learning if (table := file.with_suffix(".toml")).exists()]
    for file in (*sorted(folder.glob("*.toml")), *tables, *learning):
        digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.digest()


def sources(first: Path = _HERE / "training" / "build.py") -> tuple[Path, ...]:
    """The sources that decide what is learnt: the first, and of `bot.answers` all that it imports, and so on."""
    found: set[Path] = set()
    ahead = [first]
    while ahead:
        file = ahead.pop()
        if file not in found:
            found.add(file)
            imported = _IMPORTED.findall(file.read_text("utf-8"))
            ahead += [each for module, names in imported for each in _files(module, re.findall(r"\w+", names))]
    return tuple(sorted(found))


def _files(module: str, names: Sequence[str]) -> Iterator[Path]:
    """The file of a module of ours, or those of a package that are named; the package says nothing by itself."""
    place = _ROOT.joinpath(*module.split("."))
    ours = (place.with_suffix(".py"), *(place / f"{name}.py" for name in names))
    return (file for file in ours if file.exists())
