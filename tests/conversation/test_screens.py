"""Every screen that can be reached by tapping, in both languages, for everybody the bot knows."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.conversation.effects import Audited
from bot.conversation.events import CardTapped, CaseTapped, Commanded, Sent
from bot.conversation.steps import Find, Question, Type
from bot.conversation.view import Desk, Known
from bot.flows.asked import HELP, QUESTIONS
from bot.flows.topics.table import TOPICS
from bot.i18n.catalogue import LANGUAGES
from bot.leads.life import ASIDE, SAID_BY_STAFF, TAPPED
from storage.records import (
    Case,
    CaseId,
    Colleague,
    Contact,
    Invite,
    Note,
    Person,
    Report,
    StaffId,
    Upload,
)
from storage.sponsors import Backing, Fit, Sponsorship
from tests.conversation.beside import answered_beside
from tests.conversation.laden import RECEIPT, WORK
from tests.conversation.newsroom import LONG_NEWS, in_the_newsroom
from tests.conversation.outdoors import FIELD_FLOWS, GATHERING, outdoors
from tests.conversation.readers import READERS_FLOWS, reads
from tests.conversation.reminded import OWN, REMINDED, WISHES
from tests.conversation.typed import FOUND, TYPED
from tests.conversation.uploaded import FILES
from tests.conversation.visitor import CHAT, NOW, Visitor, lead, member, turns

MOST_LETTERS = 899
MOST_ON_A_BUTTON = {"id": 34, "en": 38}
"""What the linter allows for words, and four for a tick and what fills a gap."""
MOST_FOR_A_PLACE = 64
LONGER = {"receipts": 400, "reports": 600}
"""What stands around an answer that is shown again, and how much longer a report may be, by flow."""
DATED = {"id": "Per 21 November 2026", "en": "As of 21 November 2026"}
AMOUNTS_OF_THEIR_OWN = {"cost.income", "cost.per", "data.held", "receipts.one", "receipts.list"}
"""Screens with an amount that is no answer: an example of what to type, an answer of another day."""
TOLD_ELSEWHERE = {
    *(f"asked.{name}" for name in (*QUESTIONS, "stopped", *(f"help_{each}" for each in HELP))),  # test_asked.py
    "interest.once_more",  # consent taken back while the form lay half-way: tests/conversations/test_form.py
    "alert.already",  # the branch knows: "in need" below
    *(f"relay.{step}" for step in ("answer", "lines", "mine", "passed", "talk", "waiting")),  # test_relay_screens.py
    "check.genuine",  # a code that is somebody's: "accepted" below
    "check.already",  # a report is open: "in need" below
    "status.joined",  # another chat began it: tests/conversations/test_same_phone.py
    *(f"welcome.{step}" for step in ("event", "event_data", "counted")),  # the link of an event: "invited" below
    *("welcome.swap", "welcome.changed"),  # somebody of the staff opens an invite: tests/conversations/test_invites.py
    *(f"topic.{topic}" for topic in ("which", *TOPICS)),  # tests/flows/test_topics.py, test_asides.py
    *("despair.heard", "violence.heard", "not_now.asked"),  # test_asides.py
    "receipts.empty",  # nothing answered yet: tests/conversations/test_receipts.py
}
LONGEST_WHYS = ("conflict", "no_holder", "open_again", "several", "number")
"""What a branch's file says otherwise, as many as stand on a desk."""
OF_THE_STAFF = {
    "desk": "agent",
    "shift": "agent",
    "mylink": "agent",
    "note": "agent",
    "figures": "agent",
    "queue": "officer",
    "team": "officer",
    "duplicates": "officer",
    "reassign": "officer",
    "verify": "officer, file read",
    "sponsors": "officer",
    "sponsor": "agent",
    "broadcast": "newsroom",
    "broadcasts": "newsroom",
    **dict.fromkeys(FIELD_FLOWS, "outdoors, officer"),
    **dict.fromkeys(READERS_FLOWS, "reader"),
}
"""Flows that exist for the staff alone, and who sees most of each."""
PHONE = "0812"
"""Where it stands on a screen of the staff, a person can be recognised."""
TAG = re.compile(r"<[^>]+>")

CASE = Case(
    CaseId(5),
    CHAT,
    "accident",
    "new",
    1,
    "35.28",
    "pamekasan",
    Contact("Bu Sari", "+6281234567890", "Kab. Pamekasan"),
    None,
    NOW,
)


REPORT = replace(
    CASE,
    id=CaseId(9),
    kind="report",
    state="taken",
    holder=member().id,
    report=Report("money", "minta uang", "AP-0001"),
)
NOTES = tuple(Note(member().id, text, NOW) for text in ("x" * 500, "Datang <b>sore</b> & bawa KTP. " * 15, "y" * 500))
"""As many and as long as they can be."""


