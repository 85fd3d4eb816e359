"""Messages to other chats than the one whose event is handled, each in its own language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.effects import Say
from bot.flows.manners import Manners
from bot.leads.hours import opens
from bot.leads.shifts import week_of
from bot.runtime.requests import place_told
from bot.runtime.speech import Speech, message
from bot.runtime.stream import Hours
from storage import leads, people, staff
from storage.database import Tx
from storage.nights import NIGHT, Window
from storage.outbox import Post
from storage.people import Acquaintances
from storage.records import ChatId

OFF_WORK = "not in their working hours"
"""Why a message to the staff waits, as operators read it."""


@dataclass(frozen=True, slots=True)
class _Times:
    """When each of these people may be told what is unasked (`welcome`), when the `work` of who is off now begins."""

    now: datetime
    welcome: Mapping[ChatId, Window]
    work: Mapping[ChatId, datetime]

    def of(self, say: Say, to: ChatId) -> tuple[datetime, datetime | None, str | None]:
        """When this may go, until when it may, and why it waits."""
        if say.unasked:
            due, until = self.welcome[to]
            return due, until, NIGHT if due > self.now else None
        # Without an end: that is what /berhenti and a no to reminders look for.
        off_work = say.at_work and to in self.work
        return (self.work[to], None, OFF_WORK) if off_work else (self.now, None, None)


async def notices(tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech], now: datetime) -> list[Post]:
    """These messages, ready to be put into the outbox; none to those who blocked the bot.

    They are owed at any hour, or when the staff are `at_work`. Raises ValueError for what is unasked: `politely` knows
    its hour.
    """
    if any(say.unasked for say in says):
        raise ValueError("what is unasked has an hour")
    return await _posts(tx, says, speeches, _Times(now, {}, await _work_begins(tx, _staffed(says), now)))


async def politely(
    tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech], manners: Manners, now: datetime
) -> list[Post]:
    """These messages like `notices`; what is unasked waits until it is welcome, and never goes to who wants silence.

    Who has just written to us is told at once, off work or at night.
    """
    chats, staffed = list({say.to for say in says if say.unasked and say.to is not None}), _staffed(says)
    known = await people.of_chats(tx, [*chats, *staffed]) if chats or staffed else Acquaintances()
    meant = [say for say in says if not (say.unasked and say.to is not None and known.person(say.to).muted)]
    silent = [chat for chat in staffed if _writes_until(known, chat, manners, now) is None]
    welcome, work = await _hours(tx, chats, known, manners, now), await _work_begins(tx, silent, now)
    return await _posts(tx, meant, speeches, _Times(now, welcome, work))


def nights(manners: Manners) -> Hours:
    """How what was held up learns when it may go instead."""

    async def hours(tx: Tx, chats: Sequence[ChatId], now: datetime) -> Mapping[ChatId, Window]:
        return await _hours(tx, chats, await people.of_chats(tx, chats), manners, now)

    return hours


async def _posts(tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech], times: _Times) -> list[Post]:
    chats = [say.to for say in says if say.to is not None]
    languages = await people.languages(tx, chats) if chats else {}
    return [
        _post(say, say.to, speeches[languages[say.to]], times)
        for say in says
        if say.to is not None and say.to in languages
    ]


def _post(say: Say, to: ChatId, speech: Speech, times: _Times) -> Post:
    said = message(say, to, 0, speech)
    if say.at_once:
        return Post(to, "reply", said, about=say.about)
    due, until, why = times.of(say, to)
    # As a notice what is unasked, too: each is told at least once how their request goes, whatever dies on the way.
    return Post(to, "notice", said, about=say.about, due=due, until=until, tells=say.tells, why=why)


def _staffed(says: Sequence[Say]) -> list[ChatId]:
    """Who is told something when they are at work."""
    return list({say.to for say in says if say.at_work and say.to is not None})


async def _work_begins(tx: Tx, chats: Sequence[ChatId], now: datetime) -> dict[ChatId, datetime]:
    """When the work of these members of the staff begins, of those who are not at work now."""
    members = await staff.of_chats(tx, chats) if chats else {}
    begins = {chat: opens(week_of(member), now) for chat, member in members.items()}
    return {chat: at for chat, at in begins.items() if at is not None and at > now}


async def _hours(
    tx: Tx, chats: Sequence[ChatId], known: Acquaintances, manners: Manners, now: datetime
) -> dict[ChatId, Window]:
    """When each of these people may be told something; at once, and for a while, who has just written to us."""
    regions = await leads.regions(tx, chats)
    hours = {}
    for chat in chats:
        zones = manners.zones(regions.get(chat) or place_told(known.session(chat, 0)))
        begins = manners.welcome(now, zones, known.person(chat))
        ends = manners.unwelcome(begins, zones, known.person(chat))
        writes_until = _writes_until(known, chat, manners, now)
        hours[chat] = (now, writes_until) if writes_until is not None and begins > now else (begins, ends)
    return hours


def _writes_until(known: Acquaintances, chat: ChatId, manners: Manners, now: datetime) -> datetime | None:
    """Until when somebody counts as one who writes to us; None when they do not."""
    wrote, pause = known.session(chat, 0).changed, manners.pause(now)
    # What lies ahead of a clock that was set back says nothing.
    return wrote + pause if wrote is not None and wrote <= now < wrote + pause else None
