"""What a question named, as the figures of a topic take it: see `topics.figures`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from bot.answers.understanding import Slots
from bot.facts.base import Facts
from bot.timing.months import shifted

Named = Mapping[str, str | int]
_MONTHS_AHEAD: Final = 24


def named(facts: Facts, slots: Slots, today: date) -> Named:
    """Income in rupiah a month, the first day of a month in ISO form, age in years, a place by its name, the sector.

    Raises NoRuleInForce where our policy has no rule that day.
    """
    month = _month(slots, today.replace(day=1))
    found = {
        "income": next(_incomes(facts, slots, today), None),
        "month": month.isoformat() if month else None,
        "age": slots.age,
        "place": slots.places[0].name if len(slots.places) == 1 else None,
        "sector": slots.sector,
    }
    return {name: value for name, value in found.items() if value is not None}


def _incomes(facts: Facts, slots: Slots, today: date) -> Iterator[int]:
    """Smaller amounts are prices that somebody heard of, or what a day brings where the text says so."""
    least, most = (facts.in_force(f"policy.income.{each}", today).rupiah for each in ("looks_daily", "most"))
    days = facts.in_force("policy.income.days", today).count if slots.daily else 1
    yield from (amount * days for amount in slots.amounts if least <= amount * days <= most)


def _month(slots: Slots, this: date) -> date | None:
    """The next month of that name, or the one of its year; never one that is over, and none that is far away."""
    if slots.ahead == "month":
        return shifted(this, 1)
    ahead = [shifted(this, count) for count in range(_MONTHS_AHEAD)]
    if slots.months:
        return next((day for day in ahead if day.month == slots.months[0] and slots.year in (None, day.year)), None)
    year = this.year + 1 if slots.ahead == "year" else slots.year
    return next((day for day in ahead if day.year == year and day > this and day.month == 1), None)
