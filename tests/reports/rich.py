"""A kabupaten of which everything is known, all of it invented: figures by segment and kecamatan, corrected once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import insert, select

from storage import commitments, leads, observations, sponsorships, targets
from storage.coverage import Observation, Provenance, Segment, Target
from storage.database import Tx
from storage.field import Promised
from storage.offers import EXPIRED
from storage.records import LeadId, StaffId
from storage.schema import lead_reminders
from storage.schema import leads as table
from storage.sponsors import Sponsorship

RICH: Final = "34.02"
BEFORE: Final = datetime(2026, 11, 9, 0, 30, tzinfo=UTC)
"""When the report of the week before was made."""
TOLD, CORRECTED = BEFORE - timedelta(days=5), BEFORE + timedelta(days=2)
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 13)
WHOLE = {date(2026, month, 28): 190_000 + 3_900 * month + 700 * (month % 3) for month in range(1, 10)}
SEGMENTS: dict[date, dict[Segment, int]] = {
    OCTOBER: {"pu": 151_200, "bpu": 66_900, "jakon": 12_400},
    NOVEMBER: {"pu": 151_650, "bpu": 68_350, "jakon": 12_250},
}
ELIGIBLE: dict[Segment, int] = {"all": 512_000, "pu": 201_000, "bpu": 287_000, "jakon": 24_000}
PARTS = {"03": 31, "04": 22, "05": 44, "06": 29, "07": 37, "08": 61, "09": 41, "10": 26, "11": 18}
PARTS |= {"12": 58, "13": 35, "14": 33, "15": 55, "16": 57, "17": 47}
"""Per cent in October, by kecamatan; of two of them nobody told."""
MOVED = {"04": 4, "10": 1, "12": 5, "17": -4, "11": 2}
WORKERS: Final = 30_000


async def figures(tx: Tx) -> None:
    """What was told before the week."""
    await observations.record(tx, [*_whole(), *_segments(OCTOBER, TOLD), *_kecamatan(OCTOBER, PARTS, TOLD)])
    source = "Perbup 12/2026 (contoh)"
    await targets.record(tx, [Target(RICH, 2026, Decimal("52.5"), _origin(TOLD), source=source)])


async def figures_of_the_week(tx: Tx) -> None:
    """What came in it: new figures, and a better one for September."""
    now = {code: pct + MOVED.get(code, 1) for code, pct in PARTS.items()}
    better = replace(
        next(one for one in _whole() if one.as_of.month == 9), active=226_150, provenance=_origin(CORRECTED)
    )
    await observations.record(tx, [*_segments(NOVEMBER, CORRECTED), *_kecamatan(NOVEMBER, now, CORRECTED), better])


async def beside_the_leads(tx: Tx, villages: list[str], holder: StaffId) -> None:
    """Offers that nobody answered, leads that lie too long, promises, and cover that others pay for."""
    rows = (await tx.execute(select(table.c.id, table.c.state, table.c.version, table.c.active))).all()
    offered = [row for row in rows if row.state == "offered"]
    for row in offered[:9]:
        at = BEFORE + timedelta(days=5)
        moved = await leads.move(
            tx, LeadId(row.id), row.version, "offered", "expire", "router", at, holder=None, reason=EXPIRED
        )
        assert moved
    late = [
        {"lead": row.id, "since": row.active, "step": "outcome_exception", "at": BEFORE}
        for row in rows
        if row.state == "contacted"
    ]
    await tx.execute(insert(lead_reminders), late[:7])
    for number, (kind, promised, done, meeting) in enumerate(PROMISES):
        told = Promised(kind, f"Lembaga {number} (contoh)", villages[number], promised, meeting)
        await commitments.add(tx, "contoh", holder, told, BEFORE)
        [one] = [each for each in await commitments.of_branch(tx, "contoh", 100) if each.told.name == told.name]
        assert await commitments.change(tx, one, {"done": done}, BEFORE)
    await sponsorships.add(tx, list(_paid()), BEFORE)


PROMISES = (
    ("agency", 1_200, 480, date(2026, 11, 20)),
    ("bank", 350, 350, None),
    ("village", 90, 12, date(2026, 11, 10)),
)


def _origin(at: datetime) -> Provenance:
    return Provenance("c" * 64, 2, "command_line", at)


def _of(region: str, as_of: date, at: datetime, eligible: int, **told: Any) -> Observation:
    named = {"source": "Kantor cabang (contoh)", "eligible_source": "Sakernas (contoh)", "note": "contoh"}
    return Observation(region, as_of, _origin(at), eligible=eligible, eligible_year=2025, **named, **told)


def _whole() -> Iterator[Observation]:
    return (_of(RICH, day, TOLD, ELIGIBLE["all"], active=active) for day, active in WHOLE.items())


def _segments(as_of: date, at: datetime) -> Iterator[Observation]:
    told: dict[Segment, int] = {**SEGMENTS[as_of], "all": sum(SEGMENTS[as_of].values())}
    return (_of(RICH, as_of, at, ELIGIBLE[one], active=active, segment=one) for one, active in told.items())


def _kecamatan(as_of: date, pct: dict[str, int], at: datetime) -> Iterator[Observation]:
    return (_of(f"{RICH}.{code}", as_of, at, WORKERS, active=WORKERS * one // 100) for code, one in pct.items())


def _paid() -> Iterator[Sponsorship]:
    for payer, channel, used, ends in (
        ("Pemkab (contoh)", "apbd", 2_400, date(2026, 12, 31)),
        ("Dana desa (contoh)", "village", 85, date(2026, 12, 10)),
        ("DBH tembakau (contoh)", "dbhcht", 1_150, date(2026, 11, 30)),
    ):
        yield Sponsorship(
            0, "contoh", channel, payer, ("jkk", "jkm"), RICH, used + 100, used, date(2026, 1, 1), ends, 12
        )
