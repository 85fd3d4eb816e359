"""`verify`: confirm registrations from the file of a branch, by the same way as in the chat."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.opened import opened
from bot.cli.tables import content_of, picked, writable

if TYPE_CHECKING:
    from bot.runtime.branch_files import Plan
    from storage.database import Database
    from storage.records import UploadRow

TO_LOOK_AT = 1
REFUSED = 2
_ASKING = frozenset({"look", "unreadable", "changed"})


@click.group("verify")
def verify_group() -> None:
    """Compare leads with the file of a branch."""


@verify_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--branch", required=True, help="The branch's short name, like pamekasan.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print every row as JSON.")
@click.option("--map", "maps", multiple=True, help="Which column holds what, as in phone='No HP'; phone= for none.")
@click.option("--no-status", is_flag=True, help="Read no status: whoever stands in the file counts as registered.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write every row to this .xlsx or .csv.")
@click.pass_context
def import_command(
    ctx: click.Context,
    file: Path,
    branch: str,
    dry_run: bool,
    as_json: bool,
    maps: tuple[str, ...],
    no_status: bool,
    out: Path | None,
) -> None:
    """Confirm the registrations that this XLSX or CSV tells of.

    Exits with 1 when somebody should look at some of the rows, with 2 when the file is not read at all.
    """
    from bot.errors import InvalidAnswer

    if out is not None:
        writable(out, file)
    if no_status:
        maps = (*maps, "status=")
    try:
        told = asyncio.run(_import(file, branch, maps, out, dry_run=dry_run))
    except InvalidAnswer as wrong:
        click.echo(f"Error: {_sentence(wrong)}", err=True)
        ctx.exit(REFUSED)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _shown(told))
    if _ASKING & told["counts"].keys():
        ctx.exit(TO_LOOK_AT)


async def _import(file: Path, branch: str, maps: tuple[str, ...], out: Path | None, *, dry_run: bool) -> dict[str, Any]:
    from bot.flows.branch_file import COLUMNS, lines, without_status
    from bot.runtime.branch_files import columns_of, plan, tabled
    from bot.settings import load
    from storage import staff, uploads

    found = tabled(content_of(file))
    wanted = picked(maps, found.headings, COLUMNS)
    async with opened(load()) as database:
        async with database.reading() as tx:
            if branch not in {one.id for one in await staff.all_branches(tx)}:
                raise click.BadParameter(f"there is no branch called {branch}", param_hint="--branch")
            remembered = await uploads.columns_of(tx, branch)
        columns = columns_of(found, remembered, wanted)
        if not dry_run and "status" not in wanted:
            _check_status(without_status(columns, found))
        made = await plan(database, found, columns, lines(found, columns), branch)
        rows = made.rows if dry_run else await _applied(database, made, branch, file.name)
    if out is not None:
        _write(out, rows)
    return _told(file, branch, made, rows, dry_run=dry_run)


def _check_status(left: list[str]) -> None:
    """Whether every row may count as registered without anybody having said so. Raises UsageError."""
    if left:
        sentence = f"{_unread_status(left)} Name it with --map status=Heading, or say --no-status."
        raise click.UsageError(sentence)


def _unread_status(left: list[str]) -> str:
    columns = ", ".join(words or "(no heading, or hidden)" for words in left)
    return f"No column is read as the status, so every row counts as registered; not read: {columns}."


async def _applied(database: "Database", made: "Plan", branch: str, name: str) -> "tuple[UploadRow, ...]":
    """Apply it; a bot that runs on the same database may do part of it, and does the rest if this process dies."""
    from bot.answers.places import Gazetteer
    from bot.clock import system_clock
    from bot.facts.base import load
    from bot.flows.manners import Manners
    from bot.runtime.branch_files import bring
    from bot.runtime.member_files import Members
    from storage import uploads

    number = await bring(database, made, branch, name, system_clock())
    working = Members(database, system_clock, _speeches(), Manners(load(), Gazetteer()))
    while True:
        if not await working.apply(number):
            async with database.reading() as tx:
                upload = await uploads.by_id(tx, number)
                if upload is None or upload.state != "applying":
                    return tuple(await uploads.rows_of(tx, number))
            await asyncio.sleep(0.2)


def _told(file: Path, branch: str, made: "Plan", rows: "tuple[UploadRow, ...]", *, dry_run: bool) -> dict[str, Any]:
    from bot.leads.verification import OUTCOMES

    outcomes, shown = [row.outcome for row in rows], made.told()
    results = [{"line": row.line, "outcome": row.outcome, "why": row.why, "lead": row.lead} for row in rows]
    return {
        "file": file.name,
        "branch": branch,
        "dry_run": dry_run,
        "rows": len(rows),
        "counts": {outcome: outcomes.count(outcome) for outcome in OUTCOMES if outcome in outcomes},
        "columns": shown["columns"],
        "left_out": list(made.table.private),
        "without_status": shown["without_status"],
        "results": results,
    }


def _shown(told: dict[str, Any]) -> str:
    heading = f"{told['rows']} rows; {'nothing was changed' if told['dry_run'] else 'applied'}"
    columns = ", ".join(f"{name}={words}" for name, words in told["columns"].items())
    counts = [f"{outcome}\t{count}" for outcome, count in told["counts"].items()]
    left_out = [f"not read: {', '.join(told['left_out'])}"] if told["left_out"] else []
    warning = [_unread_status(told["without_status"])] if told["without_status"] else []
    return "\n".join([heading, f"columns: {columns or 'none'}", *left_out, *warning, *counts])


def _write(out: Path, rows: "tuple[UploadRow, ...]") -> None:
    from bot.clock import system_clock
    from bot.runtime.branch_files import result_file, result_headings, result_rows
    from bot.sheets.writing import to_csv

    speech = _speeches()["en"]
    if out.suffix.lower() == ".csv":
        out.write_bytes(to_csv(result_headings(speech), result_rows(rows, speech)))
    else:
        out.write_bytes(result_file(rows, speech, system_clock()))


def _speeches() -> Any:
    from bot.i18n.catalogue import Catalogue
    from bot.runtime.speech import Speech

    words = Catalogue.load()
    return {language: Speech(words, language) for language in ("id", "en")}


def _sentence(wrong: Any) -> str:
    from bot.i18n.catalogue import Catalogue

    return Catalogue.load().plain("en", wrong.key, **wrong.params)


COMMANDS: tuple[click.Command, ...] = (verify_group,)
