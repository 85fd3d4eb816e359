"""When the contribution of the self-employed changes, found by pricing each month and the one before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from bot.errors import NoRuleInForce
from bot.facts.base import A_DAY, Change, Facts
from bot.facts.benefits import Benefits, benefits
from bot.facts.contributions import PAYERS, SECTORS, THREE, TWO, Payer, Sector, quote

LONGEST_MONTH = timedelta(days=31)
MEMBER_FOR = 36
"""Months paid for which benefits are compared: enough for every sum there is."""


@dataclass(frozen=True)
class Price:
    """One contribution month in whole rupiah, without savings (`protection`) and with them; laws each named once."""

    month: date
    base: int
    protection: int
    saving: int
    laws: tuple[str, ...]
    checked: date
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class PriceChange:
    """From the contribution month that begins `on`, this sector pays something else when this payer pays.

    `same_benefits` says that nobody is paid more or less for it.
    """

    on: date
    sector: Sector
    payer: Payer
    same_benefits: bool


@dataclass(frozen=True)
class Upcoming:
    """What a keeper of the contents has to expect from `first` to `last`: rules that turn, and prices that follow."""

    first: date
    last: date
    changes: tuple[Change, ...]
    prices: tuple[PriceChange, ...]

    @property
    def endings(self) -> tuple[Change, ...]:
        """The rules that end and that no other follows."""
        return tuple(change for change in self.changes if change.after is None)


def upcoming(facts: Facts, first: date, days: int) -> Upcoming:
    """What changes on `first` or within so many days after it."""
    last = first + timedelta(days=days)
    return Upcoming(first, last, facts.changes(first, last), price_changes(facts, first, last))


def price_changes(facts: Facts, first: date, last: date) -> tuple[PriceChange, ...]:
    """The months that begin from first to last, both included, with another price than the month before.

    A month without rules, or after one without rules, has no price that could change.
    """
    turning = {_month_from(change.on) for change in facts.changes(first - LONGEST_MONTH, last)}
    return tuple(change for on in sorted(turning) if first <= on <= last for change in _changes_on(facts, on))


def price(facts: Facts, income: int, sector: Sector, payer: Payer, month: date) -> Price:
    """The price of the contribution month in which a day lies. Raises as `quote` does."""
    quoted = quote(facts, income, sector, payer, THREE, month)
    [found] = quoted.months
    return Price(
        month=found.month,
        base=found.base,
        protection=sum(line.due for line in found.lines if line.programme in TWO),
        saving=found.total,
        laws=quoted.laws,
        checked=quoted.checked,
        caveats=quoted.caveats,
    )


def around(facts: Facts, change: PriceChange, income: int) -> tuple[Price, Price]:
    """The last price before a change and the first one after it, for an income in rupiah per month."""
    before, after = (price(facts, income, change.sector, change.payer, on) for on in (change.on - A_DAY, change.on))
    return before, after


def differs(facts: Facts, change: PriceChange, income: int) -> bool:
    """Whether it is a change for an income of so many rupiah per month."""
    before, after = around(facts, change, income)
    return (before.protection, before.saving) != (after.protection, after.saving)


@lru_cache(maxsize=64)
def _changes_on(facts: Facts, on: date) -> tuple[PriceChange, ...]:
    try:
        incomes = sorted(_incomes(facts, (on - A_DAY, on)))
        same = all(_same_benefits(facts, income, on) for income in incomes)
        everybody = (PriceChange(on, sector, payer, same) for sector, payer in product(SECTORS, PAYERS))
        return tuple(one for one in everybody if any(differs(facts, one, income) for income in incomes))
    except NoRuleInForce:
        return ()


def _incomes(facts: Facts, days: Iterable[date]) -> set[int]:
    return {int(row["base"]) for day in days for row in facts.in_force("bpu.base", day).brackets}


def _same_benefits(facts: Facts, income: int, on: date) -> bool:
    before, after = (_paid(benefits(facts, income, MEMBER_FOR, day)) for day in (on - A_DAY, on))
    return before == after


def _paid(found: Benefits) -> tuple[object, ...]:
    scholarship = found.scholarship
    return (
        found.jkm.parts,
        found.jkk_death.parts,
        found.jkk_total_disability,
        found.wage_replacement_per_month,
        found.wage_replacement_later_per_month,
        found.full_wage_months,
        scholarship.levels,
        scholarship.children,
    )


def _month_from(day: date) -> date:
    """The first day of the first contribution month that begins on this day or after it."""
    return day if day.day == 1 else (day.replace(day=1) + LONGEST_MONTH).replace(day=1)
