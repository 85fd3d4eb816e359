"""Branches, members of staff, and invites that work once."""

import asyncio
from datetime import timedelta

from storage import leads, people, staff
from storage.database import Database
from storage.records import Branch, ChatId, Invite, Person, StaffId
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI
from tests.storage.steps import goes, offered

LATER, YESTERDAY = NOON + timedelta(days=7), NOON - timedelta(days=1)
PAMEKASAN = Branch("pamekasan", "Pamekasan", ("35.28",))


def invited(role: str = "agent", link: str = "hash", name: str = "Adi") -> Invite:
    return Invite(link, role, name, "pamekasan", ("35.28.04",), LATER)


async def seed(database: Database, *invites: Invite) -> None:
    async with database.transaction() as tx:
        await staff.save_branch(tx, PAMEKASAN)
        for one in invites:
            await staff.invite(tx, one)


async def test_a_branch_gains_regions_and_loses_none(database: Database) -> None:
    """Saved twice, it is still one branch."""
    await seed(database)
    async with database.transaction() as tx:
        await staff.save_branch(tx, Branch("pamekasan", "Cabang Pamekasan", ("35.28", "35.27")))
        assert await staff.all_branches(tx) == [Branch("pamekasan", "Cabang Pamekasan", ("35.27", "35.28"))]


async def test_an_invite_works_once(database: Database) -> None:
    """The second to open the link gets nothing."""
    await seed(database, invited())
    async with database.transaction() as tx:
        adi = await staff.bind(tx, BUDI, invited(), NOON)
        assert await staff.bind(tx, SARI, invited(), NOON) is None
        assert (await staff.invites_of(tx, ["hash", "other"]))["hash"].used
        assert await staff.of_chats(tx, [BUDI, SARI]) == {BUDI: adi}
    assert adi is not None and adi.code == f"AP-{adi.id:04d}"
    assert (adi.areas, adi.branch, adi.role) == (("35.28.04",), "pamekasan", "agent")


async def test_a_chat_has_one_role_the_latest(database: Database) -> None:
    """Who opens another invite leaves the old place."""
    await seed(database, invited(), invited("officer", "two", "Adi"))
    async with database.transaction() as tx:
        await staff.bind(tx, BUDI, invited(), NOON)
        officer = await staff.bind(tx, BUDI, invited("officer", "two"), NOON)
        await people.save(tx, [Person(BUDI)], NOON)
        assert await staff.of_chats(tx, [BUDI]) == {BUDI: officer}
        assert [member.active for member in await staff.everybody(tx)] == [False, True]
        assert await staff.officers(tx) == [officer]


async def test_candidates_carry_their_load_and_last_offer(database: Database) -> None:
    """Counted from the leads themselves; officers are no candidates."""
    await seed(database, invited(), invited("agent", "two", "Citra"), invited("officer", "three"))
    async with database.transaction() as tx:
        adi = await staff.bind(tx, ChatId(1), invited(), NOON)
        citra = await staff.bind(tx, ChatId(2), invited("agent", "two", "Citra"), NOON)
        await staff.bind(tx, ChatId(3), invited("officer", "three"), NOON)
        assert adi is not None and citra is not None
        await people.save(tx, [Person(ChatId(number)) for number in (1, 2, 3)], NOON)
        lead = await leads.add(tx, SARI, INTEREST, "pamekasan", NOON)
        await offered(tx, lead, adi.id, until=LATER)
        found = [
            (one.staff.id, one.open_leads, one.last_offer, one.recent) for one in await staff.candidates(tx, YESTERDAY)
        ]
        assert found == [(adi.id, 1, NOON, 1), (citra.id, 0, None, 0)]
        assert [one.recent for one in await staff.candidates(tx, NOON)] == [0, 0]
        await people.mark_gone(tx, [ChatId(1)])
        assert [one.staff.id for one in await staff.candidates(tx, NOON)] == [citra.id]
        assert set(await staff.by_id(tx, [adi.id])) == {adi.id}


async def test_whoever_accepts_while_they_are_retired_keeps_nothing(postgres_database: Database) -> None:
    """Two processes at once: what was accepted a moment before waits for somebody else, and lies with nobody gone."""
    await seed(postgres_database, invited())
    async with postgres_database.transaction() as tx:
        adi = await staff.bind(tx, BUDI, invited(), NOON)
        assert adi is not None
        lead = await leads.add(tx, SARI, INTEREST, "pamekasan", NOON)
        await offered(tx, lead, adi.id, until=LATER)
    async with postgres_database.transaction() as tx:
        await goes(tx, lead.id, "accept", at=NOON, holder=adi.id)
        retiring = asyncio.create_task(retires(postgres_database))
        await asyncio.sleep(0.2)
    await retiring
    async with postgres_database.reading() as tx:
        [stored] = (await leads.by_id(tx, [lead.id])).values()
    assert (stored.state, stored.holder) == ("new", None)


async def test_whoever_is_being_retired_takes_nothing(postgres_database: Database) -> None:
    """The other way round: who began to tap before and comes second is not there any more."""
    await seed(postgres_database, invited("officer"))
    async with postgres_database.transaction() as tx:
        rina = await staff.bind(tx, BUDI, invited("officer"), NOON)
        assert rina is not None
        assert await staff.stays(tx, rina.id)
    async with postgres_database.transaction() as tx:
        await staff.retire(tx, [BUDI], NOON)
        staying = asyncio.create_task(stays(postgres_database, rina.id))
        await asyncio.sleep(0.2)
        assert not staying.done()
    assert not await staying


async def retires(database: Database) -> None:
    """Another process retires whoever has Budi's chat."""
    async with database.transaction() as tx:
        await staff.retire(tx, [BUDI], NOON)


async def stays(database: Database, member: StaffId) -> bool:
    """What another process sees."""
    async with database.transaction() as tx:
        return await staff.stays(tx, member)
