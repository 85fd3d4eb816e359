"""The examples that are most like a question, by the rarer words and pairs that they share."""

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

KINDS: Final = frozenset("wbsgpk")
"""Words, pairs and concepts; pieces of words are too many to look up, and the linear part has them."""
MOST_SHARED: Final = 80
"""A feature that more examples share brings nobody nearer."""
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each feature by its place, the examples that have it: `members[starts[place]:starts[place + 1]]`.

    `owners` are the topics of the examples, `lengths` the lengths of their rows over these features.
    """

    starts: "array[int]"
    members: "array[int]"
    owners: "array[int]"
    lengths: "array[float]"

    def likeness(self, places: Iterable[int], square: Sequence[float], topics: int) -> list[float]:
        """How like the three nearest examples of each topic are, on average: 0 to 1."""
        telling = [place for place in places if self.starts[place] < self.starts[place + 1]]
        length = math.sqrt(sum(square[place] for place in telling)) or 1.0
        found: list[list[float]] = [[] for _ in range(topics)]
        for example, shared in self._shared(telling, square).items():
            found[self.owners[example]].append(shared / (length * self.lengths[example]))
        return [sum(sorted(each)[-_NEAREST:]) / _NEAREST for each in found]

    def _shared(self, places: Sequence[int], square: Sequence[float]) -> Mapping[int, float]:
        shared: dict[int, float] = {}
        for place in places:
            weight = square[place]
            for example in self.members[self.starts[place] : self.starts[place + 1]]:
                shared[example] = shared.get(example, 0.0) + weight
        return shared


def tells(feature: str, examples: int) -> bool:
    """Whether a feature that so many examples have is looked up."""
    return feature[0] in KINDS and examples <= MOST_SHARED


def neighbours(
    rows: Sequence[Sequence[int]], telling: Sequence[bool], square: Sequence[float], owners: Iterable[int]
) -> Neighbours:
    """The look-up of examples: the places of their features, which of all features tell, and whose they are."""
    having: list[list[int]] = [[] for _ in telling]
    for example, places in enumerate(rows):
        for place in places:
            if telling[place]:
                having[place].append(example)
    starts = array("I", [0])
    for each in having:
        starts.append(starts[-1] + len(each))
    members = array("H", [example for each in having for example in each])
    lengths = array(
        "f", (math.sqrt(sum(square[place] for place in places if telling[place])) or 1.0 for places in rows)
    )
    return Neighbours(starts, members, array("B", owners), lengths)
