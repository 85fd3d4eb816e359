"""What whoever reads reports wants, as rows and as files."""

from datetime import datetime

from bot.conversation.effects import Say
from bot.conversation.readership import MakeReport, ReaderEffect, SendReport, Subscribe, Unsubscribe
from bot.conversation.words import Label
from bot.flows.report_forms import sheet
from bot.leads.rights import roles
from bot.runtime.speech import Speech, message
from storage import outbox, subscriptions
from storage.database import Tx
from storage.outbox import Post
from storage.records import ChatId, Staff


async def change_reading(tx: Tx, chat: ChatId, effect: ReaderEffect, speech: Speech, now: datetime) -> None:
    """Store it, and put what is asked for on its way."""
    match effect:
        case Subscribe():
            await subscriptions.keep(tx, chat, effect.region, effect.rhythm, now)
        case Unsubscribe():
            await subscriptions.end(tx, [chat], effect.region)
        case SendReport():
            says = Label("mondays.picture", {"region": effect.name})
            file = sheet(effect.region, effect.week, effect.form)
            sent = message(Say((says,), picture=file), chat, 0, speech)
            await outbox.put(tx, [Post(chat, "notice", sent)], now)
        case MakeReport():
            return  # The press does, once the turn is stored: nobody else can write while a turn is.


def may_subscribe(member: Staff | None) -> bool:
    """Whether reports may come to this member of the staff."""
    return member is not None and member.role in roles("report.subscribe")
