"""`questions`: what people asked and the bot did not understand, and what content keepers make of it."""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.opened import opened
from bot.cli.teaching import Shelf, objections_to, teach

if TYPE_CHECKING:
    from bot.answers.lessons.groups import Group
    from bot.answers.lessons.trial import Lesson
    from bot.answers.understanding.model import Model
    from storage.learning import Counted

DROPPED = "dropped"
"""What becomes of a question from which nothing is to be learnt."""
OFF_TOPIC, OWN, DROP, SKIP, STOP = "o", "t", "d", "s", "q"
TEXTS = 6
"""Wordings of a group that are shown."""
MOST_GROUPS = 20

_development = click.option(
    "--development",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("tests/understanding/development.tsv"),
    show_default=True,
    help="Questions that the effect is measured by (part a).",
)
_topics = click.option(
    "--topics",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The files of examples; those that the bot answers by when left out.",
)
_model = click.option(
    "--model", type=click.Path(dir_okay=False, path_type=Path), help="The model made of them; that of the bot else."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


@click.group("questions")
def questions_group() -> None:
    """Learn from questions that were not understood; who asked them is not known."""


@questions_group.command("review")
@click.option("--most", type=click.IntRange(min=1), default=MOST_GROUPS, show_default=True, help="Groups at once.")
@_development
@_topics
@_model
@_json
def review_command(most: int, development: Path, folder: Path | None, model: Path | None, as_json: bool) -> None:
    """Go through what is kept, in groups, the biggest first, and choose what each is to be an example of.

    What that does to the score is shown before anything is written. With --json the groups are printed, no more.
    """
    shelf = Shelf.of(folder, model, development)
    groups = asyncio.run(_groups(shelf.ranker))
    if as_json:
        click.echo(json.dumps([_told(group) for group in groups], ensure_ascii=False))
    elif not groups:
        click.echo("no question waits: everything was understood, or nobody lets us keep theirs")
    else:
        lessons, ended = _decided(groups[:most], shelf)
        if teach(shelf, list(lessons.values())):
            ended |= {group: lesson.topic for group, lesson in lessons.items()}
        _end(ended, groups)


@questions_group.command("accept")
@click.argument("group", type=int)
@click.argument("topic")
@click.option("--text", "texts", multiple=True, help="An example in your own words instead of theirs; may be repeated.")
@click.option("--yes", is_flag=True, help="Write without asking, unless the score falls.")
@_development
@_topics
@_model
@click.pass_context
def accept_command(
    ctx: click.Context,
    group: int,
    topic: str,
    texts: tuple[str, ...],
    yes: bool,
    development: Path,
    folder: Path | None,
    model: Path | None,
) -> None:
    """Make the GROUP of that number (`review --json`) examples of TOPIC, and make the model anew.

    Takes minutes. Exits with 1 when nothing was written. To undo it, take the files back with git.
    """
    from bot.answers.lessons.trial import Lesson, proposed

    shelf = Shelf.of(folder, model, development)
    groups = asyncio.run(_groups(shelf.ranker))
    lesson = Lesson(topic, texts or proposed(_named(group, groups).texts))
    wrong = objections_to(shelf, lesson)
    if wrong:
        raise click.UsageError("; ".join(wrong))
    if not teach(shelf, [lesson], asks=not yes):
        ctx.exit(1)
    _end({group: topic}, groups)


@questions_group.command("drop")
@click.argument("group", type=int)
def drop_command(group: int) -> None:
    """Forget the words of the GROUP of that number: there is nothing to learn from them."""
    groups = asyncio.run(_groups(None))
    _named(group, groups)
    _end({group: DROPPED}, groups)


@questions_group.command("stats")
@click.option("--weeks", type=click.IntRange(min=1), default=4, show_default=True, help="How far to look back.")
@_json
def stats_command(weeks: int, as_json: bool) -> None:
    """Count by week what was not understood (unknown) or put right by who asked (corrected), by the topic guessed.

    Only of those who let us keep their questions.
    """
    rows = asyncio.run(_stats(weeks))
    columns = ("week", "missing", "guessed", "count", "waiting")
    lines = ["\t".join(columns), *("\t".join(str(row[name]) for name in columns) for row in rows)]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(lines))


async def _groups(model: "Model | None") -> "list[Group]":
    from bot.answers.lessons.groups import grouped
    from bot.answers.understanding.model import load as shipped
    from bot.settings import load
    from storage import questions

    async with opened(load()) as database, database.reading() as tx:
        return grouped(await questions.waiting(tx), model or shipped())


