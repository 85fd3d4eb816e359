"""Loads what a batch of events needs, in a handful of statements whatever its size."""

import hashlib
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.answers.staff_codes import staff_code
from bot.conversation.events import CardTapped, CaseTapped, Commanded, Event, Typed, from_json
from bot.conversation.session import Session
from bot.conversation.steps import Book
from bot.conversation.view import Desk, Known
from bot.flows.lead_cards import NOTES
from bot.runtime.codes import short_code
from bot.runtime.desks import CARD, NO_DESK, desk_of, work_of
from bot.runtime.talks import talking, talks_of
from bot.runtime.turn import Circumstances
from storage import branches, cases, leads, notes, people, receipts, relays, staff, twins
from storage.database import Tx
from storage.inbox import Waiting
from storage.people import Acquaintances, StoredSession
from storage.records import Case, CaseId, ChatId, Invite, Joined, Lead, LeadId, Person, Receipt, Staff, StaffId, Work

CASE_FLOWS = frozenset({"alert", "claim", "data", "help", "interest", "menu", "privacy", "status", "stop"})
"""Flows from which one tap leads to what shows a person's case, or the lead they joined."""
REPORT_FLOWS = CASE_FLOWS | {"check", "help", "status"}
"""Flows from which one tap leads to what shows a person's report."""
NOBODY = StaffId(0)
CODE_FLOWS = frozenset({"check"})
"""Flows that are about a member of the staff, whose code is the answer "code"."""
TOKEN = 24
"""Bytes of chance in the token of an invite."""
ANSWERS = 40
"""Answers that can be read again."""


