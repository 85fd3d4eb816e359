"""Wrong words are found before a person reads them."""

import pytest

from bot.i18n.linter import faults, problems
from tests.words.conftest import Write

GOOD = {"menu": "Halo <b>{name}</b>, mau apa?", "menu.yes": "Ya, mau"}
GOOD_EN = {"menu": "Hello <b>{name}</b>, what next?", "menu.yes": "Yes please"}


def test_good_words_have_no_problem(catalogue_of: Write) -> None:
    """Both languages complete, the same values, short captions."""
    assert problems(catalogue_of(GOOD, GOOD_EN), required=GOOD, labels=["menu.yes"]) == []


def test_every_gap_between_the_languages_is_named(catalogue_of: Write) -> None:
    """Missing, empty, unused and doubled words, each in a sentence of its own."""
    words = catalogue_of({"menu": "Menu", "old": "Lama"}, {"menu": ""}, more='\nmsgid "menu"\nmsgstr "Menu"\n')
    assert problems(words, required=["menu", "phone"]) == [
        "en menu: empty",
        "en menu: written twice",
        "en old: missing",
        "en phone: missing",
        "id menu: written twice",
        "id phone: missing",
        "old: nobody says it",
    ]


def test_an_empty_sentence_is_a_gap(catalogue_of: Write) -> None:
    """A translator who left a blank is reminded."""
    assert problems(catalogue_of({"menu": "Menu"}, {"menu": ""}), required=["menu"]) == ["en menu: empty"]


def test_both_languages_name_the_same_values(catalogue_of: Write) -> None:
    """A figure shown in one language is shown in the other."""
    words = catalogue_of({"menu": "Halo {name}"}, {"menu": "Hello {person}"})
    assert problems(words, ["menu"]) == ["menu: the languages name different placeholders, {name} and {person}"]


def test_indonesian_has_one_plural(catalogue_of: Write) -> None:
    """The header must say so, since the library believes otherwise."""
    words = catalogue_of({"menu": "Menu"}, {"menu": "Menu"}, plurals=2)
    assert problems(words, ["menu"]) == ["id: the header must say Plural-Forms: nplurals=1; plural=0;"]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("<u>penting</u>", "<u> is not a tag we use"),
        ("<b>penting", "<b> is never closed"),
        ("penting</b>", "</b> closes nothing"),
        ("<b><i>penting</b></i>", "</b> closes nothing"),
        ('<b class="x">penting</b>', "has an attribute"),
        ('<a href="javascript:x">klik</a>', "has an attribute"),
        ("kecil < besar", "&lt;"),
        ("syarat & ketentuan", "&amp;"),
        ("Iurannya sepuluh ribu, 10.800 tepatnya", "a figure belongs in the facts"),
        ("Buka https://contoh", "an address belongs in a placeholder"),
        ("Buka bpjsketenagakerjaan.go.id", "an address belongs in a placeholder"),
        ("Halo {}", "plain {name}"),
        ("Halo {name!r}", "plain {name}"),
        ("Halo {name:>9}", "plain {name}"),
        ("Halo {name.first}", "plain {name}"),
        ("Halo {name", "plain {name}"),
        ("a" * 900, "900 characters"),
    ],
)
def test_a_wrong_sentence_is_refused(words: str, fault: str) -> None:
    """Each fault says what to do instead."""
    found = faults(words, "id")
    assert any(fault in each for each in found), found


@pytest.mark.parametrize(
    "words",
    [
        "Iurannya {amount} sebulan.",
        '<a href="{link}">Baca aturannya</a>',
        "<b>Syarat &amp; ketentuan</b>\n\n<i>berlaku</i> <code>/menu</code>",
        "Ya. Oke. Idul Fitri tetap buka.",
        "a" * 899,
    ],
)
def test_a_right_sentence_passes(words: str) -> None:
    """The linter does not cry wolf."""
    assert faults(words, "id") == []


def test_a_caption_is_short_and_plain() -> None:
    """It must be readable on a small telephone."""
    assert faults("a" * 30, "id", label=True) == []
    assert faults("a" * 31, "id", label=True) == ["31 characters, at most 30"]
    assert faults("a" * 34, "en", label=True) == []
    assert faults("<b>Ya</b>", "id", label=True) == ["a button shows no markup"]
    assert faults("Syarat & ketentuan", "id", label=True) == []
