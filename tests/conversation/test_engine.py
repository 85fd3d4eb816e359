"""What every question of every form gets for free."""

from dataclasses import replace

import pytest

from bot.conversation.effects import Enter, MarkBlocked, Mute
from bot.conversation.engine import advance
from bot.conversation.events import Blocked, CardTapped, Commanded, Sent, Tapped, Typed, Unblocked
from bot.conversation.session import Session
from bot.conversation.steps import Book, Decide, Do, Flow, Step
from bot.conversation.view import Known
from storage.records import ChatId, Person, Staff, StaffId
from tests.conversation.small import BOOK, MENU, NOW, Talk, filled, stranger


def test_a_stranger_is_greeted_whatever_they_do_first() -> None:
    """The first word, tap, photo or command of a stranger leads to the greeting."""
    for event in (Typed("halo"), Tapped("yes", 3), Sent("photo"), Commanded("form"), Commanded("cancel")):
        talk = stranger().does(event)
        assert talk.keys == ["hello.hi", "menu.main"]
        assert talk.at == "menu.main"


def test_a_place_that_a_release_took_away_is_left_for_the_greeting() -> None:
    """Whoever stood at a step that exists no more starts over, without an error."""
    talk = Talk(session=Session(turn=4, flow="form", step="gone", answers={"name": "Sari"})).types("x")
    assert talk.at == "menu.main"


def test_a_whole_form() -> None:
    """Typed, found, ticked, shared and sent: the answers are kept by step and acted upon once."""
    talk = filled()
    assert talk.at == "form.review"
    assert talk.session.answers == {
        "name": "Sari",
        "kind": "long",
        "town": "3",
        "street": "Melati",
        "wants": ["tea"],
        "phone": "0812",
    }
    talk.taps("send")
    assert Mute(False) in talk.effects
    assert talk.keys == ["form.saved", "menu.main"]
    assert talk.session.answers == {}


def test_a_tap_changes_the_message_that_was_tapped() -> None:
    """Pages turn in place; what was typed is answered below."""
    assert Talk().commands("form").types("Sari").says[-1].edit is None
    assert Talk().commands("form").types("Sari").taps("long").says[-1].edit == 99


def test_a_stale_button_repeats_the_question_in_a_new_message() -> None:
    """Yesterday's keyboard changes nothing and says again what is open."""
    talk = Talk().commands("form").types("Sari")
    talk.does(Tapped("long", talk.session.turn - 1, message=5))
    assert talk.at == "form.kind"
    assert talk.keys == ["form.kind"]
    assert talk.says[-1].edit is None


@pytest.mark.parametrize(
    "choice",
    ["", "nonsense", "_done", "send", "edit:name", "_none", "resume", "short:long", "_why", "_again", "x" * 64],
)
def test_a_forged_button_repeats_the_question(choice: str) -> None:
    """A choice that this question does not offer is answered with the question."""
    talk = Talk().commands("form").types("Sari").taps(choice)
    assert talk.at == "form.kind"
    assert len(talk.says) == 1


def test_what_is_not_offered_cannot_be_chosen() -> None:
    """A declared choice that this person was not offered is no choice."""
    talk = Talk().types("halo").taps("secret")
    assert talk.at == "menu.main"
    assert talk.buttons[0] == "form"
    assert "secret" not in talk.buttons


def test_back_goes_through_the_questions_and_then_to_the_menu() -> None:
    """Back works on every question, keeps the answers and ends where everybody returns to."""
    talk = filled()
    for step in ("phone", "wants", "street", "town", "kind", "name"):
        talk.taps("_back")
        assert talk.at == f"form.{step}"
    assert "_back" not in talk.buttons
    talk.taps("_back")
    assert talk.at == "menu.main"
    assert talk.session.parked["form"].answers["phone"] == "0812"


def test_cancel_forgets_the_form() -> None:
    """A cancelled form is neither sent nor kept."""
    talk = filled().commands("cancel")
    assert talk.keys[-2:] == ["ui.cancelled", "menu.main"]
    assert talk.session.answers == {}
    assert talk.session.parked == {}


