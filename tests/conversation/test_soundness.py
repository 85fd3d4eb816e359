"""Each kind of fault is found in a flow that is broken in just that way."""

from collections.abc import Mapping

import pytest

from bot.answers.places import Gazetteer
from bot.conversation.soundness import UI_KEYS, clashing_captions, label_keys, problems, words_needed
from bot.conversation.steps import Book, Choose, Command, Decide, Do, Find, Flow, Many, Review, Step, Tell, Type
from bot.facts.base import load
from bot.flows.book import open_book
from bot.flows.materials import Materials, Operator
from bot.i18n.catalogue import LANGUAGES, Catalogue
from tests.conversation.small import BOOK, FORM

OUT = "menu/"


def found(steps: Mapping[str, Step], start: str = "a") -> list[str]:
    """What is wrong with a flow of these steps, all its words being written."""
    flow = Flow(name="f", start=start, steps=steps)
    book = Book(flows={"f": flow, "menu": BOOK.flows["menu"], "form": FORM}, first="menu/", home="menu/")
    return problems(book, words_needed(book))


def test_a_sound_flow_has_no_problems() -> None:
    """The small book that the engine is tested with is sound."""
    assert problems(BOOK, words_needed(BOOK)) == []


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ({"b": Tell(then=OUT)}, "flow 'f' starts at 'a', which does not exist"),
        ({"a": Choose(exits={"x": "nowhere", "y": OUT})}, "'f.a' leads to 'nowhere', which does not exist"),
        ({"a": Tell(then="no_flow/")}, "'f.a' leads to 'no_flow/', which does not exist"),
        ({"a": Tell(then="form/no_step")}, "'f.a' leads to 'form/no_step', which does not exist"),
        ({"a": Choose(exits={"x": OUT}, clears=("gone",))}, "'f.a' clears 'gone', which does not exist"),
        ({"a": Choose(exits={})}, "'f.a' leads nowhere"),
        ({"a": Tell(then=OUT), "b": Tell(then=OUT)}, "nothing leads to 'f.b'"),
        ({"a": Choose(exits={"x": "b"}), "b": Choose(exits={"y": "a"})}, "'f.a' can never leave the flow"),
        (
            {"a": Do(effects=lambda _: (), then="b"), "b": Decide(pick=lambda _: "a", exits=frozenset({"a", OUT}))},
            "'f.a' goes round without asking anything",
        ),
    ],
)
def test_every_kind_of_fault_is_told(steps: Mapping[str, Step], told: str) -> None:
    """In a sentence that names the step."""
    assert told in found(steps)


def test_a_step_that_only_another_flow_leads_to_is_no_orphan() -> None:
    """The form's "recall" is entered from the menu alone."""
    assert not [problem for problem in problems(BOOK, words_needed(BOOK)) if "recall" in problem]


def test_a_loop_that_asks_something_is_no_fault() -> None:
    """Whoever is asked can stop."""
    assert found({"a": Choose(exits={"again": "b", "out": OUT}), "b": Tell(then="a")}) == []


def test_a_command_must_lead_somewhere() -> None:
    """To a flow, or to a step of one."""
    commands = {"x": Command(target="gone/"), "y": Command(target="form/recall"), "z": Command(target="cancel/")}
    book = Book(flows=BOOK.flows, first="hello/", home="menu/", commands=commands)
    assert problems(book, words_needed(book)) == ["/x leads to 'gone/', which does not exist"]


def test_missing_words_are_named() -> None:
    """One sentence for each key that nobody wrote."""
    written = words_needed(BOOK) - {"form.name", "form.kind.short"}
    assert problems(BOOK, written) == ["the words 'form.kind.short' are missing", "the words 'form.name' are missing"]


def test_every_kind_of_step_needs_its_words() -> None:
    """Texts, choices, errors, reasons, what a review lists and what a search may answer."""
    assert words_needed(BOOK) - UI_KEYS >= {
        *("form.name", "form.name.wrong", "form.name.why", "form.name.line", "form.name.change"),
        *("form.kind.short", "form.kind.long", "form.wants.tea", "form.town.which", "form.town.not_found"),
        *("form.town.none", "form.phone.not_own", "form.send", "form.review", "form.saved", "menu.main.form"),
    }
    assert not words_needed(BOOK) & {"form.gate", "form.save", "form.recall", "menu.main.line"}


def test_what_stands_on_buttons_is_known() -> None:
    """So that the linter can keep it short."""
    steps: dict[str, Step] = {
        "a": Many(choices=("x",), then="b"),
        "b": Find(search=lambda *_: (), then="c", otherwise="c"),
        "c": Type(parse=lambda *_: "", then="d", errors=()),
        "d": Review(then=OUT),
    }
    book = Book(flows={"f": Flow(name="f", start="a", steps=steps)}, first="f/", home="f/")
    assert {"f.a.x", "f.b.none", "f.send", "f.c.change", "ui.back", "ui.done"} <= label_keys(book)
    assert "f.a" not in label_keys(book)


def test_a_caption_like_that_of_every_question_is_told() -> None:
    """Typed, it would mean two things."""
    captions = {key: key for key in label_keys(BOOK)} | {"form.kind.short": "Kembali", "ui.back": "Kembali"}
    assert clashing_captions(BOOK, captions) == ["'form.kind.short' has the same words as 'ui.back'"]


def test_the_real_flows_are_sound_and_worded() -> None:
    """In both languages, as the bot checks when it starts."""
    book, words = open_book(Materials(load(), Gazetteer(), Operator("-", "-"))), Catalogue.load()
    assert [problem for language in LANGUAGES for problem in problems(book, words.keys(language))] == []