def _named(number: int, groups: "Sequence[Group]") -> "Group":
    found = next((group for group in groups if group.number == number), None)
    if found is None:
        raise click.BadParameter(f"no group has the number {number}; see `questions review --json`", param_hint="GROUP")
    return found


def _end(ended: dict[int, str], groups: "Sequence[Group]") -> None:
    async def end() -> None:
        from bot.settings import load
        from storage import questions

        async with opened(load()) as database, database.transaction() as tx:
            for group in groups:
                if group.number in ended:
                    await questions.end(tx, [one.id for one in group.questions], ended[group.number])

    if ended:
        asyncio.run(end())


def _told(group: "Group") -> dict[str, Any]:
    days = [one.day.isoformat() for one in group.questions]
    return {
        "group": group.number,
        "count": len(group.questions),
        "first": min(days),
        "last": max(days),
        "missing": dict(group.missing),
        "questions": list(group.texts),
        "nearest": [{"topic": guess.topic, "confidence": round(guess.confidence, 3)} for guess in group.nearest],
        "chosen": dict(group.chosen),
    }


def _decided(groups: "Sequence[Group]", shelf: Shelf) -> "tuple[dict[int, Lesson], dict[int, str]]":
    """What each group is to teach, and which ones there is nothing to learn from, by their numbers."""
    lessons: dict[int, Lesson] = {}
    ended: dict[int, str] = {}
    for group in groups:
        _show(group)
        choice = _asked(group, shelf)
        if choice == STOP:
            break
        if choice == DROP:
            ended[group.number] = DROPPED
        elif choice != SKIP and (lesson := _lesson(group, choice, shelf.with_lessons(lessons.values()))):
            lessons[group.number] = lesson
    return lessons, ended


def _show(group: "Group") -> None:
    told = _told(group)
    missing = ", ".join(f"{count} {name}" for name, count in told["missing"].items())
    click.echo(f"\n{group.number}: {told['count']} asked from {told['first']} to {told['last']} ({missing})")
    for text in group.texts[:TEXTS]:
        click.echo(f"    {text}")
    for place, guess in enumerate(group.nearest, start=1):
        click.echo(f"  {place}  {guess.topic}  {guess.confidence:.2f}")
    if group.chosen:
        click.echo("  people chose: " + ", ".join(f"{topic} {count}" for topic, count in group.chosen.items()))


def _asked(group: "Group", shelf: Shelf) -> str:
    """The id of a topic, or what else is to become of the group."""
    from bot.answers.understanding.topics import OFF

    near = {str(place): guess.topic for place, guess in enumerate(group.nearest, start=1)}
    while True:
        said = click.prompt(
            f"number or id of a topic, {OFF_TOPIC} none of ours, {DROP} nothing to learn, {SKIP} later, {STOP} stop",
            default=SKIP,
        ).strip()
        choice = OFF if said == OFF_TOPIC else near.get(said, said)
        if choice in (DROP, SKIP, STOP) or choice in shelf.topics:
            return str(choice)
        click.echo(f"there is no topic '{choice}'")


def _lesson(group: "Group", topic: str, shelf: Shelf) -> "Lesson | None":
    """Their wordings, or the keeper's own; None where the keeper gives up."""
    from bot.answers.lessons.trial import Lesson, proposed

    theirs = proposed(group.texts)
    for example in theirs:
        click.echo(f"  + {example}")
    while True:
        own = click.prompt("your own example (nothing: those above; - none)", default="", show_default=False).strip()
        if own == "-":
            return None
        lesson = Lesson(topic, (own,) if own else theirs)
        wrong = objections_to(shelf, lesson)
        if not wrong:
            return lesson
        click.echo("\n".join(wrong))


async def _stats(weeks: int) -> list[dict[str, Any]]:
    from bot.clock import system_clock
    from bot.flows.materials import CALENDAR
    from bot.settings import load
    from storage import questions

    today = system_clock().astimezone(CALENDAR).date()
    monday = today - timedelta(days=today.weekday())
    async with opened(load()) as database, database.reading() as tx:
        return _by_week(await questions.counts(tx, monday - timedelta(weeks=weeks - 1)))


def _by_week(counted: "Sequence[Counted]") -> list[dict[str, Any]]:
    from bot.reports.weeks import week_of

    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in counted:
        key = (week_of(one.day), one.missing, one.guessed)
        row = rows.setdefault(
            key, dict(zip(("week", "missing", "guessed"), key, strict=True)) | {"count": 0, "waiting": 0}
        )
        row["count"] += one.count
        row["waiting"] += one.count if one.ended is None else 0
    return sorted(rows.values(), key=lambda row: (row["week"], -row["count"], row["missing"], row["guessed"]))


COMMANDS: tuple[click.Command, ...] = (questions_group,)
