"""Every lead finds somebody, one at a time, and no two routers find two."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import insert

from bot.app import App, Parts
from bot.runtime.invites import invite
from storage import leads, people, staff
from storage.database import Database, Tx
from storage.records import ChatId, Interest, Lead
from storage.schema import offers
from tests.kit import World, settings
from tests.storage.conftest import INTEREST, NOON
from tests.storage.steps import goes
from tests.transport import memory_bot

PADEMAWU = replace(INTEREST, region="35.28.02.2011")


def wish(chat: int) -> Interest:
    """What somebody of Pademawu told; everybody has a number of their own."""
    return replace(PADEMAWU, phone=f"+62812{chat:08d}")


async def wishes(world: World, count: int = 1, branch: str | None = "pamekasan") -> list[int]:
    """So many leads nobody has been offered yet."""
    now = world.app.clock()
    async with world.app.database.transaction() as tx:
        made = [await leads.add(tx, ChatId(900_000 + n), wish(900_000 + n), branch, now) for n in range(count)]
    return [lead.id for lead in made]


async def wishes_of(world: World, chats: Iterable[int]) -> None:
    """A lead of each of these chats."""
    async with world.app.database.transaction() as tx:
        await leads.add_all(tx, [(ChatId(chat), wish(chat), "pamekasan") for chat in chats], world.app.clock())


async def stored(world: World) -> list[Lead]:
    return await world.leads()


async def test_the_agent_of_the_place_is_asked(world: World) -> None:
    """Not the one of the whole kabupaten, and not somebody elsewhere."""
    wide, narrow, far = world.agent("Adi"), world.agent("Budi", "35.28.02"), world.agent("Citra", "35.27")
    await world.quiet()
    await wishes(world)
    await world.quiet()
    assert narrow.has_seen("Minat baru")
    assert not wide.has_seen("Minat baru") and not far.has_seen("Minat baru")


async def test_an_offer_nobody_answers_goes_to_the_next(world: World) -> None:
    """After the wait; the first is told, and cannot accept any more."""
    first, second = world.agent("Budi", "35.28.02"), world.agent("Adi")
    await world.quiet()
    await wishes(world)
    await world.quiet()
    await world.passes(minutes=59)
    assert not second.has_seen("Minat baru")
    await world.passes(minutes=2)
    assert second.has_seen("Minat baru")
    await first.taps("Terima")
    [lead] = await stored(world)
    assert lead.state == "offered"
    await second.taps("Terima")
    [lead] = await stored(world)
    assert lead.state == "accepted"


async def test_officers_hear_once_of_a_lead_that_nobody_covers(world: World) -> None:
    """However often the router looks."""
    officer = world.officer("Citra")
    await world.quiet()
    await wishes(world)
    for _ in range(3):
        await world.passes(minutes=5)
    heard = [message for message in officer.phone.chat if message.from_bot and message.buttons]
    assert len([message for message in heard if "c:" in str(message.buttons)]) == 1


async def test_a_lead_waits_until_there_is_somebody(world: World) -> None:
    """With no staff at all, nothing is lost and nobody is told; the first officer finds it."""
    await wishes(world, branch=None)
    await world.passes(days=3)
    assert [lead.state for lead in await stored(world)] == ["new"]
    officer = world.officer("Citra")
    await world.passes(minutes=1)
    assert officer.has_seen("Sumedangan")


async def test_a_full_agent_is_not_asked(world: World) -> None:
    """Twenty open leads are enough for one."""
    world.agent("Adi")
    await world.quiet()
    await wishes(world, 22)
    await world.quiet()
    assert sorted(lead.state for lead in await stored(world)) == ["new"] * 2 + ["offered"] * 20


async def test_three_routers_at_once_offer_every_lead_once(postgres_url: str) -> None:
    """And tell each officer once."""
    world = await World.open(postgres_url)
    agents, officer = [world.agent(f"Agen {number}") for number in range(3)], world.officer("Citra")
    await world.quiet()
    numbers = await wishes(world, 20)
    await wishes_elsewhere(world)
    others = [App(settings(postgres_url), Parts(clock=world.app.clock, bot=memory_bot(world.telegram))) for _ in "ab"]
    await asyncio.gather(*(passes(app) for app in (world.app, *others)))
    await world.quiet()
    offers = [number for (number,) in await world.rows("SELECT lead FROM offers ORDER BY lead")]
    assert offers == numbers
    heard = sum("Minat baru" in message.text for agent in agents for message in agent.phone.chat)
    assert heard == 20
    assert sum("c:21:" in str(message.buttons) for message in officer.phone.chat) == 1
    for app in others:
        await app.database.close()
    await world.close()


async def test_those_whom_nobody_covers_do_not_stand_in_the_way(world: World) -> None:
    """However many wait from elsewhere, somebody near an agent is offered at once."""
    adi = world.agent("Adi")
    await world.quiet()
    now = world.app.clock()
    far = "11.01.01.2001"
    async with world.app.database.transaction() as tx:
        for number in range(450):
            await leads.add(tx, ChatId(700_000 + number), replace(wish(number), region=far), None, now)
    await world.quiet()
    [near] = await wishes(world)
    await world.quiet()
    assert adi.has_seen("Minat baru")
    assert [lead.id for lead in await stored(world) if lead.state == "offered"] == [near]


async def test_those_whom_everybody_refused_do_not_stand_in_the_way(quick_world: World) -> None:
    """A page full of leads that all agents let pass is turned over."""
    adi = quick_world.agent("Adi")
    await quick_world.quiet()
    [adi_id] = [row.id for row in await quick_world.rows("SELECT id FROM staff")]
    refused = await wishes(quick_world, 250)
    async with quick_world.app.database.transaction() as tx:
        for number in refused:
            await tx.execute(insert(offers).values(lead=number, staff=adi_id, at=NOON, expires=NOON, answer="declined"))
    async with quick_world.app.database.transaction() as tx:
        new = await leads.add(tx, ChatId(1), PADEMAWU, "pamekasan", NOON)
    await quick_world.quiet()
    assert [lead.id for lead in await stored(quick_world) if lead.state == "offered"] == [new.id]
    assert adi.has_seen("Minat baru")


async def test_an_agent_without_areas_covers_the_branch(world: World) -> None:
    """An invite that names no area is no invite to wait for ever."""
    citra = world.officer("Citra")
    await world.quiet()
    adi = world.person("Adi")
    expires = world.telegram.now() + timedelta(days=1)
    adi.phone.open_link(await invite(world.app.database, "agent", "Adi", "pamekasan", (), expires))
    await world.quiet()
    await wishes(world)
    await world.quiet()
    assert adi.has_seen("Minat baru") and not citra.has_seen("menunggu")


async def wishes_elsewhere(world: World) -> None:
    """A lead from a place that no agent covers."""
    async with world.app.database.transaction() as tx:
        await leads.add(tx, ChatId(1), replace(PADEMAWU, region="35.27.01.2001"), "pamekasan", world.app.clock())


async def passes(app: Any) -> None:
    """A few looks of one router; one that loses a race simply looks again."""
    for _ in range(3):
        await app._guarded(app.router.route)()
        await asyncio.sleep(timedelta(milliseconds=5).total_seconds())


async def test_a_lead_that_cannot_be_shown_silences_nobody(quick_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop looks again at the next beat, and the process stays."""
    route, failures = quick_world.app.router.route, [KeyError("interest.work.gone")]

    async def failing() -> int:
        if failures:
            raise failures.pop()
        stopping.set()
        return await route()

    monkeypatch.setattr(quick_world.app.router, "route", failing)
    stopping = asyncio.Event()
    looking = asyncio.create_task(quick_world.app._route_loop(stopping))
    while not stopping.is_set():
        quick_world.app.routing.set()
        await asyncio.sleep(0)
    await asyncio.wait_for(looking, 60)


