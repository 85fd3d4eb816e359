"""Somebody does anything at all, in any order, and every flow stays sensible."""

import json
from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bot.conversation.asking import path
from bot.conversation.effects import Erase, SaveLead, Say
from bot.conversation.engine import UNEXPECTED
from bot.conversation.events import Blocked, Commanded, SharedContact, Tapped, Typed, Unblocked
from bot.conversation.events import Sent as Media
from bot.conversation.session import Session
from bot.conversation.steps import Find, Review
from bot.conversation.view import View
from tests.conversation.visitor import NOW, Visitor, turns
from tests.further import walks

LONGEST_TRAIL = 40
WORDS = st.sampled_from(
    [
        *("Bu Sari", "pamekasan", "galis", "konang", "081234567890", "1,5 juta", "ya", "tidak", "boleh", "kirim"),
        *("kembali", "batal", "menu", "selesai", "jkk", "2", "", "?", "18", "kenapa ditanya?", "bukan itu, tulis lagi"),
    ]
) | st.text(max_size=30)
COMMANDS = st.sampled_from(["start", "menu", "minat", "status", "data", "hapus", "berhenti", "bahasa", "tugas", "xyz"])
FITTING = {"interest.name": "Bu Sari", "interest.phone": "081234567890"}


class Wanderer(RuleBasedStateMachine):
    """One person who types, taps, sends and commands without a plan; the session goes through JSON each time."""

    old = Bundle("old")

    def __init__(self) -> None:
        super().__init__()
        self.visitor = Visitor()
        self.visitor.does(Commanded("start"))

    def sees_one_answer(self, act: Callable[[], None]) -> None:
        """Every visible event has one answer, besides what takes a keyboard away and what answers a side question."""
        turn = self.visitor.session.turn
        act()
        beside = [say for say in self.visitor.says if not say.rows and say.paragraphs[-1].key.startswith("topic.")]
        assert len([say for say in self.visitor.says if say.keyboard != "remove" and say not in beside]) == 1
        assert self.visitor.session.turn > turn
        assert all(self.visitor.texts())

    @rule(target=old, pick=st.integers(0, 60))
    def taps(self, pick: int) -> Tapped:
        """Tap one of the buttons on screen."""
        choices = [choice for choice in self.visitor.choices if not choice.startswith(("/", "c:"))]
        tapped = Tapped(choices[pick % len(choices)], self.visitor.session.turn, 99)
        self.sees_one_answer(lambda: self.visitor.does(tapped))
        return tapped

    @rule(steps=st.integers(1, 18))
    def fills_the_form(self, steps: int) -> None:
        """Ask to be called and answer so many questions as they are meant, so that walks get far."""
        self.sees_one_answer(lambda: self.visitor.does(Commanded("minat")))
        for _ in range(steps):
            if self.visitor.session.flow == "interest":
                self.sees_one_answer(self.answers_as_meant)

    def answers_as_meant(self) -> None:
        """One fitting answer to the open question."""
        session, key = self.visitor.session, f"interest.{self.visitor.session.step}"
        if key in FITTING:
            self.visitor.types(FITTING[key])
        elif key == "interest.district" and not session.found:
            self.visitor.types("galis pamekasan")
        elif key == "interest.programmes" and session.answers.get("programmes"):
            self.visitor.taps("_done")
        else:
            self.visitor.taps("between" if key == "interest.age" else self.visitor.choices[0])

    @rule(tapped=old)
    def taps_an_old_button(self, tapped: Tapped) -> None:
        """Yesterday's keyboard moves nothing, or greets whoever had everything erased."""
        before = self.visitor.session
        self.sees_one_answer(lambda: self.visitor.does(tapped))
        if not before.flow:
            assert (self.visitor.session.flow, self.visitor.session.step) == ("welcome", "notice")
            return
        assert (self.visitor.session.flow, self.visitor.session.step) == (before.flow, before.step)
        assert self.visitor.session.answers == before.answers

    @rule(choice=st.text(max_size=20) | st.sampled_from(["_why", "_none", "_done", "send", "edit:name", "_again"]))
    def taps_what_nobody_offered(self, choice: str) -> None:
        """A forged button with the right turn."""
        self.sees_one_answer(lambda: self.visitor.taps(choice))

    @rule(text=WORDS)
    def types(self, text: str) -> None:
        """Type anything."""
        self.sees_one_answer(lambda: self.visitor.does(Typed(text)))

    @rule(name=COMMANDS)
    def commands(self, name: str) -> None:
        """Send any command."""
        self.sees_one_answer(lambda: self.visitor.does(Commanded(name)))

    @rule(kind=st.sampled_from([*sorted(UNEXPECTED), "dice"]))
    def sends(self, kind: str) -> None:
        """Send something that is not text."""
        self.sees_one_answer(lambda: self.visitor.does(Media(kind)))

    @rule(phone=st.sampled_from(["+6281234567890", "", "12"]), own=st.booleans())
    def shares(self, phone: str, own: bool) -> None:
        """Share a contact, at whatever moment."""
        self.sees_one_answer(lambda: self.visitor.does(SharedContact(phone, own)))

    @rule()
    def blocks_and_unblocks(self) -> None:
        """Stop the bot and let it in again: silence, and the conversation stands where it stood."""
        before = self.visitor.session
        for event in (Blocked(), Unblocked()):
            shown = self.visitor.effects
            self.visitor.does(event)
            assert not self.visitor.says
            self.visitor.effects = shown
        assert (self.visitor.session.step, self.visitor.session.answers) == (before.step, before.answers)

    @rule()
    def cancels(self) -> None:
        """/batal ends wherever one is."""
        met = bool(self.visitor.session.flow)
        self.sees_one_answer(lambda: self.visitor.does(Commanded("batal")))
        assert self.visitor.session.flow == ("menu" if met else "welcome")
        assert self.visitor.session.answers == {}

    @invariant()
    def the_session_is_whole(self) -> None:
        """A known step, a bounded trail that ends there, and nothing that JSON would change."""
        session = self.visitor.session
        if session.flow:
            assert turns().book.flows[session.flow].step(session.step)
            assert session.trail[-1:] in ((session.step,), ())
        assert len(session.trail) <= LONGEST_TRAIL
        assert Session.from_json(session.turn, json.loads(json.dumps(session.to_json()))) == session

    @invariant()
    def a_review_lists_only_what_was_answered(self) -> None:
        """And everything a lead needs is among it."""
        session = self.visitor.session
        flow = turns().book.flows.get(session.flow)
        if flow and isinstance(flow.steps.get(session.step), Review):
            listed = path(flow, View(self.visitor.known, NOW, session.answers))
            assert set(listed) <= set(session.answers)
            assert {"name", "work", "district", "programmes", "phone", "time"} <= set(listed)

    @invariant()
    def no_lead_without_consent(self) -> None:
        """Whoever's interest is stored has said yes and not taken it back."""
        if any(isinstance(effect, SaveLead) for effect in self.visitor.effects):
            assert self.visitor.known.person.allows("contact")

    @invariant()
    def what_is_offered_fits_the_newest_question(self) -> None:
        """Places that were found are offered only where a place is looked for."""
        session = self.visitor.session
        if session.found:
            assert isinstance(turns().book.flows[session.flow].step(session.step), Find)

    @invariant()
    def erased_is_erased(self) -> None:
        """The answer to an erasure names nothing."""
        if any(isinstance(effect, Erase) for effect in self.visitor.effects):
            assert not any("Sari" in text for say in self.visitor.says for text in [repr(Say(say.paragraphs))])


Wanderer.TestCase.settings = settings(
    max_examples=walks(60), stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWanderer = Wanderer.TestCase
