"""Changes of the price are found by pricing, and told once for each sector and payer they touch."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.facts.base import Facts
from bot.facts.countdown import PriceChange, around, differs, price_changes, upcoming

NEW_YEAR, APRIL = date(2027, 1, 1), date(2027, 4, 1)
LOWEST = 1_000_000


def edited(facts: Facts, rule_id: str, **changed: object) -> Facts:
    """The facts with the last version of a rule changed."""
    *old, last = facts.rules[rule_id]
    return replace(facts, rules={**facts.rules, rule_id: (*old, replace(last, **changed))})  # type: ignore[arg-type]


def without_last(facts: Facts, rule_id: str) -> Facts:
    """The facts before somebody wrote what follows."""
    return replace(facts, rules={**facts.rules, rule_id: facts.rules[rule_id][:-1]})


def test_both_cuts_end_each_in_its_month(facts: Facts) -> None:
    """Other work at New Year, transport in April; who is paid for by the state never had a cut to lose."""
    found = price_changes(facts, date(2026, 11, 21), date(2027, 12, 31))
    assert [(change.on, change.sector, change.payer) for change in found] == [
        (NEW_YEAR, "other", "self"),
        (NEW_YEAR, "other", "other"),
        (APRIL, "transport", "self"),
        (APRIL, "transport", "other"),
    ]
    assert all(change.same_benefits for change in found)


def test_both_cuts_began_each_in_its_month(facts: Facts) -> None:
    """The very first rules are no change: before them there is no price."""
    found = price_changes(facts, date(2010, 1, 1), date(2026, 11, 20))
    assert {(change.on, change.sector) for change in found} == {
        (date(2026, 1, 1), "transport"),
        (date(2026, 4, 1), "other"),
    }


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 12, 31), date(2026, 12, 31), 0),
        (NEW_YEAR, NEW_YEAR, 2),
        (date(2027, 1, 2), date(2027, 3, 31), 0),
        (date(2027, 3, 31), APRIL, 2),
        (date(2026, 12, 31), NEW_YEAR, 2),
    ],
)
def test_the_days_are_both_included(facts: Facts, first: date, last: date, count: int) -> None:
    """To the day."""
    assert len(price_changes(facts, first, last)) == count


def test_the_price_around_a_change(facts: Facts) -> None:
    """The month before and the month after, for one income, with every law behind both."""
    change = PriceChange(NEW_YEAR, "other", "self", True)
    before, after = around(facts, change, LOWEST)
    assert (before.month, before.protection, before.saving) == (date(2026, 12, 1), 8_400, 28_400)
    assert (after.month, after.protection, after.saving) == (NEW_YEAR, 16_800, 36_800)
    assert "PP 50/2025 Pasal 4(1)" in before.laws
    assert after.caveats == ("facts.caveat.cut_ended",)
    assert not differs(facts, replace(change, payer="apbn_apbd"), LOWEST)


def test_a_rule_that_turns_within_a_month_counts_from_the_next(facts: Facts) -> None:
    """A contribution month is priced by the rules of its first day."""
    *old, cut, after = facts.rules["bpu.cut.other"]
    moved = (*old, replace(cut, until=date(2027, 1, 14)), replace(after, since=date(2027, 1, 15)))
    found = price_changes(replace(facts, rules={**facts.rules, "bpu.cut.other": moved}), NEW_YEAR, date(2027, 2, 28))
    assert {change.on for change in found} == {date(2027, 2, 1)}


def test_a_cut_that_is_prolonged_changes_nothing(facts: Facts) -> None:
    """A new version with the same figure is no news for the person."""
    prolonged = edited(facts, "bpu.cut.other", value=50, terms=facts.rules["bpu.cut.other"][-2].terms)
    assert price_changes(prolonged, NEW_YEAR, NEW_YEAR) == ()


def test_a_month_without_rules_has_no_price_that_could_change(facts: Facts) -> None:
    """Nobody is told a figure then; the keepers are told that a rule ends."""
    silent = without_last(facts, "bpu.cut.other")
    assert price_changes(silent, date(2026, 12, 1), date(2027, 2, 1)) == ()
    assert [change.id for change in upcoming(silent, date(2026, 12, 1), 31).endings] == ["bpu.cut.other"]


def test_a_change_of_one_band_alone_is_found(facts: Facts) -> None:
    """Whoever it does not touch is told nothing: that is asked for each income."""
    [bands] = facts.rules["bpu.base"]
    rows = tuple({**row, "base": 2_010_000} if row["base"] == 2_000_000 else row for row in bands.brackets)
    table = (replace(bands, until=date(2027, 4, 30)), replace(bands, since=date(2027, 5, 1), brackets=rows))
    found = price_changes(replace(facts, rules={**facts.rules, "bpu.base": table}), APRIL, date(2027, 6, 1))
    mays = [change for change in found if change.on == date(2027, 5, 1)]
    assert len(mays) == 6
    changed = replace(facts, rules={**facts.rules, "bpu.base": table})
    assert [differs(changed, mays[0], income) for income in (LOWEST, 2_000_000)] == [False, True]


def test_benefits_that_change_along_are_not_called_the_same(facts: Facts) -> None:
    """Whichever of them it is."""
    [funeral] = facts.rules["jkm.funeral"]
    more = (replace(funeral, until=date(2026, 12, 31)), replace(funeral, since=NEW_YEAR, value=12_000_000))
    found = price_changes(replace(facts, rules={**facts.rules, "jkm.funeral": more}), NEW_YEAR, NEW_YEAR)
    assert [change.same_benefits for change in found] == [False, False]


def test_the_keepers_see_a_whole_season(facts: Facts) -> None:
    """What turns, and what price follows."""
    found = upcoming(facts, date(2026, 11, 21), 90)
    assert found.last == date(2026, 11, 21) + timedelta(days=90)
    assert "bpu.cut.other" in {change.id for change in found.changes}
    assert {price.on for price in found.prices} == {NEW_YEAR}
