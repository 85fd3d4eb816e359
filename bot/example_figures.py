"""Figures that were really published of regions, with their source and day, for the examples.

Where a source gave no usable number (of Sukamara "above 80 percent"), there is none here either.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from storage.coverage import Observation, Provenance, Target

_AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
_EXAMPLE = "contoh"


def _row(number: int) -> Provenance:
    return Provenance("e" * 64, number, "command_line", _AT)


def _published(region: str, as_of: date, number: int, *, note: str | None = None, **told: Any) -> Observation:
    marked = f"{_EXAMPLE}; {note}" if note else _EXAMPLE
    return Observation(region, as_of, _row(number), note=marked, **told)


PUBLISHED = (
    _published(
        "35.28",
        date(2023, 12, 13),
        2,
        coverage_pct=Decimal(16),
        source="KlikMadura, 13 Desember 2023",
        note="sumber menulis 269 pekerja, mungkin 269 ribu, jadi jumlahnya dikosongkan",
    ),
    _published(
        "13.12",
        date(2025, 8, 4),
        3,
        coverage_pct=Decimal("33.51"),
        target_pct=Decimal("51.4"),
        target_source="Posmetro Padang, 4 Agustus 2025",
        source="Posmetro Padang, 4 Agustus 2025",
    ),
    _published(
        "61",
        date(2024, 8, 1),
        5,
        active=607_426,
        coverage_pct=Decimal("36.47"),
        target_pct=Decimal(46),
        target_source="BorneoTrend, 1 Agustus 2024",
        source="BorneoTrend, 1 Agustus 2024",
    ),
    _published(
        "61",
        date(2025, 10, 9),
        6,
        meaning="of_target",
        coverage_pct=Decimal("30.41"),
        target_pct=Decimal("59.56"),
        source="Suara Borneo, Oktober 2025",
        note="sumber menyebutnya bagian dari target",
    ),
    _published(
        "61",
        date(2025, 12, 31),
        7,
        coverage_pct=Decimal(27),
        source="iknpos.id, terendah di Kalimantan",
    ),
    _published(
        "61.01",
        date(2025, 8, 27),
        8,
        coverage_pct=Decimal(24),
        source="Fakta Kalbar, 27 Agustus 2025",
    ),
    _published(
        "61.71",
        date(2025, 12, 31),
        9,
        coverage_pct=Decimal(40),
        target_pct=Decimal(45),
        source="Fakta Kalbar, 12 Februari 2026",
        note="target untuk 2026",
    ),
)
TARGETS = (Target("61", 2026, Decimal("60.80"), _row(2), source="Suara Borneo, Oktober 2025"),)

INVENTED = "angka rekaan untuk contoh, bukan data resmi"
_KECAMATAN = {"35.28.01": 19, "35.28.02": 24, "35.28.03": 31, "35.28.04": 33, "35.28.05": 22, "35.28.06": 28}


def _invented(region: str, as_of: date, number: int, **told: Any) -> Observation:
    return Observation(region, as_of, _row(number), source=INVENTED, eligible_source=INVENTED, note=_EXAMPLE, **told)


MADE_UP = (
    *(
        _invented("35.28", as_of, 20, active=active, eligible=480_000, eligible_year=2025)
        for as_of, active in (
            (date(2026, 7, 31), 104_800),
            (date(2026, 8, 31), 106_300),
            (date(2026, 9, 30), 108_500),
            (date(2026, 10, 31), 111_400),
        )
    ),
    *(
        _invented(region, date(2026, 10, 31), 30, coverage_pct=Decimal(pct), eligible_year=2025)
        for region, pct in _KECAMATAN.items()
    ),
)
"""What nobody ever counted, so that the demo has a trend and a ranking; every row says so."""
MADE_UP_TARGETS = (Target("35.28", 2026, Decimal(45), _row(3), source=INVENTED),)
