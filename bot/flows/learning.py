"""Asks once whether what the bot did not understand may be kept, so that it learns; takes that back.

A screen that says "we do not know" asks in the same message: `asks` is its sentence, `offered` and `LABELS` its two
buttons, `ways` what they lead to. Whatever was not understood is said as `KeepMissed`, of everybody: what is kept is
decided where it is stored.
"""

from collections.abc import Callable, Mapping

from bot.conversation.effects import Effect, KeepMissed, RecordConsent
from bot.conversation.steps import Choose, Do, Flow, Step, Tell
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.materials import Materials
from storage.learning import COVERS, PURPOSE, TEXT
from storage.records import Person

KEPT = "policy.kept.questions"
LABELS = {"keep": "learning.ask.yes", "keep_not": "learning.ask.no"}
EXITS = {"keep": "keep", "keep_not": "keep_not"}


def flow(materials: Materials) -> Flow:
    """The flow of the question for who changes their mind in /data, and of the end of it."""

    def days(view: View) -> Mapping[str, Value]:
        return {"days": materials.value(KEPT, view)}

    return Flow(
        name="learning",
        start="ask",
        steps={
            "ask": Choose(exits={"yes": "allow", "no": "refuse"}, consent=True, show=days),
            "allow": Do(effects=lambda _: [RecordConsent(PURPOSE, True, TEXT)], then="thanks"),
            "refuse": Do(effects=_no, then="left"),
            "thanks": Tell(then="menu/"),
            "left": Tell(then="menu/"),
            "take_back": Do(effects=lambda _: [RecordConsent(PURPOSE, False, "taken-back")], then="forgotten"),
            "forgotten": Tell(then="menu/"),
        },
    )


def asks(materials: Materials, view: View) -> Value:
    """The question as a paragraph of another screen; nothing for who was asked before."""
    return Label("learning.ask", {"days": materials.value(KEPT, view)}) if undecided(view.known.person) else ""


def offered(view: View) -> tuple[str, ...]:
    """The names of its two buttons; none for who was asked before."""
    return tuple(EXITS) if undecided(view.known.person) else ()


def ways(missed: Callable[[View], KeepMissed]) -> Mapping[str, Step]:
    """Where its two buttons lead: what was `missed` is kept with a yes, then the menu follows."""

    def agreed(view: View) -> list[Effect]:
        return [RecordConsent(PURPOSE, True, TEXT), missed(view)]

    return {"keep": Do(effects=agreed, then="learning/thanks"), "keep_not": Do(effects=_no, then="learning/left")}


def undecided(person: Person) -> bool:
    """Whether this person was never asked; who said no once is not asked again."""
    return PURPOSE not in person.consents


def allows(person: Person) -> bool:
    """Whether what this person asks may be kept where it is not understood."""
    consent = person.consents.get(PURPOSE)
    return consent is not None and consent.given and consent.version in COVERS


def _no(_: View) -> list[Effect]:
    return [RecordConsent(PURPOSE, False, TEXT)]