def test_cancel_outside_a_form_only_goes_home() -> None:
    """There is nothing to cancel, so nothing is said to be."""
    assert Talk().commands("cancel").keys == ["menu.main"]


def test_a_form_left_half_way_can_be_taken_up() -> None:
    """Whoever leaves and returns is asked, and goes on at the same question with the same answers."""
    talk = Talk().commands("form").types("Sari").taps("long").commands("form")
    assert talk.keys == ["ui.resume"]
    assert talk.buttons == ["resume", "fresh", "_cancel"]
    talk.taps("resume")
    assert talk.at == "form.town"
    talk.taps("_back", "_back")
    assert talk.at == "form.name"


def test_a_form_left_half_way_can_be_started_afresh() -> None:
    """From the first question, with no answer left."""
    talk = Talk().commands("form").types("Sari").commands("form").taps("fresh")
    assert talk.at == "form.name"
    assert talk.session.answers == {}
    assert talk.session.parked == {}


def test_an_empty_form_is_not_kept() -> None:
    """Nobody is asked about a form in which nothing was answered."""
    assert Talk().commands("form").commands("form").at == "form.name"


def test_resuming_can_be_cancelled_and_answered_in_words_only_by_tapping() -> None:
    """The question about the half-filled form repeats itself and can be cancelled like any other."""
    talk = Talk().commands("form").types("Sari").commands("form").types("apa ya")
    assert talk.keys == ["ui.please_tap", "ui.resume"]
    talk.taps("_cancel")
    assert talk.at == "menu.main"
    assert talk.session.parked == {}


def test_one_answer_can_be_changed_without_the_others_being_asked_again() -> None:
    """From the review to the question and straight back."""
    talk = filled().taps("edit:name")
    assert talk.at == "form.name"
    talk.types("Siti")
    assert talk.at == "form.review"
    assert talk.session.answers["name"] == "Siti"
    assert talk.session.answers["wants"] == ["tea"]


def test_a_change_asks_only_what_no_longer_holds() -> None:
    """A new town needs a new street; the rest stands."""
    talk = filled().taps("edit:town").types("galis").taps("2")
    assert talk.at == "form.street"
    talk.types("Mawar")
    assert talk.at == "form.review"


def test_the_same_answer_again_clears_nothing() -> None:
    """Looking at a question and answering as before changes nothing."""
    talk = filled().taps("edit:town", "3")
    assert talk.at == "form.review"
    assert talk.session.answers["street"] == "Melati"


def test_backing_out_of_a_change_leaves_the_form_as_it_was() -> None:
    """A town begun to be changed, then thought better of: the old town and its street are still there."""
    before = filled()
    talk = filled().taps("edit:town").types("galis").taps("2", "_back")
    assert talk.at == "form.town"
    talk.taps("_back")
    assert talk.at == "form.review"
    assert talk.session.answers == before.session.answers


def test_no_review_with_nothing_ticked() -> None:
    """Unticking everything and going back leaves the ticks that were sent to the review."""
    talk = filled().taps("edit:wants", "tea", "_back")
    assert talk.session.answers["wants"] == ["tea"]


def test_a_change_that_was_interrupted_goes_on_as_a_change() -> None:
    """Leaving in the middle of a change and returning still leads straight back to the review."""
    talk = filled().taps("edit:town").types("galis").taps("2").commands("form").taps("resume")
    assert talk.at == "form.street"
    talk.types("Mawar")
    assert talk.at == "form.review"


def test_a_changed_way_is_walked_to_its_end() -> None:
    """The short way drops the questions of the long one from the review."""
    talk = filled().taps("edit:kind", "short")
    assert talk.at == "form.review"
    assert "edit:town" not in talk.buttons


