"""Everybody is answered in words, in their language or in Indonesian."""

import logging
from pathlib import Path

import pytest

from bot.i18n.catalogue import Catalogue, Markup
from tests.words.conftest import Write


def test_words_are_found_by_key_and_language(catalogue_of: Write) -> None:
    """One key, two languages."""
    words = catalogue_of({"menu": "Mau apa hari ini?"}, {"menu": "What shall we do?"})
    assert words.text("id", "menu") == "Mau apa hari ini?"
    assert words.text("en", "menu") == "What shall we do?"


def test_what_a_person_typed_cannot_become_markup(catalogue_of: Write) -> None:
    """A name like <b> is shown as it was typed; text we made ourselves stays markup."""
    words = catalogue_of({"hello": "Halo <b>{name}</b>"}, {})
    assert words.text("id", "hello", name='<i>"Sari"') == "Halo <b>&lt;i&gt;&quot;Sari&quot;</b>"
    assert words.text("id", "hello", name=Markup("<i>Sari</i>")) == "Halo <b><i>Sari</i></b>"


def test_braces_in_a_value_are_only_braces(catalogue_of: Write) -> None:
    """Nobody reaches into the program by calling themselves {name.__class__}."""
    words = catalogue_of({"hello": "Halo {name}"}, {})
    assert words.text("id", "hello", name="{name.__class__} {0}") == "Halo {name.__class__} {0}"


def test_a_button_is_not_escaped(catalogue_of: Write) -> None:
    """Telegram shows captions as they are, so an apostrophe stays an apostrophe."""
    words = catalogue_of({"place": "{place} & sekitarnya"}, {})
    assert words.plain("id", "place", place="Ra'as") == "Ra'as & sekitarnya"


@pytest.mark.parametrize("language", ["en", "jv"])
def test_missing_words_are_said_in_indonesian(
    catalogue_of: Write, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    """A person gets a sentence, never a key, and we get a warning."""
    words = catalogue_of({"menu": "Menu"}, {"menu": ""})
    with caplog.at_level(logging.WARNING):
        assert words.text(language, "menu") == "Menu"
    assert f"no words for menu in {language}" in caplog.text


def test_words_that_nobody_wrote_are_an_error(catalogue_of: Write) -> None:
    """An unknown or an empty key never reaches a person as silence."""
    words = catalogue_of({"menu": "Menu", "empty": ""}, {"menu": "Menu"})
    with pytest.raises(KeyError, match="nowhere"):
        words.text("id", "nowhere")
    with pytest.raises(KeyError, match="empty"):
        words.text("en", "empty")


def test_a_forgotten_value_is_an_error(catalogue_of: Write) -> None:
    """A sentence with a hole in it is not sent."""
    words = catalogue_of({"hello": "Halo {name}"}, {})
    with pytest.raises(KeyError, match="name"):
        words.text("id", "hello")


def test_one_can_ask_what_is_worded(catalogue_of: Write) -> None:
    """The checker of flows asks this before the bot starts."""
    words = catalogue_of({"menu": "Menu", "bye": "Dah"}, {"menu": "Menu", "bye": ""})
    assert words.has("id", "bye")
    assert not words.has("en", "bye")
    assert words.keys("id") == {"menu", "bye"}
    assert words.keys("en") == {"menu"}


def test_the_parameters_that_words_name(catalogue_of: Write) -> None:
    """Nobody has to put the others into words; where English lacks some, the Indonesian ones count."""
    words = catalogue_of({"greet": "Halo {name} {name} {{x}}", "bare": "Halo"}, {"greet": "", "bare": "Hello {who}"})
    assert words.named("id", "greet") == words.named("en", "greet") == {"name"}
    assert words.named("id", "bare") == words.named("id", "nowhere") == frozenset()
    assert words.named("en", "bare") == {"who"}


def test_a_missing_language_stops_the_start(tmp_path: Path) -> None:
    """A catalogue that is not there is noticed at once."""
    with pytest.raises(FileNotFoundError):
        Catalogue.load(tmp_path)
