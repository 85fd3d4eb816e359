"""Cases: one unfinished one a person, sealed, moved only from where it stands."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage import cases, people, staff
from storage.database import Database, Tx
from storage.records import Branch, Case, Contact
from storage.schema import cases as cases_table
from tests.storage.conftest import NOON, SARI

LATER = NOON + timedelta(hours=1)
CONTACT = Contact("Bu Sari", "+6281234567890", "Kab. Pamekasan")


async def raised(tx: Tx, branch: str | None = "pamekasan") -> Case:
    """Sari's case."""
    for name in ("pamekasan", "bangkalan"):
        await staff.save_branch(tx, Branch(name, name.title()))
    await cases.raise_case(tx, SARI, "accident", "35.28", branch, CONTACT, NOON)
    return await own(tx)


async def own(tx: Tx) -> Case:
    """Sari's unfinished case."""
    return (await cases.of_chats(tx, [SARI]))[SARI]


async def closed(tx: Tx, case: Case) -> bool:
    """Whether it could be closed as it stood."""
    return await cases.move(tx, case.id, case.version, "closed", LATER, holder=None, card=None)


async def test_a_case_comes_back_as_it_was_raised(database: Database) -> None:
    """Whom to call is sealed; what it is routed by is not."""
    async with database.transaction() as tx:
        case = await raised(tx)
        [row] = (await tx.execute(select(cases_table))).all()
    assert (case.kind, case.state, case.contact, case.announced) == ("accident", "new", CONTACT, False)
    assert b"Sari" not in row.contact and b"812" not in row.contact


async def test_one_unfinished_case_a_person(database: Database) -> None:
    """A second one can only follow a closed one."""
    async with database.transaction() as tx:
        case = await raised(tx)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await cases.raise_case(tx, SARI, "death", "35.28", None, CONTACT, NOON)
    async with database.transaction() as tx:
        assert await closed(tx, case)
        await cases.raise_case(tx, SARI, "death", "35.28", None, CONTACT, NOON)
        assert (await own(tx)).kind == "death"


async def test_who_comes_second_moves_nothing(database: Database) -> None:
    """The version decides."""
    async with database.transaction() as tx:
        case = await raised(tx)
        assert await closed(tx, case)
        assert not await closed(tx, case)
        assert not await cases.rewrite(tx, case, "death", "35.28", None, CONTACT, LATER)


async def test_a_closed_case_names_nobody(database: Database) -> None:
    """Neither is it anybody's after a while; the count stays."""
    async with database.transaction() as tx:
        case = await raised(tx)
        await closed(tx, case)
        assert (await cases.by_id(tx, [case.id]))[case.id].contact is None
        await cases.forget(tx, LATER)
        assert (await cases.by_id(tx, [case.id]))[case.id].chat == SARI
        await cases.forget(tx, LATER + timedelta(seconds=1))
        assert (await cases.by_id(tx, [case.id]))[case.id].chat is None


async def test_another_branch_has_yet_to_hear_of_it(database: Database) -> None:
    """A new number changes nothing about who knows; another place does."""
    async with database.transaction() as tx:
        await cases.announce(tx, [await raised(tx)])
        assert await cases.rewrite(tx, await own(tx), "accident", "35.28", "pamekasan", CONTACT, LATER)
        assert await cases.unannounced(tx, 9) == []
        assert await cases.rewrite(tx, await own(tx), "accident", "35.26", "bangkalan", CONTACT, LATER)
        assert [case.branch for case in await cases.unannounced(tx, 9)] == ["bangkalan"]


async def test_what_was_left_to_everybody_stays_with_them(database: Database) -> None:
    """Where no officer of the branch could be told, a new number makes it nobody's news again."""
    async with database.transaction() as tx:
        await cases.announce(tx, [await raised(tx, branch=None)])
        assert await cases.rewrite(tx, await own(tx), "accident", "35.28", "pamekasan", CONTACT, LATER)
        assert (await own(tx)).branch is None
        assert await cases.unannounced(tx, 9) == []


async def test_erasing_leaves_nothing_of_the_person(database: Database) -> None:
    """Open or not."""
    async with database.transaction() as tx:
        case = await raised(tx)
        await people.erase(tx, [SARI])
        left = (await cases.by_id(tx, [case.id]))[case.id]
    assert (left.chat, left.contact) == (None, None)
