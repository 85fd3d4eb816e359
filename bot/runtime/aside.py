"""Work that takes a while and waits for nothing, done where those who are answered meanwhile hardly notice."""

import asyncio
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

USUAL, BRISK = sys.getswitchinterval(), 0.0005
"""Seconds for which a thread may keep the interpreter to itself: an answer needs it several times."""

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


async def aside(work: Callable[_Given, _Made], *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
    """What `work` makes of this, in a thread. Raises as it does."""
    sys.setswitchinterval(BRISK)
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    finally:
        sys.setswitchinterval(USUAL)
