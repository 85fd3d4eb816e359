"""What is wrong with the fact base, before anybody is told a figure from it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from bot.facts.base import A_DAY, Facts
from bot.facts.contributions import PROGRAMMES
from bot.facts.rule import HUNDRED, Confidence, Rule, is_caveat

MONEY = {"IDR", "IDR/month", "IDR/year"}
TIME = {"minutes", "hours", "days", "working days", "weeks", "months", "years"}
ANSWERS = {"must", "may", "no", "conditional"}
UNITS = (
    MONEY
    | TIME
    | {"percent", "messages", "people", "letters", "jobs", "times", "rows", "companies", "answer", "list", "text"}
)


def problems(facts: Facts) -> list[str]:
    """Sentences, one for each fault: gaps, overlaps, brackets, laws, sources, units, caveats. Empty when sound."""
    found = [fault for versions in facts.rules.values() for fault in _life(versions)]
    found += [f"{_name(rule)} {fault}" for rule in facts for fault in _faults(facts, rule)]
    return found + [
        f"open question '{each}' has no caveat key" for each, key in facts.open.items() if not is_caveat(key)
    ]


def stale(facts: Facts, on: date, days: int) -> tuple[Rule, ...]:
    """The rules in force on that day, or later, that nobody compared with the law for more than so many days."""
    oldest = on - timedelta(days=days)
    return tuple(rule for rule in facts if rule.checked < oldest and (rule.until is None or on <= rule.until))


def _life(versions: tuple[Rule, ...]) -> Iterator[str]:
    for old, new in pairwise(versions):
        if old.until is None or old.until >= new.since:
            yield f"{_name(old)} overlaps the one since {new.since}"
        elif old.until + A_DAY < new.since:
            yield f"{_name(old)} leaves a gap until {new.since}"


def _faults(facts: Facts, rule: Rule) -> Iterator[str]:
    if rule.until and rule.until < rule.since:
        yield "ends before it begins"
    if rule.law not in facts.laws:
        yield f"names law '{rule.law}', which laws.toml does not know"
    elif facts.laws[rule.law].dated and rule.since.year < facts.laws[rule.law].year:
        yield f"begins before its law, {rule.law_name}"
    yield from (
        f"rests on law '{each}', which laws.toml does not know" for each in rule.bases if each not in facts.laws
    )
    if not rule.sources:
        yield "names no source"
    yield from (
        f"names source '{key}', which sources.toml does not know" for key in rule.sources if key not in facts.sources
    )
    if rule.unit not in UNITS:
        yield f"has the unknown unit '{rule.unit}'"
    yield from _confidence(rule)
    yield from _brackets(rule)
    yield from _figures(rule)
    yield from _answers(rule)
    yield from (f"leaves to rule '{each}', which nobody wrote" for each in _left_to(rule) if each not in facts.rules)


def _confidence(rule: Rule) -> Iterator[str]:
    if rule.confidence not in get_args(Confidence):
        yield f"has the unknown confidence '{rule.confidence}'"
    if rule.confidence == "low" and not rule.caveat:
        yield "is of low confidence and says so nowhere: it needs a caveat"
    if rule.caveat and not is_caveat(rule.caveat):
        yield f"has the caveat '{rule.caveat}', which is no key of the catalogue"


def _brackets(rule: Rule) -> Iterator[str]:
    if any("from" not in bracket for bracket in rule.brackets):
        yield "has a bracket without `from`"
        return
    for low, high in pairwise(rule.brackets):
        if not low["from"] <= low.get("to", low["from"] - 1) < high["from"]:
            yield f"has brackets that do not ascend at {high['from']}"
        if "base" in low and low["base"] >= high["base"]:
            yield f"has bases that do not ascend at {high['base']}"
    if rule.brackets and "to" in rule.brackets[-1]:
        yield "has a last bracket that ends"


def _figures(rule: Rule) -> Iterator[str]:
    if rule.unit in MONEY | TIME | {"percent"}:
        most = HUNDRED if rule.unit == "percent" else Decimal("Infinity")
        yield from (f"holds the impossible figure {each}" for each in _numbers(rule) if not 0 <= each <= most)


def _answers(rule: Rule) -> Iterator[str]:
    if not isinstance(rule.value, dict):
        return
    if set(rule.value) != set(PROGRAMMES):
        yield "does not answer for each of the five programmes"
    if not set(rule.value.values()) <= ANSWERS:
        yield f"answers otherwise than {', '.join(sorted(ANSWERS))}"


def _left_to(rule: Rule) -> Iterator[str]:
    yield from rule.terms.get("by", {}).values()


def _numbers(rule: Rule) -> tuple[Decimal | int, ...]:
    held = rule.value if isinstance(rule.value, list) else [rule.value]
    shares = (row["percent"] for row in (*rule.brackets, *rule.rows) if "percent" in row)
    amounts = (row["amount"] for row in rule.rows if "amount" in row)
    return tuple(each for each in (*held, *shares, *amounts) if isinstance(each, Decimal | int))


def _name(rule: Rule) -> str:
    return f"rule '{rule.id}' since {rule.since}"
