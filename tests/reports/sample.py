"""A week of a region that has something of everything; its figures are invented."""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.reports.weekly import (
    DEFINITION,
    Change,
    Corrected,
    Ending,
    Funnel,
    Lateness,
    Line,
    Pace,
    Part,
    Pledge,
    Point,
    Reach,
    Sponsored,
    Standing,
    Villages,
    VillagesOf,
    Weekly,
    id_of,
)
from bot.reports.weekly import Commitments as Promises

STANDING = Standing(
    segment="all",
    as_of=date(2026, 10, 31),
    source="contoh",
    active=96_000,
    eligible=480_000,
    eligible_year=2025,
    eligible_source="contoh",
    pct=Decimal("20.00"),
    target_pct=Decimal("25.00"),
    target_source="contoh",
    uncovered=384_000,
    gap=24_000,
    since_last=Change(date(2026, 9, 30), 1_200, Decimal("0.25")),
    since_base=Change(date(2025, 1, 31), 9_000, Decimal("-1.50"), denominator_changed=True),
    pace=Pace(date(2026, 12, 31), 7, 3_429, 300, Reach(date(2027, 5, 1), None)),
)

WEEK = Weekly(
    id=id_of("35.28", "2026-W46"),
    definition=DEFINITION,
    region="35.28",
    name="Kab. Pamekasan",
    parents=("Jawa Timur",),
    week="2026-W46",
    first=date(2026, 11, 9),
    last=date(2026, 11, 15),
    zone="Asia/Jakarta",
    made=datetime(2026, 11, 16, 0, 0, tzinfo=UTC),
    small=5,
    standing=STANDING,
    funnel=Funnel(
        total={"conversations": None, "interest": 40, "offered": 38, "contacted": 21, "registered": 9, "verified": 0},
        by_channel=(Line("direct", {"interest": 33}), Line("event", {"interest": "masked"})),
        by_sector=(Line("farmer", {"interest": 40}),),
    ),
    lateness=Lateness(expired_offers=6, unheld=0, overdue="masked"),
    villages=Villages(
        178, 30, parts=(VillagesOf("35.28.01", "Tlanakan", 4, 17), VillagesOf("35.28.06", "Galis", 0, 10))
    ),
    segments=(STANDING,),
    trend=(Point(date(2026, 9, 30), Decimal("19.75"), 94_800, 480_000),),
    parts=(Part("35.28.06", "Galis", 1, -1, Decimal("31.20"), 5_100, 16_346, 2025, date(2026, 10, 31)),),
    sponsored=Sponsored(
        (Ending("Pemkab (contoh)", "apbd", "35.28", "Kab. Pamekasan", date(2026, 12, 5), 30, 120),), {30: 120, 60: 0}
    ),
    commitments=Promises(1, 200, 50, 1, (Pledge("company", "Galis", 200, 50, date(2026, 11, 10), overdue=True),)),
    corrected=(Corrected("35.28", "Kab. Pamekasan", date(2026, 9, 30), "all", "active", Decimal(1), None),),
    notes=("old_figure",),
)
