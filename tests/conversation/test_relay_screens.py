"""Every screen of a conversation through the bot, in both languages, for both of its sides."""

from dataclasses import replace

import pytest

from bot.conversation.events import CardTapped, Commanded, Sent, SharedContact, Typed
from bot.conversation.view import Desk, Known, Talk
from bot.i18n.catalogue import LANGUAGES
from storage.records import LeadId, Person, Relay, RelayLine
from tests.conversation.test_screens import PHONE, checked
from tests.conversation.visitor import CHAT, NOW, Visitor, lead, member

RELAY = Relay(1, LeadId(3), 2, member().id, CHAT, "staff", "open", NOW, NOW)
SAID = tuple(RelayLine("person", kind, "x" * 500 if kind == "text" else None, NOW) for kind in ("text", "photo") * 5)


def sides(state: str) -> tuple[Visitor, Visitor]:
    """The worker and the agent in a conversation through the bot, each at its first screen."""
    relay, over = replace(RELAY, state=state), state == "ended"
    mine = None if over else Talk("person", relay, member())
    own = Known(Person(CHAT), lead=lead("accepted"), holder=member(), talk=mine)
    held = Talk("staff", relay, member(), lines=SAID if state == "open" else ())
    theirs = Known(
        Person(CHAT), staff=member(), card=lead("accepted"), talk=held, desk=Desk(talks=() if over else (relay,))
    )
    worker, agent = Visitor(own), Visitor(theirs)
    worker.does(Commanded("obrolan"))
    agent.does(CardTapped(3, "relay", 2))
    return worker, agent


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_a_conversation_is_short(language: str) -> None:
    """Whatever its two sides write, send or tap; and no number stands on any."""
    seen = set()
    for state in ("asked", "open", "ended"):
        for side in sides(state):
            person = replace(side.known.person, language=language)
            side.known = replace(side.known, person=person)
            for event in (
                *(
                    Typed("halo " * 20),
                    Sent("photo", message=5),
                    Sent("edited", message=5, words="hai"),
                    Sent("secret"),
                    Sent("dice"),
                ),
                *(SharedContact("+6281234567890", True), Commanded("xyz"), Commanded("obrolan"), Commanded("selesai")),
                *(Commanded("ngobrol"), Commanded("nanti")),
            ):
                copy = side.copy()
                copy.does(event)
                checked(copy)
                seen.add(copy.session.step)
                assert not any(PHONE in text for text in copy.texts())
            for choice in [choice for choice in side.choices if not choice.startswith(("/", "c:"))]:
                copy = side.copy()
                copy.taps(choice)
                checked(copy)
                seen.add(copy.session.step)
    assert {"answer", "lines", "mine", "passed", "talk", "waiting"} <= seen
