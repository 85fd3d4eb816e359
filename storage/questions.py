"""Questions that were not understood: whose they are is a mark that only leads from a person to them, never back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from storage.database import Tx
from storage.learning import Counted, Kept, Missed
from storage.records import ChatId
from storage.schema import questions

_WAITING = questions.c.text.is_not(None)


async def keep(tx: Tx, chat: ChatId, missed: Missed, day: date, most: int) -> None:
    """Keep one of a person's questions, sealed; not one more when `most` of theirs wait already."""
    if (await how_many(tx, [chat])).get(chat, 0) < most:
        owner = _owner(tx, chat)
        told = {"missing": missed.missing, "guessed": missed.guessed, "chosen": missed.chosen, "day": day}
        sealed = tx.vault.seal(_place(owner), missed.text)
        await tx.execute(insert(questions).values(owner=owner, text=sealed, **told))


async def how_many(tx: Tx, chats: Collection[ChatId]) -> dict[ChatId, int]:
    """How many questions of each of these people wait for a content keeper."""
    owners = {_owner(tx, chat): chat for chat in chats}
    counted = select(questions.c.owner, func.count().label("n")).where(_WAITING, questions.c.owner.in_(owners))
    return {owners[row.owner]: row.n for row in await tx.execute(counted.group_by(questions.c.owner))}


def left_of(tx: Tx, chat: ChatId) -> Select[Any]:
    """Counts what is left of a person's questions."""
    return select(func.count()).where(questions.c.owner == _owner(tx, chat))


async def drop(tx: Tx, chats: Collection[ChatId]) -> None:
    """Forget whatever these people asked."""
    await tx.execute(delete(questions).where(questions.c.owner.in_([_owner(tx, chat) for chat in chats])))


async def waiting(tx: Tx) -> list[Kept]:
    """All that wait for a content keeper, oldest first."""
    rows = await tx.execute(select(questions).where(_WAITING).order_by(questions.c.id))
    return [_kept(tx, row) for row in rows]


async def end(tx: Tx, ids: Sequence[int], became: str) -> int:
    """A content keeper is done with these: their words go and whose they were, the count stays. Returns how many."""
    still = update(questions).where(_WAITING, questions.c.id.in_(ids))
    ended = await tx.execute(still.values(owner=None, text=None, ended=became))
    return int(ended.rowcount)


async def counts(tx: Tx, since: date) -> list[Counted]:
    """How many were asked on each day from `since` on, by what was guessed and what became of them."""
    by = (questions.c.day, questions.c.missing, questions.c.guessed, questions.c.chosen, questions.c.ended)
    rows = await tx.execute(select(*by, func.count().label("n")).where(questions.c.day >= since).group_by(*by))
    return [Counted(row.day, row.missing, row.guessed, row.chosen, row.ended, row.n) for row in rows]


async def forget(tx: Tx, before: date) -> None:
    """Forget what was asked before this day, also how many it was."""
    await tx.execute(delete(questions).where(questions.c.day < before))


def _owner(tx: Tx, chat: ChatId) -> str:
    return tx.vault.blind_index(f"questions:{chat}")


def _place(owner: str) -> str:
    return f"questions.text:{owner}"


def _kept(tx: Tx, row: Any) -> Kept:
    text = tx.vault.open(_place(row.owner), row.text)
    return Kept(row.id, row.day, Missed(text, row.missing, row.guessed, row.chosen))
