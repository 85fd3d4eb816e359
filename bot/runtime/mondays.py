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
from bot.i18n.catalogue import LANGUAGES, Catalogue
from bot.reports import pages
from bot.reports.weekly import DEFINITION, Weekly
from bot.reports.weeks import newest
from bot.runtime.loading.of_reports import areas
from bot.runtime.reports import Reports
from storage import people, pictures, reports, staff, subscriptions, timers
from storage.database import Database, Tx
from storage.people import Acquaintances
from storage.readers import MESSAGE, OF_REPORTS, PICTURE, Asked, Reading, Subscription
from storage.records import ChatId, Staff, Timer
from storage.timers import Planned

log = structlog.get_logger(__name__)

PLANNED_AT_ONCE = 500


class Mondays:
    """Any number of processes may plan at once; `over` is the last week that this one is done with, by region."""

    def __init__(self, database: Database, clock: Clock, manners: Manners) -> None:
        self.database = database
        self.clock = clock
        self.manners = manners
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
            try:
                await self._plan(made, region, now)
            except DBAPIError:
                raise
            except Exception as error:
                # One region of which nothing can be told must not keep the others waiting.
                log.warning("a report could not be made", region=region, reason=type(error).__name__)

    async def _plan(self, made: Reports, region: str, now: datetime) -> None:
        week = newest(now, self.manners.places.zone(region))
        if self.over.get(region) == week:
            return
        comes, last = due(self.manners, region, week), 0
        weekly: Weekly | None = None
        while page := await self._page(region, last):
            last = page[-1].chat
            getting = [one.chat for one in page if is_for(one, week, comes)]
            if getting:
                weekly = weekly or await made.of(region, week, now)
                await self._draw(weekly, getting, now)
                await self._store(
                    [Planned(chat, kind, slot(region, week), comes) for chat in getting for kind in KINDS]
                )
        # Who subscribes once it is due gets the next one: nobody is left to be planned for.
        if now >= comes:
            self.over[region] = week

    async def _page(self, region: str, after: int) -> Sequence[Subscription]:
        async with self.database.reading() as tx:
            return await subscriptions.of_region(tx, region, after, PLANNED_AT_ONCE)

    async def _draw(self, weekly: Weekly, chats: Collection[ChatId], now: datetime) -> None:
        """The picture in every language of these people, unless it is there; drawn where it holds up nobody."""
        async with self.database.reading() as tx:
            wanted = set((await people.languages(tx, list(chats))).values())
            missing = wanted - await pictures.languages(tx, weekly.region, weekly.week)
        for language in sorted(missing):
            drawn = await asyncio.to_thread(pages.picture, weekly, self.words, language)
            async with self.database.transaction() as tx:
                await pictures.keep(tx, (weekly.region, weekly.week, language), drawn, now)

    async def _store(self, planned: Sequence[Planned]) -> None:
        async with self.database.transaction() as tx:
            await timers.plan(tx, planned)


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
    drawn = await pictures.of(
        tx, {(*asked(one), tongue) for one in mine if one.kind == PICTURE for tongue in LANGUAGES}
    )
    unread = {chat: await timers.weeks_done(tx, chat, MESSAGE, kept[chat][0].opened) for chat in kept}
    return {
        chat: Reading(
            areas(members[chat], served) if chat in members else (),
            kept.get(chat, ()),
            snapshots,
            _own(drawn, known.person(chat).language),
            unread.get(chat, 0),
        )
        for chat in chats
    }


def _own(drawn: Mapping[pictures.Key, bytes], language: str) -> dict[Asked, bytes]:
    """In the person's language, or in another one where they changed it since the pictures were drawn."""
    own_last = sorted(drawn.items(), key=lambda one: one[0][2] == language)
    return {(region, week): content for (region, week, _), content in own_last}