def test_answers_from_before_fill_the_review() -> None:
    """A form that was sent can be opened again at its review, and back leads through its questions."""
    talk = Talk().commands("again")
    assert talk.at == "form.review"
    assert talk.buttons == ["send", "edit:name", "edit:kind", "edit:phone", "_back", "_cancel"]
    talk.taps("_back")
    assert talk.at == "form.phone"


def test_why_is_answered_on_personal_questions_alone() -> None:
    """Whoever asks why is told, and asked again; elsewhere there is no such button."""
    talk = Talk().commands("form")
    assert "_why" in talk.buttons
    assert talk.taps("_why").keys == ["form.name.why", "form.name"]
    assert "_why" not in talk.types("Sari").buttons


def test_a_wrong_answer_is_explained_and_asked_again() -> None:
    """What the parser refuses keeps the question open."""
    talk = Talk().commands("form").types("123")
    assert talk.keys == ["form.name.wrong", "form.name"]
    assert talk.session.answers == {}


def test_words_where_a_tap_is_expected() -> None:
    """What means no button is answered with the question and its buttons."""
    assert Talk().commands("form").types("Sari", "mungkin").keys == ["ui.please_tap", "form.kind"]


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice", "location", "document", "edited", "secret"])
def test_the_unexpected_is_answered_kindly(kind: str) -> None:
    """A word for what came, then the question that is open."""
    assert Talk().commands("form").does(Sent(kind)).keys == [f"ui.unexpected.{kind}", "form.name"]


def test_what_we_have_no_word_for_is_answered_too() -> None:
    """Kinds that Telegram invents later are no silence."""
    assert Talk().commands("form").does(Sent("dice")).keys == ["ui.unexpected.other", "form.name"]


def test_a_contact_is_taken_only_where_it_is_asked_for() -> None:
    """And only one's own."""
    talk = Talk().commands("form").shares("0812")
    assert talk.keys == ["ui.unexpected.contact", "form.name"]
    talk.types("Sari").taps("short").shares("0812", own=False)
    assert talk.keys == ["form.phone.not_own", "form.phone"]


def test_the_keyboard_for_the_contact_comes_and_goes() -> None:
    """It stays while the number is asked for and is taken away, in a message of its own, afterwards."""
    talk = Talk().commands("form").types("Sari").taps("short")
    assert [say.keyboard for say in talk.says] == ["contact"]
    assert [say.keyboard for say in talk.taps("_why").says] == ["contact"]
    assert [say.keyboard for say in talk.shares("0812").says] == ["remove", None]
    assert [say.keyboard for say in talk.taps("edit:name").says] == [None]


def test_found_places_are_confirmed_with_a_tap() -> None:
    """Two of the same name are shown as buttons, with a way to search again or to say that it is neither."""
    talk = Talk().commands("form").types("Sari").taps("long")
    assert talk.buttons[0] == "3"
    talk.types("galis")
    assert talk.keys == ["form.town.which"]
    assert talk.buttons[:4] == ["1", "2", "_none", "_again"]
    assert talk.taps("_again").buttons[0] == "3"
    assert talk.types("atlantis").keys == ["form.town.not_found", "form.town"]
    talk.taps("_none")
    assert talk.at == "form.wants"
    assert talk.session.answers["town"] == ""


def test_ticks_are_toggled_and_counted() -> None:
    """Nothing ticked is not done; a second tap takes the tick away."""
    talk = Talk().commands("form").types("Sari").taps("long", "_none").taps("_done")
    assert talk.keys == ["ui.tick_one", "form.wants"]
    talk.taps("rice", "tea", "rice")
    assert talk.session.answers["wants"] == ["tea"]
    talk.taps("_done")
    assert talk.at == "form.phone"


def test_an_unknown_command_repeats_the_question() -> None:
    """With a word that says so."""
    assert Talk().commands("form").commands("xyz").keys == ["ui.unknown_command", "form.name"]


def test_a_command_for_staff_does_not_exist_for_others() -> None:
    """A stranger's /desk is answered to the letter like a command that nobody knows."""
    assert Talk().types("x").commands("desk").says == Talk().types("x").commands("xyz").says
    assert Talk().becomes("agent").types("x").commands("desk").keys == ["menu.main"]


