"""Writes examples into the files of topics as a careful hand would: below the others, nothing else touched."""

import json
import tomllib
from collections.abc import Sequence
from typing import Final

_OPENS: Final = "examples = ["
_CLOSES: Final = "]"


def with_examples(source: str, examples: Sequence[str]) -> str:
    """The file of a topic with these examples at the end of its list; comments and order stay.

    Raises ValueError where the list does not end on a line of its own, or anything else would change.
    """
    lines = source.splitlines(keepends=True)
    bare = [line.rstrip() for line in lines]
    try:
        ends = bare.index(_CLOSES, bare.index(_OPENS))
    except ValueError as missing:
        raise ValueError("the list of examples has no end on a line of its own") from missing
    added = [f"    {json.dumps(each, ensure_ascii=False)},\n" for each in examples]
    written = "".join((*lines[:ends], *added, *lines[ends:]))
    _compare(source, written, examples)
    return written


def _compare(source: str, written: str, examples: Sequence[str]) -> None:
    before = tomllib.loads(source)
    expected = {**before, "examples": [*before["examples"], *examples]}
    try:
        same = tomllib.loads(written) == expected
    except tomllib.TOMLDecodeError as broken:
        raise ValueError("the list of examples cannot be continued as it stands") from broken
    if not same:
        raise ValueError("something beside the examples would change")
