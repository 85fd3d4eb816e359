"""Why a message was understood as it was: the plain words, what spoke for the topic, and the examples most like it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from bot.answers.understanding.features import features, features_of
from bot.answers.understanding.model import MIDDLE, Model
from bot.answers.understanding.normal import words
from bot.answers.understanding.topics import Topic

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Explained:
    """`spoken` are features with how much each spoke for the topic, `examples` the topic's own with their likeness."""

    words: tuple[str, ...]
    spoken: tuple[tuple[str, float], ...]
    examples: tuple[tuple[str, float], ...]


def explained(text: str, topic: str, model: Model, topics: Mapping[str, Topic]) -> Explained:
    """Takes some hundred milliseconds, since it reads the topic's examples. Raises KeyError for no topic."""
    said = words(text)
    known = model.known(features_of(said))
    column, length = model.topics.index(topic), math.sqrt(sum(model.square[place] for place in known.values())) or 1.0
    spoken = {name: (model.row(place)[column] - MIDDLE) * model.scale[column] / length for name, place in known.items()}
    alike = {example: _likeness(known, example, model) for example in topics[topic].examples}
    return Explained(said, _most(spoken), _most(alike)[:3])


def _likeness(known: Mapping[str, int], example: str, model: Model) -> float:
    other = model.known(features(example))
    shared = sum(model.square[known[name]] for name in known.keys() & other.keys())
    lengths = (sum(model.square[place] for place in each.values()) for each in (known, other))
    return shared / (math.sqrt(math.prod(lengths)) or 1.0)


def _most(found: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    best = sorted(found.items(), key=lambda row: (-row[1], row[0]))[:_SHOWN]
    return tuple((name, round(value, 3)) for name, value in best)
