"""`questions`: a content keeper turns what was not understood into examples, and sees first what that does."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.answers.understanding.model import Model
from bot.answers.understanding.topics import fingerprint, topics
from storage import questions
from storage.learning import Missed
from tests import commands
from tests.kit import World
from tests.storage.conftest import BUDI, SARI

DAY = "2026-11-21"
TOPICS = {
    "iuran.bayar": (
        "bayar dimana",
        "bayar iuran lewat apa",
        "bisa bayar di indomaret",
        "setor ke bank mana",
        "kode bayar",
    ),
    "kantor.lokasi": ("kantor dimana", "alamat kantor", "jam buka kantor", "kantor sampang", "kantor terdekat"),
    "luar_topik": ("cuaca besok gimana", "resep rawon", "skor bola", "harga cabai", "ombak tinggi ga"),
}
MEASURED = (
    ("iuran.bayar", "iuran dibayar di mana ya"),
    ("kantor.lokasi", "kantornya di sebelah mana"),
    ("luar_topik", "besok hujan ga"),
)
QRIS, TWICE = (
    Missed("pake qris bs ga", "unknown", "luar_topik"),
    Missed("pakai qris bisa gak ya", "unknown", "luar_topik"),
)
MAP = Missed("sy [nama] minta shareloc", "corrected", "iuran.bayar", "kantor.lokasi")


run = partial(commands.run, "questions")


@pytest.fixture
async def desk(desk: World) -> World:
    """With three questions in two groups, for whoever looks after the content."""
    day = desk.telegram.now().date()
    async with desk.app.database.transaction() as tx:
        for chat, missed in ((SARI, QRIS), (SARI, MAP), (BUDI, TWICE)):
            await questions.keep(tx, chat, missed, day, 20)
    return desk


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A few topics, the questions that measure them, and a place for the model."""
    folder = tmp_path / "topics"
    folder.mkdir()
    for topic, examples in TOPICS.items():
        listed = "".join(f'    "{each}",\n' for each in examples)
        (folder / f"{topic}.toml").write_text(
            f'# Tentang {topic}.\ntopic = "{topic}"\nnear = []\nexamples = [\n{listed}]\n'
        )
    rows = "".join(f"{topic}\t\tx\ta\t{asked}\n" for topic, asked in MEASURED)
    (tmp_path / "development.tsv").write_text(f"topic\talso\tvoice\tpart\tquestion\n{rows}")
    return tmp_path


def at(shelf: Path) -> tuple[str, ...]:
    """The options that name the shelf."""
    model, measured = str(shelf / "model.bin"), str(shelf / "development.tsv")
    return "--topics", str(shelf / "topics"), "--model", model, "--development", measured


async def waiting(world: World) -> list[str]:
    """The words that a keeper has still to look at."""
    async with world.app.database.reading() as tx:
        return [one.missed.text for one in await questions.waiting(tx)]


async def listed(shelf: Path) -> list[dict[str, Any]]:
    """What `review --json` prints."""
    answer = await run("review", "--json", *at(shelf))
    assert answer.exit_code == 0, answer.output
    found: list[dict[str, Any]] = json.loads(answer.output)
    return found


async def test_groups_are_listed_for_scripts(desk: World, shelf: Path) -> None:
    """With what is near, what people chose, and nobody's name or chat."""
    first, second = await listed(shelf)
    assert (first["group"], first["count"], first["missing"]) == (1, 2, {"unknown": 2})
    assert first["questions"] == [QRIS.text, TWICE.text]
    assert (first["first"], first["last"]) == (DAY, DAY)
    assert second["chosen"] == {"kantor.lokasi": 1}
    assert {"topic", "confidence"} == set(second["nearest"][0])


async def test_an_accepted_group_is_written_and_ends(desk: World, shelf: Path) -> None:
    """Below the other examples, with a model made of them; the score is told first, the words are gone after."""
    answer = await run("accept", "1", "iuran.bayar", "--yes", *at(shelf))
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.index("score\twithout\twith") < answer.stdout.index("written: ")
    written = topics(shelf / "topics")["iuran.bayar"].examples
    assert written == (*TOPICS["iuran.bayar"], QRIS.text, TWICE.text)
    model = Model.unpacked((shelf / "model.bin").read_bytes())
    assert model.fingerprint == fingerprint(shelf / "topics")
    assert await waiting(desk) == [MAP.text]


async def test_what_makes_it_worse_is_not_written_unasked(desk: World, shelf: Path) -> None:
    """A keeper may still say yes to it."""
    wrong = (
        "accept",
        "1",
        "luar_topik",
        *(f"--text={text}" for text in ("iuran dibayar", "iuran dibayar ya", "dibayar di mana ya", "iuran di mana ya")),
    )
    answer = await run(*wrong, "--yes", *at(shelf))
    assert answer.exit_code == 1, answer.output
    assert "nothing was written" in answer.output
    assert topics(shelf / "topics")["luar_topik"].examples == TOPICS["luar_topik"]
    assert len(await waiting(desk)) == 3


async def test_a_masked_question_needs_the_keepers_own_words(desk: World, shelf: Path) -> None:
    """Nothing of a person gets into the examples."""
    answer = await run("accept", "2", "kantor.lokasi", "--yes", *at(shelf))
    assert answer.exit_code == 2
    assert "in your own words" in answer.output


async def test_a_keeper_goes_through_the_groups(desk: World, shelf: Path) -> None:
    """Own words for one, nothing to learn from the other; asked before anything is written."""
    answer = await run("review", *at(shelf), typed="iuran.apa\niuran.bayar\nbisa pakai qris?\nd\ny\n")
    assert answer.exit_code == 0, answer.output
    assert "there is no topic 'iuran.apa'" in answer.output
    assert "people chose: kantor.lokasi 1" in answer.output
    assert topics(shelf / "topics")["iuran.bayar"].examples[-1] == "bisa pakai qris?"
    assert await waiting(desk) == []


async def test_a_keeper_who_says_no_leaves_everything_as_it_was(desk: World, shelf: Path) -> None:
    """The questions wait on."""
    answer = await run("review", *at(shelf), typed="iuran.bayar\n\nq\nn\n")
    assert answer.exit_code == 0, answer.output
    assert len(await waiting(desk)) == 3
    assert not (shelf / "model.bin").exists()


async def test_what_teaches_nothing_is_dropped_and_counted(desk: World) -> None:
    """The words go, the count stays for as long as they would have."""
    assert (await run("drop", "7")).exit_code == 2
    assert (await run("drop", "1")).exit_code == 0
    assert await waiting(desk) == [MAP.text]
    answer = await run("stats", "--json")
    rows = [
        (row["week"], row["missing"], row["guessed"], row["count"], row["waiting"]) for row in json.loads(answer.output)
    ]
    assert rows == [("2026-W47", "unknown", "luar_topik", 2, 0), ("2026-W47", "corrected", "iuran.bayar", 1, 1)]
