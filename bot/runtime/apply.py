"""Turns effects into rows, one bulk statement per table; it executes nothing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.becoming import person_after
from bot.conversation.broadcasting import SteerBroadcast, WriteBroadcast
from bot.conversation.effects import (
    AcceptRelay,
    AnswerLead,
    Arrange,
    AskRelay,
    BindStaff,
    CountTry,
    Effect,
    EndEnrolment,
    EndRelay,
    Enrol,
    Entrust,
    Erase,
    InviteStaff,
    KeepMissed,
    KeepNote,
    LeaveLead,
    MarkBlocked,
    MergeLeads,
    MoveCase,
    MoveLead,
    Mute,
    PassOn,
    RaiseCase,
    RaiseReport,
    RecordConsent,
    Replan,
    Retire,
    RevokeInvite,
    SaveLead,
    Say,
    ShowCard,
    TellApart,
)
from bot.conversation.effects_files import FileEffect
from bot.conversation.fieldwork import FieldEffect
from bot.conversation.readership import ReaderEffect
from bot.conversation.words import Label
from bot.errors import StaleSession
from bot.facts.rule import POLICY, Rule
from bot.flows import reminders
from bot.flows.asked_later import STILL_ALLOWED
from bot.flows.cases import changed
from bot.flows.manners import Manners
from bot.flows.timers import Why
from bot.leads.routing import branch_for
from bot.runtime import answering, interests, learning, relaying, sponsoring, staffing
from bot.runtime.auditing import done_or_read
from bot.runtime.broadcasting import change_broadcast
from bot.runtime.echoing import overheard
from bot.runtime.fieldwork import change_field
from bot.runtime.files_sent import change_file
from bot.runtime.invites import set_clock
from bot.runtime.leaving import joined, retire
from bot.runtime.notices import notices, politely
from bot.runtime.readership import change_reading, may_subscribe
from bot.runtime.speech import Speech, message, text
from bot.runtime.turn import Circumstances, Outcome
from storage import (
    audit,
    cases,
    duties,
    inbox,
    leads,
    news,
    notes,
    offers,
    outbox,
    people,
    recall,
    receipts,
    staff,
    subscriptions,
    timers,
    twins,
)
from storage.database import Tx
from storage.duties import Owed
from storage.ends import Silent
from storage.moves import MOVES
from storage.outbox import Parcel, Post
from storage.people import ConsentGiven, Moved
from storage.receipts import Answered
from storage.records import OPEN_STATES, Based, ChatId, Consent, Person, Staff

ANEW: Why = "told_anew"
MUTED: Silent = "muted"
LEAD_CHANGES = (SaveLead, MoveLead, RaiseCase, RaiseReport, Erase, Arrange, Entrust, MergeLeads, Retire)


async def flush(
    tx: Tx,
    outcomes: Sequence[Outcome],
    speeches: dict[str, Speech],
    manners: Manners,
    now: datetime,
    owner: str,
    *,
    news_since: datetime,
) -> list[Parcel]:
    """Store everything that follows from these events, and return the replies to send once it is committed.

    They are also what people do after news that reached them after `news_since`.
    Raises StaleSession when a session or a lead is no longer what it was when it was loaded, and Unaudited.
    """
    owed = list(_owed(outcomes))
    before = await outbox.newest(tx) if owed else 0
    await _save_sessions(tx, outcomes, now)
    await people.save(tx, _changed_people(outcomes, now), now)
    await people.log_consents(tx, list(_consents(outcomes, now)))
    # Before any lead is touched: whoever waits for the chain must not hold what somebody in it waits for.
    if any(isinstance(effect, BindStaff) for one in outcomes for effect in one.effects):
        await audit.hold(tx)
    await audit.add(tx, list(done_or_read(outcomes)), now)
    await interests.save(tx, list(_interests(outcomes)), speeches, manners, now)
    await receipts.keep(tx, list(_answers(outcomes, speeches)), now)
    for outcome in outcomes:
        for effect in outcome.effects:
            await _change(tx, outcome, effect, speeches, manners, now)
    posts = _replies(outcomes, speeches) + await _notices(tx, outcomes, speeches, manners, now)
    parcels = await outbox.put(tx, posts, now, owner=owner)
    await inbox.done(tx, [outcome.cause.id for outcome in outcomes])
    await overheard(tx, outcomes, news_since)
    await subscriptions.heard(tx, [one.cause.chat for one in outcomes if may_subscribe(one.cause.known.staff)], now)
    await _erase(tx, outcomes, speeches, now)
    for one in owed:
        await duties.add(tx, one, now, since=before)
    return parcels


def changes_leads(outcomes: Iterable[Outcome]) -> bool:
    """Whether the router has something to look at."""
    return any(isinstance(effect, (*LEAD_CHANGES, BindStaff)) for one in outcomes for effect in one.effects)


async def _save_sessions(tx: Tx, outcomes: Sequence[Outcome], now: datetime) -> None:
    moved = [
        Moved(one.cause.chat, one.session.turn, one.session.to_json(), one.form) for one in outcomes if one.session
    ]
    if moved and not await people.save_sessions(tx, moved, now):
        raise StaleSession("a session moved on meanwhile")


def _changed_people(outcomes: Sequence[Outcome], now: datetime) -> list[Person]:
    """The people who changed, and those we meet for the first time."""
    # Whoever writes to us has not blocked us, whatever a late refusal said.
    after = [
        (one, person_after(replace(one.cause.known.person, blocked=False), one.effects, now))
        for one in outcomes
        if one.session
    ]
    return [person for one, person in after if person != one.cause.known.person or one.cause.session.flow == ""]


def _consents(outcomes: Sequence[Outcome], now: datetime) -> Iterable[ConsentGiven]:
    for one in outcomes:
        for effect in one.effects:
            if isinstance(effect, RecordConsent):
                yield ConsentGiven(one.cause.chat, effect.purpose, Consent(effect.given, now, effect.version))


def _owed(outcomes: Sequence[Outcome]) -> Iterator[Owed]:
    for one in outcomes:
        if kinds := list(_taken_back(one)):
            told = {effect.to for effect in one.effects if isinstance(effect, Say) and effect.to is not None}
            yield Owed(one.cause.chat, kinds, told)


def _taken_back(one: Outcome) -> Iterator[str]:
    """What this person does not want any longer, and has to be over soon; who is erased hears nothing in any case."""
    erased = any(isinstance(effect, Erase) for effect in one.effects)
    for effect in one.effects:
        match effect:
            case Mute(True) if not erased:
                yield duties.SILENCE
            case MoveLead(move="withdraw"):
                yield duties.WITHDRAW
            case RecordConsent(given=False) if one.cause.known.person.allows(effect.purpose):
                yield effect.purpose
            case Erase():
                yield duties.ERASE
            case _:
                continue


def _interests(outcomes: Sequence[Outcome]) -> Iterator[interests.Sent]:
    for one in outcomes:
        for effect in one.effects:
            if isinstance(effect, SaveLead):
                yield one.cause, effect.interest


def _answers(outcomes: Sequence[Outcome], speeches: dict[str, Speech]) -> Iterable[Answered]:
    for one in outcomes:
        for effect in one.effects:
            if isinstance(effect, Say):
                yield from answered(effect, one.cause.chat, one.rules, speeches[one.language])


def answered(say: Say, chat: ChatId, rules: Sequence[Rule], speech: Speech) -> Iterator[Answered]:
    """What was told of the law, with the version of every rule that was looked up for it; else nothing."""
    based = tuple(
        Based(rule.id, rule.since.isoformat(), rule.citation, rule.checked.isoformat())
        for rule in rules
        if rule.law != POLICY
    )
    if say.answer and based:
        yield Answered(chat, say.answer, text(say, speech), based)


async def _change(
    tx: Tx, outcome: Outcome, effect: Effect, speeches: dict[str, Speech], manners: Manners, now: datetime
) -> None:
    """The rare changes that are not worth a bulk statement: steps of a lead, staff, what a person wants to stop."""
    match effect:
        case MoveLead():
            await _move_lead(tx, effect, now)
        case LeaveLead():
            await twins.leave(tx, [outcome.cause.chat])
        case RaiseCase():
            await _raise_case(tx, outcome.cause, effect, speeches, now)
        case RaiseReport():
            told = (effect.branch, effect.reported, effect.report, effect.contact)
            number = await cases.raise_report(tx, outcome.cause.chat, *told, now)
            received = Say((Label("check.received", {"number": str(number)}),), to=outcome.cause.chat)
            await outbox.put(tx, await notices(tx, [received], speeches, now), now)
        case MoveCase():
            moved = (effect.case, effect.version, effect.to)
            if not await cases.move(tx, *moved, now, holder=effect.holder, card=effect.card):
                raise StaleSession("the case moved on meanwhile")
        case Arrange():
            await staffing.arrange(tx, effect)
        case Entrust():
            handed = (effect.lead, effect.version, effect.origin, effect.move, effect.actor, now)
            if not await staff.stays(tx, effect.to):
                raise StaleSession("whoever was to take the lead retired meanwhile")
            if not await offers.hand(tx, *handed, to=effect.to, expires=effect.expires, reason=effect.reason):
                raise StaleSession("the lead moved on meanwhile")
        case MergeLeads():
            await interests.merge(tx, effect, speeches, manners, now)
        case Enrol() | EndEnrolment():
            await sponsoring.change(tx, effect, now)
        case TellApart():
            await twins.apart(tx, effect.one, effect.other, effect.officer, now)
        case Retire() | InviteStaff() | RevokeInvite():
            await staffing.change(tx, outcome.cause.known.staff, effect, speeches, now)
        case _ if isinstance(effect, FileEffect):
            await change_file(tx, outcome.cause, effect, speeches[outcome.language], now)
        case WriteBroadcast() | SteerBroadcast():
            await change_broadcast(tx, effect, now)
        case _ if isinstance(effect, FieldEffect):
            await change_field(tx, outcome.cause, effect, now)
        case _ if isinstance(effect, ReaderEffect):
            await change_reading(tx, outcome.cause.chat, effect, speeches[outcome.language], now)
        case ShowCard():
            await leads.show(tx, effect.lead, effect.card)
        case AskRelay() | AcceptRelay() | PassOn() | EndRelay():
            await relaying.change(tx, effect, now)
        case AnswerLead():
            await answering.keep(tx, effect, speeches, manners, now)
        case CountTry() | KeepNote():
            await _note_down(tx, outcome.cause.known.staff, effect, now)
        case BindStaff():
            await _bind(tx, outcome.cause.chat, effect, speeches, now)
        case Mute():
            await _silence(tx, outcome.cause.chat, MUTED, now, ends=effect.muted)
            await subscriptions.end(tx, [outcome.cause.chat] if effect.muted else [])
        case RecordConsent() if effect.purpose == reminders.PURPOSE:
            await _silence(tx, outcome.cause.chat, "not_allowed", now, ends=not effect.given, but=STILL_ALLOWED)
            await sponsoring.allowed(tx, outcome.cause.chat, given=effect.given)
        case RecordConsent() if effect.purpose == news.PURPOSE:
            await _silence(tx, outcome.cause.chat, "not_allowed", now, ends=not effect.given, only=news.KIND)
        case KeepMissed() | RecordConsent(purpose=learning.PURPOSE):
            await learning.learn(tx, outcome, effect, manners, now)
        case Replan():
            await _replan(tx, outcome.cause, effect, now)
        case MarkBlocked():
            await _silence(tx, outcome.cause.chat, "blocked", now, ends=effect.blocked)
        case _:
            return


async def _bind(tx: Tx, chat: ChatId, effect: BindStaff, speeches: dict[str, Speech], now: datetime) -> None:
    await retire(tx, [chat], speeches, now)
    member = await staff.bind(tx, chat, effect.invite, now)
    if member is None:
        raise StaleSession("the invite was used meanwhile")
    await set_clock(tx, member)
    await audit.add(tx, [joined(member)], now)


async def _silence(
    tx: Tx, chat: ChatId, why: Silent, now: datetime, *, ends: bool, only: str | None = None, but: Collection[str] = ()
) -> None:
    """End what is unasked and was not sent yet, or let what was cleared for this very reason wait again.

    `only` is the one kind of timers that is meant, `but` those that are not.
    Timers come first: whoever is just turning one into a message is waited for, and then that message is found.
    """
    if not ends:
        return await timers.reopen(tx, [chat], why)
    await timers.clear_all(tx, [chat], why, now, only=only, but=but)
    return await recall.drop(tx, [chat], why, now, only=only, but=but)


async def _replan(tx: Tx, cause: Circumstances, effect: Replan, now: datetime) -> None:
    """In the order of `_silence`; nothing waits for who asked for silence."""
    chat, kinds, about = cause.chat, effect.kinds, effect.about
    await timers.replan(tx, chat, kinds, about, now, anew=ANEW, silent=MUTED if cause.known.person.muted else None)
    await recall.drop_timers(tx, chat, kinds, about, now)


async def _note_down(tx: Tx, member: Staff | None, effect: CountTry | KeepNote, now: datetime) -> None:
    """What the holder keeps about a lead besides its state."""
    if member is None:
        raise TypeError("only the staff keep something about a lead")
    if isinstance(effect, KeepNote):
        kept = await notes.keep(tx, effect.lead, member.id, effect.text, now)
    else:
        actor = f"{member.role}:{member.id}"
        kept = await leads.tried(tx, effect.lead, effect.version, effect.state, actor, now)
    if not kept:
        raise StaleSession("the lead moved on meanwhile")


async def _raise_case(
    tx: Tx, cause: Circumstances, effect: RaiseCase, speeches: dict[str, Speech], now: datetime
) -> None:
    branch, case = branch_for(effect.region, await staff.all_branches(tx)), cause.known.case
    told = (effect.kind, effect.region, branch, effect.contact)
    if case is None:
        return await cases.raise_case(tx, cause.chat, *told, now)
    if not await cases.rewrite(tx, case, *told, now):
        raise StaleSession("the case moved on meanwhile")
    holder = cause.known.case_holder
    if holder is not None and holder.chat is not None:
        news = changed(case, holder, moves_on=cases.moves_on(case, effect.region, branch))
        await outbox.put(tx, await notices(tx, news, speeches, now), now)
    return None


async def _move_lead(tx: Tx, effect: MoveLead, now: datetime) -> None:
    holder = effect.holder if MOVES[effect.move].to in OPEN_STATES else None
    if holder is not None and not await staff.stays(tx, holder):
        raise StaleSession("whoever was to hold the lead retired meanwhile")
    moved = await leads.move(
        tx,
        effect.lead,
        effect.version,
        effect.origin,
        effect.move,
        effect.actor,
        now,
        holder=effect.holder,
        reason=effect.reason,
        card=effect.card,
    )
    if not moved:
        raise StaleSession("the lead moved on meanwhile")


def _replies(outcomes: Sequence[Outcome], speeches: dict[str, Speech]) -> list[Post]:
    return [
        Post(one.cause.chat, "reply", message(say, one.cause.chat, _turn(one), speeches[one.language]))
        for one in outcomes
        for say in one.effects
        if isinstance(say, Say) and say.to is None
    ]


async def _notices(
    tx: Tx, outcomes: Sequence[Outcome], speeches: dict[str, Speech], manners: Manners, now: datetime
) -> list[Post]:
    says = [effect for one in outcomes for effect in one.effects if isinstance(effect, Say) and effect.to is not None]
    return await politely(tx, says, speeches, manners, now)


async def _erase(tx: Tx, outcomes: Sequence[Outcome], speeches: dict[str, Speech], now: datetime) -> None:
    chats: list[ChatId] = [one.cause.chat for one in outcomes if any(isinstance(e, Erase) for e in one.effects)]
    if chats:
        await retire(tx, chats, speeches, now, forget=True)
        await recall.drop_about(tx, chats, now)
        await people.erase(tx, chats)


def _turn(outcome: Outcome) -> int:
    return outcome.session.turn if outcome.session else outcome.cause.session.turn
