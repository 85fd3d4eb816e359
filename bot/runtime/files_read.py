"""What every kind of file has in common for whoever looks after files: how it is read, applied and told of."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.conversation.effects import Say
from bot.conversation.words import Button, Label, Lines, Rows
from bot.runtime.notices import notices
from bot.runtime.speech import Speech, document
from bot.sheets.headings import Table
from storage import outbox, people, uploads
from storage.database import Database, Tx
from storage.outbox import Post
from storage.records import FileKind, Upload, UploadRow

LANGUAGE = "id"
"""Of what is kept about a file whose officer cannot be told anything."""
AGAIN = Button("/cocokkan", Label("verify.how.back"))


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a file: the words, how many rows came to what, and the file that tells each row."""

    words: str
    title: str
    rows: int
    counts: Lines
    attached: Callable[[Speech, datetime], bytes]
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A file as its kind understood it; `told` is what the officer is shown of it while it waits."""

    told: Mapping[str, Any]
    counts: Mapping[str, int]
    report: Report
    rows: tuple[UploadRow, ...] = ()


class Kind(Protocol):
    """One kind of file: `action` is its name in the audit."""

    @property
    def name(self) -> FileKind:
        """As it is stored."""

    @property
    def action(self) -> str:
        """What the audit and the table of rights call it."""

    async def read(self, upload: Upload, table: Table, speech: Speech) -> Read:
        """What it would change, as things stand. Raises InvalidAnswer, NoRuleInForce."""

    async def apply(self, only: int | None = None) -> bool:
        """Apply some of what waits for it, of any file or of this one; False when nothing is left to do."""


async def speech_to(tx: Tx, upload: Upload, speeches: Mapping[str, Speech]) -> Speech | None:
    """The words of whoever sent a file; None where nobody is to be told, as of what the command line brought."""
    if upload.chat is None:
        return None
    language = (await people.languages(tx, [upload.chat])).get(upload.chat)
    return speeches.get(language or "")


async def posts(report: Report, upload: Upload, speech: Speech | None, now: datetime) -> list[Post]:
    """The report as a message with a file, ready to be put into the outbox; `speech` is that of whom it goes to."""
    if upload.chat is None or speech is None:
        return []
    told = {"file": upload.told.get("name", "-"), "rows": str(report.rows), "counts": report.counts}
    attached = await asyncio.to_thread(report.attached, speech, now)
    name = f"{speech.plain(Label(report.title))} {upload.id}.xlsx"
    say = Say((Label(report.words, told),), report.buttons)
    return [Post(upload.chat, "notice", document(say, upload.chat, name, attached, speech))]


async def refuse(database: Database, upload: Upload, why: Label, speeches: Mapping[str, Speech], now: datetime) -> None:
    """Nothing of a file becomes true, and whoever sent it hears why."""
    async with database.transaction() as tx:
        if await uploads.end(tx, upload, "refused", why.key, now):
            said = Label("verify.refused", {"file": upload.told.get("name", "-"), "why": why})
            await outbox.put(tx, await notices(tx, [Say((said,), ((AGAIN,),), to=upload.chat)], speeches, now), now)


def actor_of(upload: Upload) -> str:
    """Who brought the file, as the audit names them."""
    return "command_line" if upload.staff is None else f"officer:{upload.staff}"
