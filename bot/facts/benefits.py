"""What the programmes pay to a self-employed worker (BPU) or the family, in whole rupiah."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.facts.contributions import base
from bot.facts.rule import HUNDRED, Rule, whole


@dataclass(frozen=True)
class Basis:
    """The rule behind a sum, all laws in it, the oldest check, and the caveat keys that must be said with it."""

    rule: str
    law: str
    checked: date
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class Payment:
    """A sum with its named parts, then what `Basis` tells about it."""

    total: int
    parts: Mapping[str, int]
    rule: str
    law: str
    checked: date
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """A scholarship per child: rupiah per year, for at most so many years."""

    level: str
    per_year: int
    years: int


@dataclass(frozen=True)
class Scholarship:
    """The scholarships; `max_total` is for all levels and all `children` together. Then what `Basis` tells."""

    eligible_after_ordinary_death: bool
    max_total: int
    eligible_after_accident: bool
    children: int
    levels: tuple[Level, ...]
    rule: str
    law: str
    checked: date
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class Benefits:
    """What an income and the months paid in a row are worth on a day.

    Wage replacement is per month: in full for `full_wage_months`, then `wage_replacement_later_per_month`.
    `covered` is false while nothing has been paid; then every sum is zero and has no parts.
    `basis` names the rules of bare sums.
    """

    base: int
    covered: bool
    jkm: Payment
    jkk_death: Payment
    jkk_total_disability: int
    wage_replacement_per_month: int
    wage_replacement_later_per_month: int
    full_wage_months: int
    scholarship: Scholarship
    basis: Mapping[str, Basis]


def benefits(facts: Facts, income: int, months_paid: int, on: date) -> Benefits:
    """What is paid on that day for a declared income (rupiah per month) and so many months paid in a row.

    Raises InvalidAnswer for an impossible income or number of months, NoRuleInForce for a day without rules.
    """
    mine = base(facts, income, on)
    if months_paid < 0:
        raise InvalidAnswer("facts.months_paid.negative")
    first = facts.in_force("bpu.cover.after", on)
    covered = months_paid >= first.count
    wage = mine if covered else 0
    full, later = (facts.in_force(each, on) for each in ("jkk.wage.full", "jkk.wage.later"))
    disabled, months = (facts.in_force(each, on) for each in ("jkk.total_disability", "jkk.months"))
    return Benefits(
        base=mine,
        covered=covered,
        jkm=ordinary_death(facts, months_paid, on),
        jkk_death=accident_death(facts, mine, on) if covered else _payment({}, first),
        jkk_total_disability=disabled.of(wage * months.count),
        wage_replacement_per_month=full.of(wage),
        wage_replacement_later_per_month=later.of(wage),
        full_wage_months=int(full.terms["months"]),
        scholarship=scholarship(facts, months_paid, on),
        basis={
            "jkk_total_disability": _basis(disabled, months),
            "wage_replacement_per_month": _basis(full),
            "wage_replacement_later_per_month": _basis(later),
        },
    )


def accident_death(facts: Facts, wage: int, on: date) -> Payment:
    """JKK for the family after a fatal work accident; `wage` is a wage or the base of a band, in rupiah per month."""
    death, months, periodic, funeral = (
        facts.in_force(each, on) for each in ("jkk.death", "jkk.months", "jkk.periodic", "jkk.funeral")
    )
    sums = {"death": death.of(wage * months.count), "periodic": periodic.rupiah, "funeral": funeral.rupiah}
    return _payment(sums, death, months, periodic, funeral)


def ordinary_death(facts: Facts, months_paid: int, on: date) -> Payment:
    """JKM for a BPU member: in full after three months paid in a row, the lesser sum before, nothing unpaid."""
    first, full_after = (facts.in_force(each, on) for each in ("bpu.cover.after", "jkm.bpu.full_after"))
    if months_paid < first.count:
        return _payment({}, first)
    if months_paid >= full_after.count:
        rules = {each: facts.in_force(f"jkm.{each}", on) for each in ("death", "periodic", "funeral")}
        return _payment({name: rule.rupiah for name, rule in rules.items()}, full_after, *rules.values())
    before = facts.in_force("jkm.bpu.before", on)
    return _payment({"all": before.rupiah}, before, full_after)


def partial_disability(facts: Facts, income: int, table: int, on: date, lost: int = 100) -> Payment:
    """JKK for a lasting partial disability, in rupiah.

    `table` is the percentage that the law's table gives the body part, `lost` the percentage of its function that
    is gone (all of it when the part itself is). Raises InvalidAnswer for a percentage that cannot be.
    """
    if not all(1 <= percent <= HUNDRED for percent in (table, lost)):
        raise InvalidAnswer("facts.percent.impossible")
    rule = facts.in_force("jkk.partial_disability", on)
    months = facts.in_force("jkk.months", on)
    total = whole(base(facts, income, on) * months.count * (table / HUNDRED) * (lost / HUNDRED))
    return _payment({"disability": total}, rule, months)


def scholarship(facts: Facts, months_paid: int, on: date) -> Scholarship:
    """The scholarships on a day, and after which death this many months paid already give them."""
    rule = facts.in_force("scholarship", on)
    ordinary = facts.in_force("scholarship.after_ordinary_death", on)
    accident = facts.in_force("scholarship.after_accident", on)
    children = int(rule.terms["children"])
    levels = tuple(Level(row["level"], row["amount"], row["years"]) for row in rule.rows)
    return Scholarship(
        **vars(_basis(rule, ordinary)),
        eligible_after_ordinary_death=months_paid >= ordinary.count,
        eligible_after_accident=months_paid >= accident.count,
        max_total=children * sum(each.per_year * each.years for each in levels),
        children=children,
        levels=levels,
    )


def _payment(parts: Mapping[str, int], deciding: Rule, *others: Rule) -> Payment:
    return Payment(**vars(_basis(deciding, *others)), total=sum(parts.values()), parts=parts)


def _basis(deciding: Rule, *others: Rule) -> Basis:
    rules = (deciding, *others)
    return Basis(
        rule=deciding.id,
        law="; ".join(dict.fromkeys(rule.citation for rule in rules)),
        checked=min(rule.checked for rule in rules),
        caveats=tuple(dict.fromkeys(caveat for rule in rules for caveat in rule.caveats)),
    )
