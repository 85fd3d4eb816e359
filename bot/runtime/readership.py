"""What whoever reads reports wants, as rows."""

from datetime import datetime

from bot.conversation.readership import ReaderEffect, Subscribe, Unsubscribe
from storage import subscriptions
from storage.database import Tx
from storage.records import ChatId


async def change_reading(tx: Tx, chat: ChatId, effect: ReaderEffect, now: datetime) -> None:
    """Store it."""
    match effect:
        case Subscribe():
            await subscriptions.keep(tx, chat, effect.region, effect.rhythm, now)
        case Unsubscribe():
            await subscriptions.end(tx, [chat], effect.region)
