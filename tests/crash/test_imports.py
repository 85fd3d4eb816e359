"""A process that dies while it applies a branch's file: no row half, none twice, nobody told twice."""

from datetime import UTC, datetime

import pytest

from storage import leads, migrations, people, staff, uploads
from storage.database import Database
from storage.records import Branch, ChatId, Interest, Invite, Person, Upload, UploadRow
from storage.vault import Vault
from tests.crash.fuse import DIED, Point, one_life
from tests.crash.importing import apply
from tests.storage.steps import goes

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PEOPLE = 450
"""Three pages of rows."""
OFFICER, AGENT = ChatId(1), ChatId(2)


async def begun(database: Database) -> None:
    """Leads that an agent calls registered, and a file that confirms them all, which is being applied."""
    async with database.transaction() as tx:
        await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
        for chat, role in ((OFFICER, "officer"), (AGENT, "agent")):
            invited = Invite(role, role, role.title(), "pamekasan", (), NOW)
            await staff.invite(tx, invited)
            await staff.bind(tx, chat, invited, NOW)
        chats = [ChatId(100 + number) for number in range(PEOPLE)]
        await people.save(tx, [Person(chat) for chat in (OFFICER, AGENT, *chats)], NOW)
        members = await staff.of_chats(tx, [OFFICER, AGENT])
        told = [Interest("Sari", f"+62812{chat:08d}", "farmer", "35.28", "Galis", ("jkk",), "any") for chat in chats]
        new = await leads.add_all(tx, [(c, i, "pamekasan") for c, i in zip(chats, told, strict=True)], NOW)
        for lead in new:
            held = members[AGENT].id
            await goes(tx, lead.id, "offer", "accept", "registered", at=NOW, holder=held)
        rows = [UploadRow(line, "confirmed", None, lead.id, done=False) for line, lead in enumerate(new, start=2)]
        number = await uploads.add(tx, "pamekasan", {"name": "a.xlsx"}, NOW, staff=members[OFFICER].id, chat=OFFICER)
        waiting = Upload(number, "pamekasan", "waiting", 1)
        await uploads.keep(tx, waiting, {"name": "a.xlsx"}, {}, rows, {"confirmed": PEOPLE}, NOW, kind="members")
        assert await uploads.begin(tx, Upload(number, "pamekasan", "read", 2), NOW)


@pytest.mark.parametrize("point", ["before commit", "after commit"])
async def test_dying_while_a_file_is_applied(url: str, point: Point) -> None:
    """Each life gets one commit further than the one before it died at."""
    ring = Vault.new_ring()
    database = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    await migrations.migrate(database)
    await begun(database)
    lives, n = 0, 2 if point == "before commit" else 1
    while (code := await one_life(apply, url, ring, point=point, n=n)) != 0:
        assert code == DIED
        lives += 1
        assert lives < 20
    assert lives >= 3
    async with database.reading() as tx:
        done = await leads.by_id(tx, [row.lead for row in await uploads.rows_of(tx, 1) if row.lead])
        assert {lead.state for lead in done.values()} == {"verified"}
        from sqlalchemy import text

        moves = (await tx.execute(text("SELECT count(*) FROM lead_log WHERE state = 'verified'"))).scalar_one()
        told = dict((await tx.execute(text("SELECT chat, count(*) FROM outbox GROUP BY chat"))).all())
        [upload] = (await tx.execute(text("SELECT state, told, content FROM uploads"))).all()
    assert moves == PEOPLE
    assert told.pop(OFFICER) == 1
    assert told.pop(AGENT) == 3
    assert set(told.values()) == {1} and len(told) == PEOPLE
    assert tuple(upload) == ("applied", None, None)
    await database.close()
