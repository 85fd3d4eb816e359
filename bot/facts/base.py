"""The fact base: every dated rule, law and source, loaded once and passed down."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.errors import NoRuleInForce
from bot.facts.rule import FactsError, Law, Rule, is_caveat, read_law, read_rule

HOME = Path(__file__).parent
A_DAY = timedelta(days=1)


_consulted: ContextVar[dict[tuple[str, date], Rule] | None] = ContextVar("consulted", default=None)


@contextmanager
def witnessed() -> Iterator[Mapping[tuple[str, date], Rule]]:
    """Notes every rule that is looked up inside, in order, so that no answer can forget to name one."""
    consulted: dict[tuple[str, date], Rule] = {}
    token = _consulted.set(consulted)
    try:
        yield consulted
    finally:
        _consulted.reset(token)


@dataclass(frozen=True)
class Change:
    """From `on`, `after` holds instead of `before`; None means that no rule holds."""

    on: date
    id: str
    before: Rule | None
    after: Rule | None


@dataclass(frozen=True, eq=False)
class Facts:
    """All that the bot knows about the law. `rules` maps an id to its versions, oldest first.

    Equal to nothing but itself, so that what follows from it can be kept.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    laws: Mapping[str, Law]
    sources: Mapping[str, str]
    open: Mapping[str, str]

    def __iter__(self) -> Iterator[Rule]:
        return (rule for versions in self.rules.values() for rule in versions)

    def in_force(self, rule_id: str, on: date) -> Rule:
        """The one rule of that day. Raises NoRuleInForce; never falls back to an older one."""
        for rule in self.rules.get(rule_id, ()):
            if rule.holds(on):
                if (consulted := _consulted.get()) is not None:
                    consulted[rule.id, rule.since] = rule
                return rule
        raise NoRuleInForce(rule_id, on)

    def law_of(self, rule: Rule) -> Law:
        """The law that a rule comes from."""
        return self.laws[rule.law]

    def caveats(self) -> frozenset[str]:
        """Every caveat key that may be asked for, so that the words can be checked for completeness."""
        carried = (key for rule in self for key in (rule.caveat, *rule.terms.values()))
        return frozenset(key for key in (*carried, *self.open.values()) if is_caveat(key))

    def changes(self, first: date, last: date) -> tuple[Change, ...]:
        """What begins or ends on a day from first to last, both included, in the order of the days."""
        found = [change for versions in self.rules.values() for change in _turns(versions)]
        return tuple(sorted((c for c in found if first <= c.on <= last), key=lambda c: (c.on, c.id)))


def _turns(versions: tuple[Rule, ...]) -> Iterator[Change]:
    days = {rule.since for rule in versions} | {rule.until + A_DAY for rule in versions if rule.until}
    for day in sorted(days):
        yield Change(day, versions[0].id, _at(versions, day - A_DAY), _at(versions, day))


def _at(versions: tuple[Rule, ...], day: date) -> Rule | None:
    return next((rule for rule in versions if rule.holds(day)), None)


def load(home: Path = HOME) -> Facts:
    """Read laws.toml, sources.toml, open.toml and rules/*.toml below `home`.

    Raises FactsError when a file is not TOML or a rule lacks a field. Whether the rules make sense together is
    the business of `bot.facts.checks.problems`.
    """
    files = (home / "laws.toml", home / "sources.toml", home / "open.toml", *sorted((home / "rules").glob("*.toml")))
    return _loaded(home, tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _loaded(home: Path, files: tuple[tuple[Path, int], ...]) -> Facts:
    """Once for all files as they stand."""
    laws = {entry["id"]: read_law(entry) for entry in _read(home / "laws.toml")["law"]}
    found = [rule for path, _ in files if path.parent != home for rule in _rules(path, laws)]
    found.sort(key=lambda rule: (rule.id, rule.since))
    versions = {key: tuple(same) for key, same in groupby(found, key=lambda rule: rule.id)}
    open_questions = {entry["id"]: entry["caveat"] for entry in _read(home / "open.toml")["question"]}
    return Facts(versions, laws, _read(home / "sources.toml"), open_questions)


def _rules(path: Path, laws: Mapping[str, Law]) -> Iterator[Rule]:
    read = _read(path)
    common = read.get("common", {})
    return (read_rule({**common, **entry}, laws, path.name) for entry in read["rule"])


def _read(path: Path) -> dict[str, Any]:
    return _parsed(path, path.stat().st_mtime_ns)


@cache
def _parsed(path: Path, _: int) -> dict[str, Any]:
    """Once for each file as it stands: parsing takes longer than everything else about it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as broken:
        raise FactsError(f"{path.name}: {broken}") from broken
