"""`python -m bench.approaches`: other ways of ranking the same examples, cross-validated and on questions unseen.

Each is taken at its likeliest topic, of which "none of ours" is one; the bot itself has to be surer than that.

Needs scikit-learn, which only .venv-bench has. What a question costs is told by a process of its own for each way,
which reads what was learnt and ranks one question after the other, as a bot does; its memory is all that it has more
than a bare interpreter, libraries, too.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.model_selection import StratifiedKFold

from bench.questions import TABLE, TOLD
from bench.shipped import Shipped
from bench.ways import APPROACHES, NEAREST, Approach, Scores
from bot.answers.understanding.topics import OFF, topics
from bot.answers.understanding.training.scoring import Asked, read

FOLDS, TIMED = 3, 200
_COST = """
import os, pickle, statistics, sys
from time import process_time
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before = resident()
ranker, asked = pickle.load(open(sys.argv[1], "rb"))
ranker.rank(asked[:1])
took = []
for text in asked:
    began = process_time()
    ranker.rank([text])
    took.append(process_time() - began)
print(statistics.mean(took) * 1000, resident() - before)
"""


def shares(scores: Scores, names: Any, right: Sequence[frozenset[str]]) -> Iterator[float]:
    """Right at first, and within three, in per cent."""
    best = names[np.argsort(-scores, axis=1)[:, :NEAREST]]
    for many in (1, NEAREST):
        yield 100 * float(np.mean([bool(wanted & set(row[:many])) for wanted, row in zip(right, best, strict=True)]))


def unseen(rank: Callable[[Sequence[str]], Scores], names: Any) -> Iterator[float]:
    """Part a: right at first, and within three; part b: ours right at first, and others taken for ours. In per cent."""
    tuned, told = (read(TABLE.read_text("utf-8"), part) for part in ("a", TOLD))
    yield from shares(ranked(rank, tuned), names, [each.right for each in tuned])
    ours, others = ([each for each in told if bool(each.ours) is wanted] for wanted in (True, False))
    yield next(shares(ranked(rank, ours), names, [each.right for each in ours]))
    yield 100 - next(shares(ranked(rank, others), names, [frozenset({OFF})] * len(others)))


def ranked(rank: Callable[[Sequence[str]], Scores], asked: Sequence[Asked]) -> Scores:
    return np.asarray(rank([each.text for each in asked]))


def crossed(approach: Approach, texts: Any, right: Any) -> Iterator[float]:
    names = np.unique(right)
    scores = np.zeros((len(texts), len(names)))
    for learn, test in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(texts, right):
        approach.learn(texts[learn], right[learn])
        scores[test] = approach.rank(texts[test])
    yield from shares(scores, names, [frozenset({topic}) for topic in right])


def cost(approach: Approach | Shipped, asked: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of processor time for one question, and megabytes, in a process of its own."""
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "ranker"
        kept.write_bytes(pickle.dumps((approach, asked)))
        told = subprocess.run(
            (sys.executable, "-c", _COST, str(kept)), capture_output=True, text=True, check=True
        ).stdout.split()
    return float(told[0]), float(told[1])


def main() -> None:
    """Prints the table; takes some minutes."""
    pairs = [(example, topic.id) for topic in topics().values() for example in topic.examples]
    texts, right = (np.array(column, dtype=object) for column in zip(*pairs, strict=True))
    names = np.unique(right)
    said = [each.text for each in read(TABLE.read_text("utf-8"), "a")][:TIMED]
    shown = "crossed: first, three, part a: first, three, part b: ours first, others taken, learn s, a question ms, MB"
    table = Table("", *shown.split(", "), title=f"{len(texts)} examples")
    for name, approach in APPROACHES.items():
        over = list(crossed(approach, texts, right))
        began = process_time()
        approach.learn(texts, right)
        took = process_time() - began
        _add(table, name, (*over, *unseen(approach.rank, names)), f"{took:.0f}", cost(approach, said))
    shipped = Shipped()
    _add(table, "the last, as shipped", (*2 * (None,), *unseen(shipped.rank, names)), "", cost(shipped, said))
    Console(width=120).print(table)


def _add(table: Table, name: str, found: Sequence[float | None], took: str, costs: tuple[float, float]) -> None:
    ms, megabytes = costs
    written = ("" if share is None else f"{share:.1f}" for share in found)
    table.add_row(name, *written, took, f"{ms:.2f}", f"{megabytes:.0f}")


if __name__ == "__main__":
    main()
