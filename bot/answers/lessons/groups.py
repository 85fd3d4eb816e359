"""Questions that are near each other, so that a content keeper decides once for all of them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.answers.understanding import Guess, understand
from bot.answers.understanding.features import features
from bot.answers.understanding.judging import judged
from bot.answers.understanding.model import Model
from bot.answers.understanding.topics import OFF
from storage.learning import Kept

_NEAR: Final = 0.3
"""From this nearness on two questions are taken for one: of the questions for tuning, where the topics are known, three
quarters then stand in groups, and of these 96 in 100 with their own topic."""
_TOPICS: Final = 0.3
"""How much it counts that both may be of one topic, beside what they have in common as texts."""
_LIKELY_TOPICS: Final = 5
_KINDS: Final = frozenset("wcg")
"""Words, pieces of words and concepts: what is compared."""
_ASKED_FOR_TOPICS: Final = 10
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Questions near each other, oldest first, and the topics of ours that they are nearest to."""

    questions: tuple[Kept, ...]
    nearest: tuple[Guess, ...]

    @property
    def number(self) -> int:
        """That of its oldest question: it stays while more come."""
        return self.questions[0].id

    @property
    def texts(self) -> tuple[str, ...]:
        """Each wording once, oldest first."""
        first = dict[str, str]()
        for one in self.questions:
            first.setdefault(one.missed.text.casefold(), one.missed.text)
        return tuple(first.values())

    @property
    def missing(self) -> Mapping[str, int]:
        """How many were unknown, and how many corrected."""
        return Counter(one.missed.missing for one in self.questions)

    @property
    def chosen(self) -> Mapping[str, int]:
        """What people chose instead, most often first."""
        return dict(Counter(filter(None, (one.missed.chosen for one in self.questions))).most_common())


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A question as it is compared: what its features weigh, how long that is, and how likely its topics are."""

    weights: Mapping[str, float]
    length: float
    topics: Mapping[str, float]


@dataclass
class _Heap:
    """Groups in the making: each is known by its first question, so that who comes later changes no other."""

    model: Model
    members: list[list[Kept]] = field(default_factory=list)
    first: list[_Sketch] = field(default_factory=list)
    begun_with: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Kept) -> None:
        """Into the nearest group, or one of its own."""
        sketch = self._sketch(one.missed.text)
        nearness, older = max(self._near(sketch), default=(0.0, 0))
        if nearness >= _NEAR:
            self.members[-older].append(one)
            return
        for feature in sketch.weights:
            self.begun_with[feature].append(len(self.members))
        self.members.append([one])
        self.first.append(sketch)

    def _near(self, sketch: _Sketch) -> Iterator[tuple[float, int]]:
        """How near each group is, with its place negated, so that of two as near the older one wins."""
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in sketch.weights.items():
            for group in self.begun_with.get(feature, ()):
                shared[group] += weight
        for group, both in shared.items():
            other = self.first[group]
            one_topic = sum(share * other.topics.get(topic, 0.0) for topic, share in sketch.topics.items())
            yield (1 - _TOPICS) * both / sketch.length / other.length + _TOPICS * one_topic, -group

    def _sketch(self, text: str) -> _Sketch:
        """What the ranker never saw weighs as much as usual."""
        seen, square = features(text), self.model.square
        known, usual = self.model.known(seen), sum(square) / len(square)
        compared = sorted(feature for feature in seen if feature[0] in _KINDS)
        weights = {feature: square[known[feature]] if feature in known else usual for feature in compared}
        likely = judged(self.model, self.model.scores(seen)).ranked[:_LIKELY_TOPICS]
        return _Sketch(weights, math.sqrt(sum(weights.values())) or 1.0, dict(likely))


def grouped(kept: Sequence[Kept], model: Model) -> list[Group]:
    """All of them in groups, the biggest first, of two as big the older one."""
    heap = _Heap(model)
    for one in sorted(kept, key=lambda one: one.id):
        heap.add(one)
    groups = (Group(tuple(members), _nearest(members, model)) for members in heap.members)
    return sorted(groups, key=lambda group: (-len(group.questions), group.number))


def _nearest(members: Sequence[Kept], model: Model) -> tuple[Guess, ...]:
    """The topics that some of these seem to be about, with how likely on average."""
    asked = members[:_ASKED_FOR_TOPICS]
    likely: dict[str, float] = defaultdict(float)
    for one in asked:
        found = understand(one.missed.text, model)
        for guess in (Guess(found.topic, found.confidence), *found.alternatives):
            likely[guess.topic] += guess.confidence
    ours = sorted((-whole, topic) for topic, whole in likely.items() if topic != OFF)
    return tuple(Guess(topic, -whole / len(asked)) for whole, topic in ours[:_NEAREST])
