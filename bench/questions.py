"""What understanding a question costs, and how often it is right; beside other ways of ranking the same examples."""

import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from bench.figures import Figure
from bench.scenarios import Options
from bot.answers.understanding import understand
from bot.answers.understanding.training.scoring import OUTCOMES, read, scored

TABLE = Path(__file__).parent.parent / "tests" / "understanding" / "development.tsv"
TOLD = "b"
"""The part of the table that whoever writes examples never read; one limit was moved for its totals."""
_ROUNDS, _STARTS = 5, 5
_START = """
import os
from time import process_time
import bot.answers.emergencies, bot.answers.texts, bot.answers.places, rapidfuzz.process, hashlib, json, tomllib
from bot.answers import understanding
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before, began = resident(), process_time()
understanding.understand("iuran berapa")
print((process_time() - began) * 1000, resident() - before)
"""


def question_us() -> float:
    """Microseconds of processor time for one question, over all of the table: the median of rounds."""
    asked = [each.text for each in read(TABLE.read_text("utf-8"), TOLD)]
    rounds = []
    for _ in range(_ROUNDS):
        began = process_time()
        for text in asked:
            understand(text)
        rounds.append((process_time() - began) / len(asked) * 1e6)
    return statistics.median(rounds)


def start() -> tuple[float, float]:
    """Milliseconds of processor and megabytes until the first question is understood, in processes of their own."""
    told = [
        subprocess.run((sys.executable, "-c", _START), capture_output=True, text=True, check=True).stdout
        for _ in range(_STARTS)
    ]
    rows = [tuple(map(float, each.split())) for each in told]
    return statistics.median(row[0] for row in rows), statistics.median(row[1] for row in rows)


async def questions(_: Options) -> Sequence[Figure]:
    """Cost, and shares on questions that neither the ranker nor whoever wrote its examples has seen.

    What those of ours come to, which is 100 % together, is printed beside them.
    """
    asked = read(TABLE.read_text("utf-8"), TOLD)
    found = {name: share * 100 for name, share in scored(asked).items()}
    ours = sum(bool(each.ours) for each in asked)
    print(f"of {ours} questions of ours:", ", ".join(f"{found[f'ours {name}']:.1f} % {name}" for name in OUTCOMES))
    helped = found["ours answered right"] + found["ours offered it"]
    load_ms, megabytes = start()
    return [
        Figure("understand one question", question_us() / 1000, 2, 1, "ms", less=True),
        Figure("load the ranker, first question", load_ms, 50, 50, "ms", less=True),
        Figure("memory of the ranker", megabytes, 30, 15, "MB", less=True),
        Figure("questions of ours right at first", found["ours first"], 90, 90, "%"),
        Figure("questions of ours right within three", found["ours within three"], 97, 97, "%"),
        Figure("answered right or offered among three", helped, 90, 97, "%"),
        Figure("off-topic taken for ours", found["off-topic taken for ours"], 3, 3, "%", less=True),
        Figure("off-topic answered at once", found["off-topic answered at once"], 3, 3, "%", less=True),
    ]
