"""Fifty people want the same lead at the same moment, through several processes: one has it, the others are told."""

import asyncio

from sqlalchemy.exc import OperationalError

from bot.app import App
from tests.conversations.enrol import sends
from tests.kit import Actor, World

MANY = 50
PROCESSES = 4


async def test_fifty_taps_on_one_offer(world: World) -> None:
    """An agent with a bad connection: accepted once, logged once, and the worker hears of it once."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    offer = adi._button("Terima")
    assert offer is not None
    for _ in range(MANY):
        adi.press(*offer)
    await at_once(world)
    await one_has_it(world, sari, [adi])


async def test_fifty_who_reach_for_one_lead(world: World) -> None:
    """The agent accepts while forty-nine officers take it: exactly one of them is to call."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    officers = [world.officer(f"Petugas {number}") for number in range(MANY - 1)]
    await sends(sari)
    offer = adi._button("Terima")
    assert offer is not None
    for officer in officers[: MANY // 2]:
        officer.phone.tap(1, "c:1:take:2")
    adi.press(*offer)
    for officer in officers[MANY // 2 :]:
        officer.phone.tap(1, "c:1:take:2")
    await at_once(world)
    await one_has_it(world, sari, [adi, *officers])


async def test_two_who_name_each_other_in_the_same_moment(world: World) -> None:
    """Both saw the other free; one of them is away with a substitute, the other one is asked again."""
    adi, budi = world.agent("Adi"), world.agent("Budi")
    await world.quiet()
    for who in (adi, budi):
        await who.says("cuti")
        await who.taps("Hari ini")
        await who.taps("Satu minggu")
    for who, other in ((adi, "Budi"), (budi, "Adi")):
        named = who._button(other)
        assert named is not None
        who.press(*named)
    await at_once(world)
    assert len(await world.rows("SELECT id FROM staff WHERE substitute IS NOT NULL")) == 1
    assert [who.has_seen("Cuti dicatat") for who in (adi, budi)].count(True) == 1
    assert [who.has_seen("Andalah penggantinya") for who in (adi, budi)].count(True) == 1
    assert await world.rows("SELECT id FROM inbox WHERE state <> 'done'") == []


async def at_once(world: World) -> None:
    """Everything that was tapped is stored; then several processes handle it side by side (on SQLite there is one)."""
    while await world._receive():
        pass
    alone = world.app.database.is_sqlite
    others = [] if alone else [await world.another() for _ in range(PROCESSES - 1)]
    await asyncio.gather(*(works(app) for app in (world.app, *others)))
    await world.quiet()
    for app in others:
        await app.close()


async def works(app: App) -> None:
    """One process, until it finds nothing to do; the database may send a loser back to try again."""
    idle = 0
    while idle < 3:
        try:
            idle = 0 if await app.worker.batch() else idle + 1
        except OperationalError:
            idle = 0
        await asyncio.sleep(0.01)
    await app.sender.once()


async def one_has_it(world: World, sari: Actor, wanted: list[Actor]) -> None:
    """One acceptance in the log, one holder, one name on one phone, one word to the worker, nothing parked."""
    accepted = await world.rows("SELECT actor FROM lead_log WHERE state = 'accepted'")
    assert len(accepted) == 1
    [lead] = await world.leads()
    assert lead.state == "accepted"
    assert accepted[0][0].endswith(f":{lead.holder}")
    assert sum(one.has_seen("Bu Sari") for one in wanted) == 1
    assert sum("akan menghubungi" in (message.text or "") for message in sari.phone.chat if message.from_bot) == 1
    assert await world.rows("SELECT id FROM inbox WHERE state <> 'done'") == []
    assert await world.rows("SELECT lead FROM offers WHERE answer IS NULL") == []
