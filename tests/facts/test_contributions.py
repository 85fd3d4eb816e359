"""Laws that every quote keeps, whatever is asked."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.facts.base import load
from bot.facts.benefits import benefits
from bot.facts.contributions import PAYERS, SECTORS, Payer, Sector, base, months_from, quote

FACTS = load()
incomes = st.integers(1, 1_000_000_000)
firsts = st.dates(date(2015, 7, 1), date(2030, 12, 31))
packages = st.sampled_from([("jkk", "jkm"), ("jkk", "jkm", "jht")])
sectors, payers = st.sampled_from(SECTORS), st.sampled_from(PAYERS)


@given(incomes, sectors, payers, packages, firsts, st.integers(1, 24))
def test_many_months_cost_what_each_costs_alone(
    income: int, sector: Sector, payer: Payer, package: tuple[str, ...], first: date, months: int
) -> None:
    """Paying ahead is never dearer or cheaper than paying month by month, and every line names its law."""
    together = quote(FACTS, income, sector, payer, package, first, months)
    alone = [quote(FACTS, income, sector, payer, package, month) for month in months_from(first.replace(day=1), months)]
    assert together.total == sum(each.total for each in alone)
    assert together.months == tuple(each.months[0] for each in alone)
    for line in (line for month in together.months for line in month.lines):
        assert 0 < line.due <= line.normal
        assert (line.due < line.normal) == bool(line.cut) == ("; " in line.law)


@given(incomes, sectors, packages, firsts)
def test_government_money_is_never_cut(income: int, sector: Sector, package: tuple[str, ...], first: date) -> None:
    """What APBN or APBD pays is the full tariff in every month."""
    found = quote(FACTS, income, sector, "apbn_apbd", package, first)
    assert found.total == found.normal_total


@given(incomes, incomes)
def test_more_income_never_means_a_lower_base(one: int, other: int) -> None:
    """The base rises with the income, and so do the benefits that follow it."""
    on = date(2026, 11, 20)
    less, more = sorted((one, other))
    assert base(FACTS, less, on) <= base(FACTS, more, on)
    assert benefits(FACTS, less, 3, on).jkk_death.total <= benefits(FACTS, more, 3, on).jkk_death.total


@given(st.integers(0, 600))
def test_paying_longer_never_takes_anything_away(months: int) -> None:
    """Death benefit and scholarship only grow with the months paid in a row."""
    on = date(2026, 11, 20)
    now, later = (benefits(FACTS, 1_000_000, paid, on) for paid in (months, months + 1))
    assert now.jkm.total <= later.jkm.total
    assert now.scholarship.eligible_after_ordinary_death <= later.scholarship.eligible_after_ordinary_death


@given(incomes, firsts)
def test_the_base_of_a_base_is_itself(income: int, on: date) -> None:
    """Whoever stores only the base of a person's band prices and promises the same as with the income."""
    mine = base(FACTS, income, on)
    assert base(FACTS, mine, on) == mine
    assert FACTS.in_force("bpu.base", on).bracket(mine).get("to", mine) >= mine


def test_a_line_is_only_as_fresh_as_the_bands_behind_it() -> None:
    """A rate checked today on a band table checked long ago shows the old date; the flat JKM knows no bands."""
    ages_ago = date(2020, 1, 1)
    old = tuple(replace(each, checked=ages_ago) for each in FACTS.rules["bpu.base"])
    aged = replace(FACTS, rules={**FACTS.rules, "bpu.base": old})
    [month] = quote(aged, 1_000_000, "other", "self", ("jkk", "jkm", "jht"), date(2026, 11, 1)).months
    assert [line.checked == ages_ago for line in month.lines] == [True, False, True]
