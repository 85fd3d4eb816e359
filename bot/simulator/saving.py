"""A chat on the phones, written down as a test."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from bot.simulator.journal import Did, Entry, Heard, Journal, Passed, Phone
from bot.simulator.people import Person

WIDTH, INDENT = 120, "    "
LONGEST_FRAGMENT = 60
RESERVED = {"world"}


def save(journal: Journal, phone: Phone, phones: Sequence[Phone], folder: Path, on: date) -> Path:
    """Write the next free test_saved_<name>_<n>.py into `folder` and return its path."""
    slug = slug_of(phone.person.first_name)
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / f"test_saved_{slug}_{number}.py").exists():
        number += 1
    path.write_text(source(journal, phone, phones, path.stem, on), encoding="utf-8")
    return path


def source(journal: Journal, phone: Phone, phones: Sequence[Phone], name: str, on: date) -> str:
    """The text of the test file, laid out as ruff would."""
    names = variables(journal.people() or [phone.person])
    by_person = {one.person: one.expression for one in phones}
    people = [f"{variable} = {by_person[person]}" for person, variable in names.items() if person in by_person]
    steps = [line for entry in journal.entries for line in _step(entry, names)]
    return "\n".join(
        [
            f'"""Saved from the simulator on {on.isoformat()}."""',
            "",
            "",
            f"async def {name}(world):",
            f'{INDENT}"""Saved chat: what {phone.person.first_name} did, and what the bot answered."""',
            *_laid_out([*people, "await world.quiet()", *steps]),
            "",
        ]
    )


def variables(people: Iterable[Person]) -> Mapping[Person, str]:
    """A Python name for each person: pak_adi, sari, sari_2."""
    names: dict[Person, str] = {}
    for person in people:
        slug = slug_of(person.first_name)
        taken = {*names.values(), *RESERVED}
        names[person] = next(name for name in _candidates(slug) if name not in taken)
    return names


def _candidates(slug: str) -> Iterator[str]:
    yield slug
    for number in range(2, 1000):
        yield f"{slug}_{number}"


def slug_of(name: str) -> str:
    """Lower-case ASCII words joined by underscores, fit for a Python name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return slug if slug.isidentifier() else f"orang_{slug}".rstrip("_")


def literal(text: str) -> str:
    """A Python string literal with the quotes ruff prefers; what cannot be seen is escaped."""
    quote = "'" if '"' in text and "'" not in text else '"'
    written = "".join(_character(one, quote) for one in text)
    return f"{quote}{written}{quote}"


def _character(one: str, quote: str) -> str:
    if one in {quote, "\\"}:
        return f"\\{one}"
    return one if one.isprintable() else one.encode("unicode_escape").decode()


def fragment(text: str) -> str:
    """One telling line of an answer: the first with letters, cut at a word when long."""
    line = next((line.strip() for line in text.splitlines() if any(map(str.isalpha, line))), text.strip())
    if len(line) <= LONGEST_FRAGMENT:
        return line
    return line[:LONGEST_FRAGMENT].rpartition(" ")[0] or line[:LONGEST_FRAGMENT]


def _step(entry: Entry, names: Mapping[Person, str]) -> list[str]:
    match entry:
        case Did(person, verb, arguments):
            return [f"await {names[person]}.{verb}({arguments})"]
        case Heard(person, text):
            return [f"assert {names[person]}.sees({literal(fragment(text))})"] if fragment(text) else []
        case Passed(by):
            return [f"await world.passes(hours={round(by.total_seconds() / 3600, 2):g})"]
    assert_never(entry)


def _laid_out(statements: Iterable[str]) -> Iterator[str]:
    for statement in statements:
        if len(INDENT + statement) <= WIDTH:
            yield INDENT + statement
        else:
            call, _, arguments = statement.partition("(")
            yield f"{INDENT}{call}("
            yield _unbroken(f"{INDENT * 2}{arguments.removesuffix(')')}")
            yield f"{INDENT})"


def _unbroken(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line}  # noqa: E501 # said in one breath"
