"""Whom a reminder of one's own months is planned for, and what a newer word of theirs does to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage import addressees, outbox, people, recall, timers
from storage.audiences import Anybody, Dated, Seasonal
from storage.database import Database
from storage.outbox import Post
from storage.records import ChatId, Consent, Person
from storage.timers import Planned
from tests.storage.conftest import BUDI, NOON, SARI

TOLD = ("reminders", ("reminders-3",))
WILLING = Person(
    SARI,
    rhythm={"months": [1, 11]},
    paid_until=date(2026, 11, 1),
    scholarship=date(2024, 2, 29),
    consents={"reminders": Consent(True, NOON, "reminders-3")},
)
NOVEMBER = Dated("settled_until", date(2026, 11, 1), date(2026, 11, 30), *TOLD)
SOON = NOON + timedelta(hours=1)


async def found(database: Database, audience: Anybody, *some: Person) -> list[ChatId]:
    async with database.transaction() as tx:
        await people.save(tx, some, NOON)
        return [one.chat for one in await addressees.find(tx, "news", "slot", audience, 0, 10)]


async def test_who_told_a_day_is_found_by_it(database: Database) -> None:
    """The first and the last one of the span included; a month of whatever year."""
    last = replace(WILLING, chat=BUDI, paid_until=date(2026, 11, 30), scholarship=date(2025, 12, 31))
    assert await found(database, NOVEMBER, WILLING, last) == [SARI, BUDI]
    assert await found(database, replace(NOVEMBER, first=date(2026, 11, 2))) == [BUDI]
    assert await found(database, replace(NOVEMBER, last=date(2026, 11, 29))) == [SARI]
    yearly = Dated("scholarship", date(1, 1, 1), date(2027, 1, 31), *TOLD, month=2)
    assert await found(database, yearly) == [SARI]
    assert await found(database, replace(yearly, month=12)) == [BUDI]


async def test_a_month_that_others_pay_counts_as_paid(database: Database) -> None:
    """Until it ends, for who pays by themselves; who never told that they pay is not asked for money."""
    longer = replace(WILLING, covered_until=date(2026, 12, 31))
    shorter = replace(WILLING, chat=BUDI, covered_until=date(2026, 10, 31))
    assert await found(database, NOVEMBER, longer, shorter) == [BUDI]
    december = replace(NOVEMBER, first=date(2026, 12, 1), last=date(2026, 12, 31))
    assert await found(database, december) == [SARI]
    assert await found(database, december, replace(longer, paid_until=None)) == []


async def test_a_season_is_found_by_its_month(database: Database) -> None:
    """January is not November, nor December."""
    assert await found(database, Seasonal(1, *TOLD), WILLING, replace(WILLING, chat=BUDI, rhythm={})) == [SARI]
    assert await found(database, Seasonal(11, *TOLD)) == [SARI]
    assert await found(database, Seasonal(12, *TOLD)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"muted": True},
        {"blocked": True},
        {"consents": {}},
        {"consents": {"reminders": Consent(False, NOON, "reminders-3")}},
        {"consents": {"reminders": Consent(True, NOON, "reminders-2")}},
        {"paid_until": None, "rhythm": {}},
    ],
    ids=str,
)
async def test_nobody_else_is_planned_for(database: Database, changed: dict[str, object]) -> None:
    """One thing is enough to be left in peace."""
    nobody = replace(WILLING, **changed)  # type: ignore[arg-type]
    assert await found(database, NOVEMBER, nobody) == []
    assert await found(database, Seasonal(1, *TOLD)) == []


async def replanned(database: Database, about: str | None, silent: str | None = None) -> dict[tuple[str, str], str]:
    async with database.transaction() as tx:
        await timers.replan(tx, SARI, ["news"], about, SOON, anew="told_anew", silent=silent)
        await recall.drop_timers(tx, SARI, ["news"], about, SOON)
        rows = [one for number in range(1, 5) if (one := await timers.by_id(tx, number))]
        return {(one.kind, one.slot): one.why or one.state for one in rows}


async def test_a_newer_word_clears_what_waits_for_the_old_one(database: Database) -> None:
    """What is about it stays, other kinds stay; taking the word back brings the old ones again, unless silence is."""
    async with database.transaction() as tx:
        slots = [Planned(SARI, kind, slot, NOON) for kind in ("news", "other") for slot in ("2026-11:1", "2026-12:1")]
        await timers.plan(tx, slots)
    kept = {("other", "2026-11:1"): "waiting", ("other", "2026-12:1"): "waiting"}
    old, new = ("news", "2026-11:1"), ("news", "2026-12:1")
    assert await replanned(database, "2026-12:") == {old: "told_anew", new: "waiting", **kept}
    assert await replanned(database, "2026-11:") == {old: "waiting", new: "told_anew", **kept}
    assert await replanned(database, None) == {old: "told_anew", new: "told_anew", **kept}
    assert await replanned(database, "2026-11:", silent="muted") == {old: "muted", new: "told_anew", **kept}


async def test_what_is_on_its_way_is_taken_back_too(database: Database) -> None:
    """Whoever just said that it is paid does not read that it is not."""
    async with database.transaction() as tx:
        await timers.plan(tx, [Planned(SARI, "news", "2026-11:1", NOON), Planned(SARI, "other", "2026-11:1", NOON)])
        await outbox.put(tx, [Post(SARI, "bulk", {"text": str(n)}, until=SOON, timer=n) for n in (1, 2)], NOON)
    await replanned(database, "2026-12:")
    async with database.reading() as tx:
        assert await outbox.stats(tx) == {("bulk", "cleared"): 1, ("bulk", "waiting"): 1}
