"""A long message in pieces, so that what is said at its end is heard like what is said at its beginning. Pure."""

import re
from collections.abc import Iterator
from typing import Final

MOST_LETTERS: Final = 600
_END: Final = re.compile(r"[.,;:!?()\n]+")


def stretches(text: str) -> Iterator[str]:
    """Pieces of at most so many letters, cut behind a clause, or a word where no clause ends; all of it once."""
    while len(text) > MOST_LETTERS:
        ends = [found.end() for found in _END.finditer(text, 0, MOST_LETTERS)]
        cut = max([0, *ends]) or max(0, text.rfind(" ", 0, MOST_LETTERS)) or MOST_LETTERS
        yield text[:cut]
        text = text[cut:]
    yield text
