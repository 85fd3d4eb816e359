"""Leads in every kind of silence: what routing and the ladder find when they wake up on a Monday morning."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from storage import cases, leads, people, staff
from storage.database import Database, Tx
from storage.records import Branch, ChatId, Contact, Interest, Invite, Lead, Person, Staff
from tests.storage.steps import goes, offered

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Nine in the morning in Pamekasan."""
ADI, CITRA, RINA = map(ChatId, (1, 2, 3))
STAFF = (
    (ADI, "Adi", "agent", ("35.28.02",)),
    (CITRA, "Citra", "agent", ("35.28.02",)),
    (RINA, "Rina", "officer", ()),
)
HERE = "35.28.02.2011"
ACCEPTED = ("offer", "accept")
SILENT: Sequence[tuple[ChatId | None, tuple[str, ...], float]] = (
    (None, (), 0),
    (ADI, ("offer",), 3),
    (CITRA, ("offer",), 0.02),
    (ADI, ACCEPTED, 1.9),
    (CITRA, ACCEPTED, 3),
    (RINA, ("take", "contacted"), 12),
)
"""Who holds a lead, how it came there, and for how many days nothing has happened to it. Citra is on leave."""


async def begun(database: Database) -> None:
    """All of these, and an accident."""
    async with database.transaction() as tx:
        await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
        members = {chat: await _hired(tx, chat, *about) for chat, *about in STAFF}
        await staff.arrange(tx, replace(members[CITRA], leave=(date(2026, 11, 21), date(2026, 12, 31))))
        chats = [ChatId(100 + number) for number in range(len(SILENT))]
        await people.save(tx, [Person(chat) for chat in (*members, *chats)], MONDAY)
        for chat, (holder, path, days) in zip(chats, SILENT, strict=True):
            since = MONDAY - timedelta(days=days)
            await _walked(tx, await _wish(tx, chat, since), holder and members[holder], path, since)
        hurt = Contact("Bu Sari", "+6281200000000", "Galis")
        await cases.raise_case(tx, chats[0], "accident", HERE, "pamekasan", hurt, MONDAY)


async def _hired(tx: Tx, chat: ChatId, name: str, role: str, areas: tuple[str, ...]) -> Staff:
    invited = Invite(name, role, name, "pamekasan", areas, MONDAY)
    await staff.invite(tx, invited)
    member = await staff.bind(tx, chat, invited, MONDAY)
    assert member is not None
    return member


async def _wish(tx: Tx, chat: ChatId, since: datetime) -> Lead:
    interest = Interest("Sari", f"+62812{chat:08d}", "farmer", HERE, "Galis", ("jkk",), "any")
    return await leads.add(tx, chat, interest, "pamekasan", since)


async def _walked(tx: Tx, lead: Lead, holder: Staff | None, path: Sequence[str], since: datetime) -> None:
    """Move after move, all at once; nothing has happened since."""
    for name in path if holder is not None else ():
        if name == "offer":
            assert await offered(tx, lead, holder.id, until=since + timedelta(hours=1))
        else:
            await goes(tx, lead.id, name, at=since, holder=holder.id)
