"""Climbs the ladder: reminds, takes back, tells the officers, when nothing happens to a lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.leads.hours import OFFICE, Week
from bot.leads.ladder import Rung, due
from bot.leads.shifts import week_of
from bot.runtime.notices import notices
from bot.runtime.speech import Speech
from storage import leads, outbox, staff
from storage.database import Database, Tx
from storage.records import Lead, Staff, StaffId

MOST = 200
SHORTEST = timedelta(hours=4)
"""No rung is nearer than this, so that leads that are being worked on are not even looked at."""

Card = Callable[[str, Lead, Staff], Say]


class Escalation:
    """One pass over the leads to which nothing happens; any number of processes may do it at once."""

    def __init__(self, database: Database, clock: Clock, speeches: dict[str, Speech], card: Card) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.card = card

    async def climb(self) -> int:
        """Do what is due, each rung once for each silence; returns how many rungs were climbed."""
        now, climbed, last = self.clock(), 0, 0
        while True:
            async with self.database.unhurried() as tx:
                silent = await leads.silent(tx, now - SHORTEST, last, MOST)
                if not silent:
                    return climbed
                climbed += await self._page(tx, silent, now)
                last = silent[-1].id

    async def _page(self, tx: Tx, silent: Sequence[Lead], now: datetime) -> int:
        holders = await staff.by_id(tx, [lead.holder for lead in silent if lead.holder is not None])
        officers = await staff.officers(tx)
        rungs = [
            (lead, rung)
            for lead in silent
            for rung in due(lead, _week(lead, holders), now)
            if rung.does != "officer" or _near(lead, officers)
        ]
        fresh = await leads.climb(tx, [(lead, rung.name) for lead, rung in rungs], now)
        said: list[Say] = []
        for lead, rung in rungs:
            if (lead.id, rung.name) in fresh:
                said += await self._act(tx, lead, rung, holders, officers, now)
        await outbox.put(tx, await notices(tx, said, self.speeches, now), now)
        return len(fresh)

    async def _act(
        self,
        tx: Tx,
        lead: Lead,
        rung: Rung,
        holders: Mapping[StaffId, Staff],
        officers: Sequence[Staff],
        now: datetime,
    ) -> list[Say]:
        holder = holders.get(lead.holder) if lead.holder is not None else None
        match rung.does:
            case "remind":
                return [self.card("late", lead, holder)] if holder else []
            case "release":
                moved = (lead.id, lead.version, lead.state, "release", "router", now)
                released = await leads.move(tx, *moved, holder=None, reason="silent")
                return self._taken_away(lead, holder) if released and holder else []
            case "exception":
                return []  # it stands in the list of the week, as long as nothing happens
            case "officer":
                return [self.card("silent", lead, one) for one in _near(lead, officers)]

    def _taken_away(self, lead: Lead, holder: Staff) -> list[Say]:
        """The former holder hears of it, and the card that shows name and number shows them no longer."""
        told = self.card("expired", lead, holder)
        return [told] if lead.card is None else [replace(told, edit=lead.card), told]


def _near(lead: Lead, officers: Sequence[Staff]) -> list[Staff]:
    """The officers who answer for a lead; while there is none, the rung on which they are told waits for one."""
    return [one for one in officers if lead.branch in (None, one.branch)]


def _week(lead: Lead, holders: Mapping[StaffId, Staff]) -> Week:
    """The holder's working time; an office's where nobody holds the lead."""
    holder = holders.get(lead.holder) if lead.holder is not None else None
    return week_of(holder) if holder is not None else Week(OFFICE)
