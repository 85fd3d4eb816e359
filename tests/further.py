"""How far random walks go: the same ones in each run of the tests, new ones and more with `make walk`."""

import os

TIMES = int(os.environ.get("WALKS", "0"))
"""How many times as many walks as usual; 0 for the usual ones, which change only when the tests do."""


def walks(usual: int) -> int:
    """The number of examples where a run of the tests takes `usual`."""
    return usual * max(TIMES, 1)