def token_hash(token: str) -> str:
    """The hash under which an invite is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


async def circumstances(tx: Tx, waiting: Sequence[Waiting], book: Book, now: datetime) -> list[Circumstances]:
    """Each event with its session and all that is known about its chat at `now` (aware).

    A short code is a tap on its card.
    """
    chats = [one.chat for one in waiting]
    acquaintances = await people.of_chats(tx, chats)
    members = await staff.of_chats(tx, chats)
    events = await _events(tx, waiting, acquaintances, members, book)
    own = await leads.of_chats(tx, chats)
    cards = await _cards(tx, waiting, events, acquaintances, members)
    pressed = await _histories(tx, waiting, events, members)
    invites = await _invites(tx, events)
    answered = await _receipts(tx, waiting, events, acquaintances)
    codes = await _by_code(tx, events)
    own_cases = await _cases(tx, waiting, events, acquaintances)
    reports = await _reports(tx, waiting, events, acquaintances)
    tapped = await _tapped_cases(tx, events)
    asked = {one.id: _code(known, event) for one, event, known in _with_sessions(waiting, events, acquaintances)}
    coded = await _coded(tx, asked)
    met = await _met(tx, [acquaintances.person(chat) for chat in chats])
    talks = await talks_of(tx, {one.id: (one.chat, _own(cards.get(one.id), members.get(one.chat))) for one in waiting})
    talked = await _talked(tx, waiting, events, acquaintances)
    joined = await _joined(tx, waiting, events, acquaintances)
    taken = [*own_cases.values(), *reports.values(), *tapped.values()]
    holders = await _holders(tx, [*own.values(), *cards.values(), *taken, *(one.lead for one in joined.values())])
    refused = await _refusals(tx, waiting, cards, members)
    places = {one.chat: _place(known, event) for one, event, known in _with_sessions(waiting, events, acquaintances)}
    desks = {chat: await desk_of(tx, member, places[chat], now) for chat, member in members.items()}
    work = await _work(tx, waiting, events, acquaintances, members, now)
    return [
        Circumstances(
            one.id,
            one.chat,
            event,
            _session(acquaintances.session(one.chat, one.id)),
            Known(
                person=acquaintances.person(one.chat),
                lead=own.get(one.chat),
                holder=_holder(own.get(one.chat), holders),
                staff=members.get(one.chat),
                desk=desks.get(one.chat, NO_DESK),
                card=_until(cards.get(one.id), desks.get(one.chat, NO_DESK)),
                invite=_invite(event, invites),
                receipts=answered.get(one.chat, ()),
                receipt=codes.get(argument(event)),
                case=own_cases.get(one.chat),
                tapped_case=_tapped(event, tapped),
                case_holder=_holder(_tapped(event, tapped) or own_cases.get(one.chat), holders),
                report=reports.get(one.chat),
                report_holder=_holder(reports.get(one.chat), holders),
                met=met.get(acquaintances.person(one.chat).met or NOBODY),
                code=asked[one.id],
                coded=coded.get(asked[one.id] or ""),
                talk=talks.get(one.id),
                talked=one.chat in talked,
                work=work.get(one.chat, ()),
                card_holder=_holder(cards.get(one.id), holders) if one.chat in members else None,
                refused=refused.get(one.id, frozenset()),
                fresh=secrets.token_urlsafe(TOKEN) if one.chat in members else "",
                joined=joined.get(one.chat),
                joined_holder=_holder(joined[one.chat].lead, holders) if one.chat in joined else None,
                **pressed.get(one.id, {}),
            ),
        )
        for one, event in zip(waiting, events, strict=True)
    ]


async def _events(
    tx: Tx, waiting: Sequence[Waiting], known: Acquaintances, members: Mapping[ChatId, Staff], book: Book
) -> list[Event]:
    """What happened, with the short codes of the staff as the taps that they stand for."""
    sessions = {one.chat: known.session(one.chat, one.id) for one in waiting}
    about = {chat: _led_here(sessions[chat]) for chat in members if (sessions[chat].state or {}).get("flow") == "relay"}
    talks = await talking(tx, {chat: lead for chat, lead in about.items() if lead is not None})
    return [
        short_code(from_json(one.payload), members.get(one.chat), sessions[one.chat], book, talks=one.chat in talks)
        for one in waiting
    ]


def _with_sessions(
    waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> Iterator[tuple[Waiting, Event, StoredSession]]:
    for one, event in zip(waiting, events, strict=True):
        yield one, event, known.session(one.chat, one.id)


def _place(stored: StoredSession, event: Event) -> str | None:
    """The flow in which an event finds somebody; words and commands of the staff may lead to their working time."""
    if isinstance(event, CardTapped):
        return CARD
    return "shift" if isinstance(event, Commanded | Typed) else (stored.state or {}).get("flow")


def _code(stored: StoredSession, event: Event) -> str | None:
    """The code of the staff that an event carries, or that the open conversation is about."""
    state = stored.state or {}
    match event:
        case Commanded():
            return staff_code(event.argument)
        case Typed() if state.get("flow") in CODE_FLOWS:
            return staff_code(event.text) or state["answers"].get("code")
        case _:
            return state["answers"].get("code") if state.get("flow") in CODE_FLOWS else None


async def _coded(tx: Tx, asked: Mapping[int, str | None]) -> Mapping[str, Staff]:
    codes = {code for code in asked.values() if code}
    return await staff.by_code(tx, codes) if codes else {}


async def _met(tx: Tx, known: Sequence[Person]) -> Mapping[StaffId, Staff]:
    ids = list({person.met for person in known if person.met is not None})
    return await staff.by_id(tx, ids) if ids else {}


def _session(stored: StoredSession) -> Session:
    return Session(turn=stored.turn) if stored.state is None else Session.from_json(stored.turn, stored.state)


async def _cards(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances, members: Collection[ChatId]
) -> Mapping[int, Lead]:
    """The lead whose card was tapped, or that a conversation of the staff is about, by event."""
    about: dict[int, LeadId | None] = {}
    for one, event in zip(waiting, events, strict=True):
        if isinstance(event, CardTapped):
            about[one.id] = LeadId(event.lead)
        elif one.chat in members:
            about[one.id] = _led_here(known.session(one.chat, one.id))
    wanted = {number for number in about.values() if number is not None}
    found = await leads.by_id(tx, list(wanted)) if wanted else {}
    found = {number: replace(lead, also=await twins.others(tx, number)) for number, lead in found.items()}
    return {event: found[number] for event, number in about.items() if number in found}


def _until(card: Lead | None, desk: Desk) -> Lead | None:
    """The card with the time until which its offer waits, for whoever it was made to."""
    return replace(card, expires=desk.expires.get(card.id)) if card is not None else None


def _own(card: Lead | None, member: Staff | None) -> Lead | None:
    """A card of one's own: whoever lost the lead knows nothing more of what is said about it."""
    return card if card is not None and member is not None and card.holder == member.id else None


async def _histories(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], members: Collection[ChatId]
) -> Mapping[int, dict[str, Any]]:
    """The newest notes about each lead whose card was pressed, and when it was last tried, by event."""
    pressed = {
        one.id: LeadId(event.lead)
        for one, event in zip(waiting, events, strict=True)
        if isinstance(event, CardTapped) and one.chat in members
    }
    if not pressed:
        return {}
    wanted = list(set(pressed.values()))
    written, tried = await notes.newest(tx, wanted, NOTES), await leads.last_tries(tx, wanted)
    return {event: {"notes": written.get(lead, ()), "tried": tried.get(lead)} for event, lead in pressed.items()}


