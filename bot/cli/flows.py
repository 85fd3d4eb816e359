"""`flows`: draw them, and check that every step is sound and worded."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.conversation.steps import Book
    from bot.facts.base import Facts
    from bot.flows.materials import Materials

DIAGRAMS = Path(__file__).parents[1] / "flows" / "diagrams"


@click.group("flows")
def flows_group() -> None:
    """Look at the conversations."""


@flows_group.command("draw")
@click.option("--check", is_flag=True, help="Write nothing; fail when a drawing is out of date.")
def draw_command(check: bool) -> None:
    """Draw every flow, and the life of a lead, as a Mermaid diagram."""
    wanted = drawings()
    stale = [name for name, text in wanted.items() if _written(name) != text]
    extra = [path.name for path in DIAGRAMS.glob("*.mmd") if path.name not in wanted]
    if check and (stale or extra):
        click.echo(f"out of date: {', '.join(sorted(stale + extra))}; run `python -m bot flows draw`", err=True)
        sys.exit(1)
    if not check:
        DIAGRAMS.mkdir(exist_ok=True)
        for name in extra:
            (DIAGRAMS / name).unlink()
        for name in stale:
            (DIAGRAMS / name).write_text(wanted[name], encoding="utf-8")
    click.echo(f"{len(wanted)} drawings are up to date.")


@flows_group.command("check")
def check_command() -> None:
    """Check that every flow is sound and every sentence is written in both languages."""
    found = word_problems()
    click.echo("\n".join(found) or "flows and words are sound")
    sys.exit(1 if found else 0)


def drawings() -> dict[str, str]:
    """File name and text of every drawing."""
    from bot.conversation.drawing import mermaid
    from bot.leads import life

    drawn = {f"{name}.mmd": mermaid(flow) for name, flow in _book().flows.items()}
    return {**drawn, "life_of_a_lead.mmd": life.mermaid()}


def word_problems() -> list[str]:
    """Everything that is wrong with flows and words, a sentence each."""
    from bot.conversation.soundness import clashing_captions, label_keys, problems, words_needed
    from bot.flows.said import keys_besides
    from bot.i18n import linter
    from bot.i18n.catalogue import LANGUAGES, Catalogue

    book, words = _book(), Catalogue.load()
    found = problems(book, words.keys("id"))
    found += linter.problems(words, words_needed(book) | keys_besides(_facts()), label_keys(book))
    for language in LANGUAGES:
        captions = {key: words.books[language].words.get(key, key) for key in label_keys(book)}
        found += clashing_captions(book, captions)
    return found


def _book() -> "Book":
    from bot.flows.book import open_book

    return open_book(_materials())


def _materials() -> "Materials":
    from bot.answers.places import Gazetteer
    from bot.flows.materials import Materials, Operator

    return Materials(_facts(), Gazetteer(), Operator("-", "-"))


def _facts() -> "Facts":
    from bot.facts.base import load

    return load()


def _written(name: str) -> str | None:
    path = DIAGRAMS / name
    return path.read_text(encoding="utf-8") if path.exists() else None


COMMANDS: tuple[click.Command, ...] = (flows_group,)
