"""Cover that others pay for: told again it is the same, and no place is given twice, on both databases."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage import leads, people, sponsorships, staff
from storage.database import Database
from storage.records import ChatId, Consent, Lead, LeadId, Person
from storage.schema import branches
from storage.sponsors import Sponsorship
from tests.storage.conftest import INTEREST, NOON, SARI

YEAR = (date(2026, 1, 1), date(2026, 12, 31), 12)
OFFER = Sponsorship(0, "pamekasan", "csr", "PT Contoh", ("jkk", "jkm"), "35.28", 3, 0, *YEAR, law="PKS 1")
TODAY = NOON.date()
YES = Consent(True, NOON, "reminders-2")


async def told(database: Database, *offers: Sponsorship) -> tuple[Sponsorship, ...]:
    """A branch tells of these; what is then stored."""
    async with database.transaction() as tx:
        if not await staff.all_branches(tx):
            await tx.execute(branches.insert().values(id="pamekasan", name="Pamekasan"))
        await sponsorships.add(tx, offers, NOON)
        return await sponsorships.running(tx, TODAY)


async def enrols(database: Database, lead: Lead, offer: int) -> bool:
    """One member of the staff marks a lead; nothing is kept of what came too late."""

    class TooLate(Exception):
        """Rolls back."""

    try:
        async with database.transaction() as tx:
            if not await sponsorships.enrol(tx, lead, offer, "agent:1", NOON):
                raise TooLate
    except TooLate:
        return False
    return True


async def some_leads(database: Database, many: int) -> list[Lead]:
    """Interests of as many people."""
    async with database.transaction() as tx:
        found = []
        for number in range(many):
            asked = replace(INTEREST, phone=f"+62812345{number:05d}")
            found.append(await leads.add(tx, ChatId(1000 + number), asked, None, NOON))
        return found


async def test_what_is_told_comes_back(database: Database) -> None:
    """Everything but whom it is about: there is nobody in it."""
    [stored] = await told(database, OFFER)
    assert replace(stored, id=0) == OFFER
    async with database.reading() as tx:
        assert list(await sponsorships.of_branches(tx, ["pamekasan"])) == [sponsorships.key_of(OFFER)]
        assert await sponsorships.by_id(tx, [stored.id]) == {stored.id: stored}
        assert await sponsorships.open_around(tx, ["35.28.02.2003"], TODAY) == [stored]
        assert await sponsorships.open_around(tx, ["35.2", "35.29.01"], TODAY) == []
        assert await sponsorships.running(tx, TODAY, region="35") == (stored,)
        assert await sponsorships.running(tx, TODAY, region="35.28.01", branch="pamekasan") == ()
        assert await sponsorships.running(tx, date(2027, 1, 1)) == ()
        assert await sponsorships.ending(tx, TODAY, OFFER.ends, "35") == (stored,)
        assert await sponsorships.ending(tx, TODAY, OFFER.ends - timedelta(days=1), "35") == ()
        assert await sponsorships.ending(tx, TODAY, OFFER.ends, "35.28.01") == ()


async def test_the_same_thing_is_not_told_twice(database: Database) -> None:
    """However the payer is spelled; another year is another one."""
    await told(database, OFFER)
    with pytest.raises(IntegrityError):
        await told(database, replace(OFFER, payer="  pt. CONTOH"))
    assert len(await told(database, replace(OFFER, starts=date(2026, 2, 1)))) == 2


async def test_a_quota_never_goes_below_who_is_in(database: Database) -> None:
    """And who is in is never told by a table."""
    [stored] = await told(database, replace(OFFER, used=2))
    async with database.transaction() as tx:
        assert not await sponsorships.change(tx, replace(stored, quota=1), NOON)
        assert await sponsorships.change(tx, replace(stored, quota=2, used=0, law="PKS 2"), NOON)
        [after] = await sponsorships.running(tx, TODAY)
    assert (after.quota, after.used, after.law) == (2, 2, "PKS 2")


async def test_the_last_places_go_to_as_many_as_there_are(database: Database) -> None:
    """Twelve leads at the same moment, three places: three are in, and the count says so."""
    [stored] = await told(database, OFFER)
    found = await some_leads(database, 12)
    kept = await asyncio.gather(*(enrols(database, lead, stored.id) for lead in found))
    assert kept.count(True) == 3
    async with database.reading() as tx:
        [after] = await sponsorships.running(tx, TODAY)
        now = await leads.by_id(tx, [lead.id for lead in found])
    assert (after.used, after.people) == (3, 3)
    won = {lead.id for lead, first in zip(found, kept, strict=True) if first}
    assert {lead.id for lead in now.values() if lead.sponsorship} == won


async def test_one_lead_takes_one_place(database: Database) -> None:
    """Tapped ten times at once, and undone ten times at once."""
    [stored] = await told(database, OFFER)
    [lead] = await some_leads(database, 1)
    kept = await asyncio.gather(*(enrols(database, lead, stored.id) for _ in range(10)))
    assert kept.count(True) == 1

    async def leaves(after: Lead) -> bool:
        async with database.transaction() as tx:
            return await sponsorships.leave(tx, after, "agent:1", NOON)

    async with database.reading() as tx:
        after = (await leads.by_id(tx, [LeadId(lead.id)]))[lead.id]
    left = await asyncio.gather(*(leaves(after) for _ in range(10)))
    assert left.count(True) == 1
    async with database.reading() as tx:
        [empty] = await sponsorships.running(tx, TODAY)
    assert (empty.used, empty.people) == (0, 0)


async def test_until_when_one_is_covered_is_kept_with_consent_alone(database: Database) -> None:
    """Nothing is remembered of who did not allow that we write to them."""
    for consents, until in (({}, None), ({"reminders": YES}, date(2026, 12, 1))):
        async with database.transaction() as tx:
            await people.save(tx, [Person(SARI, consents=consents)], NOON)
            await sponsorships.cover(tx, SARI, date(2026, 12, 1))
            assert (await people.of_chats(tx, [SARI])).person(SARI).covered_until == until


async def test_who_is_erased_leaves_a_place_that_is_taken(database: Database) -> None:
    """The payer did pay; but nobody is counted among those to talk to, and nothing says who it was."""
    [stored] = await told(database, OFFER)
    [lead] = await some_leads(database, 1)
    assert await enrols(database, lead, stored.id)
    async with database.transaction() as tx:
        assert lead.chat is not None
        found = await sponsorships.enrolment(tx, lead.chat)
        assert found is not None and found.sponsorship.id == stored.id and abs(found.at - NOON) < timedelta(seconds=1)
        await people.erase(tx, [lead.chat])
        [after] = await sponsorships.running(tx, TODAY)
        assert (after.used, after.people) == (1, 0)
        assert (await leads.by_id(tx, [lead.id]))[lead.id].sponsorship is None
