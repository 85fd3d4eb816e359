"""Finds somebody for every lead: offers, takes back what was not answered, tells the officers when nobody is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import structlog

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.leads.hours import after
from bot.leads.roster import REMEMBERED, Roster
from bot.leads.routing import has_room
from bot.leads.shifts import is_on_leave, week_of
from bot.runtime.notices import notices
from bot.runtime.speech import Speech
from storage import cases, leads, offers, outbox, staff
from storage.asked import NOBODY
from storage.database import Database, Tx
from storage.records import Case, Lead, Staff

log = structlog.get_logger(__name__)

MOST = 200

CaseCard = Callable[[str, Case, Staff], Say]
Card = Callable[[str, Lead, Staff], Say]
"""What a member of staff is told of a lead: the occasion ("offered", "expired", "waiting"), the lead, the member."""


class Router:
    """One pass over the leads that wait; any number of processes may do it at once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        speeches: dict[str, Speech],
        card: Card,
        case_card: CaseCard,
        patience: timedelta,
    ) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.card = card
        self.case_card = case_card
        self.patience = patience
        self.unheard = 0

    async def route(self) -> int:
        """Take back expired offers and find somebody for each waiting lead; returns how many were offered.

        Only leads that somebody at work covers are looked at, page by page, so that those whom nobody covers never
        stand in the way of the others.
        """
        now = self.clock()
        async with self.database.unhurried() as tx:
            await self._put(tx, [*await self._announce_cases(tx), *await self._take_back(tx, now)], now)
        async with self.database.reading() as tx:
            if not await leads.anybody_waits(tx):
                return 0
            roster = Roster(await staff.candidates(tx, now - REMEMBERED), now, now.date().isoformat())
        offered, last = 0, 0
        while page := await self._page(roster, last, now):
            offered += page.offered
            last = page.last
        return offered

    async def _page(self, roster: Roster, last: int, now: datetime) -> "Page | None":
        """Offer one page of waiting leads; None when there was nothing beyond `last`."""
        async with self.database.unhurried() as tx:
            waiting = await leads.unrouted(tx, roster.areas_at_work, last, MOST)
            said, left = await self._offer_all(tx, waiting, roster, now)
            if not last:
                officers = await staff.officers(tx)
                mine = {one.branch for one in officers}
                left += await leads.unannounced(tx, mine, roster.areas, MOST) if officers else []
            told = await self._tell_officers(tx, [lead for lead in left if not lead.announced])
            await self._put(tx, said + told, now)
        return Page(waiting[-1].id, len(said)) if waiting else None

    async def _put(self, tx: Tx, said: Sequence[Say], now: datetime) -> None:
        if said:
            await outbox.put(tx, await notices(tx, said, self.speeches, now), now)

    async def _announce_cases(self, tx: Tx) -> list[Say]:
        """Every officer of the branch hears of a new case at once; where there is none, it is every officer's."""
        fresh = await cases.unannounced(tx, MOST)
        officers = await staff.officers(tx) if fresh else []
        self._warn(0 if officers else len(fresh))
        if not officers:
            return []
        able = {case.id: [one for one in officers if one.id != case.reported] for case in fresh}
        ours = [_everybodys(case, able[case.id]) for case in fresh if able[case.id]]
        await cases.announce(tx, ours)
        return [
            self.case_card("new", case, one)
            for case in ours
            for one in able[case.id]
            if case.branch in (None, one.branch)
        ]

    def _warn(self, unheard: int) -> None:
        """Once for each case that nobody can be told of, not at every look."""
        if unheard > self.unheard:
            log.error("a case waits and there is no officer to tell; invite one", cases=unheard)
        self.unheard = unheard

    async def _take_back(self, tx: Tx, now: datetime) -> list[Say]:
        """Offers that nobody answered in time, and those that lie with somebody who is away."""
        late = await offers.expired(tx, now, MOST)
        absent = [one.id for one in await staff.absent(tx, *_around(now)) if is_on_leave(one, now)]
        gone = {lead.id for lead in late}
        away = [one for one in await offers.lying_with(tx, absent, MOST) if one.id not in gone] if absent else []
        found = [lead.holder for lead in (*late, *away) if lead.holder is not None]
        members = await staff.by_id(tx, found) if found else {}
        said = []
        taken = [*((lead, "expire", offers.EXPIRED) for lead in late), *((lead, "away", offers.AWAY) for lead in away)]
        for lead, name, why in taken:
            moved = (lead.id, lead.version, lead.state, name, "router", now)
            if await leads.move(tx, *moved, holder=None, reason=why) and lead.holder is not None:
                # A leave begins at midnight, while they sleep.
                said.append(replace(self.card(why, lead, members[lead.holder]), at_work=why == offers.AWAY))
        return said

    async def _offer_all(
        self, tx: Tx, waiting: Sequence[Lead], roster: Roster, now: datetime
    ) -> tuple[list[Say], list[Lead]]:
        """The offers to send, and the leads for which there is nobody."""
        if not waiting:
            return [], []
        asked = await offers.asked(tx, [lead.id for lead in waiting])
        before = await leads.earlier_holders(tx, waiting)
        chosen: list[tuple[Lead, Staff]] = []
        left: list[Lead] = []
        for lead in waiting:
            agent = roster.next(lead, asked.get(lead.id, NOBODY), lead.met or before.get(lead.id))
            if agent is None:
                left.append(lead)
                continue
            roster.offered(agent.id)
            chosen.append((lead, agent))
        able = await self._still_able(tx, chosen, roster)
        made = [Offered(*one, after(week_of(one[1]), now, self.patience) or now + self.patience) for one in able]
        await offers.offer_all(tx, [(one.lead, one.agent.id, one.expires) for one in made], now)
        return [self.card("offered", one.as_lead(), one.agent) for one in made], left

    async def _still_able(
        self, tx: Tx, chosen: Sequence[tuple[Lead, Staff]], roster: Roster
    ) -> list[tuple[Lead, Staff]]:
        """Those of these whose agent is as the roster knows them and has room; the other leads wait for the next look.

        The roster was read before this transaction: meanwhile agents retire, go on leave, are offered other leads, and
        those they stand in for are back.
        """
        chose = {agent.id for _, agent in chosen}
        if not chose:
            return []
        ids = chose | roster.behind(chose)
        await staff.hold(tx, ids)
        now = {one.staff.id: one for one in await staff.candidates(tx, roster.now - REMEMBERED, ids)}
        there = Roster(now.values(), roster.now)
        able = []
        for lead, agent in chosen:
            one = now.get(agent.id)
            known = one is not None and one.staff == agent and there.serves(agent.id, lead.region)
            if one is None or not known or not has_room(one):
                roster.lost(agent.id)
                continue
            now[agent.id] = replace(one, open_leads=one.open_leads + 1)
            able.append((lead, agent))
        return able

    async def _tell_officers(self, tx: Tx, left: Sequence[Lead]) -> list[Say]:
        if not left:
            return []
        officers = await staff.officers(tx)
        reachable = [(lead, [one for one in officers if lead.branch in (None, one.branch)]) for lead in left]
        told = await leads.announce(tx, [lead.id for lead, able in reachable if able])
        return [self.card("waiting", lead, one) for lead, able in reachable if lead.id in told for one in able]


def _everybodys(case: Case, officers: Sequence[Staff]) -> Case:
    """The case as its branch's own, or as every officer's where none of these is of that branch."""
    return case if case.branch in {one.branch for one in officers} else replace(case, branch=None)


def _around(now: datetime) -> tuple[date, date]:
    """The calendar days that it may be somewhere in the country."""
    return now.date(), now.date() + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Page:
    """How far a page of waiting leads reached, and how many of them were offered."""

    last: int
    offered: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A lead, who it is offered to, and until when; the time to think is working time."""

    lead: Lead
    agent: Staff
    expires: datetime

    def as_lead(self) -> Lead:
        """The lead once it is offered."""
        version = self.lead.version + 1
        return replace(self.lead, state="offered", holder=self.agent.id, version=version, expires=self.expires)
