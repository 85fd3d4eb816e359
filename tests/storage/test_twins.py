"""The same person twice: one open lead a phone, what other chats say of it, and pairs to be looked at."""

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from storage import leads, notes, people, staff, twins
from storage.database import Database, Tx
from storage.folding import fold
from storage.records import Branch, ChatId, Interest, Invite, Lead, StaffId
from storage.schema import lead_chats
from storage.schema import leads as lead_table
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI
from tests.storage.steps import goes

LATER = NOON + timedelta(hours=1)
OTHER = replace(INTEREST, name="Sari Dewi", phone="+6281298765432")
TONO = ChatId(500_003)


async def read(tx: Tx, lead: Lead) -> Lead:
    return (await leads.by_id(tx, [lead.id]))[lead.id]


async def officer(tx: Tx) -> StaffId:
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    invite = Invite("hash", "officer", "Rina", "pamekasan", ("35.28",), LATER)
    await staff.invite(tx, invite)
    member = await staff.bind(tx, ChatId(9), invite, NOON)
    assert member is not None
    return member.id


async def pair(tx: Tx, later: datetime = LATER, **other: str) -> tuple[Lead, Lead]:
    """Two leads of one name and place with different phones, unless told otherwise."""
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    second = replace(INTEREST, **{"phone": OTHER.phone, "name": "IBU SARI", **other})
    first = await leads.add(tx, SARI, INTEREST, "pamekasan", NOON)
    return first, await leads.add(tx, BUDI, second, "pamekasan", later)


async def test_an_index_lets_no_phone_have_two_open_leads(database: Database) -> None:
    """Whatever the chat; after the first one ended, there may be another."""
    async with database.transaction() as tx:
        first = await leads.add(tx, SARI, INTEREST, None, NOON)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await leads.add(tx, BUDI, INTEREST, None, NOON)
    async with database.transaction() as tx:
        await goes(tx, first.id, "withdraw", at=LATER)
        await leads.add(tx, BUDI, INTEREST, None, NOON)


async def test_a_chat_that_joins_lies_beside_the_lead(database: Database) -> None:
    """Sealed for itself; the lead is logged and stands one version later, what the first chat said stays."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        told = replace(INTEREST, name="Sari Dewi")
        assert (await twins.by_phone(tx, [INTEREST.phone, OTHER.phone])) == {INTEREST.phone: lead}
        assert await twins.join(tx, BUDI, lead, told, LATER)
        assert not await twins.join(tx, TONO, lead, told, LATER)
        stands = await read(tx, lead)
        assert (stands.version, stands.active, stands.interest) == (2, LATER, INTEREST)
        assert (await leads.history(tx, lead.id))[-1]["reason"] == "updated_other_chat"
        assert await twins.others(tx, lead.id) == (told,)
        joined = await twins.joined(tx, [SARI, BUDI])
        assert {chat: one.interest for chat, one in joined.items()} == {BUDI: told}
        [row] = (await tx.execute(select(lead_chats))).all()
        assert b"Sari" not in row.interest
        await people.erase(tx, [BUDI])
        assert await twins.others(tx, lead.id) == ()
        assert (await read(tx, lead)).interest == INTEREST


async def test_what_joined_a_lead_is_forgotten_with_it(database: Database) -> None:
    """And says nothing once the lead has ended."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        await twins.join(tx, BUDI, lead, INTEREST, NOON)
        await goes(tx, lead.id, "withdraw", at=NOON)
        assert await twins.joined(tx, [BUDI]) == {}
        assert len(await twins.others(tx, lead.id)) == 1
        await leads.forget(tx, LATER)
        assert await twins.others(tx, lead.id) == ()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Bu Sari", "sari"),
        ("IBU  SARI", "sari"),
        ("Sari, S.Pd.", "sari"),
        ("H. Ahmad Fauzi", "ahmad fauzi"),
        ("Hj. Siti Nur'aini", "siti nuraini"),
        ("Pak", "pak"),
        ("José", "jose"),
    ],
)
def test_names_that_compare(name: str, folded: str) -> None:
    """Titles, capitals and marks make nobody another person; a title alone is a name."""
    assert fold(name) == folded


async def test_same_name_and_place_is_a_pair_for_the_branch(database: Database) -> None:
    """For officers of the branch alone."""
    async with database.transaction() as tx:
        first, second = await pair(tx)
        assert await twins.pairs(tx, "pamekasan", 9) == [(first, second)]
        assert await twins.pairs(tx, "sumenep", 9) == []


@pytest.mark.parametrize("other", [{"name": "Tono"}, {"region": "35.28.04.2004"}])
async def test_another_name_or_place_is_another_person(database: Database, other: dict[str, str]) -> None:
    """Nobody is asked about them."""
    async with database.transaction() as tx:
        await pair(tx, **other)
        assert await twins.pairs(tx, "pamekasan", 9) == []


