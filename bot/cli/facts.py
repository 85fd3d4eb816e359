"""The law on the command line: what it costs, what it pays, whom it reaches, and when it changes.

Impossible input exits 2 with one sentence; a day without a rule exits 3 and names the gap. The fact base and the
formats are imported inside the commands, so that `--help` stays quick.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from bot.cli.facts_input import Command, DayType, Group, MonthType

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
ON = click.option("--on", type=DayType(), help="The day, like 2026-11-20; today when left out.")


def _print(found: Any, words: Iterable[str], *, as_json: bool) -> None:
    from bot.facts.plain import plain

    click.echo(json.dumps(plain(found), ensure_ascii=False, indent=2) if as_json else "\n".join(words))


def today() -> date:
    from zoneinfo import ZoneInfo

    from bot.clock import system_clock

    return system_clock().astimezone(ZoneInfo("Asia/Jakarta")).date()


@click.command("quote", cls=Command)
@click.option("--income", type=int, required=True, help="Declared income, rupiah per month.")
@click.option("--sector", type=click.Choice(["transport", "other"]), required=True)
@click.option("--payer", type=click.Choice(["self", "apbn_apbd", "other"]), required=True, help="Who pays.")
@click.option("--programmes", required=True, help="Like jkk,jkm,jht.")
@click.option("--month", type=MonthType(), required=True, help="First contribution month, like 2026-11.")
@click.option("--months", type=int, default=1, show_default=True, help="How many months are paid.")
@AS_JSON
def quote_command(
    income: int, sector: Any, payer: Any, programmes: str, month: date, months: int, as_json: bool
) -> None:
    """Price the contribution of a self-employed worker, month by month."""
    from bot.cli import facts_text
    from bot.facts.base import load
    from bot.facts.contributions import quote

    chosen = [each.strip().lower() for each in programmes.split(",") if each.strip()]
    found = quote(load(), income, sector, payer, chosen, month, months)
    _print(found, facts_text.contribution(found), as_json=as_json)


@click.command("benefits", cls=Command)
@click.option("--income", type=int, required=True, help="Declared income, rupiah per month.")
@click.option("--months-paid", type=int, required=True, help="Contribution months paid in a row.")
@ON
@AS_JSON
def benefits_command(income: int, months_paid: int, on: date | None, as_json: bool) -> None:
    """Say what is paid to a self-employed worker or the family."""
    from bot.cli import facts_text
    from bot.facts.base import load
    from bot.facts.benefits import benefits

    found = benefits(load(), income, months_paid, on or today())
    _print(found, facts_text.benefit(found), as_json=as_json)


@click.command("eligibility", cls=Command)
@click.option("--segment", type=click.Choice(["bpu", "pu", "jakon", "pmi"]), required=True)
@click.option("--age", type=int, help="Age in whole years.")
@click.option("--business", type=click.Choice(["micro", "small", "medium", "large"]), help="Size of the employer.")
@click.option("--employer", is_flag=True, help="A self-employed person who employs others.")
@ON
@AS_JSON
def eligibility_command(
    segment: Any, age: int | None, business: Any, employer: bool, on: date | None, as_json: bool
) -> None:
    """Say which programmes a person must, may or cannot join."""
    from bot.cli import facts_text
    from bot.facts.base import load
    from bot.facts.eligibility import eligibility

    found = eligibility(load(), segment, on or today(), age=age, business=business, employer=employer)
    _print(found, facts_text.standings(found), as_json=as_json)


@click.group("facts", cls=Group)
def facts_group() -> None:
    """Read the rules, their changes and their checks."""


@facts_group.command("show")
@click.argument("rule_id", metavar="ID")
@click.option("--on", type=DayType(), help="Only the rule of this day; every version when left out.")
@AS_JSON
def show_command(rule_id: str, on: date | None, as_json: bool) -> None:
    """Show a rule with its law and sources."""
    from bot.cli import facts_text
    from bot.facts.base import load

    facts = load()
    if on or rule_id not in facts.rules:
        one = facts.in_force(rule_id, on or today())
        return _print(one, facts_text.rule(one, facts), as_json=as_json)
    versions = facts.rules[rule_id]
    words = (line for each in versions for line in facts_text.rule(each, facts))
    return _print(versions, words, as_json=as_json)


@facts_group.command("changes")
@click.option("--from", "first", type=DayType(), required=True, help="First day.")
@click.option("--to", "last", type=DayType(), required=True, help="Last day.")
@AS_JSON
def changes_command(first: date, last: date, as_json: bool) -> None:
    """Tell what changes when, from the first day to the last."""
    from bot.cli import facts_text
    from bot.facts.base import load

    if last < first:
        raise click.UsageError("The last day is before the first.")
    found = load().changes(first, last)
    _print(found, facts_text.changes(found) if found else ["Tidak ada perubahan."], as_json=as_json)


@facts_group.command("upcoming")
@click.option(
    "--days", type=click.IntRange(0, 3_660), default=90, show_default=True, help="How many days to look ahead."
)
@ON
@AS_JSON
def upcoming_command(days: int, on: date | None, as_json: bool) -> None:
    """Tell what begins or ends soon, and whose contribution changes with it."""
    from bot.cli import facts_upcoming
    from bot.facts.base import load
    from bot.facts.countdown import upcoming

    facts, first = load(), on or today()
    try:
        found = upcoming(facts, first, days)
    except OverflowError as beyond:
        raise click.UsageError("That day is too far away.") from beyond
    _print(facts_upcoming.told(facts, found), facts_upcoming.words(facts, found), as_json=as_json)


@facts_group.command("table")
@ON
@AS_JSON
def table_command(on: date | None, as_json: bool) -> None:
    """Print the tariff of the self-employed as a table, for the contribution month of a day."""
    from bot.cli import facts_table
    from bot.facts.base import load

    found = facts_table.tariff(load(), on or today())
    _print(found, facts_table.table(found), as_json=as_json)


@facts_group.command("check")
@click.option("--strict", is_flag=True, help="Fail also when a check is too old: the release check.")
@click.option("--max-age", type=click.IntRange(0, 36_500), help="Days a check stays good; the policy when left out.")
@ON
@click.pass_context
def check_command(ctx: click.Context, strict: bool, max_age: int | None, on: date | None) -> None:
    """Check that the rules make sense and were compared with the law not too long ago."""
    from bot.facts.base import load
    from bot.facts.checks import problems, stale

    facts, day = load(), on or today()
    patience = facts.in_force("policy.checked.days", day).count if max_age is None else max_age
    faults, old = problems(facts), stale(facts, day, patience)
    for fault in faults:
        click.echo(fault, err=True)
    for rule in old:
        click.echo(f"rule '{rule.id}' was last checked on {rule.checked}: compare it with {rule.citation}", err=True)
    click.echo(f"{len(tuple(facts))} rules, {len(faults)} faults, {len(old)} checks older than {patience} days")
    ctx.exit(1 if faults or (strict and old) else 0)


COMMANDS: tuple[click.Command, ...] = (quote_command, benefits_command, eligibility_command, facts_group)
