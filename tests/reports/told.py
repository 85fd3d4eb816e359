"""Observations of one region for tests, in a line each."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from storage.coverage import Observation, Provenance

BROUGHT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
MONDAY, SUNDAY = date(2026, 11, 9), date(2026, 11, 15)


def told(day: str, active: int | None = None, eligible: int | None = 1_000, pct: str = "", **more: Any) -> Observation:
    """What somebody counted on a day; the counts are of workers of 2025."""
    about: dict[str, Any] = {"region": "35.28", "eligible_year": 2025, **more}
    share = Decimal(pct) if pct else None
    origin = Provenance("f" * 64, 1, "command_line", BROUGHT)
    return Observation(
        as_of=date.fromisoformat(day),
        provenance=origin,
        active=active,
        eligible=eligible,
        coverage_pct=share,
        **about,
    )
