"""What happens in the first and the last moment of a week is of it, what happens a moment earlier or later is not."""

from datetime import date, timedelta

import pytest

from storage import guests, visits
from storage.database import Database
from storage.field import EVENT, VISIT, Told
from storage.records import ChatId
from tests.recounts.by_hand import Asked
from tests.recounts.life import BRANCH, Life, begins, writes
from tests.recounts.surely import ask, go
from tests.recounts.test_recount import MONDAYS, counts_alike

A_MOMENT = timedelta(milliseconds=1)
A_DAY = timedelta(days=1)


async def everything(life: Life, event: int, village: str) -> None:
    """Somebody writes, comes to an event, asks; people are offered, called, registered, and found not to be."""
    life.chats += 1
    await writes(life.tx, ChatId(life.chats), life.now)
    await guests.join(life.tx, event, ChatId(life.chats), life.now)
    lead = await ask(life, 0, (village,))
    await go(life, lead, "offer", "expire", "offer", "accept", "contacted", "registered", "verified")


@pytest.mark.parametrize("village", ["35.28.06.2001", "51.03.01.1001", "81.01.01.2001"])
async def test_a_week_begins_and_ends_to_the_moment_where_the_region_lies(
    quick_database: Database, village: str
) -> None:
    """In each of the three zones."""
    async with quick_database.transaction() as tx:
        asked = Asked(village[:5], MONDAYS[0], MONDAYS[0])  # type: ignore[arg-type]
        # As many inside as outside would be as many again in a week that begins and ends an hour off.
        early, late = [asked.begin - A_MOMENT] * 2, [asked.end] * 3
        borders = (*early, asked.begin, asked.end - A_MOMENT, *late)
        life = await begins(tx, village[:5], at=asked.begin - A_DAY, serves=village[:5])
        event = await visits.add(tx, EVENT, BRANCH, life.agent, Told(village, MONDAYS[0], "pkk"), life.now, "E")
        registered = [await ask(life, 0, (village,)) for _ in borders]
        for lead in registered:
            await go(life, lead, "offer", "accept", "contacted", "registered")
        for life.now, lead in zip(borders, registered, strict=True):
            await everything(life, event, village)
            await go(life, lead, "reopen")
        told = await counts_alike(life, village[:5], MONDAYS[0])
    assert told.funnel.total == dict.fromkeys(told.funnel.total, 2)
    [came] = [line.counts["conversations"] for line in told.funnel.by_channel if line.key == "event"]
    assert (came, told.funnel.taken_back, told.lateness.expired_offers) == (2, 2, 2)


async def test_each_zone_keeps_its_own_week_where_all_are_counted_at_once(quick_database: Database) -> None:
    """Everything happens to people of all three, in the first moment and the last of the week of each."""
    places = ("35.28.06.2001", "51.03.01.1001", "81.01.01.2001")
    asked = [Asked(place[:2], MONDAYS[1], MONDAYS[1]) for place in places]
    moments = sorted(at for one in asked for at in (one.begin - A_MOMENT, one.begin, one.end - A_MOMENT, one.end))
    async with quick_database.transaction() as tx:
        life = await begins(tx, at=moments[0] - A_DAY)
        told = [Told(place, MONDAYS[0], "pkk") for place in places]
        events = [await visits.add(tx, EVENT, BRANCH, life.agent, one, life.now, one.region) for one in told]
        registered = [(at, nth, await ask(life, 0, (place,))) for at in moments for nth, place in enumerate(places)]
        for _, _, lead in registered:
            await go(life, lead, "offer", "accept", "contacted", "registered")
        for life.now, nth, lead in registered:
            await everything(life, events[nth], places[nth])
            await go(life, lead, "reopen")
        found = [await counts_alike(life, place[:2], MONDAYS[1]) for place in places]
    assert [one.funnel.total["registered"] for one in found] == [6, 6, 6]
    assert [one.funnel.taken_back for one in found] == [6, 6, 6]


async def test_a_visit_counts_by_the_day_that_is_told(quick_database: Database) -> None:
    """In the week, and in the year, which begins with the first of January."""
    monday = MONDAYS[0]
    days = [monday - A_DAY, monday, monday + 6 * A_DAY, monday + 7 * A_DAY, date(2026, 1, 1), date(2025, 12, 31)]
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        for at, day in enumerate(days, start=1):
            told = Told(f"35.28.06.20{at:02}", day, "farmers", 2 * at)
            await visits.add(tx, VISIT, BRANCH, life.agent, told, life.now, None)
        found = (await counts_alike(life, "35.28", monday)).villages
    assert (found.visited, found.visited_in_week, found.visits_in_week, found.people_in_week) == (4, 2, 2, 10)


async def test_a_week_over_new_year_counts_the_year_of_its_sunday(quick_database: Database) -> None:
    """A village that was visited on New Year's Eve was visited in the week, and not yet in the new year."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        for at, day in enumerate((date(2026, 12, 31), date(2027, 1, 1)), start=1):
            told = Told(f"35.28.06.20{at:02}", day, "farmers", 2)
            await visits.add(tx, VISIT, BRANCH, life.agent, told, life.now, None)
        found = (await counts_alike(life, "35.28", date(2026, 12, 28))).villages
    assert (found.visited, found.visited_in_week) == (1, 2)
