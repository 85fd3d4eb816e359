"""Days, months and refusals of the commands about the law: one sentence each, exit code 2 or 3."""

import re
from datetime import date
from typing import Any

import click

from bot.errors import InvalidAnswer, NoRuleInForce

MONTH = re.compile(r"(?!0000)\d{4}-(0[1-9]|1[0-2])", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

SENTENCES = {
    "facts.income.not_positive": "The monthly income must be more than nothing.",
    "facts.income.too_large": "Nobody earns that much in a month; check the income.",
    "facts.months.out_of_range": "The number of months must be from one to {most}.",
    "facts.months.too_far": "That month is too far away.",
    "facts.months_paid.negative": "The number of months cannot be below nothing.",
    "facts.programmes.none": "Name at least one programme.",
    "facts.programmes.unknown": "There is no programme '{programme}'.",
    "facts.programmes.not_for_bpu": "{programme} is only for workers with an employer, not for the self-employed.",
    "facts.age.impossible": "Nobody has that age.",
    "facts.employer.not_bpu": "Only a self-employed person (bpu) can be marked as an employer.",
    "facts.percent.impossible": "A percentage is from one to a hundred.",
}


class Impossible(click.ClickException):
    """One sentence on stderr, without the usage lines of click."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(" ".join(self.message.split()), err=True)


class Gap(Impossible):
    """No rule holds on the day asked for."""

    exit_code = 3


class Command(click.Command):
    """A command that says in one sentence what is wrong with its input."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as wrong:
            raise Impossible(wrong.format_message()) from wrong

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as wrong:
            raise Impossible(wrong.format_message()) from wrong
        except InvalidAnswer as wrong:
            raise Impossible(SENTENCES[wrong.key].format(**wrong.params)) from wrong
        except NoRuleInForce as gap:
            raise Gap(f"Sorry, {gap}.") from gap


class Group(click.Group):
    """A group whose commands refuse in one sentence."""

    command_class = Command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as wrong:
            raise Impossible(wrong.format_message()) from wrong


class DayType(click.ParamType[date]):
    """A day written 2026-11-20."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value if DAY.fullmatch(value) else "")
        except ValueError:
            self.fail(f"'{value}' is not a day of the calendar, written like 2026-11-20.", param, ctx)


class MonthType(click.ParamType[date]):
    """A contribution month written 2026-11; its first day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if not MONTH.fullmatch(value):
            self.fail(f"'{value}' is not a month of the calendar, written like 2026-11.", param, ctx)
        return date.fromisoformat(f"{value}-01")
