"""Every worked example of the fact base, each a test by its own name."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import bot.facts
from bot.errors import InvalidAnswer, NoRuleInForce
from bot.facts.base import Facts
from bot.facts.benefits import benefits, partial_disability
from bot.facts.contributions import PROGRAMMES, quote
from bot.facts.eligibility import eligibility
from bot.facts.employees import job_loss, shares
from bot.facts.plain import plain
from bot.facts.rule import Rule

FOLDER = Path(bot.facts.__file__).parent / "examples"
BPU = tuple(programme for programme in PROGRAMMES if programme in {"jkk", "jkm", "jht"})


def bands(facts: Facts, income: int) -> dict[str, int]:
    """One income with and without the cut, in both packages."""

    def price(programmes: tuple[str, ...], month: date) -> int:
        return quote(facts, income, "other", "self", programmes, month).total

    normal, cut = date(2026, 3, 1), date(2026, 11, 1)
    return {
        "base": quote(facts, income, "other", "self", BPU, normal).base,
        "jkk": price(("jkk",), normal),
        "jht": price(("jht",), normal),
        "package": price(("jkk", "jkm"), normal),
        "package_cut": price(("jkk", "jkm"), cut),
        "all": price(BPU, normal),
        "all_cut": price(BPU, cut),
    }


def priced(facts: Facts, *, month: str, **given: Any) -> Any:
    return quote(facts, month=date.fromisoformat(f"{month}-01"), **given)


def rule_of(facts: Facts, id: str, on: date) -> Rule:
    return facts.in_force(id, on)


QUESTIONS: dict[str, Callable[..., Any]] = {
    "bands": bands,
    "quote": priced,
    "benefits": benefits,
    "partial_disability": partial_disability,
    "shares": shares,
    "job_loss": job_loss,
    "eligibility": eligibility,
    "rule": rule_of,
}


def examples() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for question, found in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str).items():
            for example in found:
                yield pytest.param(question, example, id=f"{path.stem}: {example['name']}")


def at(answer: Any, path: str) -> Any:
    """The value at a path like "months.1.total"; nothing there is an empty text, which TOML can write."""
    for step in path.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return "" if answer is None else answer


def ask(facts: Facts, question: str, example: dict[str, Any]) -> Any:
    given = example["given"] if "given" in example else {"income": example["income"]}
    return plain(QUESTIONS[question](facts, **given))


@pytest.mark.parametrize(("question", "example"), list(examples()))
def test_example(facts: Facts, question: str, example: dict[str, Any]) -> None:
    """The bot says what somebody who knows the law wrote down."""
    match example:
        case {"refused": key}:
            with pytest.raises(InvalidAnswer) as wrong:
                ask(facts, question, example)
            assert wrong.value.key == key
        case {"gap": rule_id}:
            with pytest.raises(NoRuleInForce) as gap:
                ask(facts, question, example)
            assert gap.value.rule_id == rule_id
        case {"expect": expect}:
            answer = ask(facts, question, example)
            assert {path: at(answer, path) for path in expect} == expect


def test_there_are_enough_examples_and_no_two_of_one_name() -> None:
    """At least eighty situations, each with its own name."""
    names = [param.id for param in examples()]
    assert len(names) >= 80
    assert len(set(names)) == len(names)
