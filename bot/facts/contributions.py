"""What a self-employed worker (BPU) pays, each contribution month by the rules of its own first day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import islice
from typing import Literal, get_args

from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.facts.rule import Rule

Programme = Literal["jkk", "jkm", "jht", "jp", "jkp"]
Sector = Literal["transport", "other"]
Payer = Literal["self", "apbn_apbd", "other"]

PROGRAMMES: tuple[Programme, ...] = get_args(Programme)
SECTORS: tuple[Sector, ...] = get_args(Sector)
PAYERS: tuple[Payer, ...] = get_args(Payer)
TWO: tuple[Programme, ...] = ("jkk", "jkm")
"""The package that protects."""
THREE: tuple[Programme, ...] = (*TWO, "jht")
"""The same with savings for old age."""


@dataclass(frozen=True)
class Line:
    """One programme in one month, in whole rupiah; `law` names the tariff and the cut of `due`.

    `checked` is the oldest check of all that decided it, the bands among them.
    """

    programme: Programme
    normal: int
    due: int
    rule: str
    law: str
    checked: date
    cut: str | None
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """One contribution month (`month` is its first day), in whole rupiah."""

    month: date
    base: int
    lines: tuple[Line, ...]
    normal_total: int
    total: int


@dataclass(frozen=True)
class Quote:
    """The contribution for some months in whole rupiah; `base` is that of the first month.

    `caveats` are the keys of the sentences that must be said with it.
    """

    base: int
    months: tuple[Month, ...]
    normal_total: int
    total: int
    caveats: tuple[str, ...]

    @property
    def laws(self) -> tuple[str, ...]:
        """Every law behind the price of any of the months, each named once."""
        return tuple(dict.fromkeys(law for line in self._lines() for law in line.law.split("; ")))

    @property
    def checked(self) -> date:
        """The oldest check of all that decided the price."""
        return min(line.checked for line in self._lines())

    def _lines(self) -> Iterator[Line]:
        return (line for month in self.months for line in month.lines)


def quote(
    facts: Facts,
    income: int,
    sector: Sector,
    payer: Payer,
    programmes: Collection[str],
    month: date,
    months: int = 1,
) -> Quote:
    """The contribution for `months` contribution months from the one in which `month` lies.

    `income` is what the person declares, in rupiah per month. Raises InvalidAnswer for what cannot be, and
    NoRuleInForce when one of the months has no rule.
    """
    first = month.replace(day=1)
    base(facts, income, first)
    chosen = packaged(facts, programmes, first)
    countable(facts, first, months)
    found = tuple(_month(facts, income, sector, payer, chosen, day) for day in months_from(first, months))
    return Quote(
        base=found[0].base,
        months=found,
        normal_total=sum(each.normal_total for each in found),
        total=sum(each.total for each in found),
        caveats=_caveats(facts, income, chosen, found),
    )


def base(facts: Facts, income: int, on: date) -> int:
    """The income base of the band in which a monthly income lies, in rupiah. Raises as `quote` does."""
    believe(facts, income, on)
    return int(facts.in_force("bpu.base", on).bracket(income)["base"])


def believe(facts: Facts, income: int, on: date) -> None:
    """Raises InvalidAnswer unless the income is above nothing and below what nobody earns in a month."""
    if income <= 0:
        raise InvalidAnswer("facts.income.not_positive")
    if income > facts.in_force("policy.income.most", on).rupiah:
        raise InvalidAnswer("facts.income.too_large")


def countable(facts: Facts, first: date, months: int) -> None:
    """Raises InvalidAnswer unless so many months can be priced in one go, and the calendar reaches that far."""
    most = facts.in_force("policy.quote.months", first).count
    if not 1 <= months <= most:
        raise InvalidAnswer("facts.months.out_of_range", most=str(most))
    if first.year + months // 12 >= MAXYEAR:
        raise InvalidAnswer("facts.months.too_far")


def packaged(facts: Facts, programmes: Iterable[str], on: date) -> tuple[Programme, ...]:
    """The programmes in their usual order. Raises InvalidAnswer for none, an unknown one, or one not for BPU."""
    wanted = set(programmes)
    unknown = wanted - set(PROGRAMMES)
    if unknown:
        raise InvalidAnswer("facts.programmes.unknown", programme=min(unknown))
    if not wanted:
        raise InvalidAnswer("facts.programmes.none")
    answers = facts.in_force("who.bpu", on).value
    closed = [each for each in PROGRAMMES if each in wanted and answers[each] == "no"]
    if closed:
        raise InvalidAnswer("facts.programmes.not_for_bpu", programme=closed[0].upper())
    return tuple(each for each in PROGRAMMES if each in wanted)


def months_from(first: date, many: int) -> Iterator[date]:
    """The first days of so many months, beginning with the one given."""
    return islice(_months(first), many)


def _months(day: date) -> Iterator[date]:
    while True:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _month(facts: Facts, income: int, sector: Sector, payer: Payer, chosen: tuple[Programme, ...], day: date) -> Month:
    bands, cut = facts.in_force("bpu.base", day), facts.in_force(f"bpu.cut.{sector}", day)
    mine = int(bands.bracket(income)["base"])
    lines = tuple(_line(facts.in_force(f"bpu.{each}", day), each, mine, bands, payer, cut) for each in chosen)
    return Month(day, mine, lines, sum(each.normal for each in lines), sum(each.due for each in lines))


def _line(rule: Rule, programme: Programme, mine: int, bands: Rule, payer: Payer, cut: Rule) -> Line:
    flat = rule.unit == "IDR/month"
    normal = rule.rupiah if flat else rule.of(mine)
    reached = _reaches(cut, programme, payer)
    less = cut.of(normal) if reached else 0
    deciding = [rule, cut] if less else [rule]
    doubt = cut.terms.get("doubt", "") if payer in cut.terms["doubtful_payers"] else ""
    return Line(
        programme=programme,
        normal=normal,
        due=normal - less,
        rule=rule.id,
        law="; ".join(each.citation for each in deciding),
        checked=min(each.checked for each in (*deciding, *([] if flat else [bands]))),
        cut=cut.id if less else None,
        caveats=tuple(filter(None, (rule.caveat, *((cut.caveat, doubt) if reached else ())))),
    )


def _reaches(cut: Rule, programme: Programme, payer: Payer) -> bool:
    return programme in cut.terms["programmes"] and payer not in cut.terms["excluded_payers"]


def _caveats(facts: Facts, income: int, chosen: tuple[Programme, ...], months: tuple[Month, ...]) -> tuple[str, ...]:
    bands, ahead, package = (
        facts.in_force(each, months[0].month) for each in ("bpu.base", "bpu.prepay.months", "who.bpu")
    )
    said = dict.fromkeys(key for each in months for line in each.lines for key in line.caveats)
    if income > bands.bracket(income).get("to", income):
        said[bands.terms["between"]] = None
    if len(months) > ahead.count:
        said[ahead.terms["beyond"]] = None
    if any(package.value[each] == "must" for each in set(PROGRAMMES) - set(chosen)):
        said[package.terms["incomplete"]] = None
    return tuple(said)