async def test_a_pair_needs_to_be_near_in_time_and_the_newer_one_open(database: Database) -> None:
    """Two weeks are near, a day more is not; an older one that was registered is still worth a look."""
    async with database.transaction() as tx:
        first, second = await pair(tx, NOON + twins.NEAR)
        await goes(tx, first.id, "take", "registered", at=LATER)
        assert len(await twins.pairs(tx, "pamekasan", 9)) == 1
        await goes(tx, second.id, "withdraw", at=LATER)
        assert await twins.pairs(tx, "pamekasan", 9) == []
        third = replace(INTEREST, phone="+6281211111111")
        await leads.add(tx, TONO, third, "pamekasan", NOON + twins.NEAR + timedelta(seconds=1))
        assert await twins.pairs(tx, "pamekasan", 9) == []


async def test_what_an_officer_told_apart_is_not_asked_again(database: Database) -> None:
    """By anybody."""
    async with database.transaction() as tx:
        rina = await officer(tx)
        first, second = await pair(tx)
        await twins.apart(tx, second.id, first.id, rina, LATER)
        await twins.apart(tx, first.id, second.id, rina, LATER)
        assert await twins.pairs(tx, "pamekasan", 9) == []


async def test_two_leads_of_one_phone_stay_two_until_an_officer_looks(database: Database) -> None:
    """Somebody who changes their number to one that has an open lead loses neither."""
    async with database.transaction() as tx:
        first, second = await pair(tx, name="Tono")
        mended = replace(INTEREST, name="Tono")
        assert await leads.rewrite(tx, second, mended, "pamekasan", LATER, shares_phone=True)
        await twins.suspect(tx, second.id, first.id, LATER)
        [(one, other)] = await twins.pairs(tx, "pamekasan", 9)
        assert (one.id, other.id) == (first.id, second.id)
        assert (await twins.by_phone(tx, [INTEREST.phone]))[INTEREST.phone].id == first.id


async def test_merging_closes_the_newer_and_loses_nothing(database: Database) -> None:
    """Notes and answers lie with the older one; both phones lead to it; a second try finds nothing to do."""
    async with database.transaction() as tx:
        rina = await officer(tx)
        first, second = await pair(tx)
        await goes(tx, second.id, "take", at=LATER, holder=rina)
        assert await notes.keep(tx, second.id, rina, "telepon sore", LATER)
        second = await read(tx, second)
        assert await twins.merge(tx, first, second, "officer:1", LATER)
        assert not await twins.merge(tx, first, second, "officer:1", LATER)
        ended, stands = await read(tx, second), await read(tx, first)
        assert (ended.state, ended.reason, ended.holder) == ("closed", "duplicate", None)
        assert (stands.state, stands.version) == ("new", 2)
        assert [note.text for note in (await notes.newest(tx, [first.id], 3))[first.id]] == ["telepon sore"]
        said: tuple[Interest, ...] = await twins.others(tx, first.id)
        assert [one.phone for one in said] == [OTHER.phone]
        assert {lead.id for lead in (await twins.by_phone(tx, [INTEREST.phone, OTHER.phone])).values()} == {first.id}
        assert (await twins.joined(tx, [BUDI]))[BUDI].lead.id == first.id
        assert await twins.pairs(tx, "pamekasan", 9) == []


LOTS, FRESH = 4_000, 1_000
AT_ONCE = 0.5
"""Seconds; generous, for looking takes some hundredths of one. Each against each took more than one."""


async def test_a_large_branch_is_looked_through_at_once(database: Database) -> None:
    """Its officers tap all day; every tap looks for pairs, and on SQLite nobody else is answered meanwhile."""
    async with database.transaction() as tx:
        expected = await _fill(tx)
    found, took = await _looked_through(database)
    assert found == [expected]
    assert took < AT_ONCE


async def test_a_branch_is_looked_through_at_once_whatever_postgresql_knows(postgres_database: Database) -> None:
    """It had counted the table while all were being stored, saw none, and held each against each for half a minute."""
    async with postgres_database.transaction() as tx:
        expected = await _fill(tx)
        async with postgres_database.session() as meanwhile:
            await meanwhile.execute(text("ANALYZE leads"))
    found, took = await _looked_through(postgres_database)
    assert found == [expected]
    assert took < AT_ONCE / 2


async def _fill(tx: Tx) -> tuple[Lead, Lead]:
    """A pair, and many others."""
    first, second = await pair(tx)
    many = ((ChatId(600_000 + number), _somebody(number), "pamekasan") for number in range(LOTS + FRESH))
    await leads.add_all(tx, list(many), NOON)
    members = update(lead_table).where(lead_table.c.id.between(second.id + 1, second.id + LOTS))
    await tx.execute(members.values(state="verified"))
    return first, second


async def _looked_through(database: Database) -> tuple[list[tuple[Lead, Lead]], float]:
    """The pairs, and the seconds that it took to find them."""
    async with database.reading() as tx:
        began = perf_counter()
        found = await twins.pairs(tx, "pamekasan", 20)
        return found, perf_counter() - began


def _somebody(number: int) -> Interest:
    """One of many, each with a name of their own."""
    name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return replace(INTEREST, name=name, region=f"35.28.02.20{number % 90:02d}", phone=f"+62812{number:08d}")
