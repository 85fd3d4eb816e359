"""A linear support vector machine for one topic against all others: dual coordinate descent, squared hinge.

It is what LIBLINEAR does (Hsieh et al., 2008), written out in Python, so that the model can be made wherever the bot
runs and comes out the same, bit by bit; `python -m bench questions` holds it against scikit-learn's.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

COST: Final = 1.0
"""What a misplaced example costs, against weights that stay small."""
_ROUNDS, _EACH, _ENOUGH = 3, 5, 0.05
_STIFF: Final = 1 / (2 * COST)
Row = tuple[list[int], float]


@dataclass
class Machine:
    """Learns one topic: `weights` by feature, each times what the feature weighs, and a `bias`."""

    rows: Sequence[Row]
    square: Sequence[float]
    belongs: Sequence[bool]
    bias: float = 0.0
    weights: list[float] = field(default_factory=list)
    pull: list[float] = field(default_factory=list)

    def learn(self) -> None:
        """Goes through all examples, then several times through those that matter, until nothing moves any more."""
        self.weights, self.pull = [0.0] * len(self.square), [0.0] * len(self.rows)
        order, chance = list(range(len(self.rows))), random.Random(1)  # noqa: S311
        for _ in range(_ROUNDS):
            chance.shuffle(order)
            if self._pass(order) < _ENOUGH:
                return
            for _ in range(_EACH):
                if self._pass([each for each in order if self.pull[each]]) < _ENOUGH:
                    break

    def _pass(self, order: Sequence[int]) -> float:
        """One look at each of these; how far the one was off that was off most."""
        worst, value_of, pull, rows = 0.0, self.weights.__getitem__, self.pull, self.rows
        for each in order:
            places, length = rows[each]
            side = 1.0 if self.belongs[each] else -1.0
            value = sum(map(value_of, places)) / length + self.bias
            slope = side * value - 1 + pull[each] * _STIFF
            if slope < 0 or pull[each]:
                worst = max(worst, abs(slope))
                self._move(each, slope, side)
        return worst

    def _move(self, each: int, slope: float, side: float) -> None:
        places, length = self.rows[each]
        before, self.pull[each] = self.pull[each], max(self.pull[each] - slope / (2 + _STIFF), 0.0)
        step = (self.pull[each] - before) * side
        weights, square, scaled = self.weights, self.square, step / length
        for place in places:
            weights[place] += scaled * square[place]
        self.bias += step
