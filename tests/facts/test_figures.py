"""Rates live in the fact base alone: no other Python file repeats one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bot
from bot.facts.base import Facts

ROOM = Path(bot.__file__).parent
WRITTEN = re.compile(r"Rp\s?\d|\d[\d.,]*\s?(%|persen|percent|ribu\b|juta\b|miliar\b|million\b)", re.IGNORECASE)


def telling(figure: Any) -> bool:
    """Whether a number can only come from the law: 6.800 can; 10.000 may be anything, and 2018 a year."""
    return isinstance(figure, int) and figure > 2_999 and len(str(figure).rstrip("0")) > 1


def numbers(held: Any) -> Iterator[Any]:
    match held:
        case dict():
            yield from (number for each in held.values() for number in numbers(each))
        case list() | tuple():
            yield from (number for each in held for number in numbers(each))
        case _:
            yield held


def docstrings(tree: ast.AST) -> set[int]:
    owners = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    )
    first = (owner.body[0] for owner in owners if owner.body)
    return {id(each.value) for each in first if isinstance(each, ast.Expr)}


def constants(path: Path) -> Iterator[Any]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    talk = docstrings(tree)
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return (node.value for node in found if id(node) not in talk | loose)


PUBLISHED = "example_figures.py"
"""What newspapers wrote of some regions, for the demo: no figure of the law."""
SHARES = ("0%", "0.00%")
"""How a table shows a share."""


def test_no_python_file_repeats_a_figure_of_the_law(facts: Facts) -> None:
    """Whoever changes a rate changes one TOML file, and nothing else still says the old one."""
    known = {each for rule in facts for each in numbers([rule.value, rule.rows, rule.terms]) if telling(each)}
    repeated = [
        f"{path.relative_to(ROOM)}: {value!r}"
        for path in sorted(ROOM.rglob("*.py"))
        if path.name != PUBLISHED
        for value in constants(path)
        if value in known or (isinstance(value, str) and value not in SHARES and WRITTEN.search(value))
    ]
    assert repeated == []


def test_the_search_would_find_one() -> None:
    """The net has no hole: a price in words or in digits is caught."""
    assert all(WRITTEN.search(each) for each in ("Rp16.800", "diskon 50%", "42 juta", "Rp 8.400"))
    assert telling(6_800)
    assert not telling(10_000)
