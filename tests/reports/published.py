"""Figures that were really published of four regions, with their source and day, for the examples.

Where a source gave no usable number ("more than eighty percent"), there is none here either.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from storage.coverage import Observation, Provenance, Target

_AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
_EXAMPLE = "contoh"


def _row(number: int) -> Provenance:
    return Provenance("e" * 64, number, "command_line", _AT)


PUBLISHED = (
    Observation(
        "35.28",
        date(2023, 12, 13),
        _row(2),
        coverage_pct=Decimal(16),
        source="KlikMadura, 13 Desember 2023",
        note=f"{_EXAMPLE}; sumber menulis 269 pekerja, mungkin 269 ribu, jadi jumlahnya dikosongkan",
    ),
    Observation(
        "13.12",
        date(2025, 8, 4),
        _row(3),
        coverage_pct=Decimal("33.51"),
        target_pct=Decimal("51.4"),
        target_source="Posmetro Padang, 4 Agustus 2025",
        source="Posmetro Padang, 4 Agustus 2025",
        note=_EXAMPLE,
    ),
    Observation(
        "61",
        date(2024, 8, 1),
        _row(5),
        active=607_426,
        coverage_pct=Decimal("36.47"),
        target_pct=Decimal(46),
        target_source="BorneoTrend, 1 Agustus 2024",
        source="BorneoTrend, 1 Agustus 2024",
        note=_EXAMPLE,
    ),
    Observation(
        "61",
        date(2025, 10, 9),
        _row(6),
        meaning="of_target",
        coverage_pct=Decimal("30.41"),
        target_pct=Decimal("59.56"),
        source="Suara Borneo, Oktober 2025",
        note=f"{_EXAMPLE}; sumber menyebutnya bagian dari target",
    ),
    Observation(
        "61",
        date(2025, 12, 31),
        _row(7),
        coverage_pct=Decimal(27),
        source="iknpos.id, terendah di Kalimantan",
        note=_EXAMPLE,
    ),
    Observation(
        "61.01",
        date(2025, 8, 27),
        _row(8),
        coverage_pct=Decimal(24),
        source="Fakta Kalbar, 27 Agustus 2025",
        note=_EXAMPLE,
    ),
    Observation(
        "61.71",
        date(2025, 12, 31),
        _row(9),
        coverage_pct=Decimal(40),
        target_pct=Decimal(45),
        source="Fakta Kalbar, 12 Februari 2026",
        note=f"{_EXAMPLE}; target untuk 2026",
    ),
)
TARGETS = (Target("61", 2026, Decimal("60.80"), _row(2), source="Suara Borneo, Oktober 2025"),)
