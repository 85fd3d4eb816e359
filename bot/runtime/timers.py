"""Lets happen what is due: plans ahead, looks again whether it still makes sense, and hands it to the outbox.

A timer ends in the transaction that writes its message, and such messages go out at most once, so that nobody is told
the same thing twice, whatever dies in between.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock
from bot.conversation.view import Known
from bot.flows.judging import A_WEEK, Judge, Ripe, Standing
from bot.flows.manners import Manners
from bot.flows.timers import Kind, Kinds, Plan
from bot.leads.hours import opens
from bot.leads.shifts import week_of
from bot.runtime.apply import answered
from bot.runtime.desks import NO_DESK, morning_of
from bot.runtime.speech import Speech, message
from storage import addressees, leads, outbox, people, receipts, staff, timers
from storage.audiences import Crew
from storage.database import Database, Tx
from storage.outbox import Post
from storage.records import ChatId, Person, Staff, Timer
from storage.timers import Planned

log = structlog.get_logger(__name__)

PLANNED_AT_ONCE = 500
FIRED_AT_ONCE = 20
"""What can be put into words before others have to wait for it."""


class Timers:
    """Any number of processes may look at once; each timer is one process's."""

    def __init__(
        self, database: Database, clock: Clock, kinds: Kinds, manners: Manners, speeches: dict[str, Speech]
    ) -> None:
        self.database = database
        self.clock = clock
        self.kinds = kinds
        self.manners = manners
        self.judge = Judge(kinds, manners)
        self.speeches = speeches

    async def look(self) -> int:
        """Let happen all that is due; returns how many timers ended."""
        now = self.clock()
        async with self.database.reading() as tx:
            soonest = await timers.next_due(tx)
        fired = 0
        while soonest is not None and soonest <= now and (some := await self.fire(now)):
            fired += some
        return fired

    # Planning

    async def plan(self) -> None:
        """A timer for everybody whom one of the kinds wants to tell something in the time ahead."""
        now = self.clock()
        for name, kind in self.kinds.items():
            for one in kind.plans(now):
                last = 0
                while page := await self._page(name, one, last, now):
                    async with self.database.transaction() as tx:
                        await timers.plan(tx, page)
                    last = page[-1].chat

    async def _page(self, kind: str, plan: Plan, after: int, now: datetime) -> Sequence[Planned]:
        """The next ones who have no such timer; due never where there is no time for it any more."""
        async with self.database.reading() as tx:
            found = await addressees.find(tx, kind, plan.slot, plan.audience, after, PLANNED_AT_ONCE)
            chats = [one.chat for one in found]
            if isinstance(plan.audience, Crew):
                members, days = await staff.of_chats(tx, chats), plan.audience.days
                whens = [_work_begins(members[one.chat], plan.day_for(one.since), days) for one in found]
            else:
                known, regions = await people.of_chats(tx, chats), await leads.regions(tx, chats)
                zones = {chat: self.manners.zone(regions.get(chat)) for chat in chats}
                whens = [
                    self._morning(
                        self.kinds[kind], plan.day_for(one.since), known.person(one.chat), zones[one.chat], now
                    )
                    for one in found
                ]
        return [Planned(one.chat, kind, f"{plan.slot}{one.key}", due) for one, due in zip(found, whens, strict=True)]

    def _morning(self, kind: Kind, day: date, person: Person, zone: ZoneInfo, now: datetime) -> datetime:
        """What should have gone out by now waits for the next morning; one of the person's own days is waited for."""
        morning = max(self.manners.morning(day, zone), self.manners.next_morning(now, zone))
        return self.manners.own_day(morning, zone, person, kind.patience)

    # What is due

    async def fire(self, now: datetime) -> int:
        """Let some of what is due happen, drop what makes no sense any more, and put off what would wake people."""
        async with self.database.transaction() as tx:
            due = await timers.due(tx, now, FIRED_AT_ONCE)
            if due:
                await self._end(tx, await self._judged(tx, due, now), now)
        return len(due)

    async def _judged(self, tx: Tx, due: Sequence[Timer], now: datetime) -> list[Ripe]:
        chats = list({timer.chat for timer in due})
        return self.judge.judged(due, await self._standings(tx, chats, due, now), now)

    async def _standings(
        self, tx: Tx, chats: Sequence[ChatId], due: Sequence[Timer], now: datetime
    ) -> dict[ChatId, Standing]:
        """How each of these people stands, in a handful of statements."""
        known, regions = await people.of_chats(tx, chats), await leads.regions(tx, chats)
        for_people = [name for name, kind in self.kinds.items() if not kind.for_staff]
        sent = await timers.sent_since(tx, chats, for_people, now - A_WEEK)
        crew = {one.chat for one in due if one.kind in self.kinds and self.kinds[one.kind].for_staff}
        members = await staff.of_chats(tx, list(crew)) if crew else {}
        desks = {chat: await morning_of(tx, member, now) for chat, member in members.items()}
        return {
            chat: Standing(
                Known(known.person(chat), staff=members.get(chat), desk=desks.get(chat, NO_DESK)),
                self.manners.zone(regions.get(chat)),
                sent.get(chat, ()),
                known.session(chat, 0).changed,
            )
            for chat in chats
        }

    async def _end(self, tx: Tx, ripe: Sequence[Ripe], now: datetime) -> None:
        said = [(one, one.says) for one in ripe if one.says is not None]
        speech = {one.timer.id: self.speeches[one.language] for one in ripe}
        answers = (answered(says, one.timer.chat, one.rules, speech[one.timer.id]) for one, says in said)
        await receipts.keep(tx, [answer for each in answers for answer in each], now)
        posts = [
            Post(
                one.timer.chat,
                "bulk",
                message(says, one.timer.chat, 0, speech[one.timer.id]),
                until=one.goes_until,
                timer=one.timer.id,
            )
            for one, says in said
        ]
        await outbox.put(tx, posts, now)
        await timers.settle(tx, [one.timer.id for one, _ in said], "done", None, now)
        for why in {one.why for one in ripe if one.why}:
            await timers.settle(tx, [one.timer.id for one in ripe if one.why == why], "cleared", why, now)
        for until in {one.until for one in ripe if one.until}:
            await timers.postpone(tx, [one.timer.id for one in ripe if one.until == until], until)


def _work_begins(member: Staff, day: date, days: int) -> datetime | None:
    """When this member's work begins on `day` or within `days` of it; None when they do not work then."""
    midnight = datetime.combine(day, time(), ZoneInfo(member.zone))
    begins = opens(week_of(member), midnight)
    return begins if begins is not None and begins < midnight + timedelta(days=days) else None
