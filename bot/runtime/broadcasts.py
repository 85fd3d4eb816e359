"""Looks after broadcasts: plans their messages page by page, stops what nobody answers for, counts what is over."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.conversation.words import Label
from bot.flows.broadcast import OPEN
from bot.flows.broadcasts import HOURS, left_behind, over
from bot.flows.few import SMALL
from bot.flows.manners import Manners
from bot.runtime.notices import politely
from bot.runtime.speech import Speech
from storage import addressees, audit, broadcasts, echoes, listeners, outbox, staff, timers
from storage.audit import Entry
from storage.database import Database, Tx
from storage.news import KIND, Broadcast, News
from storage.records import ChatId, Timer
from storage.timers import Planned

PAGE = 500
"""People whose messages are planned in one transaction."""
NOBODY = "bot"
"""Who stops a broadcast, as the audit names it, when nobody did."""


async def fallen_due(tx: Tx, due: Sequence[Timer]) -> dict[ChatId, dict[str, News]]:
    """The broadcasts that are due for these chats, by slot; each looked at anew, with whom it is for."""
    carried = [timer for timer in due if timer.kind == KIND]
    found = await broadcasts.by_id(tx, {int(timer.slot) for timer in carried}) if carried else {}
    news: dict[ChatId, dict[str, News]] = {}
    for number, one in found.items():
        chats = {timer.chat for timer in carried if timer.slot == str(number)}
        fit = await listeners.still(tx, one.whom, chats)
        for chat in chats:
            news.setdefault(chat, {})[str(number)] = News(one, chat in fit)
    return news


class Broadcasts:
    """Any number of processes may look at once: whoever is second finds everything done."""

    def __init__(self, database: Database, clock: Clock, manners: Manners, speeches: dict[str, Speech]) -> None:
        self.database = database
        self.clock = clock
        self.manners = manners
        self.speeches = speeches

    async def look(self) -> int:
        """Bring each that is not over on its way; returns how many messages were planned and broadcasts changed."""
        async with self.database.reading() as tx:
            found = await broadcasts.unended(tx)
        return sum([await self._advance(one, led) for one, led in found])

    async def _advance(self, one: Broadcast, led: bool) -> int:
        late = self.clock() > one.last
        match one.state:
            case "asked" if late or not led:
                return await self._steer(one, "cancelled", "too_late" if late else "author_gone")
            case "running" if not led:
                return await self._steer(one, "paused", "author_gone")
            case "running" if not one.planned and not late:
                return await self._plan(one)
            case "paused" if not one.planned and not late:
                return 0  # nobody is told yet, and everybody will be once it goes on
            case "running" | "paused" | "cancelled":
                return await self._end_if_over(one, late)
        return 0

    async def _steer(self, one: Broadcast, to: str, why: str) -> int:
        """Nobody is left who answers for it, or nobody agreed to it in time."""
        now = self.clock()
        async with self.database.unhurried() as tx:
            entry = Entry(NOBODY, f"broadcast.{to}", f"broadcast:{one.id}", {"why": why})
            await audit.hold(tx)
            if not await broadcasts.steer(tx, one, to, now, why=why):
                return 0
            await audit.add(tx, [entry], now)
            if to == "paused":
                near = [each.chat for each in await staff.officers(tx) if each.branch == one.branch]
                says = [Say((left_behind(one),), ((OPEN,),), to=chat, at_work=True) for chat in near]
                await outbox.put(tx, await politely(tx, says, self.speeches, self.manners, now), now)
        return 1

    async def _plan(self, one: Broadcast) -> int:
        """A timer for everybody it is for; each is judged when it is due, by that person's hours and weeks."""
        planned, last = 0, 0
        while page := await self._page(one, last):
            async with self.database.unhurried() as tx:
                if not await broadcasts.runs(tx, one.id):
                    return planned
                await timers.plan(tx, [Planned(chat, KIND, str(one.id), self.clock()) for chat in page])
            planned, last = planned + len(page), page[-1]
        async with self.database.unhurried() as tx:
            await broadcasts.planned(tx, one.id)
        return planned + 1

    async def _page(self, one: Broadcast, after: int) -> Sequence[ChatId]:
        async with self.database.reading() as tx:
            found = await addressees.find(tx, KIND, str(one.id), one.whom, after, PAGE)
        return [each.chat for each in found]

    async def _end_if_over(self, one: Broadcast, late: bool) -> int:
        """Count what became of it once nothing of it waits; what still waits after its last day never goes."""
        now = self.clock()
        async with self.database.reading() as tx:
            if not late and not await broadcasts.is_over(tx, one.id):
                return 0
        async with self.database.unhurried() as tx:
            if late:
                await broadcasts.drop(tx, one.id, "too_late", now)
            if not await broadcasts.is_over(tx, one.id):
                return 0
            counts = (await broadcasts.outcomes(tx, [one.id]))[one.id]
            if not await broadcasts.end(tx, one, counts, now):
                return 0
            if counts or not _was_stopped(one):
                words = await self._told_of(tx, one, counts, now)
                told = Say((words,), ((OPEN,),), to=await _to(tx, one), at_work=True)
                await outbox.put(tx, await politely(tx, [told], self.speeches, self.manners, now), now)
        return 1

    async def _told_of(self, tx: Tx, one: Broadcast, counts: Mapping[str, int], now: datetime) -> Label:
        """What became of it, and what people did, if nothing more can come."""
        hours, small = (self.manners.facts.in_force(rule, now.date()).count for rule in (HOURS, SMALL))
        known = not await echoes.may_come(tx, one.id, now - timedelta(hours=hours))
        after = (await echoes.counts(tx, [one.id]))[one.id] if known else None
        return over(one, counts, after, str(hours), small)


def _was_stopped(one: Broadcast) -> bool:
    """Whether an officer called it off or did not agree: its author heard that at once."""
    return one.state == "cancelled" and one.why in (None, "refused")


async def _to(tx: Tx, one: Broadcast) -> ChatId | None:
    """Whoever wrote it; once they left, who answers for it."""
    answer_for = [each for each in (one.author, one.approver) if each is not None]
    found = await staff.by_id(tx, answer_for)
    return next((found[each].chat for each in answer_for if found[each].active), None)