OFFER = Sponsorship(
    1,
    "pamekasan",
    "dbhcht",
    "Pemerintah Kabupaten Pamekasan, Dinas Tenaga Kerja <b>& Perindustrian</b>",
    ("jkk", "jkm"),
    "35.28.02",
    999_999,
    1,
    NOW.date(),
    date(2027, 1, 31),
    3,
)
FIT = Fit(OFFER, 3, OFFER.ends, 3)
BACKING = Backing(
    (FIT, replace(FIT, sponsorship=replace(OFFER, id=2)), replace(FIT, sponsorship=replace(OFFER, id=3), months=12))
)


def of_the_branch() -> dict[str, Any]:
    """More than one page of leads, colleagues in every state, a pair that looks the same, an open invite."""
    away = (NOW.date(), NOW.date() + timedelta(days=80))
    staff = [
        member(number=5, areas=("35.28", "35.28.02")),
        member(number=8, name="Budi", leave=away),
        member(number=9, name="Wati", full_on=NOW.date()),
        *(member(number=number, name=f"Agen ke-{number} dengan nama panjang") for number in range(10, 24)),
        member("officer", number=30),
    ]
    waiting = [lead("new", id=number, created=NOW - timedelta(days=number)) for number in range(10, 30)]
    twin = lead("offered", id=4, created=NOW + timedelta(days=1))
    return {
        "queue": (lead("contacted", holder=StaffId(5), active=NOW - timedelta(days=40)), twin, *waiting),
        "crew": tuple(Colleague(one, 12, NOW, 3, 2, reachable=one.id != 12) for one in staff),
        "pairs": ((lead("contacted"), twin),),
        "invites": (Invite("ab" * 32, "agent", "Wati", "pamekasan", ("35.28",), NOW + timedelta(days=3)),),
        "served": ("35.28",),
        "odd": tuple((lead("registered", id=number), why) for number, why in enumerate(LONGEST_WHYS, start=31)),
        "sponsors": tuple(replace(OFFER, id=number) for number in range(1, 13)),
    }


def at_the_desk(role: str) -> Known:
    """A member of the staff with something on the desk."""
    queue = (lead("offered"), lead("contacted", id=4, tries=3), lead("accepted", id=5, active=NOW))
    queue += tuple(lead("accepted", id=number, active=NOW - timedelta(days=number)) for number in range(6, 16))
    cases = (CASE, replace(CASE, id=CaseId(6), state="taken", holder=member().id), REPORT) if role == "officer" else ()
    expires = {queue[0].id: NOW + timedelta(minutes=59)}
    desk = Desk(queue, cases, {"new": 3, "accepted": 1234}, expires=expires)
    if role == "agent":
        away = (NOW.date(), NOW.date() + timedelta(days=80))
        colleagues = (member(number=8, name="Budi"), member(number=9, name="Wati", leave=away, substitute=StaffId(7)))
        desk = replace(desk, held=(lead("accepted"),), colleagues=colleagues)
    work = (WORK, replace(WORK, first=NOW - timedelta(days=31)))
    if role == "officer":
        desk = replace(desk, **of_the_branch())
    soon = (NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=1))
    return Known(Person(CHAT), staff=member(role, leave=soon, substitute=StaffId(8)), desk=desk, work=work)


def with_a_file(upload: Upload) -> Known:
    """An officer who sent a file of the branch."""
    known = at_the_desk("officer")
    return replace(known, desk=replace(known.desk, upload=upload))


EVERYBODY = {
    "reminded": Known(WISHES),
    "stranger": Known(Person(CHAT), receipts=(RECEIPT,)),
    "accepted": Known(Person(CHAT), lead=lead("accepted"), holder=member(), backing=BACKING),
    "in need": Known(Person(CHAT), case=replace(CASE, state="taken"), case_holder=member("officer"), report=REPORT),
    **{role: at_the_desk(role) for role in ("agent", "officer", "official")},
    **{
        doing: replace(
            at_the_desk("officer"), card=lead("contacted"), card_holder=member(), refused=frozenset({StaffId(8)})
        )
        for doing in ("reassigning", "releasing")
    },
    "newsroom": in_the_newsroom(at_the_desk("officer")),
    **{f"outdoors, {role}": outdoors(at_the_desk(role)) for role in ("agent", "officer")},
    "invited": Known(Person(CHAT), gathering=GATHERING),
    "reader": reads(at_the_desk("official")),
    **{f"officer, {name}": with_a_file(upload) for name, upload in FILES.items()},
}


