"""What is kept of questions that the bot did not understand, and under which consent."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PURPOSE = "questions"
TEXT = "questions-1"
"""The version of the question; a changed text gets a new one."""
COVERS = (TEXT,)
"""The versions that told what is kept, who reads it and for how long."""

Missing = Literal["unknown", "corrected"]


@dataclass(frozen=True, slots=True)
class Missed:
    """A question without what tells who asked it, and the topic `guessed` first.

    It was `unknown` to us, or `corrected`: the person then chose another topic, or none of ours (`chosen` None).
    """

    text: str
    missing: Missing
    guessed: str
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that waits for a content keeper, by its number, and the day it was asked."""

    id: int
    day: date
    missed: Missed


@dataclass(frozen=True, slots=True)
class Counted:
    """So many questions of a day with the same guess; `ended` is the topic they became examples of, or a word."""

    day: date
    missing: Missing
    guessed: str
    chosen: str | None
    ended: str | None
    count: int
