"""The fact base reads dated rules, answers for a day, and tells what changes."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import NoRuleInForce
from bot.facts.base import HOME, Facts, load
from bot.facts.checks import problems
from bot.facts.contributions import quote
from bot.facts.rule import FactsError

RULE = """
[[rule]]
id = "some.rate"
about = "Tarif"
since = 2026-01-01
value = 1.5
unit = "percent"
law = "pp"
sources = ["S"]
confidence = "high"
checked = 2026-11-20
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small fact base, to be broken by tests."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "laws.toml").write_text(
        '[[law]]\nid = "pp"\nname = "PP 1/2026"\ntitle = "T"\nnumber = "1"\nyear = 2026\n'
    )
    (tmp_path / "sources.toml").write_text('S = "somewhere"\n')
    (tmp_path / "open.toml").write_text("question = []\n")
    return tmp_path


def written(home: Path, rules: str) -> Facts:
    (home / "rules" / "some.toml").write_text(rules)
    return load(home)


def test_a_rule_holds_on_its_first_and_its_last_day_only(facts: Facts) -> None:
    """The cut of the labour-intensive companies began and ended on the days of the law, and is history."""
    day = timedelta(days=1)
    [cut] = facts.rules["pu.cut.labour_intensive"]
    assert cut.until
    days = (cut.since - day, cut.since, cut.until, cut.until + day)
    assert [cut.holds(on) for on in days] == [False, True, True, False]


def test_before_the_first_rule_nothing_is_guessed(facts: Facts) -> None:
    """A day without a rule is named, with the rule that is missing."""
    with pytest.raises(NoRuleInForce) as gap:
        facts.in_force("bpu.jkm", date(2015, 6, 30))
    assert (gap.value.rule_id, gap.value.on) == ("bpu.jkm", date(2015, 6, 30))


def test_after_the_last_rule_nothing_is_guessed(facts: Facts) -> None:
    """A cap that is set anew every year is not carried into the next."""
    last = facts.rules["pu.jp.cap"][-1].until
    assert last
    with pytest.raises(NoRuleInForce):
        facts.in_force("pu.jp.cap", last + timedelta(days=1))


def test_an_id_that_nobody_wrote_is_a_gap(facts: Facts) -> None:
    """A misspelt id never finds something near it."""
    with pytest.raises(NoRuleInForce):
        facts.in_force("bpu.jkm ", date(2026, 11, 20))


def test_the_beginning_of_both_cuts_was_announced(facts: Facts) -> None:
    """Those who keep the contents see the days on which a price changes, in order."""
    changes = facts.changes(date(2025, 12, 1), date(2026, 4, 1))
    cuts = [
        (each.on, each.id, each.before.value, each.after.value)
        for each in changes
        if each.id.startswith("bpu.cut.") and each.before and each.after
    ]
    assert cuts == [
        (date(2026, 1, 1), "bpu.cut.transport", 0, 50),
        (date(2026, 4, 1), "bpu.cut.other", 0, 50),
    ]
    assert [each.on for each in changes] == sorted(each.on for each in changes)


def test_the_pension_age_rises_as_the_law_says(facts: Facts) -> None:
    """Fifty-six at first, one year more in 2019 and every three years since."""
    years = (2015, 2018, 2019, 2021, 2022, 2024, 2025)
    assert [facts.in_force("jp.age", date(year, 12, 1)).count for year in years] == [56, 56, 57, 57, 58, 58, 59]


def test_a_stranger_changes_a_rate_in_one_file(tmp_path: Path) -> None:
    """Closing a rule and writing the next one below it is all there is to do."""
    home = Path(shutil.copytree(HOME, tmp_path / "facts"))
    now = load(home).rules["bpu.jkm"][-1]
    tariff = home / "rules" / "bpu_contributions.toml"
    before, found, rest = tariff.read_text(encoding="utf-8").rpartition('id = "bpu.jkm"\n')
    mine, *others = rest.split("\n\n")
    since = f"since = {now.since}"
    following = re.sub(r"value = [\d_]+", f"value = {now.rupiah + 200}", mine.replace(since, "since = 2050-01-01"))
    closed = mine.replace(since, f"{since}\nuntil = 2049-12-31")
    written = "\n\n".join((f"{before}{found}{closed}", f"[[rule]]\n{found}{following}", *others))
    tariff.write_text(written, encoding="utf-8")

    facts = load(home)
    assert problems(facts) == []
    months = quote(facts, 1_000_000, "other", "self", ["jkm"], date(2049, 12, 1), 2).months
    assert [each.lines[0].normal for each in months] == [now.rupiah, now.rupiah + 200]
    assert [each.id for each in facts.changes(date(2050, 1, 1), date(2050, 1, 1))] == ["bpu.jkm"]


def test_figures_are_exact_decimals(home: Path) -> None:
    """A half percent of an odd sum is rounded once, a half up."""
    rule = written(home, RULE).in_force("some.rate", date(2026, 1, 1))
    assert [rule.of(amount) for amount in (100, 99, 67, 33)] == [2, 1, 1, 0]
    assert rule.citation == "PP 1/2026"


def test_what_a_file_has_in_common_can_be_said_once_and_overruled(home: Path) -> None:
    """`[common]` fills what a rule leaves out."""
    facts = written(home, '[common]\nlaw = "pp"\narticle = "Pasal 9"\n' + RULE)
    assert facts.in_force("some.rate", date(2026, 1, 1)).citation == "PP 1/2026 Pasal 9"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('unit = "percent"\n', ""), "lacks unit"),
        (("value = 1.5\n", ""), "exactly one of"),
        (("value = 1.5\n", "value = 1.5\nrows = [{ a = 1 }]\n"), "exactly one of"),
        (("value = 1.5\n", "value = 1.5\nvalu = 2\n"), "valu"),
        (("value = 1.5\n", "value = \n"), "some.toml"),
        (("since = 2026-01-01\n", 'since = "2026-01-01"\n'), "must write since as a day"),
        (("checked = 2026-11-20\n", "checked = 2026-11-20T08:00:00\n"), "must write checked as a day"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(home: Path, change: tuple[str, str], told: str) -> None:
    """Whoever edits the law is told which file and what is wrong."""
    with pytest.raises(FactsError, match=told):
        written(home, RULE.replace(*change))
