"""Questions that were not understood: whose they are is a mark that only leads from a person to them, never back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from storage.database import Tx
from storage.learning import Counted, Kept, Missed
from storage.records import ChatId
from storage.schema import questions


async def keep(tx: Tx, chat: ChatId, missed: Missed, day: date, most: int) -> None:
    """Keep one of a person's questions, sealed; not one more when `most` of theirs wait already."""
    owner = _owner(tx, chat)
    if (await tx.execute(_waiting_of([owner]))).scalar_one() < most:
        told = {"missing": missed.missing, "guessed": missed.guessed, "chosen": missed.chosen, "day": day}
        await tx.execute(insert(questions).values(owner=owner, text=_sealed(tx, owner, missed.text), **told))


async def how_many(tx: Tx, chats: Collection[ChatId]) -> dict[ChatId, int]:
    """How many questions of each of these people wait for a content keeper."""
    owners = {_owner(tx, chat): chat for chat in chats}
    waiting = (questions.c.owner.in_(owners), questions.c.text.is_not(None))
    rows = await tx.execute(
        select(questions.c.owner, func.count().label("count")).where(*waiting).group_by(questions.c.owner)
    )
    return {owners[row.owner]: row._mapping["count"] for row in rows}


def left_of(tx: Tx, chat: ChatId | None) -> Select[Any]:
    """Counts what is left of a person's questions."""
    return select(func.count()).where(questions.c.owner == (None if chat is None else _owner(tx, chat)))


async def drop(tx: Tx, chats: Collection[ChatId]) -> None:
    """Forget whatever these people asked."""
    await tx.execute(delete(questions).where(questions.c.owner.in_([_owner(tx, chat) for chat in chats])))


async def waiting(tx: Tx) -> list[Kept]:
    """All that wait for a content keeper, oldest first."""
    rows = await tx.execute(select(questions).where(questions.c.text.is_not(None)).order_by(questions.c.id))
    return [_kept(tx, row) for row in rows]


async def end(tx: Tx, ids: Sequence[int], became: str) -> int:
    """A content keeper is done with these: their words go and whose they were, the count stays. Returns how many."""
    still = (questions.c.id.in_(ids), questions.c.text.is_not(None))
    ended = await tx.execute(update(questions).where(*still).values(owner=None, text=None, ended=became))
    return int(ended.rowcount)


async def counts(tx: Tx, since: date) -> list[Counted]:
    """How many were asked on each day from `since` on, by what was guessed and what became of them."""
    by = (questions.c.day, questions.c.missing, questions.c.guessed, questions.c.chosen, questions.c.ended)
    rows = await tx.execute(select(*by, func.count().label("n")).where(questions.c.day >= since).group_by(*by))
    return [Counted(row.day, row.missing, row.guessed, row.chosen, row.ended, row.n) for row in rows]


async def forget(tx: Tx, before: date) -> None:
    """Forget what was asked before this day, also how many it was."""
    await tx.execute(delete(questions).where(questions.c.day < before))


def _waiting_of(owners: Collection[str]) -> Select[Any]:
    return select(func.count()).where(questions.c.owner.in_(owners), questions.c.text.is_not(None))


def _owner(tx: Tx, chat: ChatId) -> str:
    return tx.vault.blind_index(f"questions:{chat}")


def _sealed(tx: Tx, owner: str, text: str) -> bytes:
    return tx.vault.seal(f"questions.text:{owner}", text)


def _kept(tx: Tx, row: Any) -> Kept:
    text = tx.vault.open(f"questions.text:{row.owner}", row.text)
    return Kept(row.id, row.day, Missed(text, row.missing, row.guessed, row.chosen))
