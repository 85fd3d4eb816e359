"""What was answered: the words a person read, and the rules behind them."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from storage.database import Tx
from storage.records import Based, ChatId, Receipt
from storage.schema import receipts
from storage.statements import among

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and capitals that cannot be taken for each other on paper or on the telephone."""
LENGTH = 8


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to keep: the HTML as it was sent, and what it rests on."""

    chat: ChatId
    topic: str
    text: str
    rules: tuple[Based, ...]


async def keep(tx: Tx, answers: Sequence[Answered], now: datetime) -> None:
    """Keep these answers, each under a code of its own that nobody can guess."""
    if answers:
        await tx.execute(insert(receipts), [_row(tx, one, new_code(), now) for one in answers])


def new_code() -> str:
    """Eight letters and digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


async def latest(tx: Tx, chats: Sequence[ChatId], most: int) -> Mapping[ChatId, tuple[Receipt, ...]]:
    """The newest `most` answers of each chat, newest first."""
    place = func.row_number().over(partition_by=receipts.c.chat, order_by=receipts.c.id.desc()).label("place")
    ranked = select(receipts, place).where(among(tx, receipts.c.chat, chats)).subquery()
    rows = await tx.execute(select(ranked).where(ranked.c.place <= most).order_by(ranked.c.id.desc()))
    found: dict[ChatId, list[Receipt]] = defaultdict(list)
    for row in rows:
        found[row.chat].append(_receipt(tx, row))
    return {chat: tuple(some) for chat, some in found.items()}


async def by_code(tx: Tx, codes: Sequence[str]) -> Mapping[str, Receipt]:
    """The answers with these codes."""
    rows = await tx.execute(select(receipts).where(receipts.c.code.in_(codes)))
    return {row.code: _receipt(tx, row) for row in rows}


async def forget(tx: Tx, before: datetime) -> None:
    """Forget what was answered before this instant."""
    await tx.execute(delete(receipts).where(receipts.c.at < before))


def _row(tx: Tx, one: Answered, code: str, now: datetime) -> dict[str, Any]:
    rules = [{"id": rule.id, "since": rule.since, "law": rule.law, "checked": rule.checked} for rule in one.rules]
    text = tx.vault.seal(f"receipts.text:{code}", one.text)
    return {"code": code, "chat": one.chat, "topic": one.topic, "text": text, "rules": rules, "at": now}


def _receipt(tx: Tx, row: Any) -> Receipt:
    rules = tuple(Based(**rule) for rule in row.rules)
    return Receipt(row.code, row.topic, tx.vault.open(f"receipts.text:{row.code}", row.text), rules, row.at)
