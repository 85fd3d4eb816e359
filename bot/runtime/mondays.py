"""Monday's reports: made and drawn before they fall due, planned for everybody who subscribed, late ones, too.

What is planned is a timer, unique for chat, region and week, so nobody gets the same one twice.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.flows.manners import Manners
from bot.flows.mondays import asked, due, is_for, slot
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import DEFINITION, Weekly
from bot.reports.weeks import newest
from bot.runtime.aside import aside
from bot.runtime.loading.of_reports import areas
from bot.runtime.reports import Reports, to_see_why
from storage import people, pictures, reports, staff, subscriptions, timers
from storage.database import Database, Tx
from storage.people import Acquaintances
from storage.readers import MESSAGE, OF_REPORTS, PICTURE, Reading, Subscription
from storage.records import ChatId, Staff, Timer
from storage.timers import Planned

log = structlog.get_logger(__name__)

PLANNED_AT_ONCE = 500


class Mondays:
    """Any number of processes may plan at once; `over` is the last week that this one is done with, by region.

    `rest` are the seconds between two reports that are made before they fall due.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        manners: Manners,
        rest: float = 0,
    ) -> None:
        self.database = database
        self.clock = clock
        self.manners = manners
        self.rest = rest
        self.words = Catalogue.load()
        self.over: dict[str, str] = {}

    async def plan(self) -> None:
        """Make the reports of the week that is over, and a timer for everybody who gets one."""
        now = self.clock()
        told = (self.manners.facts, self.manners.places, self.manners.example)
        made = Reports(self.database, *told, many=True)
        async with self.database.reading() as tx:
            regions = await subscriptions.regions(tx)
        for region in regions:
            if not self.manners.places.is_known(region):
                log.error("readers of a region that is no more get no report; give them another area", region=region)
                continue
            week = newest(now, self.manners.places.zone(region))
            try:
                await self._plan(made, region, week, now)
            except DBAPIError:
                raise
            except Exception:
                # One region of which nothing can be told must not keep the others waiting; it is tried at each plan.
                log.exception(
                    "a report of Monday could not be made; until it can its readers get none",
                    region=region,
                    week=week,
                    do=to_see_why(region, week),
                )

    async def _plan(self, made: Reports, region: str, week: str, now: datetime) -> None:
        if self.over.get(region) == week:
            return
        comes, last = due(self.manners, region, week), 0
        weekly: Weekly | None = None
        while page := await self._page(region, last):
            last = page[-1].chat
            getting = [one.chat for one in page if is_for(one, week, comes)]
            if getting:
                await self.database.quiet()
                weekly = weekly or await made.of(region, week, now)
                planned = [Planned(chat, kind, slot(region, week), comes) for chat in getting for kind in KINDS]
                drawn = await self._drawn(weekly, getting)
                async with self.database.unhurried() as tx:
                    for language, content in drawn.items():
                        await pictures.keep(tx, (region, week, language), content, now)
                    await timers.plan(tx, planned)
                if drawn and now < comes:
                    # Hours are left: who is answered meanwhile notices one report in a while, and not all of them.
                    await asyncio.sleep(self.rest)
        # Who subscribes once it is due gets the next one: nobody is left to be planned for.
        if now >= comes:
            self.over[region] = week

    async def _page(self, region: str, after: int) -> Sequence[Subscription]:
        async with self.database.reading() as tx:
            return await subscriptions.of_region(tx, region, after, PLANNED_AT_ONCE)

    async def _drawn(self, weekly: Weekly, chats: Collection[ChatId]) -> dict[str, bytes]:
        """The picture in every language of these people in which it is not kept, drawn where it holds up nobody."""
        async with self.database.reading() as tx:
            wanted = set((await people.languages(tx, list(chats))).values())
            missing = wanted - await pictures.languages(tx, weekly.region, weekly.week)
        drawn = {}
        for language in sorted(missing):
            await self.database.quiet()
            drawn[language] = await aside(pages.picture, weekly, self.words, language)
        return drawn


KINDS = (PICTURE, MESSAGE)


async def reports_due(
    tx: Tx, found: Sequence[Timer], members: Mapping[ChatId, Staff], known: Acquaintances
) -> dict[ChatId, Reading]:
    """What those know to whom a report falls due, with these reports themselves."""
    mine = [timer for timer in found if timer.kind in OF_REPORTS]
    if not mine:
        return {}
    chats = list({timer.chat for timer in mine})
    served = {one.id: one.regions for one in await staff.all_branches(tx)}
    kept = await subscriptions.of_chats(tx, chats)
    told = {each: await reports.of(tx, *each, DEFINITION) for each in {asked(timer) for timer in mine}}
    snapshots = {each: snapshot for each, snapshot in told.items() if snapshot is not None}
    unread = await timers.weeks_done(tx, {chat: mine[0].opened for chat, mine in kept.items()}, MESSAGE)
    return {
        chat: Reading(
            areas(members[chat], served) if chat in members else (),
            kept.get(chat, ()),
            snapshots,
            unread.get(chat, 0),
        )
        for chat in chats
    }
