"""Keeps what was not understood, of those who let us, without what tells who asked."""

from datetime import datetime

from bot.answers.masking import masked
from bot.answers.texts import looks_like_secret
from bot.conversation.becoming import person_after
from bot.conversation.effects import KeepMissed, RecordConsent
from bot.flows.learning import allows
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR
from bot.runtime.turn import Outcome
from storage import questions
from storage.database import Tx
from storage.learning import PURPOSE as PURPOSE
from storage.learning import Missed

MOST = "policy.questions.each"


async def learn(tx: Tx, outcome: Outcome, effect: KeepMissed | RecordConsent, manners: Manners, now: datetime) -> None:
    """Keep a question once its person allows it, or forget all of theirs when they no longer do."""
    if isinstance(effect, RecordConsent):
        return None if effect.given else await questions.drop(tx, [outcome.cause.chat])
    person = person_after(outcome.cause.known.person, outcome.effects, now)
    if not allows(person) or looks_like_secret(effect.text):
        return None
    missed = Missed(masked(effect.text), effect.missing, effect.guessed, effect.chosen)
    day = now.astimezone(CALENDAR).date()
    return await questions.keep(tx, person.chat, missed, day, manners.facts.in_force(MOST, day).count)
