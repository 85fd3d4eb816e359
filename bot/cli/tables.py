"""What every command that takes a table has in common: its bytes, its columns, and where the result goes."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from bot.errors import InvalidAnswer

_CLAIMS = {
    ".xlsx": True,
    **dict.fromkeys((".csv", ".tsv", ".txt"), False),
    **dict.fromkeys((".xls", ".xlsb", ".xlsm", ".xlt", ".xltm", ".xltx", ".xlam", ".ods"), None),
}
"""Whether a file of this name has to be a workbook; None for kinds that we do not open at all."""


def content_of(file: Path) -> bytes:
    """What is in the file. Raises InvalidAnswer before reading more than we open, whatever size a device claims."""
    from bot.sheets.sheet import LIMITS, refused

    with file.open("rb") as stream:
        content = stream.read(LIMITS.size + 1)
    if len(content) > LIMITS.size:
        raise refused("too_big", most=LIMITS.megabytes)
    return content


def claimed_content(file: Path) -> bytes:
    """What is in a file that is what its name claims. Raises InvalidAnswer, for a folder or a device, too."""
    if not file.exists():
        raise InvalidAnswer("coverage.refused.missing")
    if not file.is_file():
        raise InvalidAnswer("coverage.refused.folder")
    content, suffix = content_of(file), file.suffix.lower()
    is_workbook = content.startswith(b"PK")
    if content and suffix in _CLAIMS and is_workbook is not _CLAIMS[suffix]:
        from bot.sheets.reading import read

        read(content)
        raise InvalidAnswer("coverage.refused.claims", suffix=suffix)
    return content


def writable(out: Path, source: Path) -> None:
    """Whether the result can be written there, before anything is applied. Raises BadParameter."""
    if out.exists() and out.samefile(source):
        raise click.BadParameter("the result would be written over the file itself", param_hint="--out")
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise click.BadParameter("the result is written as .xlsx or .csv", param_hint="--out")
    if not out.parent.is_dir() or not os.access(out if out.exists() else out.parent, os.W_OK):
        raise click.BadParameter(f"nothing can be written to {out}", param_hint="--out")


def picked(maps: tuple[str, ...], headings: Mapping[int, str], columns: Collection[str]) -> dict[str, int | None]:
    """Which column somebody wants for what, as in phone='No HP'; None for no column. Raises BadParameter."""
    from bot.sheets.headings import fold

    by_words = {fold(words): column for column, words in headings.items()}
    found: dict[str, int | None] = {}
    for each in maps:
        name, equals, heading = each.partition("=")
        if not equals or name not in columns:
            raise click.BadParameter(f"'{each}' is not one of {', '.join(columns)} with =Heading", param_hint="--map")
        if heading and fold(heading) not in by_words:
            raise click.BadParameter(f"the file has no column '{heading}'", param_hint="--map")
        found[name] = by_words[fold(heading)] if heading else None
    return found
