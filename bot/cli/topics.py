"""`topics`: the questions people ask, as examples, and the ranker that is made of them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.answers.understanding.training.scoring import Asked

_QUESTIONS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("topics")
def topics_group() -> None:
    """Make the ranker of questions out of the examples, and measure it."""


@topics_group.command("build")
@click.option("--tune", type=_QUESTIONS, help="Questions (part a) that tell, too, how sure it may be.")
def build_command(tune: Path | None) -> None:
    """Learn from the examples and write the model; takes about two minutes."""
    from bot.answers.understanding.model import FILE
    from bot.answers.understanding.topics import topics
    from bot.answers.understanding.training.build import built

    tuning = [(each.text, each.ours) for each in (_read(tune, "a") if tune else ())]
    model = built(topics(), tuning, lambda name: click.echo(name, err=True))
    FILE.write_bytes(model.packed())
    click.echo(
        f"{FILE.name}: {len(model.topics)} topics, {len(model.square)} features, {FILE.stat().st_size // 1024} kB"
    )


@topics_group.command("measure")
@click.argument("file", type=_QUESTIONS)
@click.option(
    "--part", type=click.Choice(("a", "b")), default="a", show_default=True, help="a to tune by; b to be told."
)
def measure_command(file: Path, part: str) -> None:
    """Say how many questions of a table are answered right: at first, within three; and how many of no topic."""
    from bot.answers.understanding.training.scoring import scored

    for name, share in scored(_read(file, part)).items():
        click.echo(f"{name}\t{share:.3f}")


def _read(file: Path, part: str) -> "list[Asked]":
    from bot.answers.understanding.training.scoring import read

    return read(file.read_text("utf-8"), part)


COMMANDS: tuple[click.Command, ...] = (topics_group,)
