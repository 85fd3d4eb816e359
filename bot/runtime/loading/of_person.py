"""What is known about whoever sent an event: their lead, cases, answers, and the staff they have to do with."""

from collections.abc import Mapping
from dataclasses import replace

from bot.answers.staff_codes import staff_code
from bot.conversation.events import CaseTapped, Commanded, Typed
from bot.runtime.loading.batch import Asked, Batch, Fields, Loader, chats, holder_of
from bot.runtime.tokens import token_hash
from storage import cases, lead_words, leads, receipts, relays, staff, twins
from storage.records import CaseId

CASE_FLOWS = frozenset({"alert", "asked", "claim", "data", "help", "interest", "menu", "privacy", "rhythm", "status"})
CASE_FLOWS |= {"stop", "topic", "violence"}
"""Flows from which one tap leads to what shows a person's case, or the lead they joined."""
REPORT_FLOWS = CASE_FLOWS | {"check", "help", "status"}
"""Flows from which one tap leads to what shows a person's report."""
CODE_FLOWS = frozenset({"check"})
"""Flows that are about a member of the staff, whose code is the answer "code"."""
INVITE_FLOWS = frozenset({"welcome"})
"""Flows that are about an invite, whose hash is the answer "invite"."""
ANSWERS = 40
"""Answers that can be read again."""


async def interests(batch: Batch) -> Fields:
    """The person's own lead, or the one that their phone shares, and who it lies with."""
    near = chats(batch.near(CASE_FLOWS))
    own = await leads.of_chats(batch.tx, chats(batch.asked))
    joined = await twins.joined(batch.tx, near) if near else {}
    holders = await batch.holders([*own.values(), *(one.lead for one in joined.values())])
    found: dict[int, Mapping[str, object]] = {}
    said = await lead_words.of_leads(batch.tx, [own[chat].id for chat in near if chat in own])
    for one in batch.asked:
        lead, twin = own.get(one.chat), joined.get(one.chat)
        lead = lead and replace(lead, words=said.get(lead.id, ()))
        found[one.id] = {
            "lead": lead,
            "holder": holder_of(lead, holders),
            "joined": twin,
            "joined_holder": holder_of(twin.lead, holders) if twin else None,
        }
    return found


async def what_happened(batch: Batch) -> Fields:
    """The person's unfinished case and report, or the case whose card was tapped, and who took them."""
    near, near_reports = chats(batch.near(CASE_FLOWS)), chats(batch.near(REPORT_FLOWS))
    own = await cases.of_chats(batch.tx, near) if near else {}
    reports = await cases.reports_of(batch.tx, near_reports) if near_reports else {}
    pressed = {one.id: CaseId(one.event.case) for one in batch.asked if isinstance(one.event, CaseTapped)}
    tapped = await cases.by_id(batch.tx, list(pressed.values())) if pressed else {}
    holders = await batch.holders([*own.values(), *reports.values(), *tapped.values()])
    found: dict[int, Mapping[str, object]] = {}
    for one in batch.asked:
        card = tapped.get(pressed[one.id]) if one.id in pressed else None
        case, report = own.get(one.chat), reports.get(one.chat)
        found[one.id] = {
            "case": case,
            "tapped_case": card,
            "case_holder": holder_of(card or case, holders),
            "report": report,
            "report_holder": holder_of(report, holders),
        }
    return found


async def answers(batch: Batch) -> Fields:
    """The latest answers of those who may ask for them, and the one whose code came with a command."""
    near = chats(batch.near({"receipts"}))
    latest = await receipts.latest(batch.tx, near, ANSWERS) if near else {}
    codes = {one.id: one.argument.strip().upper() for one in batch.asked}
    wanted = [code for code in codes.values() if len(code) == receipts.LENGTH]
    by_code = await receipts.by_code(batch.tx, wanted) if wanted else {}
    return {
        one.id: {"receipts": latest.get(one.chat, ()), "receipt": by_code.get(codes[one.id])} for one in batch.asked
    }


async def acquaintances(batch: Batch) -> Fields:
    """The agent whose link brought the person, and the member of the staff whose code is asked about."""
    ids = list({one.person.met for one in batch.asked if one.person.met is not None})
    met = await staff.by_id(batch.tx, ids) if ids else {}
    codes = {one.id: _code(one) for one in batch.asked}
    wanted = {code for code in codes.values() if code}
    coded = await staff.by_code(batch.tx, wanted) if wanted else {}
    return {
        one.id: {
            "met": met.get(one.person.met) if one.person.met is not None else None,
            "code": codes[one.id],
            "coded": coded.get(codes[one.id] or ""),
        }
        for one in batch.asked
    }


async def invites(batch: Batch) -> Fields:
    """The invite of a token that came with a command, or about which somebody is being asked."""
    hashes = {one.id: hashed for one in batch.asked if (hashed := _invite(one))}
    known = await staff.invites_of(batch.tx, list(hashes.values())) if hashes else {}
    return {event: {"invite": known.get(hashed)} for event, hashed in hashes.items()}


async def earlier_talks(batch: Batch) -> Fields:
    """Whether something of conversations through the bot is kept."""
    near = chats(batch.near(CASE_FLOWS))
    remembered = await relays.remembered(batch.tx, near) if near else ()
    return {one.id: {"talked": one.chat in remembered} for one in batch.asked}


def _invite(one: Asked) -> str | None:
    """The hash of an invite's token."""
    if isinstance(one.event, Commanded):
        return token_hash(one.argument) if one.argument else None
    return one.session.state["answers"].get("invite") if one.session.state and one.flow in INVITE_FLOWS else None


def _code(one: Asked) -> str | None:
    """The code of the staff that an event carries, or that the open conversation is about."""
    answered = one.session.state["answers"].get("code") if one.session.state and one.flow in CODE_FLOWS else None
    match one.event:
        case Commanded(argument=argument):
            return staff_code(argument)
        case Typed(text=text) if one.flow in CODE_FLOWS:
            return staff_code(text) or answered
        case _:
            return answered


LOADERS: tuple[Loader, ...] = (interests, what_happened, answers, acquaintances, invites, earlier_talks)