def _led_here(stored: StoredSession) -> LeadId | None:
    """The number of the lead from whose card a conversation began, which is its answer "lead"."""
    number = (stored.state or {}).get("answers", {}).get("lead")
    return LeadId(number) if isinstance(number, int) else None


async def _work(
    tx: Tx,
    waiting: Sequence[Waiting],
    events: Sequence[Event],
    known: Acquaintances,
    members: Mapping[ChatId, Staff],
    now: datetime,
) -> Mapping[ChatId, tuple[Work, ...]]:
    """The own figures of those of the staff who may ask for them."""
    asking = set(_asking({"desk", "figures"}, waiting, events, known)) & members.keys()
    return {chat: await work_of(tx, members[chat], now) for chat in asking}


async def _holders(tx: Tx, held: Sequence[Lead | Case]) -> dict[StaffId, Staff]:
    ids = [lead.holder for lead in held if lead.holder is not None]
    return await staff.by_id(tx, ids) if ids else {}


def _holder(held: Lead | Case | None, holders: Mapping[StaffId, Staff]) -> Staff | None:
    return None if held is None or held.holder is None else holders.get(held.holder)


async def _receipts(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> Mapping[ChatId, tuple[Receipt, ...]]:
    """The latest answers of those who may ask for them."""
    asking = _asking({"receipts"}, waiting, events, known)
    return await receipts.latest(tx, asking, ANSWERS) if asking else {}


async def _cases(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> Mapping[ChatId, Case]:
    asking = _asking(CASE_FLOWS, waiting, events, known)
    return await cases.of_chats(tx, asking) if asking else {}


async def _talked(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> Collection[ChatId]:
    asking = _asking(CASE_FLOWS, waiting, events, known)
    return await relays.remembered(tx, asking) if asking else ()


async def _reports(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> Mapping[ChatId, Case]:
    asking = _asking(REPORT_FLOWS, waiting, events, known)
    return await cases.reports_of(tx, asking) if asking else {}


async def _refusals(
    tx: Tx, waiting: Sequence[Waiting], cards: Mapping[int, Lead], members: Mapping[ChatId, Staff]
) -> Mapping[int, frozenset[StaffId]]:
    """Who was offered a lead before, for the officers who may offer it again."""
    looking = [one for one in waiting if one.id in cards and one.chat in members]
    return {
        one.id: await branches.refusals(tx, cards[one.id].id) for one in looking if members[one.chat].role == "officer"
    }


async def _joined(
    tx: Tx, waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> Mapping[ChatId, Joined]:
    asking = _asking(CASE_FLOWS, waiting, events, known)
    return await twins.joined(tx, asking) if asking else {}


def _asking(
    flows: Collection[str], waiting: Sequence[Waiting], events: Sequence[Event], known: Acquaintances
) -> list[ChatId]:
    """Those who sent a command or stand in one of these flows: what only they need is not loaded for all."""
    return [
        one.chat
        for one, event in zip(waiting, events, strict=True)
        if isinstance(event, Commanded) or (known.session(one.chat, one.id).state or {}).get("flow") in flows
    ]


def _tapped(event: Event, cases: Mapping[CaseId, Case]) -> Case | None:
    return cases.get(CaseId(event.case)) if isinstance(event, CaseTapped) else None


async def _tapped_cases(tx: Tx, events: Sequence[Event]) -> Mapping[CaseId, Case]:
    ids = [CaseId(event.case) for event in events if isinstance(event, CaseTapped)]
    return await cases.by_id(tx, ids) if ids else {}


async def _by_code(tx: Tx, events: Sequence[Event]) -> Mapping[str, Receipt]:
    codes = [code for event in events if len(code := argument(event)) == receipts.LENGTH]
    return await receipts.by_code(tx, codes) if codes else {}


def argument(event: Event) -> str:
    """What stands behind a command, in capitals; nothing for any other event."""
    return event.argument.strip().upper() if isinstance(event, Commanded) and event.argument else ""


async def _invites(tx: Tx, events: Sequence[Event]) -> dict[str, Invite]:
    hashes = [token_hash(event.argument) for event in events if isinstance(event, Commanded) and event.argument]
    return await staff.invites_of(tx, hashes) if hashes else {}


def _invite(event: Event, invites: Mapping[str, Invite]) -> Invite | None:
    return invites.get(token_hash(event.argument)) if isinstance(event, Commanded) and event.argument else None
