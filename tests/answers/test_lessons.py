"""Questions that were not understood become examples: in groups, in the keeper's hand, and only if they may."""

from datetime import date

import pytest

from bot.answers.lessons.groups import grouped
from bot.answers.lessons.trial import Lesson, objections, proposed
from bot.answers.lessons.writing import with_examples
from bot.answers.understanding.model import load
from bot.answers.understanding.topics import FOLDER, topics
from bot.answers.understanding.training.scoring import Asked
from storage.learning import Kept, Missed

DAY = date(2026, 11, 21)
SOURCE = '# A comment.\ntopic = "iuran.bayar"\nnear = []\nexamples = [\n    "bayar dimana",  # short\n]\n'


def kept(*texts: str) -> list[Kept]:
    return [Kept(number, DAY, Missed(text, "unknown", "aduan")) for number, text in enumerate(texts, start=1)]


def test_near_questions_stand_in_one_group() -> None:
    """However they are spelled, in whatever order they came; the biggest group is first."""
    asked = kept("warna kartunya apa", "klo telat bayar gmn", "kalo telat byr gimana", "kalau telat bayar bagaimana ya")
    groups = grouped(asked[::-1], load())
    assert [(group.number, len(group.questions)) for group in groups] == [(2, 3), (1, 1)]
    assert groups[0].nearest[0].topic == "iuran.menunggak"


def test_a_group_keeps_its_number_while_more_come() -> None:
    """Scripts name it by that."""
    before = grouped(kept("klo telat bayar gmn", "kantor di sampang"), load())
    after = grouped(
        kept("klo telat bayar gmn", "kantor di sampang", "telat bayar gmn", "kantor sampang dimana"), load()
    )
    assert {group.number for group in before} == {group.number for group in after} == {1, 2}


def test_wordings_stand_as_they_came() -> None:
    """Each once, as it was first written, though it came again after the others."""
    [group] = grouped(kept("Klo telat bayar gmn", "kalau telat bayar gmn", "klo telat bayar gmn"), load())
    assert group.texts == ("Klo telat bayar gmn", "kalau telat bayar gmn")


def test_nothing_at_all_is_no_group() -> None:
    """And what says nothing is one nevertheless: somebody has to look at it."""
    assert grouped([], load()) == []
    assert len(grouped(kept("???", "😀"), load())) == 2


def test_wordings_that_say_the_same_are_one_example() -> None:
    """And none in which something was masked."""
    assert proposed(["klo telat byr gmn", "kalau telat bayar gimana", "sy [nama], telat 2 bln"]) == (
        "klo telat byr gmn",
    )


def test_an_example_is_written_below_the_others() -> None:
    """Comments, order and everything else stay."""
    assert with_examples(SOURCE, ['kata "online" bisa?']) == SOURCE.replace(
        "# short\n", '# short\n    "kata \\"online\\" bisa?",\n'
    )


@pytest.mark.parametrize("source", [SOURCE.replace("\n]", "]"), SOURCE.replace('",  # short', '"  # short')])
def test_a_list_that_ends_otherwise_is_left_alone(source: str) -> None:
    """Better nothing written than something broken."""
    with pytest.raises(ValueError, match="list of examples"):
        with_examples(source, ["bayar pake apa"])


def test_every_topic_can_be_written_to() -> None:
    """As their files stand."""
    for file in FOLDER.glob("*.toml"):
        with_examples(file.read_text("utf-8"), ["contoh yang belum ada di mana pun"])


@pytest.mark.parametrize(
    ("topic", "example", "says"),
    [
        ("iuran.apa_saja", "bayar pake apa", "no topic"),
        ("iuran.bayar", "nama saya budi, bayar pake apa", "tells of a person"),
        ("iuran.bayar", "sy [nama] bayar pake apa", "tells of a person"),
        ("iuran.bayar", "?!", "says nothing"),
        ("iuran.bayar", "bisa bayar di mana ya bang", "measured by"),
        ("aduan", topics()["iuran.bayar"].examples[0].upper(), "iuran.bayar already"),
    ],
)
def test_what_must_not_be_an_example(topic: str, example: str, says: str) -> None:
    """Each for a reason that the keeper reads."""
    measured = [Asked("Bisa bayar di mana ya bang", frozenset({"iuran.bayar"}))]
    assert says in " ".join(objections(Lesson(topic, (example,)), topics(), measured))
