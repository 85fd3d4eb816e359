"""What is paid for a worker with an employer (PU), and what JKP pays when the job is lost."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.facts.contributions import PROGRAMMES, Programme, believe
from bot.facts.rule import Rule

Risk = Literal["very_low", "low", "medium", "high", "very_high"]
Leaving = Literal["dismissed", "contract_ended", "resignation", "pension", "total_disability", "death"]

RISKS: tuple[Risk, ...] = get_args(Risk)
LEAVINGS: tuple[Leaving, ...] = get_args(Leaving)


@dataclass(frozen=True)
class Share:
    """One programme for one month of an employee, in whole rupiah, from the wage up to a cap."""

    programme: Programme
    wage: int
    employer: int
    worker: int
    rules: tuple[str, ...]
    law: str
    checked: date
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class JobLoss:
    """JKP: rupiah `per_month` for `months`; `missing` names what stands against it."""

    entitled: bool
    per_month: int
    months: int
    missing: tuple[str, ...]
    rule: str
    law: str
    checked: date


def shares(facts: Facts, wage: int, risk: Risk, month: date) -> tuple[Share, ...]:
    """All five programmes for a monthly wage in rupiah, by the rules of the first day of the month.

    JKP costs neither side anything. Raises InvalidAnswer for an impossible wage, NoRuleInForce without rules.
    """
    on = month.replace(day=1)
    believe(facts, wage, on)
    cap = facts.in_force("pu.jp.cap", on)
    paid: dict[Programme, tuple[Rule, ...]] = {
        "jkk": (facts.in_force(f"pu.jkk.{risk}", on),),
        "jkm": (facts.in_force("pu.jkm.employer", on),),
        "jht": (facts.in_force("pu.jht.employer", on), facts.in_force("pu.jht.worker", on)),
        "jp": (facts.in_force("pu.jp.employer", on), facts.in_force("pu.jp.worker", on), cap),
    }
    billed = {
        each: _share(each, min(wage, cap.rupiah) if cap in rules else wage, rules) for each, rules in paid.items()
    }
    unbilled = facts.in_force("pu.jkp", on)
    free = Share("jkp", wage, 0, 0, (unbilled.id,), unbilled.citation, unbilled.checked, unbilled.caveats)
    return tuple(billed.get(each, free) for each in PROGRAMMES)


def _share(programme: Programme, wage: int, rules: tuple[Rule, ...]) -> Share:
    return Share(
        programme=programme,
        wage=wage,
        employer=rules[0].of(wage),
        worker=rules[1].of(wage) if len(rules) > 1 else 0,
        rules=tuple(rule.id for rule in rules),
        law="; ".join(dict.fromkeys(rule.citation for rule in rules)),
        checked=min(rule.checked for rule in rules),
        caveats=tuple(key for rule in rules for key in rule.caveats),
    )


def job_loss(facts: Facts, wage: int, months_paid: int, leaving: Leaving, months_since: int, on: date) -> JobLoss:
    """JKP for somebody who left a job `months_since` months ago with a last reported wage in rupiah per month.

    `months_paid` counts the months paid within the window before leaving. `missing` may name months_paid, leaving
    and too_late. Raises InvalidAnswer for an impossible wage or negative months, NoRuleInForce without rules.
    """
    believe(facts, wage, on)
    if months_paid < 0 or months_since < 0:
        raise InvalidAnswer("facts.months_paid.negative")
    cash, most = facts.in_force("jkp.cash", on), facts.in_force("jkp.wage_most", on)
    against = {
        "months_paid": months_paid < facts.in_force("jkp.paid", on).count,
        "leaving": leaving in facts.in_force("jkp.not_for", on).words,
        "too_late": months_since >= facts.in_force("jkp.claim_within", on).count,
    }
    entitled = not any(against.values())
    return JobLoss(
        entitled=entitled,
        per_month=cash.of(min(wage, most.rupiah)) if entitled else 0,
        months=int(cash.terms["months"]) if entitled else 0,
        missing=tuple(name for name, stands in against.items() if stands),
        rule=cash.id,
        law=cash.citation,
        checked=cash.checked,
    )
