"""What the score of the ranker counts."""

import pytest

from bot.answers.understanding import understand
from bot.answers.understanding.topics import OFF
from bot.answers.understanding.training.scoring import OUTCOMES, Asked, Outcome, outcome, scored


def asked(text: str, right: str) -> Asked:
    return Asked(text, frozenset(right.split()))


ONE_OF_EACH: dict[Outcome, Asked] = {
    "answered right": asked("penghasilan 3jt bayar brp", "iuran.bpu"),
    "offered it": asked("syarat", "daftar.syarat"),
    "offered others": asked("syarat", "kantor.lokasi"),
    "answered wrong": asked("penghasilan 3jt bayar brp", "kantor.lokasi"),
    "told we do not know": asked("besok hujan ga", "kantor.lokasi"),
}


@pytest.mark.parametrize(("comes_to", "question"), ONE_OF_EACH.items())
def test_what_a_question_comes_to_is_counted(comes_to: Outcome, question: Asked) -> None:
    assert outcome(question, understand(question.text)) == comes_to


def test_of_several_answers_at_once_one_has_to_be_right() -> None:
    both = "syarat daftarnya apa aja? terus beasiswa anak dapat berapa?"
    found = understand(both)
    assert {outcome(asked(both, topic), found) for topic in ("daftar.syarat", "beasiswa")} == {"answered right"}
    assert outcome(asked(both, "kantor.lokasi"), found) == "answered wrong"


def test_what_questions_of_ours_come_to_is_all_of_them() -> None:
    """And what is none of ours is no part of it."""
    found = scored([*ONE_OF_EACH.values(), asked("besok hujan ga", OFF)])
    assert {name: found[f"ours {name}"] for name in OUTCOMES} == pytest.approx(dict.fromkeys(OUTCOMES, 0.2))
