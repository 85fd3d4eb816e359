"""Who is not understood is asked once, kindly, whether the bot may learn from it; it learns, or never asks again."""

from itertools import permutations

import pytest

from bot.answers.understanding import understand
from bot.i18n.catalogue import Catalogue
from storage import questions
from storage.learning import Missed
from tests.conversations.enrol import asks, meets
from tests.kit import Actor, World

STRANGE = "zxqw plok brum"
WORDS = ("kartu", "iuran", "klaim", "uang", "kerja", "anak", "potongan", "cair", "bulan", "kantor")
MAY = "Boleh pertanyaan yang belum kami pahami"


def vague() -> str:
    """A text that may mean several topics, whatever the ranker has learnt meanwhile."""
    tried = (f"{first} {second}" for first, second in permutations(WORDS, 2))
    return next(text for text in tried if understand(text).kind == "between")


async def wonders(world: World) -> Actor:
    """Somebody at the menu writes what nobody understands."""
    sari = world.person("Sari")
    await meets(sari)
    await sari.says(STRANGE)
    return sari


async def kept(world: World) -> list[Missed]:
    """What a content keeper would read."""
    async with world.app.database.reading() as tx:
        return [one.missed for one in await questions.waiting(tx)]


async def test_the_question_itself_is_kept_with_the_yes(world: World) -> None:
    """In the message that says we do not know, beside the ways on; the next ones are kept without asking."""
    sari = await wonders(world)
    assert sari.sees("belum paham") and sari.sees(MAY), sari.transcript()
    assert await kept(world) == []
    await sari.taps("Boleh disimpan")
    assert sari.has_seen("bot jadi bisa belajar")
    assert [one.text for one in await kept(world)] == [STRANGE]
    await sari.says("brum brum plok, hp 0812 3456 7890")
    assert not sari.sees(MAY)
    assert [one.text for one in await kept(world)][1:] == ["brum brum plok, hp [nomor]"]


async def test_who_says_no_is_never_asked_again(quick_world: World) -> None:
    """And nothing of theirs is kept."""
    sari = await wonders(quick_world)
    await sari.taps("Jangan disimpan")
    assert sari.has_seen("tidak kami simpan")
    await sari.says(STRANGE)
    assert sari.sees("belum paham") and not sari.sees(MAY)
    assert await kept(quick_world) == []


@pytest.mark.parametrize("typed", ["1", "3", "yang 3"])
async def test_a_number_allows_nothing(quick_world: World, typed: str) -> None:
    """Consent is given in words or with a tap."""
    sari = await wonders(quick_world)
    await sari.says(typed)
    assert await quick_world.rows("SELECT id FROM consent_log WHERE purpose = 'questions'") == []


async def test_yes_in_words_is_a_yes(quick_world: World) -> None:
    """As it stands on the button."""
    sari = await wonders(quick_world)
    await sari.says("boleh disimpan")
    assert [one.text for one in await kept(quick_world)] == [STRANGE]


@pytest.mark.parametrize("place", [0, 1, None])
async def test_what_people_put_right_is_kept_with_what_they_chose(quick_world: World, place: int | None) -> None:
    """Of those who let us: the guess and the topic they meant, or none; whom we guessed right corrects nothing."""
    sari, text = await wonders(quick_world), vague()
    choices = understand(text).choices
    chosen = None if place is None else choices[place]
    await sari.taps("Boleh disimpan")
    await sari.says(text)
    await sari.taps(Catalogue.load().plain("id", f"topics.{chosen}" if chosen else "topic.none"))
    corrected = [one for one in await kept(quick_world) if one.missing == "corrected"]
    expected = [] if chosen == choices[0] else [Missed(text, "corrected", choices[0], chosen)]
    assert corrected == expected, sari.transcript()


async def test_a_form_is_not_interrupted_by_the_question(quick_world: World) -> None:
    """What is not understood there is no moment to ask for anything."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("apakah zxqw plok brum?")
    assert not sari.has_seen(MAY)
