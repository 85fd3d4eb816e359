"""The commands about the law keep their contract: stable JSON, one sentence, exit codes."""

import json
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli.facts import COMMANDS
from bot.facts.base import Facts

QUOTE = "quote --income 1500000 --sector other --payer self --programmes jkk,jkm,jht"
BENEFITS = "benefits --income 1000000 --months-paid 2"


def run(line: str) -> Result:
    return CliRunner().invoke(click.Group("bot", commands=list(COMMANDS)), line.split())


def told(line: str) -> Any:
    result = run(f"{line} --json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_quote_in_json() -> None:
    """Base, months with their lines, totals; each line with rule, law and check."""
    found = told(f"{QUOTE} --month 2026-03 --months 2")
    assert (found["base"], found["total"]) == (1_600_000, 98_200)
    assert [(each["month"], each["normal_total"], each["total"]) for each in found["months"]] == [
        ("2026-03", 54_800, 54_800),
        ("2026-04", 54_800, 43_400),
    ]
    assert found["months"][1]["lines"][0] == {
        "programme": "jkk",
        "normal": 16_000,
        "due": 8_000,
        "rule": "bpu.jkk",
        "law": "PP 44/2015 Lampiran II; PP 50/2025 Pasal 4(1)",
        "checked": "2026-11-20",
        "cut": "bpu.cut.other",
        "caveats": [],
    }


def test_benefits_in_json() -> None:
    """Two months paid: the lesser sum after an ordinary death, the whole after an accident."""
    found = told(f"{BENEFITS} --on 2026-11-20")
    assert found["jkm"]["total"] == sum(found["jkm"]["parts"].values()) == 10_000_000
    assert found["jkk_death"]["total"] == sum(found["jkk_death"]["parts"].values()) == 70_000_000
    assert (found["jkk_total_disability"], found["wage_replacement_per_month"]) == (56_000_000, 1_000_000)
    assert found["scholarship"]["max_total"] == 174_000_000
    assert found["scholarship"]["eligible_after_ordinary_death"] is False


def test_eligibility_in_json() -> None:
    """Each programme with its answer and its rule."""
    found = told("eligibility --segment bpu --employer")
    assert list(found) == ["jkk", "jkm", "jht", "jp", "jkp"]
    assert found["jht"]["answer"] == "must"
    assert found["jp"]["rule"] == "who.bpu_employer"


def test_the_tariff_in_json() -> None:
    """Thirty-three bands of the day's contribution month."""
    bands = told("facts table --on 2026-11-20")["bands"]
    assert len(bands) == 33
    assert bands[0]["jkk_jkm_other"] == 8_400
    assert bands[-1]["jkk_jkm_jht"] == 627_800


def test_a_rule_with_its_versions() -> None:
    """All versions, or the one of a day."""
    assert [each["value"] for each in told("facts show bpu.cut.other")][:2] == [0, 50]
    assert told("facts show bpu.cut.other --on 2026-04-01")["law_name"] == "PP 50/2025"


def test_what_is_coming_in_json() -> None:
    """Rules that turn and prices that follow, with the days to go."""
    found = told("facts upcoming --on 2026-11-21 --days 45")
    assert (found["on"], found["until"]) == ("2026-11-21", "2027-01-05")
    [cut] = found["changes"]
    assert (cut["on"], cut["id"], cut["days"]) == ("2027-01-01", "bpu.cut.other", 41)
    assert (cut["before"]["value"], cut["after"]["value"]) == (50, 0)
    assert [(price["sector"], price["payer"]) for price in found["prices"]] == [("other", "self"), ("other", "other")]
    assert found["prices"][0] == {
        "month": "2027-01",
        "days": 41,
        "sector": "other",
        "payer": "self",
        "base": 1_000_000,
        "before": {"jkk_jkm": 8_400, "jkk_jkm_jht": 28_400},
        "after": {"jkk_jkm": 16_800, "jkk_jkm_jht": 36_800},
        "same_benefits": True,
    }


@pytest.mark.parametrize(
    ("line", "fragment"),
    [
        (f"{QUOTE} --month 2026-12", "Rp43.400"),
        (f"{BENEFITS} --on 2026-11-20", "Rp70.000.000"),
        ("eligibility --segment pu --business micro", "JHT  may"),
        (f"{BENEFITS} --on 2026-11-20", "sesudahnya sampai sembuh Rp500.000, PP 82/2019, diperiksa"),
        ("benefits --income 1000000 --months-paid 0 --on 2026-11-20", "belum dilindungi"),
        ("facts changes --from 2026-04-01 --to 2026-04-01", "dari 0 persen menjadi 50 persen"),
        ("facts changes --from 2026-11-20 --to 2026-11-21", "Tidak ada perubahan"),
        ("facts upcoming --on 2026-11-21 --days 45", "JKK+JKM: Rp8.400 menjadi Rp16.800."),
        ("facts upcoming --on 2026-11-21", "41 hari lagi:"),
        ("facts upcoming --on 2026-11-21", "Rp4.932.300 berakhir"),
        ("facts upcoming --on 2026-11-21 --days 3", "Tidak ada perubahan sampai 2026-11-24."),
        ("facts table --on 2026-11-20", "16.800"),
        ("facts show bpu.base", "33 golongan"),
        ("facts show scholarship", "level=tk"),
        ("facts check --strict --on 2026-11-20", "0 faults"),
    ],
)
def test_people_can_read_it_too(line: str, fragment: str) -> None:
    """Without --json the answer is in words."""
    result = run(line)
    assert result.exit_code == 0, result.output
    assert fragment in result.stdout


@pytest.mark.parametrize(
    ("line", "fragment"),
    [
        (f"{QUOTE} --month 2026-13", "2026-13"),
        (f"{QUOTE} --month 0000-01", "0000-01"),
        (f"{QUOTE} --month 2026-11 --income {10**30}", "Nobody earns"),
        (f"{QUOTE} --month 2026-11 --months -1", "number of months"),
        (f"{BENEFITS} --on 20261120", "20261120"),
        (f"{BENEFITS} --on 2026-W47-5", "2026-W47-5"),
        ("facts nonsense", "nonsense"),
        ("facts upcoming --on 9999-12-30", "too far away"),
        ("facts upcoming --on 0001-01-02", "too far away"),
        ("facts upcoming --days -1", "-1"),
        (f"{QUOTE} --month 2026-11 --months 0", "number of months"),
        (f"{QUOTE} --month 2026-11 --income 0", "more than nothing"),
        (f"{QUOTE} --month 2026-11 --income many", "many"),
        (f"{QUOTE} --month 2026-11 --programmes jkk,jp", "JP"),
        (f"{QUOTE} --month 2026-11 --programmes jkk,kjp", "kjp"),
        (f"{QUOTE} --month 2026-11 --programmes ,", "at least one"),
        (f"{QUOTE} --month 2026-11 --sector sea", "sea"),
        (f"{QUOTE} --month 2026-11 --payer bank", "bank"),
        (f"{QUOTE}", "--month"),
        (f"{BENEFITS} --on 2026-06-31", "2026-06-31"),
        ("benefits --income 1000000 --months-paid -1 --on 2026-11-20", "below nothing"),
        ("eligibility --segment bpu --age 130", "age"),
        ("eligibility --segment pu --employer", "bpu"),
        ("facts changes --from 2027-01-01 --to 2026-01-01", "before the first"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(line: str, fragment: str) -> None:
    """Exit code 2, one line on stderr, nothing on stdout."""
    result = run(line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert fragment in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_programme_written_over_two_lines_is_still_refused_in_one() -> None:
    """Whatever was pasted, the sentence is one line."""
    words = [*QUOTE.split(), "--month", "2026-11", "--programmes", "jkk\njkm"]
    result = CliRunner().invoke(click.Group("bot", commands=list(COMMANDS)), words)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("line", "fragment"),
    [
        (f"{QUOTE} --month 2026-11 --payer other", "pastikan ke kantor"),
        (f"{QUOTE} --month 2026-11 --income 1099500", "perkiraan"),
        (f"{BENEFITS} --on 2026-11-20", "menghitung bulan berturut-turut"),
        ("eligibility --segment bpu --age 65", "Pendaftaran baru tidak bisa lagi"),
        ("facts show bpu.arrears.months", "Jangan menunggu"),
        ("facts changes --from 2026-03-01 --to 2026-03-01", "Batas upah ini dari surat terbaru"),
    ],
)
def test_a_doubtful_figure_is_read_with_its_caveat(line: str, fragment: str) -> None:
    """What is low or in conflict is never printed bare, on a terminal either; and each caveat only once."""
    answer = run(line).stdout
    assert [row for row in answer.splitlines() if "catatan: " in row and fragment in row]
    assert answer.count(fragment) == 1


@pytest.mark.parametrize("line", [f"{QUOTE} --month", "facts table --on"])
def test_a_price_after_the_cut_is_read_with_its_caveat(facts: Facts, line: str) -> None:
    """Nobody reads a price of a month whose law may still be written without being told so."""
    [doubtful] = [rule for rule in facts.rules["bpu.cut.other"] if rule.caveat]
    day = f"{doubtful.since:%Y-%m}" if line.endswith("month") else doubtful.since.isoformat()
    assert run(f"{line} {day}").stdout.count("catatan: ") == 1


def test_the_keys_of_the_contract_come_in_its_order() -> None:
    """A reader of the JSON finds the keys as they were promised."""
    found = told(f"{QUOTE} --month 2026-11")
    assert [key for key in found if key in {"base", "months", "total"}] == ["base", "months", "total"]
    promised = ["programme", "normal", "due", "rule", "law", "checked"]
    assert list(found["months"][0]["lines"][0])[: len(promised)] == promised
    found = told(f"{BENEFITS} --on 2026-11-20")
    promised = ["base", "jkm", "jkk_death", "jkk_total_disability", "wage_replacement_per_month", "scholarship"]
    assert [key for key in found if key in promised] == promised
    assert [list(found[key])[:3] for key in ("jkm", "jkk_death")] == [["total", "parts", "rule"]] * 2
    assert list(found["scholarship"])[:2] == ["eligible_after_ordinary_death", "max_total"]


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        (f"{QUOTE} --month 2015-06", "bpu.base"),
        (f"{QUOTE} --month 2014-01", "bpu.base"),
        (f"{BENEFITS} --on 2024-01-01", "jkm.bpu.full_after"),
        (f"{BENEFITS} --on 2019-06-01", "bpu.cover.after"),
        ("eligibility --segment bpu --on 2010-01-01", "who.bpu"),
        ("facts table --on 2014-01-01", "bpu.base"),
        ("facts show pu.jp.cap --on 2024-02-29", "pu.jp.cap"),
        ("facts show no.such.rule", "no.such.rule"),
    ],
)
def test_a_day_without_a_rule_is_named(line: str, gap: str) -> None:
    """Exit code 3 and the rule that is missing; no older figure is given."""
    result = run(line)
    assert (result.exit_code, result.stdout) == (3, "")
    assert gap in result.stderr


def test_an_old_check_warns_and_fails_a_release() -> None:
    """Half a year without comparing with the law is only a warning, unless it is a release."""
    assert run("facts check --on 2027-12-01").exit_code == 0
    assert run("facts check --on 2027-12-01 --strict").exit_code == 1
    assert run("facts check --on 2027-12-01 --strict --max-age 1000").exit_code == 0
