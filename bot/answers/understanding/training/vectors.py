"""Examples as rows of weighted features, each row of length one."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from bot.answers.understanding.neighbours import tells

LEAST_SEEN: Final = 2
"""What only one example has teaches the ranker nothing about others."""
_KINDS: Final = {"g": 2.0, "w": 1.5, "b": 1.5, "c": 0.7}
"""How much a kind of feature counts beside the others: concepts and words more than pieces of words."""


@dataclass(frozen=True)
class Vocabulary:
    """The features that count, with their weights squared (rare ones weigh more), and whether they are looked up."""

    place: Mapping[str, int]
    square: Sequence[float]
    telling: Sequence[bool]

    @classmethod
    def of(cls, examples: Sequence[Iterable[str]]) -> Self:
        seen = Counter(feature for example in examples for feature in example)
        kept = sorted(feature for feature, times in seen.items() if times >= LEAST_SEEN)
        weights = [_weight(feature, seen[feature], len(examples)) for feature in kept]
        telling = [tells(feature, seen[feature]) for feature in kept]
        return cls({feature: place for place, feature in enumerate(kept)}, [weight**2 for weight in weights], telling)

    def row(self, example: Iterable[str]) -> tuple[list[int], float]:
        """The places of an example's features in order, and how long the row is before it is cut to one."""
        places = sorted(self.place[feature] for feature in example if feature in self.place)
        return places, math.sqrt(sum(self.square[place] for place in places)) or 1.0


def _weight(feature: str, seen: int, examples: int) -> float:
    return (1 + math.log((1 + examples) / (1 + seen))) * _KINDS.get(feature[0], 1.0)
