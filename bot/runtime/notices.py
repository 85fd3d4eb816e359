"""Messages to other chats than the one whose event is handled, each in its own language."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.conversation.effects import Say
from bot.flows.manners import Manners
from bot.runtime.requests import place_told
from bot.runtime.speech import Speech, message
from bot.runtime.stream import Hours
from storage import leads, people
from storage.database import Tx
from storage.nights import Window
from storage.outbox import Post
from storage.people import Acquaintances
from storage.records import ChatId


async def notices(tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech]) -> list[Post]:
    """These messages, ready to be put into the outbox; none to those who blocked the bot.

    They are owed at any hour. Raises ValueError for what is unasked: `politely` knows its hour.
    """
    if any(say.unasked for say in says):
        raise ValueError("what is unasked has an hour")
    return await _posts(tx, says, speeches, {})


async def politely(
    tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech], manners: Manners, now: datetime
) -> list[Post]:
    """These messages like `notices`; what is unasked waits until it is welcome, and never goes to who wants silence."""
    chats = list({say.to for say in says if say.unasked and say.to is not None})
    known = await people.of_chats(tx, chats) if chats else Acquaintances()
    meant = [say for say in says if not (say.unasked and say.to is not None and known.person(say.to).muted)]
    return await _posts(tx, meant, speeches, await _hours(tx, chats, known, manners, now))


def nights(manners: Manners) -> Hours:
    """How what was held up learns when it may go instead."""

    async def hours(tx: Tx, chats: Sequence[ChatId], now: datetime) -> Mapping[ChatId, Window]:
        return await _hours(tx, chats, await people.of_chats(tx, chats), manners, now)

    return hours


async def _posts(
    tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech], hours: Mapping[ChatId, Window]
) -> list[Post]:
    chats = [say.to for say in says if say.to is not None]
    languages = await people.languages(tx, chats) if chats else {}
    return [
        _post(say, say.to, speeches[languages[say.to]], hours)
        for say in says
        if say.to is not None and say.to in languages
    ]


def _post(say: Say, to: ChatId, speech: Speech, hours: Mapping[ChatId, Window]) -> Post:
    said = message(say, to, 0, speech)
    if say.at_once:
        return Post(to, "reply", said, about=say.about)
    if say.unasked:
        # Each is told at least once how their request goes, whatever dies on the way.
        due, until = hours[to]
        return Post(to, "notice", said, about=say.about, due=due, until=until, tells=say.tells)
    return Post(to, "notice", said, about=say.about)


async def _hours(
    tx: Tx, chats: Sequence[ChatId], known: Acquaintances, manners: Manners, now: datetime
) -> dict[ChatId, Window]:
    """When each of these people may be told something; at once, and for a while, who has just written to us."""
    regions, pause = await leads.regions(tx, chats), manners.pause(now)
    hours = {}
    for chat in chats:
        session = known.session(chat, 0)
        zones = manners.zones(regions.get(chat) or place_told(session))
        begins = manners.welcome(now, zones, known.person(chat))
        ends = manners.unwelcome(begins, zones, known.person(chat))
        wrote = session.changed
        # What lies ahead of a clock that was set back says nothing.
        writes = wrote is not None and wrote <= now < wrote + pause
        hours[chat] = (now, wrote + pause) if wrote and writes and begins > now else (begins, ends)
    return hours
