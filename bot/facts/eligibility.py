"""Which programmes a person must, may or cannot join, by segment, age and size of business."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.facts.contributions import PROGRAMMES, Programme
from bot.facts.rule import Rule

Segment = Literal["bpu", "pu", "jakon", "pmi"]
Business = Literal["micro", "small", "medium", "large"]

SEGMENTS: tuple[Segment, ...] = get_args(Segment)
BUSINESSES: tuple[Business, ...] = get_args(Business)


@dataclass(frozen=True)
class Standing:
    """How a programme stands to a person: `answer` is must, may, no or conditional, and `rule` says so."""

    answer: str
    rule: str
    law: str
    checked: date
    caveats: tuple[str, ...]


def eligibility(
    facts: Facts,
    segment: Segment,
    on: date,
    *,
    age: int | None = None,
    business: Business | None = None,
    employer: bool = False,
) -> dict[Programme, Standing]:
    """How each of the five programmes stands to somebody who wants to join on that day.

    `age` in whole years; `business` is the size of the employer's business and matters for employees only;
    `employer` is a self-employed person who employs others. Raises InvalidAnswer for an impossible age or for an
    employer who is not BPU, NoRuleInForce for a day without rules.
    """
    if employer and segment != "bpu":
        raise InvalidAnswer("facts.employer.not_bpu")
    if age is not None and not 0 <= age <= facts.in_force("policy.age.most", on).count:
        raise InvalidAnswer("facts.age.impossible")
    rule = facts.in_force(_table(segment, business, employer), on)
    found = {each: _standing(_deciding(facts, rule, each, on), rule.value[each]) for each in PROGRAMMES}
    return found if age is None else {**found, **_by_age(facts, segment, age, on, found)}


def _table(segment: Segment, business: Business | None, employer: bool) -> str:
    if segment == "pu" and business:
        return f"who.pu.{business}"
    return "who.bpu_employer" if employer else f"who.{segment}"


def _deciding(facts: Facts, table: Rule, programme: Programme, on: date) -> Rule:
    """The table itself, or the rule that it names: a table of 2013 cannot decide about a programme of 2025."""
    named = table.terms.get("by", {}).get(programme)
    return facts.in_force(named, on) if named else table


def _by_age(
    facts: Facts, segment: Segment, age: int, on: date, found: dict[Programme, Standing]
) -> dict[Programme, Standing]:
    if segment == "bpu":
        return _bpu_by_age(facts, age, on, found)
    limit = facts.in_force("jkp.entry.age_below", on)
    return {"jkp": _standing(limit, "no")} if segment == "pu" and age >= limit.count else {}


def _bpu_by_age(facts: Facts, age: int, on: date, found: dict[Programme, Standing]) -> dict[Programme, Standing]:
    open_to = [each for each in PROGRAMMES if found[each].answer != "no"]
    limit = facts.in_force("bpu.entry.age_below", on)
    if age >= limit.count:
        stays = facts.in_force("bpu.entry.stays_after_age", on)
        return {each: _standing(limit, "no", *stays.caveats) for each in open_to}
    adult = facts.in_force("policy.age.adult", on)
    if age < adult.count:
        return {each: _standing(adult, "conditional", facts.open["entry.youngest"]) for each in open_to}
    return {}


def _standing(rule: Rule, answer: str, *caveats: str) -> Standing:
    return Standing(answer, rule.id, rule.citation, rule.checked, (*rule.caveats, *caveats))