async def test_thousands_of_areas_stand_in_nobodys_way(world: World) -> None:
    """As many villages as the agents of a whole country name; only who lives in one of them is offered."""
    adi = world.agent("Adi")
    await world.quiet()
    async with world.app.database.transaction() as tx:
        [one] = [each.staff for each in await staff.candidates(tx, world.app.clock())]
        villages = tuple(
            f"35.28.{kecamatan:02}.{village}" for kecamatan in range(2, 5) for village in range(2001, 3501)
        )
        await staff.arrange(tx, replace(one, areas=villages))
        await leads.add(tx, ChatId(1), replace(PADEMAWU, region="35.28.05.2001"), "pamekasan", world.app.clock())
    [near] = await wishes(world)
    await world.quiet()
    assert adi.has_seen("Minat baru")
    assert [lead.id for lead in await stored(world) if lead.state == "offered"] == [near]


class Meanwhile:
    """The database of a router that is slow: something happens after it has read who is there."""

    def __init__(self, database: Database, happens: Callable[[], Awaitable[None]]) -> None:
        self.unhurried = database.unhurried
        self._reading = database.reading
        self._happens = happens

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """What the router reads, and then what it does not know of."""
        async with self._reading() as tx:
            yield tx
        await self._happens()


@pytest.mark.parametrize("what", ["retires", "leaves", "is full", "blocks"])
async def test_nobody_is_offered_what_they_cannot_take_any_more(world: World, what: str) -> None:
    """However little time lay between looking who is there and offering."""
    adi = world.agent("Adi")
    await world.quiet()
    await wishes(world, 2)

    async def happens() -> None:
        async with world.app.database.transaction() as tx:
            [one] = [each.staff for each in await staff.candidates(tx, world.app.clock())]
            today = world.app.clock().date()
            match what:
                case "retires":
                    await staff.retire(tx, [adi.chat], world.app.clock())
                case "leaves":
                    await staff.arrange(tx, replace(one, leave=(today, today)))
                case "is full":
                    await staff.arrange(tx, replace(one, capacity=1))
                case "blocks":
                    await people.mark_gone(tx, [adi.chat])

    router = world.app.router
    router.database = cast("Database", Meanwhile(world.app.database, happens))
    assert await router.route() == 0
    router.database = world.app.database
    await world.quiet()
    assert sorted(lead.state for lead in await stored(world)) == ["new", "offered" if what == "is full" else "new"]


