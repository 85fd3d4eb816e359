"""Every screen that can be reached by tapping, in both languages, for everybody the bot knows."""

import re
from collections import deque
from dataclasses import replace

import pytest

from bot.conversation.events import CardTapped, Commanded
from bot.conversation.steps import Find, Question, Type
from bot.conversation.view import Known
from bot.i18n.catalogue import LANGUAGES
from storage.records import Person
from tests.conversation.visitor import CHAT, Visitor, lead, member, turns

MOST_LETTERS = 899
MOST_ON_A_BUTTON = {"id": 34, "en": 38}
"""What the linter allows for words, and four for a tick and what fills a gap."""
MOST_FOR_A_PLACE = 64
TYPED = {"interest.name": "Bu Sari", "interest.phone": "081234567890", "cost.income": "1,5 juta"}
FOUND = {"interest.district": ("galis", "pamekasan"), "interest.subdistrict": ("galis",), "interest.village": ("a",)}
TAG = re.compile(r"<[^>]+>")


def at_the_desk(role: str) -> Known:
    """A member of the staff with something on the desk."""
    queue = (lead("offered"), lead("contacted", id=4))
    return Known(Person(CHAT), staff=member(role), queue=queue, counts={"new": 3, "accepted": 1234})


EVERYBODY = {
    "stranger": Known(Person(CHAT)),
    "accepted": Known(Person(CHAT), lead=lead("accepted"), holder=member()),
    **{role: at_the_desk(role) for role in ("agent", "officer", "official")},
}


def checked(visitor: Visitor) -> None:
    """What was just said fits on a small screen."""
    language = visitor.known.person.language
    for text in visitor.texts():
        assert len(TAG.sub("", text)) <= MOST_LETTERS, text
        assert "{" not in text
    places = set(dict(visitor.session.found).values())
    for caption in visitor.captions():
        most = MOST_FOR_A_PLACE if caption in places else MOST_ON_A_BUTTON[language]
        assert 0 < len(caption) <= most, f"{visitor.session.flow}.{visitor.session.step}: {caption}"
    for say in visitor.says:
        data = [f"{visitor.session.turn}:{b.choice}" for row in say.rows for b in row]
        assert len(set(data)) == len(data) <= 100
        assert all(len(each.encode()) <= 64 for each in data)


def place(visitor: Visitor) -> tuple[object, ...]:
    """Where a visitor stands, as far as it decides where they can go."""
    session, person = visitor.session, visitor.known.person
    state = visitor.known.lead.state if visitor.known.lead else None
    form = (session.editing, [len(code) for code, _ in session.found[:1]], bool(session.answers.get("programmes")))
    works = person.segment and person.segment == "bpu"
    return session.flow, session.step, str(form), works, state, person.allows("contact")


def onward(visitor: Visitor) -> list[Visitor]:
    """Everybody this visitor can become by one tap or one fitting text."""
    flow = turns().book.flows[visitor.session.flow]
    key = f"{visitor.session.flow}.{visitor.session.step}"
    step = flow.step(visitor.session.step)
    reached = [visitor.copy() for _ in turns().book.commands] if visitor.known.person.segment is None else []
    for command, copy in zip(turns().book.commands, reached, strict=False):
        copy.does(Commanded(command))
    for choice in visitor.choices if not isinstance(step, Find) else visitor.choices[:2] + visitor.choices[-4:]:
        reached.append(visitor.copy())
        if choice.startswith("/"):
            reached[-1].does(Commanded(choice[1:]))
        elif choice.startswith("c:"):
            _, number, action, version = choice.split(":")
            reached[-1].known = replace(visitor.known, card=visitor.known.queue[0])
            reached[-1].does(CardTapped(int(number), action, int(version)))
            checked(reached.pop())
        else:
            reached[-1].taps(choice)
    for text in (TYPED[key], "?") if isinstance(step, Type) else FOUND.get(key, ("kata yang aneh",)):
        reached.append(visitor.copy())
        reached[-1].types(text)
    return reached


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_screen_is_short(who: str, language: str) -> None:
    """Under 900 characters, with buttons that fit a phone, and no button twice."""
    known = replace(EVERYBODY[who], person=Person(CHAT, language=language))
    first = Visitor(known)
    first.does(Commanded("start"))
    checked(first)
    waiting, seen, steps = deque([first]), {place(first)}, set[str]()
    while waiting:
        for visitor in onward(waiting.popleft()):
            checked(visitor)
            steps.add(f"{visitor.session.flow}.{visitor.session.step}")
            if visitor.session.flow and place(visitor) not in seen and visitor.known.person.language == language:
                seen.add(place(visitor))
                waiting.append(visitor)
    if who == "stranger":
        asked = {
            f"{flow.name}.{name}"
            for flow in turns().book.flows.values()
            for name, step in flow.steps.items()
            if isinstance(step, Question) and flow.name != "desk" and name != "erased"
        }
        # Asked only when consent was taken back while the form lay half-way: told in tests/conversations/test_form.py.
        assert asked - steps == {"interest.once_more"}
