"""`report`: the weekly report of a region, as it was when it was made."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.opened import opened

if TYPE_CHECKING:
    from bot.answers.places import Gazetteer
    from bot.reports.weekly import Weekly

_NO_REGION = "{} is no province, kabupaten, kota or kecamatan"


@click.group("report", invoke_without_command=True)
@click.option("--region", help="A province, a kabupaten or a kecamatan: 35.28, or its name.")
@click.option("--week", help="An ISO week like 2026-W46; the last one that is over when left out.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write it into this folder in every form."
)
@click.option("--language", type=click.Choice(("id", "en")), default="id", help="The language of what is written.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def report_group(
    ctx: click.Context, region: str | None, week: str | None, out: Path | None, language: str, as_json: bool
) -> None:
    """Make the report of a week in a region, or show the one that was made: it never changes afterwards.

    Into the folder go message.txt, picture.png, report.pdf, report.xlsx and report.json.
    """
    if ctx.invoked_subcommand is not None:
        return
    if region is None:
        raise click.UsageError("which --region?")
    told = asyncio.run(_report(region, week))
    if out is not None:
        for file in _write(told, out, language):
            click.echo(str(file), err=as_json)
    if as_json or out is None:
        click.echo(json.dumps(_json(told), ensure_ascii=False, indent=2))


@report_group.command("due")
@click.option("--week", help="An ISO week like 2026-W46; the last one that is over when left out.")
@click.option("--make", "makes", is_flag=True, help="Make those that are missing.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def due_command(week: str | None, makes: bool, as_json: bool) -> None:
    """List the regions of officials at work and whether their report of the week was made.

    One that cannot be made is "failed" and the exit code 1; `report --region` of it tells where it fails.
    An official without an area of their own reads of the regions of their branch.
    """
    rows = asyncio.run(_due(week, makes=makes))
    lines = ["\t".join((row["region"], row["name"], row["week"], row["state"])) for row in rows]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(lines))
    sys.exit(1 if any(row["state"] == "failed" for row in rows) else 0)


async def _report(region: str, week: str | None) -> "Weekly":
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.facts.base import load as load_facts
    from bot.reports.weeks import newest
    from bot.runtime.reports import Reports, TooEarly
    from bot.settings import load

    now, places, settings = system_clock(), Gazetteer(), load()
    code = _code(region, places)
    _refuse_no_week(week)
    async with opened(settings) as database:
        made = Reports(database, load_facts(), places, settings.is_example)
        try:
            asked = week or newest(now, places.zone(code))
            made.maker.place(code, asked, now)
        except KeyError as unknown:
            raise click.BadParameter(_NO_REGION.format(region), param_hint="--region") from unknown
        except TooEarly as early:
            raise click.BadParameter(f"{week} is not over", param_hint="--week") from early
        # What goes wrong from here on is ours, and says where.
        return await made.of(code, asked, now)


def _code(region: str, places: "Gazetteer") -> str:
    """The code of what is named so, as `coverage show` reads it."""
    from bot.coverage.naming import sole_named
    from bot.errors import InvalidAnswer
    from bot.i18n.catalogue import Catalogue

    try:
        return sole_named(region, places).code
    except InvalidAnswer as wrong:
        said = Catalogue.load().plain("en", wrong.key, **wrong.params)
        raise click.BadParameter(said, param_hint="--region") from wrong


def _refuse_no_week(week: str | None) -> None:
    """What is no week, or one from before there were any figures, whatever is stored."""
    from bot.coverage.asked import EARLIEST
    from bot.reports.weeks import days_of, week_of

    try:
        too_early = week is not None and days_of(week)[1] < EARLIEST
    except ValueError as wrong:
        raise click.BadParameter(f"{week} is no ISO week like 2026-W46", param_hint="--week") from wrong
    if too_early:
        said = f"{week} is too long ago: there are no figures from before {week_of(EARLIEST)}"
        raise click.BadParameter(said, param_hint="--week")


async def _due(week: str | None, *, makes: bool) -> list[dict[str, str]]:
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.facts.base import load as load_facts
    from bot.runtime.reports import Reports
    from bot.settings import load

    _refuse_no_week(week)
    settings = load()
    async with opened(settings) as database:
        made = Reports(database, load_facts(), Gazetteer(), settings.is_example, many=True)
        return await made.due(week, system_clock(), makes=makes)


def _write(weekly: "Weekly", out: Path, language: str) -> list[Path]:
    """Every form of the report; the folder is made where it is missing."""
    out.mkdir(parents=True, exist_ok=True)
    files = _forms(weekly, language)
    for name, content in files.items():
        (out / name).write_bytes(content)
    return [out / name for name in files]


def _forms(weekly: "Weekly", language: str) -> dict[str, bytes]:
    from bot.i18n.catalogue import Catalogue
    from bot.reports.pages import document, message, picture, workbook

    words = Catalogue.load()
    return {
        "message.txt": message(weekly, words, language).encode(),
        "picture.png": picture(weekly, words, language),
        "report.pdf": document(weekly, words, language),
        "report.xlsx": workbook(weekly, words, language),
        "report.json": json.dumps(_json(weekly), ensure_ascii=False, indent=2).encode(),
    }


def _json(weekly: "Weekly") -> dict[str, Any]:
    from bot.reports.weekly import to_json

    return to_json(weekly)


COMMANDS: tuple[click.Command, ...] = (report_group,)
