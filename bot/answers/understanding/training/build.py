"""Makes the model: learns each topic of the examples, and how sure it may be from questions held back."""

import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from bot.answers.understanding.alone import lone
from bot.answers.understanding.features import features
from bot.answers.understanding.model import MIDDLE, Model, code
from bot.answers.understanding.neighbours import Neighbours, neighbours
from bot.answers.understanding.normal import words
from bot.answers.understanding.topics import OFF, Topic, fingerprint
from bot.answers.understanding.training.calibration import Asked, calibrated
from bot.answers.understanding.training.svm import Machine
from bot.answers.understanding.training.vectors import Vocabulary

Example = tuple[str, frozenset[str]]
"""A question and the topics that are right for it."""
_HELD_BACK: Final = 4
_STEPS: Final = 127
Told = Callable[[str], None]


def examples(topics: Mapping[str, Topic]) -> list[Example]:
    return [(example, frozenset({topic.id})) for topic in topics.values() for example in topic.examples]


def built(topics: Mapping[str, Topic], tuning: Sequence[Example], told: Told) -> Model:
    """The model of these examples; a fourth of them, and questions for tuning if any, tell how sure it may be."""
    every = examples(topics)
    judging = tuned(every, tuning, told)
    return learnt(every, judging, told)


def tuned(every: Sequence[Example], tuning: Sequence[Example], told: Told) -> Mapping[str, float]:
    """How to judge: learnt from three quarters, tried on the last one and on the questions for tuning."""
    part = learnt([each for each in every if not is_held_back(each)], {}, told)
    held_back = [asked(part, each) for each in every if is_held_back(each)]
    return calibrated(held_back, [asked(part, each) for each in tuning])


def is_held_back(example: Example) -> bool:
    """By its own letters, so that new examples beside it change nothing."""
    return zlib.crc32(example[0].encode()) % _HELD_BACK == 0


def asked(model: Model, example: Example) -> Asked:
    text, right = example
    scores = model.scores(features(text))
    ours = [place for place, topic in enumerate(model.topics) if topic != OFF]
    correct = frozenset(each for each, place in enumerate(ours) if model.topics[place] in right)
    return Asked([scores[place] for place in ours], scores[model.topics.index(OFF)], correct)


def learnt(every: Sequence[Example], judging: Mapping[str, float], told: Told) -> Model:
    """A model of these examples, each with one topic."""
    seen = [features(text) for text, _ in every]
    vocabulary = Vocabulary.of(seen)
    rows = [vocabulary.row(each) for each in seen]
    names = sorted({topic for _, right in every for topic in right})
    machines = list(_machines(names, every, vocabulary, rows, told))
    owners = (names.index(topic) for _, right in every for topic in right)
    near = neighbours([places for places, _ in rows], vocabulary.telling, vocabulary.square, owners)
    return _compiled(names, machines, vocabulary, near, judging, _alone(every))


def _machines(
    names: Sequence[str],
    every: Sequence[Example],
    vocabulary: Vocabulary,
    rows: Sequence[tuple[list[int], float]],
    told: Told,
) -> Iterable[Machine]:
    for name in names:
        machine = Machine(rows, vocabulary.square, [name in right for _, right in every])
        machine.learn()
        told(name)
        yield machine


def _compiled(
    names: Sequence[str],
    machines: Sequence[Machine],
    vocabulary: Vocabulary,
    near: Neighbours,
    judging: Mapping[str, float],
    alone: Mapping[str, Sequence[str]],
) -> Model:
    scale = tuple((max(map(abs, machine.weights)) or 1.0) / _STEPS for machine in machines)
    columns = [
        bytes(MIDDLE + round(weight / step) for weight in machine.weights)
        for machine, step in zip(machines, scale, strict=True)
    ]
    place = {code(feature): each for feature, each in vocabulary.place.items()}
    rows = b"".join(map(bytes, zip(*columns, strict=True)))
    bias = tuple(machine.bias for machine in machines)
    square = array("f", vocabulary.square)
    return Model(fingerprint(), tuple(names), bias, scale, judging, alone, place, square, near, rows)


def _alone(every: Sequence[Example]) -> dict[str, list[str]]:
    """The plain words that are an example of ours by themselves, each with its topics."""
    found: dict[str, set[str]] = {}
    for text, right in every:
        if word := lone(words(text)):
            found.setdefault(word, set()).update(right - {OFF})
    return {word: sorted(topics) for word, topics in sorted(found.items()) if topics}
