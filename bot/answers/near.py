"""Which topics are near each other, as content keepers wrote it into bot/answers/topics/*.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "topics"


@cache
def near_topics() -> Mapping[str, tuple[str, ...]]:
    """By topic, what people ask next, nearest first. Only the heads of the files are read: the examples are long."""
    heads = (tomllib.loads(file.read_text("utf-8").partition("\nexamples")[0]) for file in FOLDER.glob("*.toml"))
    return {head["topic"]: tuple(head["near"]) for head in heads}
