"""`sponsors`: what others pay for, as branches tell it in a table."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.opened import opened
from bot.cli.tables import content_of, picked, writable

if TYPE_CHECKING:
    from bot.runtime.speech import Speech
    from bot.runtime.sponsor_files import Outcome
    from storage.sponsors import Sponsorship

TO_LOOK_AT = 1
REFUSED = 2


@click.group("sponsors")
def sponsors_group() -> None:
    """Keep the cover that others pay for: who pays, where, for how many people, until when."""


@sponsors_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", "applies", is_flag=True, help="Store it; without this nothing is changed.")
@click.option("--branch", help="The branch's short name; without it each row goes to the branch that serves its place.")
@click.option("--map", "maps", multiple=True, help="Which column holds what, as in quota='Jumlah KK'; quota= for none.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write every row to this .xlsx or .csv.")
@click.option("--language", type=click.Choice(("id", "en")), default="id", help="The language of what is told of rows.")
@click.option("--json", "as_json", is_flag=True, help="Print every row as JSON.")
@click.pass_context
def import_command(
    ctx: click.Context,
    file: Path,
    applies: bool,
    branch: str | None,
    maps: tuple[str, ...],
    out: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show what this XLSX or CSV would change, and with --apply store it; a second time it changes nothing.

    Rows that are refused are left out, all others are stored together. Exits with 1 when a row is refused, with 2
    when the file is not read at all. Contacts must be those of an office, never of a private person.
    """
    from bot.errors import InvalidAnswer

    if out is not None:
        writable(out, file)
    speech = _speech(language)
    try:
        told = asyncio.run(_import(file, branch, maps, out, speech, applies=applies))
    except InvalidAnswer as wrong:
        click.echo(f"Error: {speech.words.plain(language, wrong.key, **wrong.params)}", err=True)
        ctx.exit(REFUSED)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _shown(told))
    if "refused" in told["counts"]:
        ctx.exit(TO_LOOK_AT)


@sponsors_group.command("list")
@click.option("--region", help="Only those in this region: a dotted code like 35.28.")
@click.option("--branch", help="Only those of this branch.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; today when left out.")
def list_command(region: str | None, branch: str | None, on: Any) -> None:
    """Print what is not over, what ends first in front; "!" marks cover too short for the full death benefit."""
    asyncio.run(_list(region, branch, None if on is None else on.date()))


async def _import(
    file: Path, branch: str | None, maps: tuple[str, ...], out: Path | None, speech: "Speech", *, applies: bool
) -> dict[str, Any]:
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.facts.base import load as load_facts
    from bot.flows.materials import CALENDAR
    from bot.flows.sponsor_columns import COLUMNS
    from bot.flows.sponsor_file import Reader
    from bot.runtime.sponsor_files import apply, columns, paths_of, plan, tabled
    from bot.settings import load
    from storage import staff

    found = tabled(content_of(file))
    chosen, lacking = columns(found, picked(maps, found.headings, COLUMNS))
    if lacking:
        _refuse_columns(lacking, speech)
    now = system_clock()
    async with opened(load()) as database:
        async with database.reading() as tx:
            branches = await staff.all_branches(tx)
        if branch is not None and branch not in {one.id for one in branches}:
            raise click.BadParameter(f"there is no branch called {branch}", param_hint="--branch")
        reader = Reader(load_facts(), Gazetteer(), now.astimezone(CALENDAR).date(), branches, branch)
        rows = reader.rows(found, chosen)
        if applies:
            async with database.transaction() as tx:
                outcomes = await apply(tx, rows, "command_line", f"branch:{branch or '-'}", now)
        else:
            async with database.reading() as tx:
                outcomes = await plan(tx, rows)
    paths = paths_of(outcomes, reader.places)
    if out is not None:
        _write(out, outcomes, paths, speech)
    columns_told = {name: found.headings[at] for name, at in chosen.items()}
    about = {"file": file.name, "applied": applies, "columns": columns_told, "left_out": list(found.private)}
    return {**about, **_told(outcomes, paths, speech)}


def _told(outcomes: "list[Outcome]", paths: dict[str, str], speech: "Speech") -> dict[str, Any]:
    from bot.runtime.sponsor_files import counted, sentences

    results = [
        {
            "line": one.line,
            "outcome": one.outcome,
            "payer": one.sponsorship.payer if one.sponsorship else None,
            "region": paths[one.sponsorship.region] if one.sponsorship else None,
            "told": sentences(one, speech),
        }
        for one in outcomes
    ]
    return {"rows": len(outcomes), "counts": counted(outcomes), "results": results}


def _shown(told: dict[str, Any]) -> str:
    heading = f"{told['rows']} rows; {'applied' if told['applied'] else 'nothing was changed'}"
    columns = ", ".join(f"{name}={words}" for name, words in told["columns"].items())
    left_out = [f"not read: {', '.join(told['left_out'])}"] if told["left_out"] else []
    counts = [f"{outcome}\t{count}" for outcome, count in told["counts"].items()]
    names = ("line", "outcome", "payer", "region")
    rows = ["\t".join([*(str(row[name] or "-") for name in names), *row["told"]]) for row in told["results"]]
    return "\n".join([heading, f"columns: {columns}", *left_out, *counts, *rows])


async def _list(region: str | None, branch: str | None, on: date | None) -> None:
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.facts.base import load as load_facts
    from bot.flows.materials import CALENDAR
    from bot.flows.sponsor_file import full_after
    from bot.settings import load
    from storage import sponsorships

    places, day = Gazetteer(), on or system_clock().astimezone(CALENDAR).date()
    if region is not None:
        try:
            places.get(region)
        except KeyError as unknown:
            raise click.BadParameter(f"there is no region with the code {region}", param_hint="--region") from unknown
    async with opened(load()) as database, database.reading() as tx:
        found = await sponsorships.running(tx, day, branch=branch, region=region)
    full = full_after(load_facts(), day)
    for one in found:
        short = full is not None and one.months_left(day) <= full
        click.echo(_line(one, places.nearest(one.region).path, short=short))


def _line(one: "Sponsorship", place: str, *, short: bool) -> str:
    room = f"{one.used}/{one.quota}"
    cells = (str(one.id), one.branch, one.channel, one.payer, place, room, f"{one.starts}..{one.ends}")
    return "\t".join((*cells, f"{one.months} months{' !' if short else ''}"))


def _refuse_columns(lacking: tuple[str, ...], speech: "Speech") -> None:
    from bot.errors import InvalidAnswer
    from bot.runtime.sponsor_files import named

    raise InvalidAnswer("sponsors.refused.columns", columns=named(lacking, speech))


def _write(out: Path, outcomes: "list[Outcome]", paths: dict[str, str], speech: "Speech") -> None:
    from bot.clock import system_clock
    from bot.runtime.sponsor_files import result_file

    as_csv = out.suffix.lower() == ".csv"
    out.write_bytes(result_file(outcomes, paths, speech, system_clock(), as_csv=as_csv))


def _speech(language: str) -> "Speech":
    from bot.i18n.catalogue import Catalogue
    from bot.runtime.speech import Speech

    return Speech(Catalogue.load(), language)


COMMANDS: tuple[click.Command, ...] = (sponsors_group,)
