"""What new examples would do: the ranker is made with them, and answers questions that it never saw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.answers.masking import has_masks, masked
from bot.answers.texts import clean
from bot.answers.understanding.model import Model
from bot.answers.understanding.normal import words
from bot.answers.understanding.topics import Topic
from bot.answers.understanding.training.build import Told, built, examples, learnt
from bot.answers.understanding.training.scoring import Asked, scored

MOST: Final = 5
"""Wordings of one group that become examples; more of the same teach nothing."""
FIRST: Final = "first"
"""The score that must not fall: right at the first answer."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples that a topic is to get."""

    topic: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """The ranker with the new examples, and how well it does without them and with them, by name of the score."""

    model: Model
    without: Mapping[str, float]
    together: Mapping[str, float]

    @property
    def is_worse(self) -> bool:
        """Whether fewer questions would be answered right at once."""
        return self.together[FIRST] < self.without[FIRST]


def proposed(texts: Sequence[str]) -> tuple[str, ...]:
    """Of the wordings of a group those that may become examples: nothing was masked in them, each says it anew."""
    anew: dict[tuple[str, ...], str] = {}
    for text in texts:
        if not has_masks(text):
            anew.setdefault(words(text), text)
    return tuple(anew.values())[:MOST]


def objections(lesson: Lesson, topics: Mapping[str, Topic], development: Sequence[Asked]) -> Iterator[str]:
    """Why this lesson cannot be taught, as sentences for a content keeper; nothing where it can."""
    if lesson.topic not in topics:
        yield f"there is no topic '{lesson.topic}'"
    if not lesson.examples:
        yield "there is no example that could be written: give one in your own words"
    taken = {_said(example): topic.id for topic in topics.values() for example in topic.examples}
    measured = {words(each.text) for each in development}
    for example in lesson.examples:
        if not words(example):
            yield f"'{example}' says nothing"
        elif has_masks(example) or masked(example) != clean(example):
            yield f"'{example}' tells of a person: write it without names and numbers"
        elif _said(example) in taken:
            yield f"'{example}' is an example of {taken[_said(example)]} already"
        elif words(example) in measured:
            yield f"'{example}' is a question that the score is measured by: an example of it would make the score lie"


def taught(topics: Mapping[str, Topic], lessons: Sequence[Lesson]) -> Mapping[str, Topic]:
    """The topics once these lessons are in their files."""
    after = dict(topics)
    for lesson in lessons:
        topic = after[lesson.topic]
        after[lesson.topic] = replace(topic, examples=(*topic.examples, *lesson.examples))
    return after


def tried(
    topics: Mapping[str, Topic],
    lessons: Sequence[Lesson],
    before: Model | None,
    development: Sequence[Asked],
    told: Told,
) -> Tried:
    """Make the ranker with these lessons; without them it is `before`, or made as well where that is out of date.

    Takes minutes.
    """
    without = before or built(topics, (), told)
    # With the same limits: found anew they move by more than a few examples do, and nobody would see what these did.
    model = learnt(examples(taught(topics, lessons)), without.judging, told)
    return Tried(model, scored(development, without), scored(development, model))


def _said(text: str) -> str:
    return clean(text).casefold()
