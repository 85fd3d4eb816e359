"""What makes a process die, without a word, at its n-th commit or its n-th send; and how such processes are made."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.crash.warm"])

Point = Literal["before commit", "after commit", "before send", "after send"]
POINTS: tuple[Point, ...] = ("before commit", "after commit", "before send", "after send")
DIED = 9


@dataclass(frozen=True)
class Fuse:
    """Shared with the process that runs the tests, which lights it."""

    point: Any
    left: Any
    again: Any

    @classmethod
    def new(cls) -> "Fuse":
        """Not burning."""
        return cls(*(CONTEXT.Value("i", 0, lock=False) for _ in range(3)))

    def light(self, point: Point, n: int, again: int = 0) -> None:
        """Die when this point is passed for the n-th time from now; each later life dies at its `again`-th."""
        self.point.value, self.again.value, self.left.value = POINTS.index(point), again, n

    def put_out(self) -> None:
        """Let it live."""
        self.again.value = self.left.value = 0

    def passes(self, point: Point) -> None:
        """One point further; maybe the last."""
        if self.left.value > 0 and POINTS[self.point.value] == point:
            self.left.value -= 1
            if self.left.value == 0:
                self.left.value = self.again.value
                os._exit(DIED)


async def one_life(live: Callable[..., None], *args: Any, point: Point, n: int, patience: float = 300) -> int:
    """One process that does `live` with a fuse and this, and dies at the n-th such point, if it comes so far.

    Returns its exit code; nobody waits for it longer than `patience` seconds.
    """
    fuse = Fuse.new()
    fuse.light(point, n)
    process = CONTEXT.Process(target=live, args=(fuse, *args))
    process.start()
    await asyncio.to_thread(process.join, patience)
    assert process.exitcode is not None, "this life never ends"
    return int(process.exitcode)
