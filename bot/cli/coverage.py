"""`coverage` and `targets`: how far regions are covered, as others counted it, and what they are to reach."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.opened import opened
from bot.cli.tables import claimed_content

if TYPE_CHECKING:
    from bot.answers.places import Gazetteer, Place
    from bot.coverage.columns import Column
    from bot.coverage.told import Reading
    from bot.runtime.speech import Speech
    from storage.coverage import Observation
    from storage.database import Database

REFUSED = 2
EVERYTHING = "all"
QUESTIONS = (
    "count_implausible",
    "pct_contradicts_counts",
    "denominator_changed",
    "meaning_unclear",
    "duplicate_row",
    "unreadable_number",
    "over_100",
    "formula_ignored",
)
"""What a person may answer with yes."""
_COLUMNS = ("row", "region", "name", "as_of", "segment", "active", "eligible", "coverage_pct", "target_pct", "meaning")
_AIMS = ("row", "region", "name", "year", "target_pct", "source")

_file = click.argument("file", type=click.Path(path_type=Path))
_dry_run = click.option("--dry-run", is_flag=True, help="Show what would be stored, and store nothing.")
_json = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
_language = click.option("--language", type=click.Choice(("id", "en")), default="id", help="The language of findings.")
_confirm = click.option(
    "--confirm",
    "confirmed",
    multiple=True,
    type=click.Choice((*QUESTIONS, EVERYTHING)),
    help="Answer yes to the questions of this kind; may be repeated.",
)


@click.group("coverage")
def coverage_group() -> None:
    """Keep how far regions are covered, as BPJS Ketenagakerjaan or a government counted it."""


@click.group("targets")
def targets_group() -> None:
    """Keep which share of the workers a region is to reach."""


@coverage_group.command("import")
@_file
@click.option("--region", help="The region around those of the file, or the one it is about: 35.28, or its name.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day of figures that do not tell their own.")
@_confirm
@_dry_run
@_language
@_json
@click.pass_context
def import_command(
    ctx: click.Context,
    file: Path,
    region: str | None,
    as_of: Any,
    confirmed: tuple[str, ...],
    dry_run: bool,
    language: str,
    as_json: bool,
) -> None:
    """Store the coverage that this XLSX or CSV tells; what is doubtful is asked, and left out until it is confirmed.

    Nothing is overwritten: other figures for a region and a day are a new revision. "accepted" counts the rows that
    are stored (or would be), "rejected" all others: those with an error, and those with a question that nobody
    answered. A row of several segments counts for each. Which heading was taken for what is told on standard error,
    unless JSON was asked for. Exits with 2 when the file is not read at all; where it was read and nothing of it could
    be stored, the last line says so.
    """
    with _refusing(ctx, language) as speech:
        asked_on = None if as_of is None else as_of.date()
        told = asyncio.run(
            _import(file, region, asked_on, _answers(confirmed), speech, stores=not dry_run, is_read=not as_json)
        )
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _shown(told, _COLUMNS, stores=not dry_run))


@coverage_group.command("show")
@click.argument("region")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; today when left out.")
@_language
@_json
@click.pass_context
def show_command(ctx: click.Context, region: str, on: Any, language: str, as_json: bool) -> None:
    """Print what holds of a REGION (35.28, or its name) since its beginning, and the newest of each of its parts."""
    with _refusing(ctx, language):
        told = asyncio.run(_show(region, None if on is None else on.date()))
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _history(told))


@targets_group.command("import")
@_file
@click.option("--region", help="The region around those of the file: 35.28, or its name.")
@_confirm
@_dry_run
@_language
@_json
@click.pass_context
def targets_command(
    ctx: click.Context,
    file: Path,
    region: str | None,
    confirmed: tuple[str, ...],
    dry_run: bool,
    language: str,
    as_json: bool,
) -> None:
    """Store the targets of regions that this XLSX or CSV tells, in percent and by year.

    Another target for a region and a year is a new revision. Exits with 2 when the file is not read at all.
    """
    with _refusing(ctx, language) as speech:
        told = asyncio.run(
            _import_targets(file, region, _answers(confirmed), speech, stores=not dry_run, is_read=not as_json)
        )
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _shown(told, _AIMS, stores=not dry_run))


async def _import(
    file: Path,
    region: str | None,
    as_of: date | None,
    confirmed: tuple[str, ...],
    speech: "Speech",
    *,
    stores: bool,
    is_read: bool,
) -> dict[str, Any]:
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.coverage.asked import Asked
    from bot.coverage.told import Verdict
    from bot.facts.base import load as load_facts
    from bot.flows.materials import CALENDAR
    from bot.runtime import coverage_files as files

    content, places, now = claimed_content(file), Gazetteer(), system_clock()
    today = now.astimezone(CALENDAR).date()
    table = files.tabled(content)
    _say_unread(table.unread, speech)
    reading = files.understood(table, places, Asked(today, _place(region, places), as_of))
    _say_taken(reading.taken if is_read else (), speech)
    _say_own_days(reading, as_of, speech)
    _say_hidden(reading.hidden, speech)
    async with _database(stores=stores) as database:
        before = await _before(database, reading)
        reading = files.doubted(reading, places, load_facts(), before, today)
        verdict = Verdict(reading.findings, confirmed)
        kept = [one for one in reading.rows if verdict.accepts(one)]
        if stores and database is not None:
            brought = files.Brought(files.digest(content), "command_line", now)
            async with database.transaction() as tx:
                await files.apply(tx, kept, verdict, brought)
    return files.as_json(reading, kept, speech)


async def _import_targets(
    file: Path, region: str | None, confirmed: tuple[str, ...], speech: "Speech", *, stores: bool, is_read: bool
) -> dict[str, Any]:
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.coverage import aims
    from bot.coverage.asked import Asked
    from bot.errors import InvalidAnswer
    from bot.flows.materials import CALENDAR
    from bot.runtime import coverage_files as files

    content, places, now = claimed_content(file), Gazetteer(), system_clock()
    asked = Asked(now.astimezone(CALENDAR).date(), _place(region, places))
    table = files.tabled(content)
    _say_unread(table.unread, speech)
    reader = aims.AimReader(table, places, asked)
    if not reader.aims:
        raise InvalidAnswer("coverage.refused.no_target")
    found = reader.read_aims()
    _say_taken(found.taken if is_read else (), speech)
    kept = aims.accepted(found, confirmed)
    if stores:
        async with _database(stores=True) as database:
            if database is not None:
                async with database.transaction() as tx:
                    brought = files.Brought(files.digest(content), "command_line", now)
                    await files.apply_targets(tx, kept, confirmed, brought)
    return {
        "rows": [aims.as_json(one) for one in found.rows],
        "findings": [files.finding_json(one, speech) for one in found.findings],
        "accepted": len(kept),
        "rejected": len(found.rows) - len(kept),
    }


def _say_taken(columns: "Sequence[Column]", speech: "Speech") -> None:
    """Beside the figures, for whoever cannot know which of their headings was taken for what."""
    from bot.coverage.taken import said

    if columns:
        click.echo(speech.plain(said(columns)), err=True)


def _say_unread(sheets: Sequence[str], speech: "Speech") -> None:
    """Beside the figures, for whoever thinks that all sheets of a workbook are read."""
    from bot.conversation.words import Label, Listing

    if sheets:
        click.echo(speech.plain(Label("verify.unread", {"sheets": Listing(tuple(sheets))})), err=True)


def _say_hidden(rows: int, speech: "Speech") -> None:
    """Beside the figures, for whoever filtered a table and forgot that."""
    from bot.conversation.words import Count, Label

    if rows:
        click.echo(speech.plain(Label("coverage.hidden", {"count": Count(rows)})), err=True)


def _say_own_days(reading: "Reading", as_of: date | None, speech: "Speech") -> None:
    """Beside the figures, for whoever told another day than the file does."""
    from bot.conversation.words import Day, Label, Listing, Value

    own = sorted({one.as_of for one in reading.rows if one.as_of is not None} - {as_of})
    if as_of is not None and own:
        days: dict[str, Value] = {"own": Listing(tuple(map(Day, own))), "told": Day(as_of)}
        click.echo(speech.plain(Label("coverage.own_days", days)), err=True)


async def _before(database: "Database | None", reading: "Reading") -> "list[Observation]":
    from bot.runtime import coverage_files as files

    if database is None:
        return []
    async with database.reading() as tx:
        return await files.stored(tx, reading)


@asynccontextmanager
async def _database(*, stores: bool) -> "AsyncIterator[Database | None]":
    """The database; a dry run does without one, for nothing can be stored in it yet that it would have to look at."""
    from bot.errors import SettingsError
    from bot.settings import load

    if stores:
        async with opened(load()) as database:
            yield database
        return
    try:
        opening = opened(load())
        database = await opening.__aenter__()
    except SettingsError as none:
        click.echo(f"Note: nothing stored was compared: {none}", err=True)
        yield None
        return
    try:
        yield database
    finally:
        await opening.__aexit__(None, None, None)


async def _show(region: str, on: date | None) -> dict[str, Any]:
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.flows.materials import CALENDAR
    from bot.settings import load
    from storage import observations, targets

    places = Gazetteer()
    place = _place(region, places)
    until = on or system_clock().astimezone(CALENDAR).date()
    if place is None:
        return {}
    async with opened(load()) as database, database.reading() as tx:
        history = await observations.history(tx, place.code, until)
        newest = await observations.latest(tx, place.code, until)
        held = await targets.standing_for(tx, [place.code])
    return {
        "region": place.code,
        "name": place.path,
        "observations": [_observed(one, place) for one in history],
        "parts": [_observed(one, places.nearest(one.region)) for one in newest if one.region != place.code],
        "targets": [
            {"year": one.year, "target_pct": float(one.percent), "meaning": one.meaning, "source": one.source}
            for one in sorted(held.values(), key=lambda one: one.year)
        ],
    }


def _observed(one: "Observation", place: "Place") -> dict[str, Any]:
    from bot.coverage.told import level_name

    origin = one.provenance
    return {
        "region": one.region,
        "name": place.name,
        "level": level_name(place),
        "as_of": one.as_of.isoformat(),
        "segment": one.segment,
        "active": one.active,
        "eligible": one.eligible,
        "coverage_pct": None if one.coverage_pct is None else float(one.coverage_pct),
        "target_pct": None if one.target_pct is None else float(one.target_pct),
        "meaning": one.meaning,
        "eligible_year": one.eligible_year,
        "eligible_source": one.eligible_source,
        "target_people": one.target_people,
        "target_source": one.target_source,
        "source": one.source,
        "note": one.note,
        "revision": one.revision,
        "file": origin.file,
        "row": origin.row,
        "by": origin.by,
        "at": origin.at.isoformat(),
        "confirmed": list(origin.confirmed),
    }


def _shown(told: dict[str, Any], columns: Sequence[str], *, stores: bool) -> str:
    """Every row with what there is to say of it, then what becomes of them."""
    said: dict[int, list[str]] = {}
    for one in told["findings"]:
        said.setdefault(one["row"], []).append(f"  {one['severity']}: {one['code']}: {one['text']}")
    lines, shown = ["\t".join(columns)], set[int]()
    for row in told["rows"]:
        lines.append(_cells(row, columns))
        lines += [] if row["row"] in shown else said.get(row["row"], [])
        shown.add(row["row"])
    lines += [f"{at}\t-\n{line}" for at, found in said.items() if at not in shown for line in found]
    kept = "stored" if stores else "would be stored (dry run)"
    lines.append(f"{told['accepted']} {kept}, {told['rejected']} left out")
    asked = [one for one in told["findings"] if one["row"] in shown]
    return "\n".join([*lines, *([] if told["accepted"] else [_nothing(asked, stores=stores)])])


def _nothing(findings: Sequence[dict[str, Any]], *, stores: bool) -> str:
    """That all of it was in vain, and what helps."""
    asked = sorted({one["code"] for one in findings if one["severity"] == "question"} & set(QUESTIONS))
    answers = " ".join(f"--confirm {code}" for code in asked)
    was = "Nothing was stored" if stores else "Nothing would be stored"
    what = f"Answer what is asked above ({answers}), or mend" if asked else "Mend"
    return f"{was}. {what} the file and import it again."


def _history(told: dict[str, Any]) -> str:
    columns = ("as_of", "segment", "active", "eligible", "coverage_pct", "meaning", "target_pct", "revision", "source")
    lines = [f"{told['name']} ({told['region']})", "\t".join(columns)]
    lines += [_cells(one, columns) for one in told["observations"]]
    lines += [f"target {one['year']}\t{one['target_pct']}\t{one['source']}" for one in told["targets"]]
    lines += ["\t".join(("name", *columns))] if told["parts"] else []
    return "\n".join([*lines, *(_cells(one, ("name", *columns)) for one in told["parts"])])


def _cells(row: dict[str, Any], columns: Sequence[str]) -> str:
    return "\t".join("-" if row[name] in (None, "") else str(row[name]) for name in columns)


def _answers(confirmed: tuple[str, ...]) -> tuple[str, ...]:
    return QUESTIONS if EVERYTHING in confirmed else confirmed


def _place(region: str | None, places: "Gazetteer") -> "Place | None":
    from bot.coverage.naming import sole_named

    return None if region is None else sole_named(region, places)


@contextmanager
def _refusing(ctx: click.Context, language: str) -> "Iterator[Speech]":
    """What is not read at all is one sentence and exit code 2."""
    from bot.errors import InvalidAnswer
    from bot.i18n.catalogue import Catalogue
    from bot.runtime.speech import Speech

    speech = Speech(Catalogue.load(), language)
    try:
        yield speech
    except InvalidAnswer as wrong:
        click.echo(f"Error: {speech.words.plain(language, wrong.key, **wrong.params)}", err=True)
        ctx.exit(REFUSED)


COMMANDS: tuple[click.Command, ...] = (coverage_group, targets_group)
