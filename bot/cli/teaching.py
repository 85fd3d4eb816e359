"""What `questions` does with examples that a content keeper chose: tries them, shows the effect, writes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.answers.lessons.trial import Lesson, Tried
    from bot.answers.understanding.model import Model
    from bot.answers.understanding.topics import Topic
    from bot.answers.understanding.training.scoring import Asked


@dataclass(frozen=True)
class Shelf:
    """Where examples, the model made of them and the questions for measuring lie, and what is in them."""

    folder: Path
    file: Path
    topics: "Mapping[str, Topic]"
    measured: "Sequence[Asked]"

    @classmethod
    def of(cls, folder: Path | None, file: Path | None, development: Path) -> "Shelf":
        """Read all of it; what is not named is what the bot answers by. Raises SettingsError."""
        from bot.answers.understanding.model import FILE
        from bot.answers.understanding.topics import FOLDER, topics
        from bot.answers.understanding.training.scoring import read

        measured = read(development.read_text("utf-8"), "a")
        return cls(folder or FOLDER, file or FILE, topics(folder or FOLDER), measured)

    def with_lessons(self, lessons: "Iterable[Lesson]") -> "Shelf":
        """As it would be once these are written."""
        from bot.answers.lessons.trial import taught

        return replace(self, topics=taught(self.topics, list(lessons)))

    @property
    def ranker(self) -> "Model | None":
        """The model that is there, made of these examples or not."""
        from bot.answers.understanding.model import Model

        return Model.unpacked(self.file.read_bytes()) if self.file.exists() else None

    @property
    def current(self) -> "Model | None":
        """The model that is there if it is made of just these examples."""
        from bot.answers.understanding.topics import fingerprint

        model = self.ranker
        return model if model is not None and model.fingerprint == fingerprint(self.folder) else None


def objections_to(shelf: Shelf, lesson: "Lesson") -> list[str]:
    """Why this lesson cannot be taught; nothing where it can."""
    from bot.answers.lessons.trial import objections

    return list(objections(lesson, shelf.topics, shelf.measured))


def teach(shelf: Shelf, lessons: "Sequence[Lesson]", *, asks: bool = True) -> bool:
    """Try these lessons, show what they do, and write them once that is accepted; False when it is not.

    Whoever is not asked accepts what makes nothing worse.
    """
    from bot.answers.lessons.trial import tried

    if not lessons:
        return False
    click.echo("the ranker is made anew; this takes some minutes", err=True)
    result = tried(shelf.topics, lessons, shelf.current, shelf.measured, lambda _: click.echo(".", nl=False, err=True))
    click.echo("", err=True)
    _show(result)
    if click.confirm("write these examples?", default=not result.is_worse) if asks else not result.is_worse:
        _write(shelf, lessons, result.model)
        return True
    click.echo("nothing was written")
    return False


def _show(result: "Tried") -> None:
    click.echo("score\twithout\twith")
    for name, share in result.without.items():
        click.echo(f"{name}\t{share:.3f}\t{result.together[name]:.3f}")


def _write(shelf: Shelf, lessons: "Sequence[Lesson]", model: "Model") -> None:
    """The files of the topics, then the model; all of the files are thought out before the first is touched."""
    from bot.answers.lessons.writing import with_examples
    from bot.answers.understanding.topics import fingerprint, topics

    written: dict[Path, str] = {}
    for lesson in lessons:
        path = shelf.folder / f"{lesson.topic}.toml"
        try:
            written[path] = with_examples(written.get(path) or path.read_text("utf-8"), lesson.examples)
        except ValueError as wrong:
            raise click.ClickException(f"{path.name}: {wrong}; nothing was written") from wrong
    for path, text in written.items():
        path.write_text(text, "utf-8")
        click.echo(f"written: {path}")
    topics.cache_clear()
    shelf.file.write_bytes(replace(model, fingerprint=fingerprint(shelf.folder)).packed())
    click.echo(f"written: {shelf.file}")
