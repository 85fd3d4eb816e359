"""What happened on the phones can be kept as a test."""

import subprocess
import sys
from datetime import timedelta

import pytest

from bot.simulator.journal import Journal, Passed, Phone
from bot.simulator.saving import fragment, literal, slug_of, variables
from bot.simulator.stage import Stage, Wrong

SAVED = '''"""Saved from the simulator on 2026-11-21."""


async def test_saved_sari_1(world):
    """Saved chat: what Sari did, and what the bot answered."""
    sari = world.person("Sari")
    pak_adi = world.agent("Adi")
    await world.quiet()
    await sari.says("/start")
    assert sari.sees("Selamat datang!")
    await sari.taps("Petani")
    assert sari.sees("Anda memilih Petani")
    assert pak_adi.sees("Ada peminat baru")
    await sari.shares_contact("081234567890", own=True)
    await sari.sends("sticker")
    await world.passes(hours=1)
    await pak_adi.says("siap")
'''


@pytest.fixture
def adi(world):
    return world.user("Pak Adi", started=True)


@pytest.fixture
def stage(world, sari, adi, tmp_path):
    phones = [Phone(sari, "Pekerja", ""), Phone(adi, "Agen", "", verb='world.agent("Adi")')]
    return Stage(world, phones, tmp_path)


async def test_a_chat_becomes_a_test(stage, world, tell, sari, adi):
    """Acts, answers, other phones and the clock, in order of time."""
    stage.act(sari.id, "send", {"text": "/start"})
    await tell("Sebentar")
    buttons = {"inline_keyboard": [[{"text": "Petani", "callback_data": "1:farmer"}]]}
    await tell("\n<b>Selamat datang!</b>\nApa pekerjaan Anda?", parse_mode="HTML", reply_markup=buttons)
    stage.act(sari.id, "tap", {"message_id": sari.chat[-1].id, "data": "1:farmer"})
    edit = {"chat_id": sari.id, "message_id": sari.chat[-1].id, "text": "Anda memilih Petani"}
    await world.call("editMessageText", edit)
    await world.call("sendMessage", {"chat_id": adi.id, "text": "Ada peminat baru"})
    stage.act(sari.id, "contact", {"phone": "081234567890"})
    stage.act(sari.id, "sticker", {})
    stage.jump("hour")
    stage.act(adi.id, "send", {"text": "siap"})
    path = stage.save(sari.id)
    assert path.name == "test_saved_sari_1.py"
    assert path.read_text() == SAVED
    assert stage.save(sari.id).name == "test_saved_sari_2.py"


@pytest.mark.parametrize("length", [75, 85, 200])
def test_saved_tests_need_no_formatting(stage, sari, length):
    """ruff finds nothing to change, whatever was typed."""
    for text in ('"', "'", "\"'", "a\\b\n\u200bc", "x" * length):
        stage.act(sari.id, "send", {"text": text})
    saved = stage.save(sari.id)
    command = [sys.executable, "-m", "ruff", "format", "--line-length", "110", "--diff", str(saved)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_to_save(stage, sari):
    """An empty chat is not worth a test."""
    with pytest.raises(Wrong, match="Belum ada obrolan"):
        stage.save(sari.id)


def test_names_are_fit_for_python(world):
    """Two people of one name get two variables, and odd names become plain ones."""
    people = [world.user(name) for name in ("Sari", "Sari", "Pak Adi", "李", "world")]
    assert list(variables(people).values()) == ["sari", "sari_2", "pak_adi", "orang", "world_2"]
    assert slug_of("3 Putri") == "orang_3_putri"


def test_fragments_are_one_telling_line():
    """Cut at a word, without the lines that have no letters."""
    assert fragment("— — —\n Halo Bu \nlagi") == "Halo Bu"
    assert fragment("kata " * 30) == ("kata " * 12).strip()


def test_a_literal_says_what_was_typed():
    """Whatever the quotes."""
    for text in ('"', "'", "\"'", "\\", "a\nb\u200b👋"):
        assert eval(literal(text)) == text  # noqa: S307


def test_the_last_word_counts(sari):
    """The journal keeps time that passed as it was."""
    journal = Journal()
    journal.add(Passed(timedelta(hours=2)))
    assert journal.people() == []
