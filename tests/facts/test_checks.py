"""A fact base that contradicts itself is found out before anybody hears of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.facts.base import Facts
from bot.facts.checks import problems, stale


def with_versions(facts: Facts, rule_id: str, *changes: dict[str, Any]) -> Facts:
    """The fact base with the versions of one rule changed in their order."""
    versions = tuple(replace(old, **new) for old, new in zip(facts.rules[rule_id], changes, strict=True))
    return replace(facts, rules={**facts.rules, rule_id: versions})


def with_only(facts: Facts, rule_id: str, **change: Any) -> Facts:
    """The fact base with one version of a rule, changed, however many it has."""
    only = replace(facts.rules[rule_id][-1], **{"since": date(2026, 1, 1), "until": None, **change})
    return replace(facts, rules={**facts.rules, rule_id: (only,)})


def test_the_law_as_we_wrote_it_is_sound(facts: Facts) -> None:
    """No gap, no overlap, every law and source known."""
    assert problems(facts) == []


def test_nothing_is_older_than_we_allow_on_the_day_it_was_checked(facts: Facts) -> None:
    """A fresh check is not stale; half a year later all that still holds is."""
    patience = facts.in_force("policy.checked.days", date(2026, 11, 20)).count
    assert stale(facts, date(2026, 11, 20), patience) == ()
    old = stale(facts, date(2027, 12, 1), patience)
    assert {"bpu.jkm", "jkm.death"} <= {rule.id for rule in old}
    assert not [rule for rule in old if rule.until and rule.until < date(2027, 12, 1)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"until": date(2015, 1, 1)}, "ends before it begins"),
        ({"law": "pp-1-1"}, "laws.toml does not know"),
        ({"since": date(2024, 1, 1), "law": "pp-50-2025"}, "begins before its law"),
        ({"rows": ({"basis": ["pp-1-1"]},)}, "rests on law 'pp-1-1'"),
        ({"terms": {"by": {"jkp": "jkp.nothing"}}}, "leaves to rule 'jkp.nothing'"),
        ({"sources": ()}, "names no source"),
        ({"sources": ("X99",)}, "sources.toml does not know"),
        ({"unit": "USD"}, "unknown unit"),
        ({"confidence": "sure"}, "unknown confidence"),
        ({"confidence": "low"}, "needs a caveat"),
        ({"caveat": "careful"}, "no key of the catalogue"),
        ({"value": -1}, "impossible figure"),
        ({"value": 101, "unit": "percent"}, "impossible figure"),
    ],
)
def test_a_faulty_rule_is_named(facts: Facts, change: dict[str, Any], told: str) -> None:
    """One fault, one sentence with the id of the rule."""
    faults = problems(with_only(facts, "bpu.jkm", **change))
    assert len(faults) == 1
    assert "bpu.jkm" in faults[0]
    assert told in faults[0]


def test_an_impossible_figure_in_a_table_is_named(facts: Facts) -> None:
    """A share above the whole, or a sum below nothing, is a slip of the pen wherever it stands."""
    dear = ({"from": 1, "percent": Decimal(210)},)
    assert len(problems(with_only(facts, "jakon.jkk", brackets=dear))) == 1
    assert len(problems(with_only(facts, "jkk.aids", rows=({"kind": "glasses", "amount": -1},)))) == 1
    assert len(problems(with_only(facts, "jakon.jkk", brackets=({"percent": 1},)))) == 1


@pytest.mark.parametrize(
    ("last", "told"),
    [(date(2018, 12, 30), "leaves a gap"), (date(2019, 1, 1), "overlaps"), (None, "overlaps")],
)
def test_a_day_with_no_rule_or_with_two_is_named(facts: Facts, last: date | None, told: str) -> None:
    """Between two versions of a rule there is neither a gap nor an overlap."""
    faults = problems(with_versions(facts, "jp.age", {"until": last}, *({} for _ in facts.rules["jp.age"][1:])))
    assert len(faults) == 1
    assert told in faults[0]


@pytest.mark.parametrize(
    "brackets",
    [
        ({"from": 1, "to": 10, "base": 5}, {"from": 10, "base": 20}),
        ({"from": 1, "base": 5}, {"from": 10, "base": 20}),
        ({"from": 1, "to": 9, "base": 20}, {"from": 10, "base": 20}),
        ({"from": 1, "to": 9, "base": 5}, {"from": 10, "to": 20, "base": 20}),
    ],
)
def test_bands_ascend_and_the_last_has_no_end(facts: Facts, brackets: tuple[dict[str, int], ...]) -> None:
    """Two bands never claim the same income, and a higher income never means a lower base."""
    assert len(problems(with_only(facts, "bpu.base", brackets=brackets))) == 1


@pytest.mark.parametrize("answer", [{"jkk": "must"}, dict.fromkeys(("jkk", "jkm", "jht", "jp", "jkp"), "perhaps")])
def test_every_segment_answers_for_every_programme(facts: Facts, answer: dict[str, str]) -> None:
    """Must, may, no or conditional, five times."""
    assert len(problems(with_only(facts, "who.pmi", value=answer))) == 1


def test_a_question_nobody_can_answer_has_words(facts: Facts) -> None:
    """What the office must decide is said with a sentence of the catalogue."""
    assert problems(replace(facts, open={"some": "hm"})) == ["open question 'some' has no caveat key"]
    assert "facts.open.claim_in_arrears" in facts.caveats()
