"""Weeks at the edges of what a report has to hold; all figures are invented."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.reports.actions import suggested
from bot.reports.weekly import (
    CHANNELS,
    STEPS,
    Change,
    Commitments,
    Corrected,
    Count,
    Ending,
    Funnel,
    Lateness,
    Line,
    Pace,
    Part,
    PlaceName,
    Pledge,
    Point,
    Reach,
    Sponsored,
    Standing,
    Step,
    TargetShare,
    Villages,
    VillagesOf,
    Weekly,
)
from tests.reports.sample import STANDING, WEEK

NAMES = (
    *("Tlanakan", "Pademawu", "Galis", "Larangan", "Pamekasan", "Proppo", "Palengaan", "Pegantenan", "Kadur"),
    *("Pakong", "Waru", "Batumarmar", "Pasean"),
)
WORKS = ("farmer", "fisher", "driver", "trader", "builder", "craft", "household", "other")


def parts(names: tuple[str, ...], best: Decimal) -> tuple[Part, ...]:
    """Ranked parts, each a little lower than the one before."""
    told = enumerate(names, start=1)
    return tuple(
        Part(
            f"35.28.{place:02}", name, place, place % 4 - 1, best - place * Decimal("0.71"), 5_000 - place * 90, 20_000
        )
        for place, name in told
    )


def steps(*counts: Count) -> dict[Step, Count]:
    """Counts by step."""
    return dict(zip(STEPS, counts, strict=True))


FUNNEL = Funnel(
    steps(None, 84, 80, 61, 33, 21),
    tuple(Line(key, steps(None, 28, 27, 20, 11, "masked")) for key in CHANNELS),
    tuple(Line(key, steps(None, 20 - at, 18 - at, 15 - at, 9, "masked")) for at, key in enumerate(WORKS)),
    7,
)
TREND = tuple(
    Point(date(2026, 1, 31) + timedelta(30 * at), Decimal(at) / 2 + (14 if at < 4 else 12), 60_000, 400_000, at == 4)
    for at in range(10)
)
ALL = replace(
    WEEK,
    standing=replace(
        STANDING, active=66_000, pct=Decimal("16.5"), target_pct=Decimal(30), gap=54_000, eligible=400_000
    ),
    funnel=FUNNEL,
    lateness=Lateness(6, 9, "masked"),
    parts=(*parts(NAMES[:-1], Decimal("31.2")), Part("35.28.13", NAMES[-1])),
    trend=TREND,
    segments=tuple(replace(STANDING, segment=one, pct=Decimal("12.34")) for one in ("pu", "bpu", "jakon")),
    villages=Villages(
        178, 30, 4, 5, 212, parts=tuple(VillagesOf(f"35.28.{at:02}", name, at % 3, 13) for at, name in enumerate(NAMES))
    ),
    sponsored=Sponsored(
        tuple(
            Ending(
                payer,
                "apbd",
                "35.28",
                "Kab. Pamekasan",
                date(2026, 12, 5 + at),
                30 if at < 2 else 60,
                120 * at or "masked",
            )
            for at, payer in enumerate(("Dana desa (contoh)", "APBD (contoh)", "DBH (contoh)", "CSR (contoh)"))
        ),
        {30: "masked", 60: 600},
    ),
    commitments=Commitments(
        3,
        700,
        170,
        1,
        tuple(
            Pledge(kind, "Galis", 200, "masked", date(2026, 11, 10 + at), overdue=at == 0)
            for at, kind in enumerate(("company", "bank", "agency"))
        ),
    ),
    corrected=(
        Corrected("35.28", "Kab. Pamekasan", date(2026, 9, 30), "all", "active", Decimal(65_210), Decimal(64_800)),
    ),
    notes=(),
    example=True,
)
ALL = replace(ALL, actions=suggested(ALL))
LONG = "Kabupaten Kepulauan Siau Tagulandang Biaro dan Sekitarnya"
FULLEST = replace(
    ALL,
    name=LONG,
    funnel=replace(
        FUNNEL, by_part=tuple(Line(f"35.28.{at:02}", steps(None, 90 - at, 80, 60, 30, "masked")) for at in range(1, 43))
    ),
    parts=parts(tuple(f"Kecamatan Bernama Panjang {at}" for at in range(42)), Decimal(60)),
    villages=replace(
        ALL.villages, unreached=tuple(PlaceName("35.28.01.2001", f"Desa {at}", "Galis") for at in range(120))
    ),
    sponsored=Sponsored(
        tuple(replace(ALL.sponsored.ending[1], payer=f"{LONG} {at}") for at in range(9)), {30: 1_200, 60: 3_400}
    ),
    commitments=Commitments(
        9,
        7_000,
        1_700,
        4,
        tuple(Pledge("company", LONG, 2_000, 500, date(2026, 11, 10), overdue=True) for _ in range(9)),
    ),
    corrected=tuple(
        Corrected("35.28", LONG, date(2026, 9, 30), "all", "active", Decimal(91_000), Decimal(90_100)) for _ in range(9)
    ),
    of_target=TargetShare(date(2026, 10, 31), Decimal("61.2"), "https://example.id/berita/" + "a" * 90),
    notes=("old_figure", "below_of_different_years", "week_missing"),
)
NOTHING = replace(
    WEEK,
    standing=None,
    funnel=Funnel({}),
    lateness=Lateness(),
    villages=Villages(0, 0),
    segments=(),
    trend=(),
    parts=(),
    sponsored=Sponsored(),
    commitments=Commitments(),
    corrected=(),
    notes=("no_figure", "first_report"),
)
NOTHING = replace(NOTHING, actions=suggested(NOTHING))
FIRST = Standing("all", date(2026, 10, 31), "contoh", None, None, None, "", Decimal("33.51"))
ONE = replace(
    ALL, standing=FIRST, trend=(Point(date(2026, 10, 31), Decimal("33.51"), None, None),), parts=(), segments=()
)
_BEYOND = replace(
    STANDING,
    pct=Decimal("98.07"),
    target_pct=Decimal("52.15"),
    gap=0,
    pace=Pace(date(2026, 12, 31), 7, 0, 40, Reach(why="reached")),
)
BEYOND = replace(
    ALL,
    standing=replace(_BEYOND, since_last=Change(date(2026, 9, 30), -120, Decimal("-0.4"))),
    trend=tuple(replace(point, pct=point.pct + 80) for point in TREND),
    parts=parts(NAMES, Decimal("102.3")),
)
EDGES: dict[str, Weekly] = {
    "whole": ALL,
    "fullest": FULLEST,
    "nothing": NOTHING,
    "one": ONE,
    "beyond": BEYOND,
    "plain": WEEK,
}
