"""Who waits for a report that they asked for, and what those hear who waited in vain, or through a restart.

Where a conversation stands is stored with the turn that ordered the report: so an order outlives the process.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from bot.conversation.effects import Say
from bot.conversation.readership import MakeReport
from bot.conversation.words import Button, Label
from bot.flows.manners import Manners
from bot.flows.readable import name_of
from bot.flows.report_asked import ordered
from bot.i18n import formats
from bot.leads.rights import roles
from bot.reports.weekly import DEFINITION
from bot.reports.weeks import days_of
from bot.runtime.speech import Speech, message
from bot.runtime.turn import Outcome
from storage import people, reports, staff
from storage.database import Tx
from storage.outbox import Post
from storage.people import Acquaintances
from storage.readers import Asked
from storage.records import ChatId

Order = tuple[ChatId, Asked]
News = Literal["ready", "failed", "undrawn"]
"""What is said of a report that was waited for long, that could not be made, and of a form that could not be drawn."""
_OPENS: Mapping[News, str] = {
    "ready": "reports.made.open",
    "failed": "reports.try_again",
    "undrawn": "reports.to_report",
}
PATIENT = timedelta(minutes=15)
"""Who asked longer ago has put the phone away and taps again; nor does what kills each process last for ever."""


def asked_for(outcomes: Sequence[Outcome]) -> list[Order]:
    """Who wants which reports made after these turns."""
    effects = ((one.cause.chat, effect) for one in outcomes for effect in one.effects)
    return [(chat, (effect.region, effect.week)) for chat, effect in effects if isinstance(effect, MakeReport)]


async def waited_for(tx: Tx, manners: Manners, now: datetime) -> list[Order]:
    """Who stands before a report that was never made, and asked for it not long ago."""
    chats = await staff.wrote_since(tx, roles("report.open"), now - PATIENT)
    known = await people.of_chats(tx, chats) if chats else Acquaintances()
    orders = [(chat, asked) for chat in chats for asked in _ordered(known, chat, manners, now)]
    made = {asked for _, asked in orders if await reports.of(tx, *asked, DEFINITION) is not None}
    return [order for order in orders if order[1] not in made]


async def still_waiting(
    tx: Tx, chats: Collection[ChatId], asked: Asked, manners: Manners, now: datetime
) -> set[ChatId]:
    """Those of these who stand before this report and have not opened it."""
    known = await people.of_chats(tx, list(chats))
    return {chat for chat in chats if asked in _ordered(known, chat, manners, now)}


async def told(
    tx: Tx, chats: Collection[ChatId], news: News, asked: Asked, manners: Manners, speeches: Mapping[str, Speech]
) -> list[Post]:
    """What those hear of a report they asked for: a notice with a way on; none for who blocked the bot."""
    languages = await people.languages(tx, list(chats))
    return [
        Post(chat, "notice", message(says(news, asked, manners, language), chat, 0, speeches[language]))
        for chat, language in sorted(languages.items())
    ]


def says(news: News, asked: Asked, manners: Manners, language: str) -> Say:
    """The sentence of such news, with a button to the report and one to the menu."""
    region, week = asked
    about = {"region": name_of(manners.places, region), "week": formats.days(*days_of(week), language)}
    rows = ((Button(f"/laporan {region} {week}", Label(_OPENS[news])),), (Button("/menu", Label("ui.menu")),))
    return Say((Label(f"reports.{news}", about),), rows)


def _ordered(known: Acquaintances, chat: ChatId, manners: Manners, now: datetime) -> set[Asked]:
    return ordered(known.session(chat, 0).state or {}, manners.places, now)
