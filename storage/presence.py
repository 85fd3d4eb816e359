"""Which processes are alive and which one streams: on PostgreSQL told by locks of connections, SQLite has but one."""

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack, suppress
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, Tx

UNLOCK_SECONDS = 2
STREAM = "the stream of what is unasked"
KEEPALIVE = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}
"""Seconds, and tries, after which PostgreSQL ends the connection of a machine that vanished without a word."""


class Presence:
    """Shows the other processes that this one lives, without a heartbeat that could be late."""

    def __init__(self, database: Database, owner: str) -> None:
        self.database = database
        self.owner = owner
        self._held: AsyncConnection | None = None
        self._stack = AsyncExitStack()
        self._lock = asyncio.Lock()
        self._was_lost = False
        self._streams = False

    async def show(self) -> bool:
        """Hold our lock, and take it again where the connection was lost. Raises DBAPIError.

        Returns whether we may judge others: not when the lock had been lost, for others lost theirs with it.
        """
        if self.database.is_sqlite:
            return True
        await self._asked(select(1))
        was_lost, self._was_lost = self._was_lost, False
        return not was_lost

    async def streams(self) -> bool:
        """Whether this is the process that sends what is unasked, as only one does at a time: Telegram counts them all.

        It stays so until it ends or loses its connection. Raises DBAPIError.
        """
        if self.database.is_sqlite:
            return True
        await self._asked(select(1))
        if not self._streams:
            self._streams = bool(await self._asked(select(func.pg_try_advisory_lock(_key(STREAM)))))
        return self._streams

    async def dead(self, tx: Tx, owners: Collection[str]) -> set[str]:
        """Those of these owners whose process is gone."""
        others = sorted(set(owners) - {self.owner})
        if self.database.is_sqlite:
            return set(others)
        return {owner for owner in others if await _is_free(tx, owner)}

    async def close(self) -> None:
        """Be gone, at once: the locks of a connection that is merely closed end when PostgreSQL comes to notice it."""
        async with self._lock:
            if self._held is not None:
                with suppress(DBAPIError, TimeoutError):
                    async with asyncio.timeout(UNLOCK_SECONDS):
                        await self._held.execute(select(func.pg_advisory_unlock_all()))
            await self._forget()

    async def _asked(self, question: Select[Any]) -> Any:
        """What our connection answers; one that was lost is forgotten, and the next question takes a new one."""
        async with self._lock:
            try:
                held = self._held or await self._take()
                return (await held.execute(question)).scalar_one()
            except DBAPIError:
                self._was_lost = True
                await self._forget()
                raise

    async def _take(self) -> AsyncConnection:
        self._held = held = await self._stack.enter_async_context(self.database.session())
        for name, value in KEEPALIVE.items():
            await held.execute(select(func.set_config(name, str(value), False)))
        await held.execute(select(func.pg_advisory_lock(_key(self.owner))))
        return held

    async def _forget(self) -> None:
        held, self._held, self._streams = self._held, None, False
        if held is not None:
            # The lock belongs to the connection, which must not go back to the pool with it.
            await held.invalidate()
        await self._stack.aclose()


async def _is_free(tx: Tx, owner: str) -> bool:
    return bool((await tx.execute(select(func.pg_try_advisory_xact_lock(_key(owner))))).scalar_one())


def _key(owner: str) -> object:
    return func.hashtextextended(owner, 0)
