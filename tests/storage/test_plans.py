"""What is asked at every answer, look or report does not read through what was sent, or told of other regions."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event, func, select

from storage import branches, commitments, families, leads, observations, offers, outbox, recall, sponsorships, visits
from storage.database import Database, Tx
from storage.outbox import PACED, Outcome, Post
from storage.records import ChatId, LeadId, StaffId
from storage.schema import outbox as table
from tests.storage.conftest import BUDI, NOON, SARI

SENT = 3_000
GROWING = ("outbox", "offers", "leads", "observations", "visits", "sponsorships", "commitments")


@asynccontextmanager
async def watched(database: Database) -> AsyncIterator[tuple[Tx, list[tuple[str, Any]]]]:
    """A transaction, and the statements on what grows for ever in it, as they are asked."""
    async with database.transaction() as tx:
        engine, seen = tx.connection.sync_connection.engine, []  # type: ignore[union-attr]

        def asked(_: Any, __: Any, statement: str, params: Any, *___: Any) -> None:
            grows = any(f"{verb} {name}" in statement for verb in ("FROM", "UPDATE") for name in GROWING)
            if grows and not statement.startswith("EXPLAIN"):
                seen.append((statement, params))

        event.listen(engine, "before_cursor_execute", asked)
        yield tx, seen
        event.remove(engine, "before_cursor_execute", asked)


async def fill(database: Database) -> None:
    """Days of messages that are over, and a few that are not."""
    posts = [Post(ChatId(number), "bulk", {"text": "Halo"}) for number in range(SENT)]
    async with database.transaction() as tx:
        await outbox.put(tx, posts, NOON)
        parcels = await outbox.lease(tx, NOON, "me", PACED, SENT)
        await outbox.settle(tx, [Outcome(parcel.id, "sent", NOON) for parcel in parcels], "me")
        await outbox.put(tx, [Post(SARI, "bulk", {"text": "Besok"}), Post(BUDI, "notice", {"text": "Baru"})], NOON)


async def test_nobody_reads_through_what_was_sent(quick_database: Database) -> None:
    """Neither for an answer, nor for a lease, nor for silence: SQLite names no scan of the table in its plan."""
    await fill(quick_database)
    soon = NOON + timedelta(seconds=5)
    async with watched(quick_database) as (tx, seen):
        await outbox.put(tx, [Post(SARI, "reply", {"text": "Ya"})], soon, owner="me")
        await outbox.backlog(tx, 600, soon)
        await outbox.next_due(tx)
        parcels = await outbox.lease(tx, soon, "me", PACED, 15)
        assert [parcel.chat for parcel in parcels] == [SARI, BUDI]
        assert await outbox.begin(tx, {parcel.id for parcel in parcels}, "me", soon) == {parcels[0].id}
        await outbox.settle(tx, [Outcome(parcels[0].id, "retry", soon, soon)], "me")
        await outbox.release(tx, soon, owners=await outbox.lessees(tx))
        for why in ("muted", "not_allowed", "blocked"):
            await recall.drop(tx, [SARI], why, soon)
        assert len(await read_through(tx, seen)) == 0 and len(seen) >= 10


async def test_nobody_reads_through_what_was_offered_of_other_leads(quick_database: Database) -> None:
    """Whoever looks for somebody to take a lead asks who was asked before, and so does who hands it over."""
    async with watched(quick_database) as (tx, seen):
        await offers.asked(tx, [LeadId(7), LeadId(8)])
        await offers.declined(tx, [(LeadId(7), StaffId(1))])
        await branches.refusals(tx, LeadId(7))
        assert len(await read_through(tx, seen)) == 0 and len(seen) == 3


async def test_nobody_reads_through_what_was_forgotten(quick_database: Database) -> None:
    """The leads of years stay as counts; every night some more are forgotten."""
    async with watched(quick_database) as (tx, seen):
        await leads.forget(tx, NOON)
        assert len(await read_through(tx, seen)) == 0 and len(seen) == 4
        sql, params = seen[-1]
        plan = await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", params)
        assert "ix_leads_kept (state=? AND changed<?)" in str(plan.all())


async def test_nobody_reads_through_what_was_told_of_other_regions(quick_database: Database) -> None:
    """A report is of one region, and the country has a year of coverage and of field work."""
    async with watched(quick_database) as (tx, seen):
        await observations.history(tx, "35.28", NOON.date())
        await observations.latest(tx, "35.28", NOON.date())
        await observations.shares(tx, "35.28", NOON.date(), NOON.date())
        await observations.first_told(tx, "35.28", NOON.date())
        await observations.corrected(tx, "35.28", NOON, NOON.date())
        await families.around(tx, "35.28", ["35.27"], NOON.date(), 5)
        await visits.reached(tx, "35.28", NOON.date(), NOON.date())
        await visits.villages(tx, "35.28", NOON.date(), NOON.date())
        await commitments.outstanding(tx, "35.28")
        await sponsorships.ending(tx, NOON.date(), NOON.date(), "35.28")
        assert len(await read_through(tx, seen)) == 0 and len(seen) == 10


async def read_through(tx: Tx, asked: Sequence[tuple[str, Any]]) -> list[str]:
    """The statements that read a table without an index of what they look for, or from its first row on."""
    through = []
    for sql, params in list(asked):
        rows = await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [row[3] for row in rows if "USING INDEX" not in row[3]]
        if any("rowid<" in line or line.removeprefix("SCAN ") in GROWING for line in lines):
            through.append(sql)
    return through


async def test_what_is_sent_stays_where_it_is(quick_database: Database) -> None:
    """And nothing of it was taken for unsent."""
    await fill(quick_database)
    async with quick_database.transaction() as tx:
        await recall.drop(tx, [ChatId(number) for number in range(100)], "blocked", NOON)
        sent = select(func.count()).select_from(table).where(table.c.state == "sent")
        assert (await tx.execute(sent)).scalar_one() == SENT
