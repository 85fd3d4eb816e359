"""Who somebody is once what a conversation decided has become true."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from bot.conversation.effects import (
    Effect,
    Forget,
    MarkBlocked,
    Mute,
    RecordConsent,
    Remember,
    SetLanguage,
)
from storage.records import Consent, Person


def person_after(person: Person, effects: Sequence[Effect], now: datetime) -> Person:
    """The person once these effects hold; consents are dated `now` (aware, UTC)."""
    for effect in effects:
        match effect:
            case SetLanguage():
                person = replace(person, language=effect.language)
            case Remember():
                told = {name: value for name, value in asdict(effect).items() if value is not None}
                person = replace(person, **told)
            case Forget():
                unmet = Person(person.chat)
                person = replace(person, **{name: getattr(unmet, name) for name in effect.fields})
            case RecordConsent():
                given = Consent(effect.given, now, effect.version)
                person = replace(person, consents={**person.consents, effect.purpose: given})
            case Mute():
                person = replace(person, muted=effect.muted)
            case MarkBlocked():
                person = replace(person, blocked=effect.blocked)
            case _:
                continue
    return person
