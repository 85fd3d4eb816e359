"""Questions that were not understood: without a way back to who asked, and gone when their time is over."""

from datetime import timedelta

from sqlalchemy import select

from storage import people, questions
from storage.database import Database
from storage.learning import Counted, Missed
from storage.records import ChatId
from storage.schema import questions as table
from tests.storage.conftest import BUDI, NOON, SARI

DAY = NOON.date()
LATE = Missed("klo telat byr gmn", "unknown", "iuran.bayar")
WRONG = Missed("kartu ilang", "corrected", "peserta.status", "peserta.kartu")
MANY = 20


async def asked(database: Database, *told: Missed, by: int = SARI, most: int = MANY) -> None:
    """Somebody asks these on that day."""
    async with database.transaction() as tx:
        for one in told:
            await questions.keep(tx, ChatId(by), one, DAY, most)


async def test_what_waits_is_read_as_it_was_told(quick_database: Database) -> None:
    """Words, guess and choice; the row itself names nobody and shows no word."""
    await asked(quick_database, LATE, WRONG)
    async with quick_database.reading() as tx:
        assert [one.missed for one in await questions.waiting(tx)] == [LATE, WRONG]
        [row, _] = (await tx.execute(select(table).order_by(table.c.id))).all()
    assert str(int(SARI)) not in str(tuple(row))
    assert b"telat" not in row.text


async def test_of_one_person_only_so_many_wait(quick_database: Database) -> None:
    """Nobody can fill the desk of who reads them."""
    await asked(quick_database, *[LATE] * 5, most=3)
    await asked(quick_database, WRONG, by=BUDI, most=3)
    async with quick_database.reading() as tx:
        assert await questions.how_many(tx, [SARI, BUDI]) == {SARI: 3, BUDI: 1}


async def test_what_a_keeper_is_done_with_is_only_a_count(database: Database) -> None:
    """Its words go, and whose they were."""
    await asked(database, LATE, WRONG)
    async with database.transaction() as tx:
        [first, _] = await questions.waiting(tx)
        assert await questions.end(tx, [first.id, first.id + 100], "iuran.menunggak") == 1
        assert await questions.end(tx, [first.id], "skipped") == 0
        assert [one.missed for one in await questions.waiting(tx)] == [WRONG]
        assert await questions.how_many(tx, [SARI]) == {SARI: 1}
        assert sorted(await questions.counts(tx, DAY), key=lambda one: one.guessed) == [
            Counted(DAY, "unknown", "iuran.bayar", None, "iuran.menunggak", 1),
            Counted(DAY, "corrected", "peserta.status", "peserta.kartu", None, 1),
        ]


async def test_erasing_takes_a_persons_questions_along(database: Database) -> None:
    """And nobody else's."""
    await asked(database, LATE)
    await asked(database, WRONG, by=BUDI)
    async with database.transaction() as tx:
        await people.erase(tx, [SARI])
        assert [one.missed for one in await questions.waiting(tx)] == [WRONG]


async def test_nothing_is_kept_longer_than_its_days(quick_database: Database) -> None:
    """The counts neither."""
    await asked(quick_database, LATE)
    async with quick_database.transaction() as tx:
        await questions.forget(tx, DAY)
        assert await questions.counts(tx, DAY) != []
        await questions.forget(tx, DAY + timedelta(days=1))
        assert await questions.counts(tx, DAY) == []
