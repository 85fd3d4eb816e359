"""How sure the ranker may be, from questions that it did not learn from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answers.understanding.judging import likely

_STEPS, _RATE = 400, 5.0
_DOUBTED: Final = 0.4
"""Down to this part of what counts as ours we offer choices."""
_SHARPNESS: Final = tuple(each / 4 for each in range(4, 49))
_TAKEN: Final = 0.04
"""At most this share of the examples held back that are none of ours is taken for one of ours.

Writers make examples to differ from each other, and what is none of ours to be mistaken for it; so one that is held
back is harder than what people ask, of which no more than three in a hundred may be taken so.
"""
_RIGHT: Final = 0.90
"""At least this share of what is answered at once is right among the examples held back; of what people ask, more."""
_GRID: Final = tuple(each / 100 for each in range(50, 96))
"""We answer at once only where we are more likely right than not."""


@dataclass(frozen=True)
class Asked:
    """What spoke for each topic in a question, and which topics are right; no topic where it is none of ours."""

    ours: Sequence[float]
    off: float
    right: frozenset[int]

    @property
    def best(self) -> float:
        return max(self.ours)

    @property
    def is_right(self) -> bool:
        """Whether the topic that most speaks for is a right one."""
        return self.ours.index(self.best) in self.right


def calibrated(held_back: Sequence[Asked], tuning: Sequence[Asked]) -> dict[str, float]:
    """How to judge: the likelihoods from all these questions, the limits from the examples held back.

    Whoever mends the examples has read the questions for tuning, so these flatter us and set no limit.
    """
    base, best, off = _logistic((*held_back, *tuning))
    judging = {"base": base, "best": best, "off": off, "sharpness": _sharpest((*held_back, *tuning))}
    return judging | _limits(judging, held_back)


def _limits(judging: Mapping[str, float], asked: Sequence[Asked]) -> dict[str, float]:
    """From where a question counts as ours, from where we are between, and from where we answer at once."""
    none = sorted(likely(judging, each.best, each.off) for each in asked if not each.right)
    ours = none[math.ceil(len(none) * (1 - _TAKEN)) - 1] + 1e-6 if none else 0.5
    found = [each for each in asked if likely(judging, each.best, each.off) >= ours]
    sure = next((limit for limit in _GRID if _is_right_enough(judging, found, limit)), _GRID[-1])
    return {"ours": ours, "doubt": ours * _DOUBTED, "sure": sure}


def _is_right_enough(judging: Mapping[str, float], asked: Sequence[Asked], limit: float) -> bool:
    given = [each for each in asked if _confidence(judging, each) >= limit]
    return sum(each.is_right for each in given) >= _RIGHT * len(given)


def _confidence(judging: Mapping[str, float], asked: Asked) -> float:
    return likely(judging, asked.best, asked.off) * math.exp(_log_first(asked, judging["sharpness"]))


def _logistic(asked: Sequence[Asked]) -> tuple[float, float, float]:
    """Plain gradient descent on the log loss; both sides weigh the same."""
    weights = [0.0, 1.0, -1.0]
    ours = sum(bool(each.right) for each in asked)
    share = {True: 0.5 / max(1, ours), False: 0.5 / max(1, len(asked) - ours)}
    table = [((1.0, each.best, each.off), bool(each.right)) for each in asked]
    for _ in range(_STEPS):
        slopes = [0.0, 0.0, 0.0]
        for row, is_ours in table:
            chance = 1 / (1 + math.exp(-sum(a * b for a, b in zip(weights, row, strict=True))))
            for each, value in enumerate(row):
                slopes[each] += (is_ours - chance) * value * share[is_ours]
        weights = [weight + _RATE * slope for weight, slope in zip(weights, slopes, strict=True)]
    return weights[0], weights[1], weights[2]


def _sharpest(asked: Sequence[Asked]) -> float:
    """The sharpness under which the right topics were likeliest."""
    ours = [each for each in asked if each.right]
    return max(_SHARPNESS, key=lambda sharpness: sum(_log_share(each, sharpness) for each in ours))


def _log_first(asked: Asked, sharpness: float) -> float:
    return -math.log(sum(math.exp(sharpness * (score - asked.best)) for score in asked.ours))


def _log_share(asked: Asked, sharpness: float) -> float:
    weights = [math.exp(sharpness * (score - asked.best)) for score in asked.ours]
    return math.log(sum(weights[place] for place in asked.right) / sum(weights) + 1e-9)
