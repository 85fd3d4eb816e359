"""One dated rule of the law, and the law it comes from, as read from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from bot.errors import BotError

Confidence = Literal["high", "medium", "low"]
Row = Mapping[str, Any]

HUNDRED = Decimal(100)
UNNUMBERED = "-"
POLICY = "policy"
"""The law of rules that are our own: limits, and how long things are kept."""
REQUIRED = ("id", "about", "since", "unit", "law", "sources", "confidence", "checked")
CAVEATS = ("facts.caveat.", "facts.open.")
DAYS = ("since", "until", "checked")
HOLDERS = ("value", "brackets", "rows")


class FactsError(BotError):
    """A file of the fact base cannot be read; the text names the file and the rule."""


@dataclass(frozen=True)
class Law:
    """A regulation, a letter, an official page or a policy of our own; `name` is what people are shown."""

    id: str
    name: str
    title: str
    number: str
    year: int
    url: str = ""

    @property
    def dated(self) -> bool:
        """Whether it began in its year; a page or a policy without a number is only as new as its last copy."""
        return self.number != UNNUMBERED


@dataclass(frozen=True)
class Rule:
    """What holds from `since` to `until` (both included; no `until` means: until a newer rule says so).

    A rule holds one `value`, or `brackets` that ascend by their `from`, or `rows` of a table. `terms` are its
    conditions. `caveat` is the key of the sentence that must go with it; empty when it may be said as it is.
    """

    id: str
    about: str
    since: date
    unit: str
    law: str
    law_name: str
    article: str
    sources: tuple[str, ...]
    confidence: Confidence
    checked: date
    until: date | None = None
    value: Any = None
    brackets: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    terms: Row = field(default_factory=dict)
    caveat: str = ""

    def holds(self, on: date) -> bool:
        """Whether this is the rule of that day."""
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def citation(self) -> str:
        """The law by name, with the article where it is known: "PP 44/2015 Lampiran II"."""
        return f"{self.law_name} {self.article}".strip()

    @property
    def bases(self) -> tuple[str, ...]:
        """The ids of the laws that single rows of a table rest on, beside the law of the rule."""
        return tuple(law for row in self.rows for law in row.get("basis", ()))

    @property
    def caveats(self) -> tuple[str, ...]:
        """The keys of the sentences that must go with this rule: none or one."""
        return (self.caveat,) if self.caveat else ()

    @property
    def rupiah(self) -> int:
        """The value as whole rupiah."""
        return int(self.value)

    @property
    def count(self) -> int:
        """The value as a whole number of months, years, people or jobs."""
        return int(self.value)

    @property
    def words(self) -> tuple[str, ...]:
        """The value as a list of codes, in the order of the law."""
        return tuple(self.value)

    @property
    def text(self) -> str:
        """The value as one code, address or number to dial."""
        return str(self.value)

    def of(self, amount: int | Decimal) -> int:
        """This percentage of an amount, in whole rupiah, a half rounded up."""
        return whole(amount * Decimal(self.value) / HUNDRED)

    def bracket(self, amount: int) -> Row:
        """The last bracket that begins at or below the amount; below the first one, the first."""
        reached = [row for row in self.brackets if row["from"] <= amount]
        return reached[-1] if reached else self.brackets[0]


def whole(amount: int | Decimal) -> int:
    """Whole rupiah, a half rounded up."""
    return int(Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def is_caveat(held: object) -> bool:
    """Whether something held by a rule is the key of a sentence to be said with it."""
    return isinstance(held, str) and held.startswith(CAVEATS)


def read_law(entry: Row) -> Law:
    """One entry of laws.toml."""
    return Law(**entry)


def read_rule(entry: Row, laws: Mapping[str, Law], where: str) -> Rule:
    """One `[[rule]]` with the `[common]` of its file already under it.

    Raises FactsError when a field is missing or unknown, or when it holds no value, brackets or rows.
    """
    name = f"{where}: rule '{entry.get('id', '?')}'"
    missing = [key for key in REQUIRED if key not in entry]
    if missing:
        raise FactsError(f"{name} lacks {', '.join(missing)}")
    wrong = [key for key in DAYS if key in entry and type(entry[key]) is not date]
    if wrong:
        raise FactsError(f"{name} must write {', '.join(wrong)} as a day without quotes, like 2026-11-20")
    if sum(holder in entry for holder in HOLDERS) != 1:
        raise FactsError(f"{name} must hold exactly one of {', '.join(HOLDERS)}")
    lists = {key: tuple(entry.get(key, ())) for key in ("sources", "brackets", "rows")}
    law = laws.get(entry["law"])
    try:
        return Rule(**{"article": "", **entry, **lists, "law_name": law.name if law else entry["law"]})
    except TypeError as unknown:
        raise FactsError(f"{name} has a field nobody reads: {unknown}") from unknown