@pytest.mark.parametrize("what", ["is back", "retires", "names another"])
async def test_nobody_stands_in_for_one_who_is_away_no_longer(world: World, what: str) -> None:
    """However little time lay between looking who stands in for whom and offering."""
    adi, budi, citra = world.agent("Adi", "35.28"), world.agent("Budi", "35.29"), world.agent("Citra", "35.29")
    await world.quiet()
    today = world.app.clock().date()
    async with world.app.database.transaction() as tx:
        ids = {chat: one.id for chat, one in (await staff.of_chats(tx, [adi.chat, budi.chat, citra.chat])).items()}
        await staff.rearrange(tx, ids[adi.chat], {"leave": (today, today), "substitute": ids[budi.chat]})
    await wishes(world, 2)

    async def happens() -> None:
        async with world.app.database.transaction() as tx:
            match what:
                case "is back":
                    await staff.rearrange(tx, ids[adi.chat], {"leave": None, "substitute": None})
                case "retires":
                    await staff.retire(tx, [adi.chat], world.app.clock())
                case "names another":
                    await staff.rearrange(tx, ids[adi.chat], {"substitute": ids[citra.chat]})

    router = world.app.router
    router.database = cast("Database", Meanwhile(world.app.database, happens))
    assert await router.route() == 0
    router.database = world.app.database
    await world.quiet()
    holders = {lead.holder for lead in await stored(world)}
    assert holders == {{"is back": ids[adi.chat], "retires": None, "names another": ids[citra.chat]}[what]}


async def test_two_routers_give_nobody_more_than_they_can_hold(postgres_url: str) -> None:
    """Each knows only of its own offers until it looks again."""
    world = await World.open(postgres_url)
    world.agent("Adi")
    await world.quiet()
    other = await world.another()
    await wishes(world, 15)

    async def happens() -> None:
        await wishes_of(world, range(910_000, 910_015))
        await other.router.route()

    world.app.router.database = cast("Database", Meanwhile(world.app.database, happens))
    await world.app.router.route()
    assert sorted(lead.state for lead in await stored(world)) == ["new"] * 10 + ["offered"] * 20
    await other.close()
    await world.close()


async def test_the_oldest_is_asked_for_first_however_old(world: World) -> None:
    """Whenever there is room again; what waits for sixty days is no younger than what came today."""
    adi = world.agent("Adi")
    await world.quiet()
    async with world.app.database.transaction() as tx:
        [member] = (await staff.of_chats(tx, [adi.chat])).values()
        await staff.rearrange(tx, member.id, {"capacity": 1})
        now = world.app.clock()
        made = [await leads.add(tx, ChatId(n), wish(n), "pamekasan", now - timedelta(days=60 - 20 * n)) for n in (0, 1)]
        made += [await leads.add(tx, ChatId(n), wish(n), "pamekasan", now) for n in (2, 3)]
    for lead in made:
        await world.passes(minutes=2)
        assert [one.id for one in await stored(world) if one.state == "offered"] == [lead.id]
        async with world.app.database.transaction() as tx:
            await goes(tx, lead.id, "accept", "registered", at=world.app.clock(), holder=member.id)