BUSY = frozenset(
    {"reassigning", "releasing", "newsroom", "invited", "reader"} | {who for who in EVERYBODY if "," in who}
)
"""Officers in the middle of something: for them only the screens of the staff are crawled, for "officer" all."""
OF_THEIR_OWN = {
    "newsroom": ("broadcast", "broadcasts"),
    **dict.fromkeys(("reassigning", "releasing"), ("reassign",)),
    **dict.fromkeys((f"officer, {name}" for name in FILES), ("verify",)),
}
"""The conversations in which they see anything else than an officer."""
FIRST = {
    "reminded": Commanded("pengingat"),
    "reassigning": CardTapped(3, "reassign", 2),
    "releasing": CardTapped(3, "release", 2),
}
"""What leads into a conversation that begins at a card."""


_read: set[str] = set()
"""What was looked at: nine screens of ten are reached again by another way, with the same words."""


def checked(visitor: Visitor) -> None:
    """What was just said fits on a small screen, in every language, and leaves room for a question."""
    read = repr((visitor.session.flow, visitor.session.step, [s.answer for s in visitor.says], visitor.shown("id")))
    for language in LANGUAGES if read not in _read else ():
        fits(visitor, language)
    _read.add(read)
    answered_beside(visitor)
    for say in visitor.says:
        data = [f"{visitor.session.turn}:{b.choice}" for row in say.rows for b in row]
        assert len(set(data)) == len(data) <= 100
        assert all(len(each.encode()) <= 64 for each in data)


def fits(visitor: Visitor, language: str) -> None:
    """Neither a text nor a caption is too long, and no amount comes without its day."""
    places = set(dict(visitor.session.found).values())
    for say, (text, captions) in zip(visitor.says, visitor.shown(language), strict=True):
        again = LONGER.get(visitor.session.flow, 0)
        assert len(TAG.sub("", text)) <= MOST_LETTERS + again, text
        assert "{" not in text
        assert "\n\n\n" not in text, f"a hole in {text!r}"
        if "Rp" in text and f"{visitor.session.flow}.{visitor.session.step}" not in AMOUNTS_OF_THEIR_OWN:
            assert say.answer and DATED[language] in text, f"an amount without its day, or not kept:\n{text}"
        for caption in captions:
            named = caption in places or visitor.session.flow == "receipts"
            most = MOST_FOR_A_PLACE if named else MOST_ON_A_BUTTON[language]
            assert 0 < len(caption) <= most, f"{visitor.session.flow}.{visitor.session.step}: {caption}"


def checked_card(visitor: Visitor) -> None:
    """As above, and no member of the staff saw who somebody is without its being kept."""
    checked(visitor)
    kept = any(isinstance(one, Audited) and one.action.endswith(".read") for one in visitor.effects)
    assert kept or not any(PHONE in text for text in visitor.texts()), visitor.texts()


def place(visitor: Visitor) -> tuple[object, ...]:
    """Where a visitor stands, as far as it decides where they can go."""
    session, person = visitor.session, visitor.known.person
    state = visitor.known.lead.state if visitor.known.lead else None
    form = (session.editing, [len(code) for code, _ in session.found[:1]], bool(session.answers.get("programmes")))
    of_news = session.flow in ("broadcast", "broadcasts")
    news = (session.answers.get("list"), session.answers.get("text") == LONG_NEWS) if of_news else ()
    field = (session.answers.get("list"),) if session.flow in FIELD_FLOWS else ()
    # What somebody's work changes on a screen, a stranger sees: it is not crawled again for everybody else.
    alone = visitor.known.staff is None and visitor.known.case is None and state in (None, "new")
    segment = person.segment if alone else None
    return session.flow, session.step, str((form, news, field)), segment, state, person.allows("contact")


def pressed_on(visitor: Visitor, number: int) -> list[Visitor]:
    """Everything that can be pressed on a card, and whoever it leads into another conversation."""
    desk = visitor.known.desk
    card = next(one for one in (*desk.leads, *desk.queue, *(one for one, _ in desk.odd)) if one.id == number)
    led = []
    for action in ("show", *TAPPED, *ASIDE, *SAID_BY_STAFF):
        copy = visitor.copy()
        copy.known = replace(visitor.known, card=card, notes=NOTES, backing=BACKING)
        copy.does(CardTapped(number, action, card.version, 9))
        checked_card(copy)
        if copy.session.flow != visitor.session.flow:
            led.append(copy)
    return led


