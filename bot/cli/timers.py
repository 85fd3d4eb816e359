"""`timers`: what is to happen, what has happened, and why something did not."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from bot.cli.opened import opened
from bot.cli.outbox import STATES
from storage.ends import ENDS

if TYPE_CHECKING:
    from storage.records import Timer

MOST = 100
LARGEST = 2**63 - 1
"""No database has a larger number."""
KINDS = {
    "price_soon": "to tell before it comes that their contribution changes on",
    "price_changed": "to tell that their contribution has changed on",
    "pay_month": "to tell that a month is unpaid; paid until this month, and so many after it:",
    "pay_stopped": "to tell that cover may have stopped; paid until this month, and so many after it:",
    "pay_ahead": "to tell what paying ahead costs, in the season month",
    "cover_early": "to tell long before it ends that others pay only until",
    "cover_near": "to tell some weeks before it ends that others pay only until",
    "cover_last": "to tell some days before it ends that others pay only until",
    "cover_after": "to tell that others have paid only until",
    "scholarship": "to tell that the yearly scholarship is to be claimed in (month:year)",
    "morning_agent": "to tell an agent what waits on",
    "morning_officer": "to tell an officer what waits on",
    "broadcast": "to pass on what their branch has to say, broadcast number",
    "week_officer": "to tell an officer what was let lie, in the week that begins on",
    "report": "to bring the words of the report they subscribed to, of the week and region",
    "report_picture": "to bring the picture of the report they subscribed to, of the week and region",
    "form_left": "to remind them of the form they left half-way:",
    "lead_quiet": "to ask whether anybody has been in touch about",
    "registered_yet": "to ask whether they have registered after",
}
WHYS = {
    "muted": "the person asked for silence",
    "blocked": "the person blocked the bot",
    "not_allowed": "the person has not allowed such messages, or has taken that back",
    "allowed_later": "the person allowed such messages when this was no news any more",
    "unconcerned": "what is known of the person, or the law, has changed: it does not touch them",
    "told_anew": "the person told us something newer",
    "too_late": "its time was over before it could be sent",
    "merged": "another message says it, too",
    "nothing_to_do": "nothing waited for them",
    "form_finished": "the form was finished before",
    "moved_on": "they wrote again before it could be sent",
    "withdrawn": "they have withdrawn their request",
    "lead_moved": "the lead has moved since: there is nothing left to ask",
    "in_need": "they told of an accident or a death: this is no time to ask",
    "facts_silent": "no rule holds for a day it needs; add the rule",
    "cancelled": "an officer called it off",
    "failed": "it could not be put into words, or could not be sent; the log tells why",
}
WAITS = {
    "week_full": "this person has had as many messages as a week allows",
    "writing": "the person was writing with the bot",
    "talking": "somebody of the staff was talking with them",
    "asked": "another question was put to them first",
    "off_work": "this member of the staff is not at work",
    "its_hours": "it is sent at hours of its own",
    "own_day": "the person chose other days",
    "holiday": "it is a holiday",
    "own_hours": "the person chose other hours of the day",
    "prayer": "it is the time of Friday prayer",
    "ramadan": "it is Ramadan, and too early or too late in the day",
    "night": "it is night where they live, or may live",
}
HELD = "held: its broadcast is paused; an officer lets it go on in /siaran"


@click.group("timers")
def timers_group() -> None:
    """Look at what is sent later, unasked."""


@timers_group.command("due")
@click.option("--days", type=click.IntRange(0, 366), default=0, help="Also what falls due within so many days.")
def due_command(days: int) -> None:
    """List what is due and waits, then count what became of everything that was planned."""
    asyncio.run(_due(days))


@timers_group.command("explain")
@click.argument("number", metavar="ID", type=int)
def explain_command(number: int) -> None:
    """Say for whom a timer is, why it exists, and what became of it."""
    asyncio.run(_explain(number))


async def _due(days: int) -> None:
    from bot.clock import system_clock
    from bot.settings import load
    from storage import timers

    async with opened(load()) as database, database.reading() as tx:
        waiting = await timers.waiting(tx, system_clock() + timedelta(days=days), MOST)
        counted = await timers.stats(tx)
    click.echo("\n".join([*listed(waiting), *counts(counted)] or ["nothing was planned yet"]))


def listed(waiting: "Sequence[Timer]") -> list[str]:
    """A line for each of these, up to as many as are read."""
    lines = [_listed(timer) for timer in waiting]
    return [*lines, f"the first {MOST} only", ""] if len(lines) == MOST else [*lines, ""] if lines else []


def _listed(timer: "Timer") -> str:
    line = f"{timer.id}\t{timer.kind}\t{timer.slot}\t{timer.due:%Y-%m-%d %H:%M} UTC\tchat {timer.chat}"
    return f"{line}\tput off: {reason(timer.why)}" if timer.why else line


def counts(counted: Mapping[tuple[str, str, str | None], int]) -> list[str]:
    """So many timers of a kind are in a state, and why."""
    return [f"{count}\t{kind}\t{_state(state, why)}" for (kind, state, why), count in counted.items()]


def _state(state: str, why: str | None) -> str:
    return HELD if state == "held" else f"{state}: {reason(why)}" if why else state


def reason(why: str) -> str:
    """In words, or as it was stored by a release that knew other reasons."""
    return (WHYS | WAITS).get(why) or next((end.why for name, end in ENDS.items() if name == why), why)


async def _explain(number: int) -> None:
    from bot.settings import load
    from storage import outbox, timers

    async with opened(load()) as database, database.reading() as tx:
        known = abs(number) <= LARGEST
        timer = await timers.by_id(tx, number) if known else None
        sent = (await outbox.of_timers(tx, [number])).get(number) if known else None
    if timer is None:
        raise click.BadParameter(f"there is no timer {number}; see `python -m bot timers due`")
    click.echo("\n".join(explained(timer, sent)))


def explained(timer: "Timer", sent: tuple[str, str | None] | None = None) -> list[str]:
    """A timer in sentences; `sent` is what became of its message, and why."""
    for_what = KINDS.get(timer.kind, f"of the kind {timer.kind}, which this release does not know:")
    lines = [f"Timer {timer.id} for chat {timer.chat}, {for_what} {timer.slot}."]
    if timer.state == "held":
        return [*lines, f"It is {HELD}."]
    if timer.settled is None:
        put_off = f" When it was last looked at it was put off: {reason(timer.why)}." if timer.why else ""
        waits = f"It waits until {timer.due:%Y-%m-%d %H:%M} UTC and is looked at again before it is sent.{put_off}"
        return [*lines, waits, *([f"Before, its {_became(sent)}"] if sent else [])]
    ended = f"{timer.settled:%Y-%m-%d %H:%M} UTC"
    if timer.state == "done":
        return [*lines, f"It was handed to the outbox at {ended}. {_ended(timer, sent)}"]
    dropped = f"It was dropped at {ended}: {reason(timer.why or '')}."
    return [*lines, dropped, *([f"Its {_became(sent)}"] if sent else [])]


def _ended(timer: "Timer", sent: tuple[str, str | None] | None) -> str:
    """Whatever ends otherwise leaves a reason on its timer, which is kept for longer than the message."""
    if sent is not None:
        return f"Its {_became(sent)}"
    return f"Its message was given up: {reason(timer.why)}." if timer.why else "Its message was sent."


def _became(sent: tuple[str, str | None]) -> str:
    state, why = sent
    return f"message {STATES.get(state, state)}{f': {why}' if why else ''}."


COMMANDS: tuple[click.Command, ...] = (timers_group,)
