"""Blocks of a table below each other: a line that names nothing but a segment or a day says what those below it are."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answers.texts import clean
from bot.coverage.days import sole_day
from bot.coverage.naming import is_total, segment_named
from bot.sheets.sheet import Row, plain
from storage.coverage import Segment

MOST_WORDS: Final = 8
"""Words of a line that names a segment; a sentence that mentions one is a remark."""
_NUMBERING: Final = re.compile(r"\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})(?:[.)]+\s*|\s+)(?=\S)", re.IGNORECASE)
_ONLY_NUMBERING: Final = re.compile(r"\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]*", re.IGNORECASE)
_NONE_OF_OURS: Final = re.compile(r"\b(?:pmi|pekerja migran)\b")


@dataclass(slots=True)
class Block:
    """Where in a table somebody reads: the `segment` and the `day` of the last lines that named one.

    `other` is a segment that we do not keep; rows below it belong to none.
    """

    segment: Segment | None = None
    other: str = ""
    day: date | None = None

    def begin(self, words: str) -> None:
        """What the words of a line that stands alone say of all lines below it."""
        if (day := sole_day(words)) is not None:
            self.day = day
        elif len(words.split()) > MOST_WORDS or is_total(words):
            return
        elif (segment := segment_named(words)) is not None:
            self.segment, self.other = segment, ""
        elif _NONE_OF_OURS.search(words.casefold()):
            self.segment, self.other = None, words


def words_alone(row: Row) -> str:
    """The only words of a row, without the letter or number in front of them; "" where there are several, or none."""
    said = {clean(plain(cell), 120) for cell in row.cells if plain(cell)}
    told = [words for words in said if not _ONLY_NUMBERING.fullmatch(words)]
    return without_numbering(told[0]) if len(told) == 1 else ""


def without_numbering(words: str) -> str:
    """ "A. Penerima Upah" as what it says."""
    return _NUMBERING.sub("", words, count=1) if _NUMBERING.match(words) else words
