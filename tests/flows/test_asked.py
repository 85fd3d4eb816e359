"""What we ask by ourselves, screen by screen: short, kind, and each answer leads to what helps."""

from dataclasses import replace

import pytest

from bot.conversation.effects import AnswerLead
from bot.conversation.engine import enter
from bot.conversation.events import CardTapped
from bot.conversation.steps import Question
from bot.conversation.view import Known
from bot.flows import asked
from bot.i18n.catalogue import LANGUAGES
from storage.records import ChatId, Person, Word
from tests.conversation.test_screens import NOTES, checked, fits
from tests.conversation.visitor import CHAT, NOW, Visitor, lead, member, turns

ADI, RINA, FAR = member(), member("officer", 8), member("officer", 9, branch="makassar")


def led(which: str, language: str = "id", state: str = "contacted", about: int = 3) -> Visitor:
    """Somebody with a lead, to whom one of the questions was just put."""
    visitor = Visitor(Known(Person(CHAT, language), lead=lead(state), holder=ADI))
    into = asked.question(which, about)
    visitor.session, visitor.effects = enter(turns().book, visitor.session, into, visitor.known, NOW)
    return visitor


def stands(visitor: Visitor) -> str:
    return f"{visitor.session.flow}.{visitor.session.step}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_short(language: str) -> None:
    """And tells, where we speak first, how to stop."""
    seen = set()
    for which in asked.QUESTIONS:
        visitor = led(which, language)
        assert ("/berhenti" if language == "id" else "/stop") in visitor.texts()[-1]
        waiting = [visitor]
        while waiting:
            one = waiting.pop()
            checked(one)
            seen.add(one.session.step)
            for choice in one.choices if one.session.flow == "asked" else ():
                after = one.copy()
                after.taps(choice)
                checked(after)
                waiting += [after] if after.session.flow == "asked" and after.session.step not in seen else []
    steps = turns().book.flows["asked"].steps
    assert seen >= {name for name, step in steps.items() if isinstance(step, Question)}


@pytest.mark.parametrize(
    ("reason", "way", "there"),
    [
        ("cost", "count", "cost.income"),
        ("cost", "sponsored", "sponsored.which"),
        ("time", "status", "status.lead"),
        ("papers", "papers", "enrol.bring"),
        ("code", "pay", "pay.how"),
        ("code", "talk", "relay.waiting"),
        ("doubts", "myths", "myths.same_as_kesehatan"),
        ("advised", "myths", "myths.same_as_kesehatan"),
        ("other", "talk", "relay.waiting"),
    ],
)
def test_what_stopped_somebody_leads_to_what_helps(reason: str, way: str, there: str) -> None:
    """One tap says it, another one goes there."""
    visitor = led(asked.REGISTERED)
    visitor.known = replace(visitor.known, person=replace(visitor.known.person, segment="bpu", sector="other"))
    visitor.taps("no")
    assert [one.answer for one in visitor.effects if isinstance(one, AnswerLead)] == ["no"]
    visitor.taps(reason)
    assert [one.answer for one in visitor.effects if isinstance(one, AnswerLead)] == [reason]
    visitor.taps(way)
    assert stands(visitor).startswith(there.partition(".")[0]), stands(visitor)


def test_not_any_more_leads_to_withdrawing() -> None:
    """Asked once more, as always."""
    visitor = led(asked.REGISTERED)
    visitor.taps("no_more")
    assert stands(visitor) == "status.sure"
    visitor.taps("yes")
    assert visitor.known.lead is not None and visitor.known.lead.state == "closed"


@pytest.mark.parametrize(("words", "to"), [("belum", "not yet"), ("sudah", "yes"), ("blm", "not yet"), ("udah", "yes")])
def test_people_type_instead_of_tapping(words: str, to: str) -> None:
    """What everybody would write."""
    visitor = led(asked.IN_TOUCH)
    visitor.types(words)
    [answer] = [one for one in visitor.effects if isinstance(one, AnswerLead)]
    assert answer.answer == {"not yet": "no", "yes": "yes"}[to]


@pytest.mark.parametrize(("state", "about"), [("registered", 3), ("closed", 3), ("contacted", 2)])
def test_an_answer_about_a_lead_that_has_ended_is_none(state: str, about: int) -> None:
    """Or about one before it."""
    for which in (asked.IN_TOUCH, asked.REGISTERED):
        visitor = led(which, state=state, about=about)
        visitor.taps("no")
        assert not [one for one in visitor.effects if isinstance(one, AnswerLead)]
        assert visitor.session.flow == "status"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_card_still_fits_a_phone(language: str) -> None:
    """With every note, many tries and the newest answer."""
    words = (Word("registered", "code", NOW), Word("in_touch", "no", NOW))
    full = lead("code_issued", tries=3, words=words)
    visitor = Visitor(Known(Person(ChatId(7), language), staff=ADI, card=full, notes=NOTES))
    visitor.does(CardTapped(3, "show", full.version, 9))
    fits(visitor, language)
    assert visitor.texts()[-1].count("🗣️") == 1


def told(about: str, answer: str, state: str = "contacted") -> list[int]:
    """Which chats of the staff hear of it."""
    said = asked.told(AnswerLead(lead(state), ADI, about, answer), [RINA, FAR])
    return [int(one.to or 0) for one in said]


def test_who_hears_of_what() -> None:
    """Officers only when nobody was in touch; the holder of what there is to act upon; nobody of a mere yes."""
    assert told(asked.IN_TOUCH, "no") == [7, 8]
    assert told(asked.IN_TOUCH, "no", state="offered") == [8]
    assert told(asked.IN_TOUCH, "yes") == []
    assert told(asked.REGISTERED, "no") == []
    assert told(asked.REGISTERED, "yes") == told(asked.REGISTERED, "cost") == [7]
    officer = AnswerLead(lead("accepted", holder=RINA.id), RINA, asked.IN_TOUCH, "no")
    assert [one.to for one in asked.told(officer, [RINA])] == [RINA.chat]
