"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
_FINENESS = 10_000

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A key that counts up by itself; SQLite does that for INTEGER only."""


def whole_milliseconds(at: datetime) -> datetime:
    """The instant as it comes back from the database; `at` is aware."""
    return EPOCH + (at - EPOCH) // MILLISECOND * MILLISECOND


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as whole milliseconds since 1970 in UTC, so that no host's zone can touch it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Milliseconds since 1970. Raises TypeError for a naive datetime."""
        return None if value is None else (value - EPOCH) // MILLISECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The aware instant in UTC."""
        return None if value is None else EPOCH + value * MILLISECOND


class Percent(TypeDecorator[Decimal]):
    """A percentage as a Decimal (33.51 for 33,51 %), stored as whole ten-thousandths: no database rounds those."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Ten-thousandths of a percent; what is finer is rounded."""
        return None if value is None else round(value * _FINENESS)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The percentage, without zeros at its end."""
        return None if value is None else Decimal(f"{(Decimal(value) / _FINENESS).normalize():f}")
