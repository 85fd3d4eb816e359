"""What whoever reads reports wants, as rows and as files."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.conversation.effects import Picture, Say
from bot.conversation.readership import Form, MakeReport, ReaderEffect, SendReport, Subscribe, Unsubscribe
from bot.conversation.words import Label
from bot.flows.manners import Manners
from bot.leads.rights import roles
from bot.reports import pages
from bot.reports.weekly import Weekly, from_json
from bot.runtime.reports import Maker
from bot.runtime.speech import Speech, document, message
from storage import outbox, subscriptions
from storage.database import Tx
from storage.outbox import Post
from storage.records import ChatId, Staff

DRAWN: Mapping[Form, tuple[Callable[..., bytes], str]] = {
    "picture": (pages.picture, "png"),
    "pdf": (pages.document, "pdf"),
    "excel": (pages.workbook, "xlsx"),
}
"""What makes each form, and how its file ends."""


async def change_reading(
    tx: Tx, chat: ChatId, effect: ReaderEffect, speech: Speech, manners: Manners, now: datetime
) -> None:
    """Store it, and send what is asked for."""
    match effect:
        case Subscribe():
            await subscriptions.keep(tx, chat, effect.region, effect.rhythm, now)
        case Unsubscribe():
            await subscriptions.end(tx, [chat], effect.region)
        case MakeReport():
            maker = Maker(manners.facts, manners.places, manners.example)
            await maker.keep(tx, effect.region, effect.week, now)
        case SendReport():
            sent = await _sent(chat, from_json(effect.snapshot), effect.form, speech)
            await outbox.put(tx, [Post(chat, "notice", sent)], now)


def may_subscribe(member: Staff | None) -> bool:
    """Whether reports may come to this member of the staff."""
    return member is not None and member.role in roles("report.subscribe")


async def _sent(chat: ChatId, weekly: Weekly, form: Form, speech: Speech) -> dict[str, Any]:
    draw, ends = DRAWN[form]
    # In a thread, so that nobody else waits for their answer meanwhile.
    content = await asyncio.to_thread(draw, weekly, speech.words, speech.language)
    name, says = f"{weekly.region}-{weekly.week}.{ends}", (Label("mondays.picture", {"region": weekly.name}),)
    if form == "picture":
        return message(Say(says, picture=Picture(name, content)), chat, 0, speech)
    return document(Say(says), chat, name, content, speech)
