"""What a question named, as the figures of a topic take it: see `topics.figures`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from bot.answers.understanding import Slots
from bot.answers.understanding.understood import Ahead
from bot.facts.base import Facts
from bot.timing.months import shifted

Named = Mapping[str, str | int | list[str]]
_MONTHS_AHEAD: Final = 24
_MONTHS_BACK: Final = 24
_YEAR: Final = 12
_MONTHS_AWAY: Final[Mapping[Ahead | None, int]] = {"month": 1, "month_ago": -1}
_YEARS_AWAY: Final[Mapping[Ahead, int]] = {"year": 1, "year_end": 1, "year_ago": -1}
_MOST: Final = 3
_ROUND: Final = -3
"""What a week brings is known to thousands of rupiah a month."""


def named(facts: Facts, slots: Slots, today: date) -> Named:
    """Income in rupiah a month, the first days of months in ISO form, age in years, a place by its name, the sector.

    `reach` is the first and the last month of which we tell, where a year beyond was named.
    `brings` is the sum that was named `per` day or week, in rupiah, where the income is worked out from it.
    Raises NoRuleInForce where our policy has no rule that day.
    """
    months = _months(slots, today.replace(day=1))
    if slots.span and slots.span <= facts.in_force("policy.quote.months", today).count and len(months) < 2:
        first = months[0] if months else today.replace(day=1)
        months = [shifted(first, count) for count in range(slots.span)]
    brings, income = next(_incomes(facts, slots, today), (None, None))
    found = {
        "income": income,
        "brings": brings if slots.per else None,
        "per": slots.per if income else None,
        "months": [month.isoformat() for month in months] or None,
        "reach": _reach(slots, months, today.replace(day=1)),
        "age": slots.age,
        "place": slots.places[0].name if len(slots.places) == 1 else None,
        "sector": slots.sector,
    }
    return {name: value for name, value in found.items() if value is not None}


def _incomes(facts: Facts, slots: Slots, today: date) -> Iterator[tuple[int, int]]:
    """Each amount with what it makes in a month; what would make less is a price that somebody heard of."""
    least, most = (facts.in_force(f"policy.income.{each}", today).rupiah for each in ("looks_daily", "most"))
    for amount in slots.amounts:
        income = _monthly(facts, amount, slots, today)
        if least <= income <= most:
            yield amount, income


def _monthly(facts: Facts, amount: int, slots: Slots, today: date) -> int:
    if slots.per == "day":
        return amount * (slots.days or facts.in_force("policy.income.days", today).count)
    if slots.per == "week":
        return round(amount * facts.in_force("policy.income.weeks", today).count // _YEAR, _ROUND)
    return amount


def _told(months: list[date]) -> list[date]:
    """Any number of months in a row; of others as many as a phone has lines for."""
    in_a_row = bool(months) and months[-1] == shifted(months[0], len(months) - 1)
    return months if in_a_row else months[:_MOST]


def _months(slots: Slots, this: date) -> list[date]:
    """The next months of those names, those of their year, or a year that is over; none that is far away."""
    if slots.ahead in _MONTHS_AWAY:
        return [shifted(this, _MONTHS_AWAY[slots.ahead])]
    year = this.year + _YEARS_AWAY[slots.ahead] if slots.ahead else slots.year
    names = slots.months or ((_YEAR,) if slots.ahead == "year_end" else ())
    ahead = [shifted(this, count) for count in range(_MONTHS_AHEAD)]
    over = [shifted(this, -count) for count in range(_MONTHS_BACK, 0, -1)]
    if not names:
        return (
            [day for day in over if day.year == year] if year and year < this.year else _of_january(ahead, year, this)
        )
    fits = [day for day in ahead if year in (None, day.year) or len(names) > 1]
    if year and all(date(year, month, 1) < this for month in names):
        fits = [day for day in over if day.year == year]
    next_ones = (next((day for day in fits if day.month == month), None) for month in names)
    return _told(sorted(day for day in next_ones if day is not None))


def _of_january(ahead: list[date], year: int | None, this: date) -> list[date]:
    """A year that comes begins with its January."""
    return [day for day in ahead if day.year == year and day > this and day.month == 1]


def _reach(slots: Slots, months: list[date], this: date) -> list[str] | None:
    """The first and the last month of which we tell, in ISO form, where a year was named beyond them."""
    if months or slots.year in (None, this.year):
        return None
    return [shifted(this, -_MONTHS_BACK).isoformat(), shifted(this, _MONTHS_AHEAD - 1).isoformat()]
