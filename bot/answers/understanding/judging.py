"""From what speaks for each topic to how sure we are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.understanding.model import Model
from bot.answers.understanding.topics import OFF


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely the question is ours at all, and the topics of ours with how likely each is then, likeliest first."""

    ours: float
    ranked: tuple[tuple[str, float], ...]


def judged(model: Model, scores: Sequence[float]) -> Judged:
    by_topic = dict(zip(model.topics, scores, strict=True))
    off = by_topic.pop(OFF)
    ranked = sorted(by_topic.items(), key=lambda row: -row[1])
    ours = likely(model.judging, ranked[0][1], off)
    return Judged(ours, tuple(_shares(ranked, model.judging["sharpness"])))


def likely(judging: Mapping[str, float], best: float, off: float) -> float:
    """How likely a question is ours, from what speaks most for one of our topics, and for none."""
    return 1 / (1 + math.exp(-(judging["base"] + judging["best"] * best + judging["off"] * off)))


def _shares(ranked: Sequence[tuple[str, float]], sharpness: float) -> list[tuple[str, float]]:
    weighed = [(topic, math.exp(sharpness * (score - ranked[0][1]))) for topic, score in ranked]
    whole = sum(weight for _, weight in weighed)
    return [(topic, weight / whole) for topic, weight in weighed]
