"""Visits, events and commitments as they are stored: nothing told is lost, nothing is counted twice, on both kinds."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from storage import commitments, guests, leads, people, staff, visits
from storage.database import Database
from storage.field import EVENT, VISIT, Outstanding, Promised, Told, Visit
from storage.records import Branch, ChatId, Invite, Staff
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI

DAY = NOON.date()
HERE, THERE = "35.28.03.2001", "35.28.03.2002"
TOLD = Told(HERE, DAY, "farmers", 25, "Balai desa, sesudah Asar")
PROMISED = Promised("agency", "Dinas Pertanian", "35.28", 200, DAY)
NEXT_WEEK = DAY + timedelta(days=7)


async def a_member(database: Database, role: str = "agent", chat: ChatId = BUDI, branch: str = "pamekasan") -> Staff:
    """Somebody of the staff of a branch."""
    invited = Invite(f"{chat:064d}", role, "Adi", branch, (), NOON + timedelta(days=1))
    async with database.transaction() as tx:
        await staff.save_branch(tx, Branch(branch, branch.title(), ("35.28",)))
        await staff.invite(tx, invited)
        bound = await staff.bind(tx, chat, invited, NOON)
    assert bound is not None
    return bound


async def logged(database: Database, member: Staff, *told: Told, kind: str = VISIT, code: str | None = None) -> None:
    """A member of the staff tells of these."""
    async with database.transaction() as tx:
        for one in told:
            await visits.add(tx, kind, member.branch, member.id, one, NOON, code)


async def newest(database: Database) -> tuple[Visit, ...]:
    """What the branch sees."""
    async with database.reading() as tx:
        return await visits.latest(tx, "pamekasan", 10)


async def test_a_correction_is_a_revision_and_nothing_told_is_lost(database: Database) -> None:
    """Whoever looked at an older one has to look again."""
    agent, officer = await a_member(database), await a_member(database, "officer", SARI)
    await logged(database, agent, TOLD)
    [first] = await newest(database)
    assert (first.told, first.revision, first.author) == (TOLD, 1, agent.id)
    corrected = replace(TOLD, people=52, note="")
    async with database.transaction() as tx:
        assert await visits.revise(tx, first, corrected, officer.id, NOON)
        assert not await visits.revise(tx, first, TOLD, agent.id, NOON)
        assert await visits.revisions(tx, first.id) == [(agent.id, TOLD, False), (officer.id, corrected, False)]
    [second] = await newest(database)
    assert (second.told, second.revision, second.holder, second.author) == (corrected, 2, agent.id, officer.id)


async def test_two_who_correct_at_once_make_one_revision(database: Database) -> None:
    """The other one is told to look again."""
    await logged(database, await a_member(database), TOLD)
    [one] = await newest(database)

    async def corrects(count: int) -> bool:
        async with database.transaction() as tx:
            return await visits.revise(tx, one, replace(TOLD, people=count), one.holder, NOON)

    kept = await asyncio.gather(*(corrects(count) for count in range(5)))
    assert kept.count(True) == 1
    [after] = await newest(database)
    assert (after.revision, after.told.people) == (2, kept.index(True))


async def test_villages_are_counted_once_and_what_was_undone_never(database: Database) -> None:
    """For the weekly summary: by region and period, today and the first of January included."""
    agent = await a_member(database)
    new_year, uncounted = date(DAY.year, 1, 1), replace(TOLD, people=None)
    tomorrow = replace(TOLD, region="35.28.01.2001", day=DAY + timedelta(days=1))
    elsewhere = replace(TOLD, region="35.29.01.2001")
    await logged(database, agent, TOLD, uncounted, replace(TOLD, region=THERE, day=new_year), elsewhere, tomorrow)
    async with database.reading() as tx:
        found = await visits.reached(tx, "35.28", new_year, DAY)
        assert await visits.reached(tx, "35.28.03", DAY, DAY) == visits.Reached(frozenset({HERE}), 2, 25)
        assert await visits.reached(tx, "35.2", new_year, DAY) == visits.Reached()
        assert await visits.villages(tx, "35.28", new_year, DAY) == {HERE, THERE}
        assert await visits.villages(tx, "35.28", DAY, DAY) == {HERE}
        assert await visits.villages(tx, "35.2", new_year, DAY) == set()
    assert found == visits.Reached(frozenset({HERE, THERE}), 3, 50)
    async with database.transaction() as tx:
        for one in await visits.latest(tx, "pamekasan", 10, holder=agent.id):
            assert await visits.revise(tx, one, one.told, agent.id, NOON, undone=True)
        assert await visits.reached(tx, "35", new_year, NEXT_WEEK) == visits.Reached()
        assert await visits.villages(tx, "35", new_year, NEXT_WEEK) == set()
        assert await visits.latest(tx, "pamekasan", 10) == ()


async def test_who_came_by_a_code_is_counted_once(database: Database) -> None:
    """However often they open the link; an agent who left is named no more as who looks after them."""
    agent = await a_member(database)
    await logged(database, agent, TOLD, kind=EVENT, code="HEJ23456")
    async with database.transaction() as tx:
        opened = await guests.of_codes(tx, {"HEJ23456": (SARI, BUDI), "NOTHING": (SARI,)})
        event = opened["HEJ23456", SARI]
        assert (event.region, event.agent, event.joined, len(opened)) == (HERE, agent.id, False, 2)
        for chat in (SARI, SARI, BUDI):
            await guests.join(tx, event.visit, chat, NOON)
        assert (await guests.of_codes(tx, {"HEJ23456": (SARI,)}))["HEJ23456", SARI].joined
        assert await guests.latest(tx, [SARI], NOON - timedelta(days=1)) == {SARI: event.visit}
        assert await guests.latest(tx, [SARI], NOON) == {}
        assert await guests.are_remembered(tx, [SARI, ChatId(3)]) == {SARI}
    [one] = await newest(database)
    assert one.came == 2


async def test_erasing_a_guest_leaves_a_number(database: Database) -> None:
    """Of the event and of the lead; of a member of the staff who is erased no word stays."""
    agent = await a_member(database)
    await logged(database, agent, TOLD, kind=EVENT, code="HEJ23456")
    [event] = await newest(database)
    async with database.transaction() as tx:
        await guests.join(tx, event.id, SARI, NOON)
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        await guests.led_to(tx, {lead.id: event.id})
        await people.erase(tx, [SARI])
        await staff.retire(tx, [BUDI], NOON, forget=True)
        assert await guests.are_remembered(tx, [SARI]) == set()
        assert [told.note for _, told, _ in await visits.revisions(tx, event.id)] == [""]
    [after] = await newest(database)
    assert (after.came, after.told.note, after.told.people) == (1, "", 25)


async def test_what_is_old_is_forgotten_but_for_the_counts(database: Database) -> None:
    """Words that were noted, and who came."""
    await logged(database, await a_member(database), TOLD, kind=EVENT, code="HEJ23456")
    async with database.transaction() as tx:
        [event] = await visits.latest(tx, "pamekasan", 1)
        await guests.join(tx, event.id, SARI, NOON)
        await visits.forget(tx, DAY)
        await guests.forget(tx, NOON)
        assert await guests.are_remembered(tx, [SARI]) == {SARI}
        await visits.forget(tx, NEXT_WEEK)
        await guests.forget(tx, NOON + timedelta(seconds=1))
        assert await guests.are_remembered(tx, [SARI]) == set()
    [after] = await newest(database)
    assert (after.came, after.told) == (1, replace(TOLD, note=""))


async def test_a_commitment_is_changed_only_by_who_saw_it_last(database: Database) -> None:
    """Its name is sealed, and it is in its region's list until it is closed."""
    agent = await a_member(database)
    async with database.transaction() as tx:
        await commitments.add(tx, "pamekasan", agent.id, PROMISED, NOON)
        [one] = await commitments.of_branch(tx, "pamekasan", 9)
        assert (one.told, one.done, one.is_overdue(DAY), one.is_overdue(NEXT_WEEK)) == (PROMISED, 0, False, True)
        assert await commitments.change(tx, one, {"done": 45, "next": NEXT_WEEK}, NOON)
        assert not await commitments.change(tx, one, {"done": 46}, NOON)
        [after] = await commitments.of_branch(tx, "pamekasan", 9)
        assert (after.done, after.told) == (45, replace(PROMISED, next=NEXT_WEEK))
        [told] = await commitments.outstanding(tx, "35")
        assert told == Outstanding(after.id, PROMISED.kind, PROMISED.region, PROMISED.promised, 45, NEXT_WEEK)
        assert PROMISED.name not in str(told), "some organisations are called after a person"
        assert (told.is_overdue(NEXT_WEEK), told.is_overdue(NEXT_WEEK + timedelta(days=1))) == (False, True)
        assert await commitments.outstanding(tx, "35.29") == ()
        assert await commitments.change(tx, after, {"state": "closed"}, NOON)
        assert await commitments.outstanding(tx, "35.28") == ()
        [closed] = await commitments.of_branch(tx, "pamekasan", 9)
        assert not closed.is_overdue(NEXT_WEEK)


async def test_officers_are_reminded_of_what_somebody_left_behind(database: Database) -> None:
    """Nobody else would be."""
    agent, officer = await a_member(database), await a_member(database, "officer", SARI)
    other = await a_member(database, "officer", ChatId(3), branch="sumenep")
    async with database.transaction() as tx:
        await commitments.add(tx, "pamekasan", agent.id, PROMISED, NOON)
        await commitments.add(tx, "pamekasan", agent.id, replace(PROMISED, next=NEXT_WEEK), NOON)
        assert [one.told.next for one in await commitments.to_remind(tx, agent, DAY)] == [DAY]
        assert await commitments.to_remind(tx, officer, NEXT_WEEK) == ()
        await staff.retire(tx, [BUDI], NOON)
        assert [one.told.next for one in await commitments.to_remind(tx, officer, NEXT_WEEK)] == [DAY, NEXT_WEEK]
        assert await commitments.to_remind(tx, other, NEXT_WEEK) == ()
