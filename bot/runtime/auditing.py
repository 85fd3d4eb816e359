"""What the audit keeps of what the staff does; nobody of them acts without an entry."""

from collections.abc import Iterator, Sequence

from bot.conversation.effects import (
    Audited,
    BindStaff,
    Effect,
    Enter,
    Erase,
    Forget,
    KeepMissed,
    LeaveLead,
    MarkBlocked,
    Mute,
    PassOn,
    RaiseCase,
    RaiseReport,
    RecordConsent,
    Remember,
    Replan,
    Retire,
    SaveLead,
    Say,
    SetLanguage,
    ShowCard,
)
from bot.conversation.effects_files import FetchFile, PickColumn, SendTemplate
from bot.conversation.fieldwork import JoinEvent
from bot.conversation.readership import MakeReport, SendReport, Unsubscribe
from bot.errors import Unaudited
from bot.runtime import relaying
from bot.runtime.leaving import actor, left
from bot.runtime.turn import Outcome
from storage.audit import Entry
from storage.records import Staff

OWN = (
    Say,
    ShowCard,
    Enter,
    SetLanguage,
    Remember,
    Forget,
    Replan,
    RecordConsent,
    KeepMissed,
    SaveLead,
    LeaveLead,
    RaiseCase,
    RaiseReport,
    Mute,
    MarkBlocked,
    PassOn,
    FetchFile,
    PickColumn,
    SendTemplate,
    JoinEvent,
    MakeReport,
    SendReport,
    Unsubscribe,
)
"""What needs no entry when one of the staff does it: it is about themselves as a person, or changes nothing yet."""


def done_or_read(outcomes: Sequence[Outcome]) -> Iterator[Entry]:
    """What the audit keeps of these turns. Raises Unaudited for an act of the staff of which it would know nothing."""
    for one in outcomes:
        member = one.cause.known.staff
        kept = [entry for effect in one.effects for entry in _kept(effect, member)] if member else []
        kept += relaying.logged(member, one.effects)
        acts = [type(effect).__name__ for effect in one.effects if not isinstance(effect, OWN)]
        if member and acts and not kept:
            raise Unaudited(f"{', '.join(acts)} by {actor(member)} left no entry")
        yield from kept


def _kept(effect: Effect, member: Staff) -> Iterator[Entry]:
    match effect:
        case Audited():
            yield Entry(actor(member), effect.action, effect.subject, effect.details)
        case Retire():
            yield left(effect.member, actor(member))
        case BindStaff() | Erase():
            yield left(member)
        case _:
            return
