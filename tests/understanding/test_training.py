"""A model is learnt from a handful of examples, the same each time."""

from functools import cache

import pytest

from bot.answers.understanding import understand
from bot.answers.understanding.explaining import explained
from bot.answers.understanding.features import features
from bot.answers.understanding.model import Model
from bot.answers.understanding.topics import OFF, Topic
from bot.answers.understanding.training.build import built, examples, is_held_back

TOPICS = {
    "iuran.bpu": ("bayar berapa", "iuran sebulan berapa", "berapa iurannya", "sebulan bayar berapa sih", "brp iuran"),
    "kantor.lokasi": (
        "kantor dimana",
        "alamat kantor",
        "dimana kantornya",
        "lokasi kantor cabang",
        "kantor dekat mana",
    ),
    OFF: ("hujan ga", "skor bola", "resep rendang", "lagu baru", "cuaca besok", "pacar saya marah"),
}


@cache
def small() -> Model:
    return built({name: Topic(name, (), rows) for name, rows in TOPICS.items()}, (), lambda _: None)


def test_it_learns_what_it_is_taught() -> None:
    assert understand("kantornya di mana", small()).choices[0] == "kantor.lokasi"
    assert all(small().topics[_first(text)] == topic for topic, rows in TOPICS.items() for text in rows)


def _first(text: str) -> int:
    scores = small().scores(features(text))
    return scores.index(max(scores))


def test_the_same_examples_give_the_same_bytes() -> None:
    again = built({name: Topic(name, (), rows) for name, rows in TOPICS.items()}, (), lambda _: None)
    assert again.packed() == small().packed()


def test_what_is_held_back_stays_so_when_examples_are_added() -> None:
    """Else each new example would move the limits of how sure we have to be."""
    every = examples({name: Topic(name, (), rows) for name, rows in TOPICS.items()})
    before = [each for each in every if is_held_back(each)]
    new = ("contoh baru di depan", frozenset({OFF}))
    assert before == [each for each in (new, *every) if is_held_back(each) and each != new]
    assert 0 < len(before) < len(every)


def test_a_model_is_read_as_it_was_written() -> None:
    read = Model.unpacked(small().packed())
    assert read.scores(features("iuran berapa")) == pytest.approx(small().scores(features("iuran berapa")))
    assert read.packed() == small().packed()


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ValueError, match="no model"):
        Model.unpacked(b"x" * 200)


def test_why_names_the_nearest_example_first() -> None:
    topics = {name: Topic(name, (), rows) for name, rows in TOPICS.items()}
    why = explained("kantor dimana dong", "kantor.lokasi", small(), topics)
    assert why.examples[0][0] == "kantor dimana"
    assert all(share > 0 for _, share in why.spoken[:3])
