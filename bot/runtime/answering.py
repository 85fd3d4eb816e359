"""Keeps what people answer when we ask how their request goes, and tells whoever has to act on it, once."""

from datetime import datetime

from bot.conversation.effects import AnswerLead
from bot.flows.asked import told
from bot.flows.manners import Manners
from bot.runtime.notices import politely
from bot.runtime.speech import Speech
from storage import lead_words, outbox, staff
from storage.database import Tx


async def keep(tx: Tx, answer: AnswerLead, speeches: dict[str, Speech], manners: Manners, now: datetime) -> None:
    """Store the answer; what was said before in the same words is told to nobody again."""
    if await lead_words.keep(tx, answer.lead.id, answer.about, answer.answer, now):
        says = told(answer, await staff.officers(tx))
        await outbox.put(tx, await politely(tx, says, speeches, manners, now), now)