def test_an_answer_to_what_was_forgotten_is_not_passed_over() -> None:
    """Whoever answers after a month is told that it did not reach us; a stranger is only greeted."""
    assert Talk(session=Session()).becomes("agent").taps("long").keys[0] == "ui.old_button"
    assert "ui.old_button" not in Talk(session=Session()).taps("long").keys


def test_blocking_is_noted_in_silence() -> None:
    """Nobody waits for an answer to that."""
    talk = Talk().commands("form").does(Blocked())
    assert list(talk.effects) == [MarkBlocked(True)]
    assert list(talk.does(Unblocked()).effects) == [MarkBlocked(False)]
    assert talk.types("Sari").at == "form.kind"


def test_every_event_costs_a_turn() -> None:
    """So that no button on screen fits twice."""
    talk = Talk().commands("form")
    for event in (Typed("1"), Sent("photo"), Blocked(), CardTapped(1, "accept", 1), Tapped("_why", 0)):
        before = talk.session.turn
        assert talk.does(event).session.turn == before + 1


def test_a_flow_that_never_asks_is_stopped() -> None:
    """A loop of steps that wait for nobody raises instead of turning for ever."""
    steps: dict[str, Step] = {
        "a": Do(effects=lambda _: (), then="b"),
        "b": Decide(pick=lambda _: "a", exits=frozenset({"a"})),
    }
    book = Book(flows={"loop": Flow(name="loop", start="a", steps=steps)}, first="loop/", home="loop/")
    with pytest.raises(RecursionError, match="goes round"):
        Talk(book=book, session=Session()).types("x")


def test_a_session_survives_json() -> None:
    """With everything in it at once."""
    talk = filled().taps("edit:town").types("galis").commands("form")
    assert talk.session.parked["form"].kept is not None
    full = replace(talk.session, found=(("1", "Galis"),), searched=True, kept={"name": "Sari"})
    assert Session.from_json(full.turn, full.to_json()) == full


def test_whoever_writes_is_no_longer_taken_for_gone() -> None:
    """Telegram's word that we were blocked may come late; a person who writes can be written to."""
    talk = Talk(known=Known(Person(ChatId(1), blocked=True))).types("halo")
    assert talk.effects[0] == MarkBlocked(False)
    assert not any(isinstance(effect, MarkBlocked) for effect in Talk().types("halo").effects)


def test_a_file_leads_to_whoever_waits_for_one() -> None:
    """From any question, and the form that was open is kept; where nobody waits the question is asked again."""

    def receives(event: Sent, _: Known, flow: str) -> Enter | None:
        return Enter("menu/", {"file": event.name}) if event.file and flow == "form" else None

    talk = Talk(book=replace(BOOK, receives=receives)).commands("form").types("Sari")
    assert talk.does(Sent("document")).keys == ["ui.unexpected.document", "form.kind"]
    assert talk.does(Sent("document", "BQAC", "a.csv", 9)).at == "menu.main"
    assert talk.session.answers == {"file": "a.csv"}
    assert "form" in talk.session.parked
    assert talk.does(Sent("document", "BQAC", "a.csv", 9)).keys == ["ui.unexpected.document", "menu.main"]


def test_who_left_the_staff_stands_nowhere_in_its_flows() -> None:
    """Whatever question was open for their role; they are greeted like anybody else."""
    officers = replace(MENU, name="office", roles=frozenset({"officer"}))
    book = replace(BOOK, flows={**BOOK.flows, "office": officers})
    there, forged = Session(turn=3, flow="office", step="main"), Tapped("secret", 3)
    left, _ = advance(book, there, forged, Known(Person(ChatId(1))), NOW)
    assert left.flow != "office"
    rina = Staff(StaffId(3), "officer", "Rina", "PC-0003", "pamekasan")
    stays, _ = advance(book, there, forged, Known(Person(ChatId(1)), staff=rina), NOW)
    assert stays.flow == "office"
