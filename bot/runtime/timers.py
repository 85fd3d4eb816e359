"""Lets happen what is due: plans ahead, looks again whether it still makes sense, and hands it to the outbox.

A timer ends in the transaction that writes its message, and such messages go out at most once, so that nobody is told
the same thing twice, whatever dies in between.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate, chain
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.clock import Clock
from bot.conversation.engine import left_half_way
from bot.conversation.steps import Book
from bot.conversation.view import Known
from bot.errors import NoRuleInForce
from bot.flows.judging import A_WEEK, BEGINNING, NO_BOOK, Judge, Ripe, Standing
from bot.flows.manners import Manners
from bot.flows.timers import Kind, Kinds, Plan
from bot.leads.hours import opens
from bot.leads.shifts import week_of
from bot.runtime.apply import answered
from bot.runtime.broadcasts import fallen_due
from bot.runtime.desks import NO_DESK, morning_of
from bot.runtime.mondays import reports_due
from bot.runtime.requests import place_told, requests_of, standing, talking
from bot.runtime.speech import Speech, message
from bot.timing.welcome import Zones
from storage import addressees, leads, outbox, people, receipts, staff, timers
from storage.audiences import Crew
from storage.database import Database, GaveWay, Tx
from storage.outbox import Post
from storage.people import Acquaintances, Moved
from storage.readers import NO_READING, OF_REPORTS
from storage.records import ChatId, Person, Staff, Timer
from storage.timers import Planned

log = structlog.get_logger(__name__)

PLANNED_AT_ONCE = 500
FIRED_AT_ONCE = 10
"""What can be judged and put into words before others have to wait for it."""
GIVES_WAY = 3
"""How often in a row what is due lets an answer go first."""
A_MOMENT = timedelta(minutes=1)
AWAY = (OperationalError, InterfaceError)
"""The database is locked, restarting or gone: nothing is wrong with the timers."""
BACKLOG = 600
"""Unasked messages that may wait in the outbox: twenty seconds' worth. What is due beyond stays a timer, and is judged
when its turn comes, not an hour before."""


class Timers:
    """Any number of processes may look at once; each timer is one process's."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        kinds: Kinds,
        manners: Manners,
        speeches: dict[str, Speech],
        book: Book = NO_BOOK,
    ) -> None:
        self.database = database
        self.clock = clock
        self.kinds = kinds
        self.manners = manners
        self.judge = Judge(kinds, manners, book)
        self.speeches = speeches
        self.busy = asyncio.Lock()

    async def look(self) -> int:
        """Let happen what is due, as much as can go out soon; returns how many timers ended."""
        if self.busy.locked():
            return 0
        async with self.busy:
            return await self._look(self.clock())

    async def _look(self, now: datetime) -> int:
        async with self.database.reading() as tx:
            soonest = await timers.next_due(tx)
            room = BACKLOG - await outbox.backlog(tx, BACKLOG, now) if soonest is not None and soonest <= now else 0
        fired = 0
        while fired < room and (some := await self.fire(now)):
            fired += some
        return fired

    # Planning

    async def plan(self) -> None:
        """A timer for everybody whom one of the kinds wants to tell something in the time ahead.

        A kind for which the facts are silent waits for its rule, and no other waits with it.
        """
        now = self.clock()
        for name, kind in self.kinds.items():
            try:
                await self._plan(name, kind, now)
            except NoRuleInForce as gap:
                on = gap.on.isoformat()
                log.error("the facts are silent; add the rule that holds", kind=name, rule=gap.rule_id, on=on)

    async def _plan(self, name: str, kind: Kind, now: datetime) -> None:
        for one in kind.plans(now):
            last = 0
            while page := await self._page(name, one, last, now):
                async with self.database.unhurried() as tx:
                    await timers.plan(tx, page)
                last = page[-1].chat

    async def _page(self, kind: str, plan: Plan, after: int, now: datetime) -> Sequence[Planned]:
        """The next ones who have no such timer; due never where there is no time for it any more."""
        async with self.database.reading() as tx:
            found = await addressees.find(tx, kind, plan.slot, plan.audience, after, PLANNED_AT_ONCE)
            if not found:
                return []
            chats = [one.chat for one in found]
            if isinstance(plan.audience, Crew):
                members, days = await staff.of_chats(tx, chats), plan.audience.days
                whens = [_work_begins(members[one.chat], plan.day_for(one.since), days) for one in found]
            else:
                known = await people.of_chats(tx, chats)
                zones = await self._zones(tx, chats, known)
                whens = [
                    self._morning(
                        self.kinds[kind], plan.day_for(one.since), known.person(one.chat), zones[one.chat], now
                    )
                    for one in found
                ]
        return [Planned(one.chat, kind, f"{plan.slot}{one.key}", due) for one, due in zip(found, whens, strict=True)]

    def _morning(self, kind: Kind, day: date, person: Person, zones: Zones, now: datetime) -> datetime:
        """What should have gone out by now waits for the next morning; one of the person's own days is waited for."""
        morning = max(self.manners.morning(day, zones), self.manners.next_morning(now, zones))
        return self.manners.own_day(morning, zones, person, kind.patience)

    # What is due

    async def fire(self, now: datetime) -> int:
        """Let some of what is due happen, drop what makes no sense any more, and put off what would wake people."""
        for gives_way in (*[True] * GIVES_WAY, False):
            with suppress(GaveWay):
                return await self._fire(now, gives_way=gives_way)
        return 0

    async def _fire(self, now: datetime, *, gives_way: bool) -> int:
        try:
            return len(await self._together(now, FIRED_AT_ONCE, gives_way=gives_way))
        except (*AWAY, GaveWay):
            raise
        except Exception as error:
            # One of them cannot be said: done one by one, the others can.
            log.warning("timers are done again, one at a time", reason=type(error).__name__)
            return await self._alone(now)

    async def _alone(self, now: datetime) -> int:
        taken: list[Timer] = []
        try:
            return await self._of_one(now, taken)
        except AWAY:
            raise
        except Exception:
            log.exception("timers of a chat failed and were dropped", timers=[timer.id for timer in taken])
            async with self.database.unhurried() as tx:
                await timers.settle(tx, [timer.id for timer in taken], "cleared", "failed", now)
            return len(taken)

    async def _together(self, now: datetime, most: int, *, gives_way: bool) -> Sequence[Timer]:
        async with self.database.unhurried(gives_way=gives_way) as tx:
            mine = await self._mine(tx, now, most)
            if mine:
                await self._end(tx, await self._judged(tx, mine, now), now)
        return mine

    async def _of_one(self, now: datetime, taken: list[Timer]) -> int:
        """Let happen what is due for the first chat, up to the first of it that cannot be said; how many ended."""
        async with self.database.unhurried() as tx:
            taken.extend(await self._mine(tx, now, 1))
            for count, one in enumerate(await self._judged(tx, taken, now) if taken else (), 1):
                if not await self._ended(tx, one, now):
                    # What it might have made pointless is judged anew, now that it is not said.
                    return count
        return len(taken)

    async def _ended(self, tx: Tx, one: Ripe, now: datetime) -> bool:
        """Whether this could be said; it is dropped when it could not."""
        try:
            async with tx.connection.begin_nested():
                await self._end(tx, [one], now)
        except AWAY:
            raise
        except Exception:
            log.exception("a timer failed and was dropped", timer=one.timer.id)
            await timers.settle(tx, [one.timer.id], "cleared", "failed", now)
            return False
        return True

    async def _mine(self, tx: Tx, now: datetime, most: int) -> list[Timer]:
        """Everything that is due for the first chats, of those that nobody else tells anything right now.

        A person's timers are looked at together, or less would go before more, and no week be counted by two.
        """
        first = await timers.due(tx, now, most)
        free = await people.hold(tx, {timer.chat for timer in first}) if first else set()
        return whole(await timers.due_of(tx, free, now), most) if free else []

    async def _judged(self, tx: Tx, due: Sequence[Timer], now: datetime) -> list[Ripe]:
        chats = list({timer.chat for timer in due})
        return self.judge.judged(due, await self._standings(tx, chats, due, now), now)

    async def _standings(
        self, tx: Tx, chats: Sequence[ChatId], due: Sequence[Timer], now: datetime
    ) -> dict[ChatId, Standing]:
        """How each of these people stands, in a handful of statements."""
        known = await people.of_chats(tx, chats)
        zones = await self._zones(tx, chats, known)
        counted = [name for name, kind in self.kinds.items() if kind.is_counted]
        sent = await timers.sent_since(tx, chats, counted, now - A_WEEK)
        crew = {one.chat for one in due if one.kind in self.kinds and self.kinds[one.kind].for_staff}
        readers = {one.chat for one in due if one.kind in OF_REPORTS}
        members = await staff.of_chats(tx, list(crew | readers)) if crew | readers else {}
        desks = {chat: await morning_of(tx, member, now) for chat, member in members.items() if chat in crew}
        reading = await reports_due(tx, due, members, known)
        asked = {one.chat for one in due if one.kind in self.kinds and self.kinds[one.kind].asks}
        requests = await requests_of(tx, list(asked)) if asked else {}
        busy = await talking(tx, chats)
        news = await fallen_due(tx, due)
        return {
            chat: Standing(
                Known(
                    known.person(chat),
                    staff=members.get(chat),
                    desk=desks.get(chat, NO_DESK),
                    news=news.get(chat, {}),
                    reading=reading.get(chat, NO_READING),
                    **requests.get(chat, {}),
                ),
                zones[chat],
                sent.get(chat, ()),
                known.session(chat, 0).changed,
                chat in busy,
                standing(known.session(chat, 0), now) if chat in asked else BEGINNING,
            )
            for chat in chats
        }

    async def _zones(self, tx: Tx, chats: Sequence[ChatId], known: Acquaintances) -> dict[ChatId, Zones]:
        """By where they said that they live: in what they sent, else in a form that is not finished yet."""
        regions = await leads.regions(tx, chats)
        return {chat: self.manners.zones(regions.get(chat) or place_told(known.session(chat, 0))) for chat in chats}

    async def _led(self, tx: Tx, one: Ripe, now: datetime) -> Ripe:
        """The conversation stands at what is asked; whoever writes at this very moment is asked later, if at all."""
        if one.session is None:
            return one
        form = left_half_way(self.judge.book, one.session)
        moved = Moved(one.timer.chat, one.session.turn, one.session.to_json(), form)
        led = await people.lead_session(tx, moved, now)
        return one if led else replace(one, says=None, until=now + A_MOMENT, waits="writing")

    async def _end(self, tx: Tx, judged: Sequence[Ripe], now: datetime) -> None:
        ripe = [await self._led(tx, one, now) for one in judged]
        said = [(one, one.says) for one in ripe if one.says is not None]
        speech = {one.timer.id: self.speeches[one.language] for one in ripe}
        answers = (answered(says, one.timer.chat, one.rules, speech[one.timer.id]) for one, says in said)
        await receipts.keep(tx, [answer for each in answers for answer in each], now)
        posts = [
            Post(
                one.timer.chat,
                "bulk",
                message(says, one.timer.chat, one.session.turn if one.session else 0, speech[one.timer.id]),
                until=one.goes_until,
                timer=one.timer.id,
            )
            for one, says in said
        ]
        await outbox.put(tx, posts, now)
        await timers.settle(tx, [one.timer.id for one, _ in said], "done", None, now)
        for why in {one.why for one in ripe if one.why}:
            await timers.settle(tx, [one.timer.id for one in ripe if one.why == why], "cleared", why, now)
        for until, waits in {(one.until, one.waits) for one in ripe if one.until and one.waits}:
            mine = [one.timer.id for one in ripe if (one.until, one.waits) == (until, waits)]
            await timers.postpone(tx, mine, until, waits)


def whole(due: Sequence[Timer], most: int) -> list[Timer]:
    """Those of the first chats, all of each: `most` at once, but never less than one chat's."""
    by_chat: dict[ChatId, list[Timer]] = {}
    for timer in due:
        by_chat.setdefault(timer.chat, []).append(timer)
    ends = accumulate(len(mine) for mine in by_chat.values())
    fit = [mine for end, mine in zip(ends, by_chat.values(), strict=True) if end <= most]
    return list(chain.from_iterable(fit or [*by_chat.values()][:1]))


def _work_begins(member: Staff, day: date, days: int) -> datetime | None:
    """When this member's work begins on `day` or within `days` of it; None when they do not work then."""
    midnight = datetime.combine(day, time(), ZoneInfo(member.zone))
    begins = opens(week_of(member), midnight)
    return begins if begins is not None and begins < midnight + timedelta(days=days) else None
