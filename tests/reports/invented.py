"""A made-up week of a region: who asked to be called and what came of it, visits, promises, cover that ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from storage import commitments, leads, sponsorships, staff, visits
from storage.database import Tx
from storage.field import VISIT, Promised, Told
from storage.records import Branch, ChatId, Invite, LeadId, StaffId
from storage.schema import people
from storage.sponsors import Sponsorship
from tests.storage.conftest import INTEREST, SARI

MONDAY = datetime.fromisoformat("2026-11-09T09:00+07:00")
FORTH = (("offer", "router"), ("accept", "agent"), ("contacted", "agent"), ("registered", "agent"))
WORKS = ("farmer", "farmer", "fisher", "trader", "farmer", "driver", "farmer")


async def a_week(tx: Tx, villages: list[str], region: str, people: int) -> StaffId:
    """So many people, one after the other; how far each comes goes by their number. Returns who holds their leads."""
    holder = await _agent(tx, region)
    for number in range(people):
        lead = await _begun(tx, number, villages[number % len(villages)])
        if number % 4 == 1:
            await leads.brought(tx, {lead: holder})
        await _led_on(tx, lead, holder, number % (len(FORTH) + 1))
    for village in villages[:7]:
        told = Told(village, MONDAY.date(), "farmers", 24)
        await visits.add(tx, VISIT, "contoh", holder, told, MONDAY, None)
    await _others(tx, villages[0], region, holder)
    return holder


async def _begun(tx: Tx, number: int, village: str) -> LeadId:
    about: dict[str, Any] = {
        "region": village,
        "work": WORKS[number % len(WORKS)],
        "phone": f"+62811{number:07}",
    }
    at = MONDAY + timedelta(hours=number)
    wrote = {"chat": number + 1, "language": "id", "consents": {}, "muted": False, "blocked": False, "created": at}
    await tx.execute(insert(people).values(wrote))
    return (await leads.add(tx, ChatId(number + 1), replace(INTEREST, **about), "contoh", at)).id


async def _led_on(tx: Tx, lead: LeadId, holder: StaffId, steps: int) -> None:
    """Not at all, to an offer, or as far as called registered, and on Sunday perhaps confirmed."""
    state = "new"
    for step, (name, actor) in enumerate(FORTH[:steps]):
        at, by = MONDAY + timedelta(days=4, hours=step), f"{actor}:{holder}"
        assert await leads.move(tx, lead, step + 1, state, name, by, at, holder=holder, reason=None)
        state = ("offered", "accepted", "contacted", "registered")[step]
    if state == "registered" and lead % 2:
        sunday = MONDAY + timedelta(days=6)
        assert await leads.move(
            tx, lead, steps + 1, state, "verified", "branch_file", sunday, holder=holder, reason=None
        )


async def _agent(tx: Tx, region: str) -> StaffId:
    invited = Invite("0" * 64, "agent", "Adi (contoh)", "contoh", (), MONDAY + timedelta(days=1))
    await staff.save_branch(tx, Branch("contoh", "Cabang (contoh)", (region,)))
    await staff.invite(tx, invited)
    member = await staff.bind(tx, SARI, invited, MONDAY)
    assert member is not None
    return member.id


async def _others(tx: Tx, village: str, region: str, holder: StaffId) -> None:
    promised = Promised("company", "PT (contoh)", village, 200, date(2026, 11, 12))
    number = await commitments.add(tx, "contoh", holder, promised, MONDAY)
    [told] = await commitments.of_branch(tx, "contoh", 2)
    assert (told.id, await commitments.change(tx, told, {"done": 60}, MONDAY)) == (number, True)
    paid = Sponsorship(
        0,
        "contoh",
        "csr",
        "PT (contoh)",
        ("jkk", "jkm"),
        region,
        500,
        120,
        date(2026, 1, 1),
        date(2026, 12, 8),
        12,
    )
    await sponsorships.add(tx, [paid, replace(paid, payer="Koperasi (contoh)", used=3, ends=date(2027, 1, 10))], MONDAY)