def onward(visitor: Visitor, *, commands: bool) -> list[Visitor]:
    """Everybody this visitor can become by one tap or one fitting text, or by any of the commands, too."""
    flow = turns().book.flows[visitor.session.flow]
    key = f"{visitor.session.flow}.{visitor.session.step}"
    step = flow.step(visitor.session.step)
    reached = [visitor.copy() for _ in turns().book.commands] if commands else []
    for command, copy in zip(turns().book.commands, reached, strict=False):
        copy.does(Commanded(command))
    for choice in visitor.choices if not isinstance(step, Find) else visitor.choices[:2] + visitor.choices[-4:]:
        reached.append(visitor.copy())
        if choice.startswith("/"):
            reached[-1].does(Commanded(choice[1:]))
        elif choice.startswith("c:"):
            reached.pop()
            reached += pressed_on(visitor, int(choice.split(":")[1]))
        elif choice.startswith("k:"):
            _, number, action, version = choice.split(":")
            tapped = next(case for case in visitor.known.desk.cases if case.id == int(number))
            for how in (action, *("take", "close")):
                copy = visitor.copy()
                copy.known = replace(visitor.known, tapped_case=tapped, case_holder=member("officer"))
                copy.does(CaseTapped(int(number), how, int(version)))
                checked_card(copy)
            reached.pop()
        else:
            reached[-1].taps(choice)
    for text in (*TYPED[key], "?") if isinstance(step, Type) else FOUND.get(key, ("resep rendang yang enak",)):
        reached.append(visitor.copy())
        reached[-1].types(text)
    return reached


def asking(flows: Iterable[str]) -> set[str]:
    """The steps of these conversations that wait for an answer."""
    steps = ((flow, name, step) for flow in flows for name, step in turns().book.flows[flow].steps.items())
    return {f"{flow}.{name}" for flow, name, step in steps if isinstance(step, Question)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_screen_is_short(who: str) -> None:
    """Under 900 characters, with buttons that fit a phone, and no button twice."""
    known = EVERYBODY[who]
    first = Visitor(known)
    first.does(FIRST.get(who, Commanded("start")))
    checked(first)
    waiting, seen, steps, flows = deque([first]), {place(first)}, set[str](), set[str]()
    while waiting:
        one = waiting.popleft()
        # A command leads to the same place from every step of a conversation: it is tried at the first.
        unheard = one.session.flow not in flows
        flows |= {one.session.flow} if unheard else set()
        for visitor in onward(one, commands=unheard):
            checked(visitor)
            steps.add(f"{visitor.session.flow}.{visitor.session.step}")
            elsewhere = visitor.session.flow not in (REMINDED if who == "reminded" else OF_THE_STAFF)
            elsewhere = elsewhere and (who in BUSY or who == "reminded")
            elsewhere |= (visitor.session.flow in FIELD_FLOWS) != who.startswith("outdoors")
            elsewhere |= visitor.session.flow not in OF_THEIR_OWN.get(who, (visitor.session.flow,))
            fresh = place(visitor) not in seen and not elsewhere
            if visitor.session.flow and fresh and visitor.known.person.language == known.person.language:
                seen.add(place(visitor))
                waiting.append(visitor)
    if who == "reminded":
        assert asking(OWN) - steps == {f"{one}.consent" for one in OWN}
    if who == "stranger":
        everybodys = asking(turns().book.flows.keys() - {*OF_THE_STAFF, *OWN})
        assert everybodys - steps - {"data.erased"} == TOLD_ELSEWHERE
        seen_by_anybody = {step for step in steps if step.partition(".")[0] in OF_THE_STAFF}
        assert not seen_by_anybody, "a command of the staff is open to everybody: it is missing in FOR_STAFF"
    if who.startswith("outdoors"):
        assert asking(FIELD_FLOWS) <= steps
    if who == "invited":
        assert {"welcome.event", "welcome.event_data", "welcome.counted"} <= steps | {
            f"{first.session.flow}.{first.session.step}"
        }
    if who == "newsroom":
        assert asking(("broadcast", "broadcasts")) <= steps
    if who == "officer":
        assert asking(("queue", "team", "duplicates", "sponsors")) - steps == {"team.no_invites"}
    if who == "agent":
        assert steps >= {"desk.agent", "desk.agent_help", "note.write", "note.kept", "figures.mine"}
        assert steps >= {"sponsor.which", "sponsor.sure", "sponsor.done"}
        assert asking(("shift",)) <= steps


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("before", "after"), [("tugas", "verify.sure"), ("cocokkan", "verify.wait")])
def test_a_file_out_of_the_blue_is_short_too(before: str, after: str, language: str) -> None:
    """An officer sends a document; where one is awaited it is fetched at once."""
    visitor = Visitor(replace(at_the_desk("officer"), person=Person(CHAT, language=language)))
    visitor.does(Commanded(before))
    visitor.does(Sent("document", "BQAC", "n" * 60, 1_000))
    checked(visitor)
    assert f"{visitor.session.flow}.{visitor.session.step}" == after
