"""`ask`: what the bot makes of a question, and what it answers."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import click

from bot.cli.facts_input import DayType

if TYPE_CHECKING:
    from bot.answers.understanding import Understood
    from bot.runtime.replies import Replies

_NOON = time(5, tzinfo=UTC)
"""Twelve o'clock in Jakarta."""


@click.command("ask")
@click.argument("question", required=False)
@click.option("--batch", type=click.File("rb"), help="Questions, one a line; - is standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each question, each on a line.")
@click.option(
    "--explain",
    "why",
    is_flag=True,
    help="Tell why: plain words, what spoke for the topic, like examples, what was ruled out.",
)
@click.option("--on", type=DayType(), help="The day, like 2026-11-20; today when left out.")
@click.option("--language", type=click.Choice(("id", "en")), default="id", show_default=True, help="Of the answer.")
def ask_command(question: str | None, batch: Any, as_json: bool, why: bool, on: date | None, language: str) -> None:
    """Answer a question as the bot would, from reviewed words and dated rules only."""
    if (question is None) == (batch is None):
        raise click.UsageError("either a question or --batch")
    questions = [question] if question is not None else _lines(batch)
    for told in _answers(questions, _moment(on), language, why=why):
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else _words(told))
    sys.stdout.flush()


def _lines(batch: Iterable[bytes]) -> Iterator[str]:
    """Each line by itself, whatever bytes are in it."""
    for line in batch:
        yield line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")


def _moment(on: date | None) -> datetime:
    from bot.clock import system_clock

    return datetime.combine(on, _NOON) if on else system_clock()


def _answers(questions: Iterable[str], now: datetime, language: str, *, why: bool) -> Iterator[Mapping[str, Any]]:
    from bot.answers.understanding import understand
    from bot.runtime.replies import told

    replies = _replies()
    for question in questions:
        found = understand(question)
        answer = told(question, found, replies.text(found, now, language))
        yield {**answer, "why": _why(question, found)} if why else answer


def _replies() -> "Replies":
    from bot.answers.places import Gazetteer
    from bot.facts.base import load
    from bot.flows.materials import Materials, Operator
    from bot.i18n.catalogue import Catalogue
    from bot.runtime.replies import Replies
    from bot.settings import load as settings

    known = settings()
    operator = Operator(known.operator_name, known.operator_contact, known.operator_is_bpjs)
    return Replies(Materials(load(), Gazetteer(), operator), Catalogue.load())


def _why(question: str, found: "Understood") -> Mapping[str, Any]:
    from dataclasses import asdict

    from bot.answers.understanding.explaining import explained
    from bot.answers.understanding.model import load
    from bot.answers.understanding.topics import topics

    return {**asdict(explained(question, found.topic, load(), topics())), "ruled_out": found.negated}


def _words(told: Mapping[str, Any]) -> str:
    others = ", ".join(f"{each['topic']} {each['confidence']:.2f}" for each in told["alternatives"])
    lines = [f"{told['topic']} {told['confidence']:.2f} ({told['kind']}; {others})", "", told["answer"]]
    if "why" in told:
        lines += ["", *(f"{name}: {each}" for name, each in told["why"].items())]
    return "\n".join(lines)


COMMANDS: tuple[click.Command, ...] = (ask_command,)
