"""A year of the whole country as a database holds it: leads, coverage, field work, sponsors, promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, get_args

from sqlalchemy import Table, insert, text

from bot.answers.places import Gazetteer
from bot.answers.zones import ZONES
from bot.reports.weeks import days_of, instants
from storage import observations, schema
from storage.coverage import Observation, Provenance, Segment
from storage.database import Tx
from storage.field import MET, PARTIES
from storage.statements import pages

YEAR: Final = timedelta(days=365)
FIRST_CHAT: Final = 10_000_000
NUMBERED: Final = {
    True: """INSERT INTO numbers WITH RECURSIVE t(n) AS
        (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < :leads) SELECT n FROM t""",
    False: "INSERT INTO numbers SELECT generate_series(1, :leads)",
}
"""On SQLite, and elsewhere."""
LEADS: Final = (
    """INSERT INTO leads (id, chat, state, version, region, work, branch, announced, created, changed, active, tries,
        met, event, sponsorship)
        SELECT n, :first + n, CASE WHEN :over = 1 THEN 'closed' WHEN n % 50 = 0 THEN 'offered'
        WHEN n % 10 = 1 THEN 'contacted' ELSE 'closed' END, 2,
        code || CASE WHEN n % 13 < 9 THEN '.0' ELSE '.' END || (1 + n % 13) || '.2001',
        CASE n % 3 WHEN 0 THEN 'farmer' WHEN 1 THEN 'fisher' ELSE 'trader' END, 'x', 1 = 0,
        :begin + :step * n, :begin + :step * n, :begin + :step * n, 0,
        CASE WHEN n % 5 = 0 THEN 1 END, CASE WHEN n % 9 = 0 THEN 1 END, CASE WHEN n % 100 = 4 THEN 1 + n % :payers END
        FROM numbers JOIN kabupaten ON place = n % :kabupaten""",
    """INSERT INTO lead_log (lead, version, "at", actor, origin, state)
        SELECT id, 1, created, 'person', '-', 'new' FROM leads""",
    """INSERT INTO lead_log (lead, version, "at", actor, origin, state)
        SELECT id, 2, created + 3600000, 'router', 'new', CASE WHEN id % 10 < 3 THEN 'offered' WHEN id % 10 = 3
        THEN 'contacted' WHEN id % 10 = 4 THEN 'registered' WHEN id % 50 = 5 THEN 'verified' ELSE 'closed' END
        FROM leads""",
    """INSERT INTO lead_reminders (lead, since, step, "at")
        SELECT id, created, 'outcome_exception', created FROM leads WHERE id % 100 = 1""",
)
"""More steps than anybody takes: every other lead that is told of in a week took one in it."""
PAYERS, PROMISES, VISITS, GUESTS = 6, 10, 10, 20
"""Sponsorships and commitments of each kabupaten, visits of each kecamatan in a year, people by code at each event."""


@dataclass(frozen=True)
class Year:
    """One that ends with a week ("2026-W46"), in the regions that there are."""

    week: str
    places: Gazetteer

    @property
    def last(self) -> date:
        """Its last day."""
        return days_of(self.week)[1]

    @property
    def begin(self) -> datetime:
        """Its first instant."""
        return instants(*days_of(self.week), "Asia/Jakarta")[1] - YEAR

    @property
    def kabupaten(self) -> list[str]:
        """Dotted codes."""
        return [one.code for province in sorted(ZONES) for one in self.places.children(province)]

    @property
    def kecamatan(self) -> list[str]:
        """Dotted codes."""
        return [one.code for kabupaten in self.kabupaten for one in self.places.children(kabupaten)]


async def fill(tx: Tx, count: int, year: Year, *, is_over: bool = False) -> None:
    """So many leads, each with two entries in its log; nobody waits for anything where it `is_over`."""
    await tx.execute(insert(schema.branches).values(id="x", name="Contoh"))
    await tx.execute(text("CREATE TABLE kabupaten (place INTEGER PRIMARY KEY, code VARCHAR(5))"))
    await tx.execute(text("CREATE TABLE numbers (n BIGINT)"))
    await tx.execute(text(NUMBERED[tx.connection.dialect.name == "sqlite"]), {"leads": count})
    codes = year.kabupaten
    await tx.execute(
        text("INSERT INTO kabupaten VALUES (:place, :code)"),
        [{"place": place, "code": code} for place, code in enumerate(codes)],
    )
    told = {
        "first": FIRST_CHAT,
        "over": int(is_over),
        "begin": int(year.begin.timestamp() * 1000),
        "step": int(YEAR.total_seconds() * 1000) // count,
        "payers": PAYERS * len(codes),
        "kabupaten": len(codes),
    }
    for statement in LEADS:
        await tx.execute(text(statement), {name: told[name] for name in told if f":{name}" in statement})


async def surround(tx: Tx, year: Year) -> None:
    """What a report tells beside the leads: coverage, visits, who came by code, sponsored cover, and commitments."""
    await tx.execute(insert(schema.staff).values(id=1, **_member()))
    await observations.record(tx, _coverage(year))
    await _insert(tx, schema.visits, visits := _visits(year))
    await _insert(tx, schema.visit_log, map(_logged, visits))
    await _insert(tx, schema.guests, _guests(visits))
    await _insert(tx, schema.sponsorships, _sponsorships(year))
    await _insert(tx, schema.commitments, _commitments(tx, year))


async def _insert(tx: Tx, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    for page in pages(list(rows)):
        await tx.execute(insert(table), page)


def _member() -> Mapping[str, Any]:
    return {"role": "agent", "name": "A", "code": "a1", "branch": "x", "areas": [], "capacity": 9, "active": True}


def _coverage(year: Year) -> Sequence[Observation]:
    """Each month of each kabupaten with its segments, each quarter of each kecamatan."""
    told = Provenance("ab" * 32, 1, "command_line", year.begin, ())

    def counted(region: str, ago: int, segment: Segment, active: int) -> Observation:
        day = year.last - timedelta(days=1 + 30 * ago)
        grown = active * (20 - ago) // 20
        return Observation(
            region, day, told, segment, active=grown, eligible=4 * active, eligible_year=2025, target_pct=Decimal(45)
        )

    monthly = [(code, ago, 90_000) for code in year.kabupaten for ago in range(12)]
    quarterly = [(code, ago, 4_000) for code in year.kecamatan for ago in range(0, 12, 3)]
    return [
        counted(code, ago, segment, active)
        for code, ago, active in (*monthly, *quarterly)
        for segment in (get_args(Segment) if len(code) == len("35.28") else ("all",))
    ]


def _visits(year: Year) -> list[dict[str, Any]]:
    told = {"kind": "visit", "branch": "x", "holder": 1, "revision": 1, "author": 1, "undone": False, "people": 12}
    return [
        {
            **told,
            "id": 1 + at * VISITS + nth,
            "region": f"{code}.20{1 + nth % 7:02}",
            "day": year.last - timedelta(days=(at + nth * 36) % 365),
            "met": MET[(at + nth) % len(MET)],
            "changed": year.begin,
        }
        for at, code in enumerate(year.kecamatan)
        for nth in range(VISITS)
    ]


def _logged(visit: Mapping[str, Any]) -> dict[str, Any]:
    names = ("revision", "author", "region", "day", "met", "people", "undone")
    return {"visit": visit["id"], "at": visit["changed"], **{name: visit[name] for name in names}}


def _guests(visits: Sequence[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """At every tenth visit."""
    for visit in visits[::10]:
        at = datetime.combine(visit["day"], time(5), UTC)
        for nth in range(GUESTS):
            yield {"visit": visit["id"], "chat": FIRST_CHAT + visit["id"] * GUESTS + nth, "at": at}


def _sponsorships(year: Year) -> Iterable[dict[str, Any]]:
    for at, code in enumerate(year.kabupaten):
        for nth in range(PAYERS):
            ends = year.last + timedelta(days=20 * nth + at % 20 - 10)
            yield {
                "id": 1 + at * PAYERS + nth,
                "branch": "x",
                "channel": ("apbd", "csr", "dbh_sawit")[nth % 3],
                "payer": f"Dinas {nth}",
                "payer_key": f"dinas {nth}",
                "programmes": ["JKK", "JKM"],
                "region": code,
                "quota": 400,
                "used": 30,
                "starts": ends - timedelta(days=180),
                "ends": ends,
                "months": 6,
                "law": "",
                "contact": "",
                "works": [],
                "created": year.begin,
                "changed": year.begin,
            }


def _commitments(tx: Tx, year: Year) -> Iterable[dict[str, Any]]:
    name = tx.vault.seal("commitments.name:x", "PT Contoh")
    for at, code in enumerate(year.kabupaten):
        for nth in range(PROMISES):
            yield {
                "branch": "x",
                "holder": 1,
                "version": 1,
                "kind": PARTIES[nth % len(PARTIES)],
                "name": name,
                "region": code,
                "promised": 100,
                "done": 10 * nth,
                "next": year.last + timedelta(days=at % 40 - 10),
                "state": "open" if nth % 3 else "closed",
                "created": year.begin,
                "changed": year.begin,
            }
