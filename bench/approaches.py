"""`python -m bench.approaches`: other ways of ranking the same examples, cross-validated and on questions unseen.

Needs scikit-learn, which only .venv-bench has. "Plain" looks at pieces of written words; the others at our features.
"""

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import ComplementNB
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bench.questions import TABLE
from bot.answers.understanding.features import features
from bot.answers.understanding.topics import topics
from bot.answers.understanding.training.scoring import read

FOLDS, NEAREST = 3, 3
Scores = Any
Approach = Callable[[Sequence[str], Any, Sequence[str]], Scores]
"""Texts and topics to learn from, texts to rank: for each of these a row of scores, topics ordered by name."""


def plain() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def ours() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=features, binary=True, min_df=2)


def nearest(looking: Callable[[], TfidfVectorizer]) -> Approach:
    """The likeness of the three nearest examples of each topic, on average."""

    def ranked(texts: Sequence[str], right: Any, asked: Sequence[str]) -> Scores:
        seen = looking()
        alike = (seen.fit(texts).transform(asked) @ seen.transform(texts).T).toarray()
        each = [np.sort(alike[:, right == topic], axis=1)[:, -NEAREST:].mean(axis=1) for topic in np.unique(right)]
        return np.stack(each, axis=1)

    return ranked


def learnt(
    looking: Callable[[], TfidfVectorizer], kind: Callable[[], Any], speaks: str = "decision_function"
) -> Approach:
    def ranked(texts: Sequence[str], right: Any, asked: Sequence[str]) -> Scores:
        return getattr(make_pipeline(looking(), kind()).fit(texts, right), speaks)(asked)

    return ranked


def together(*approaches: Approach) -> Approach:
    return lambda *given: sum(approach(*given) for approach in approaches)


APPROACHES: dict[str, Approach] = {
    "nearest examples, plain": nearest(plain),
    "nearest examples": nearest(ours),
    "nearest centroid": learnt(ours, NearestCentroid),
    "complement naive Bayes": learnt(ours, lambda: ComplementNB(alpha=0.2), "predict_log_proba"),
    "logistic regression": learnt(ours, lambda: LogisticRegression(C=20, max_iter=200)),
    "linear SVM, plain": learnt(plain, LinearSVC),
    "linear SVM": learnt(ours, LinearSVC),
    "linear SVM and nearest examples": together(learnt(ours, LinearSVC), nearest(ours)),
}


def shares(scores: Scores, names: Any, right: Sequence[frozenset[str]]) -> Iterator[float]:
    """Right at first, and within three, in per cent."""
    best = names[np.argsort(-scores, axis=1)[:, :NEAREST]]
    for many in (1, NEAREST):
        yield 100 * float(np.mean([bool(wanted & set(row[:many])) for wanted, row in zip(right, best, strict=True)]))


def crossed(approach: Approach, texts: Any, right: Any) -> Iterator[float]:
    names = np.unique(right)
    scores = np.zeros((len(texts), len(names)))
    for learn, test in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(texts, right):
        scores[test] = approach(texts[learn], right[learn], texts[test])
    yield from shares(scores, names, [frozenset({topic}) for topic in right])


def main() -> None:
    """Prints the table; takes some minutes."""
    pairs = [(example, topic.id) for topic in topics().values() for example in topic.examples]
    texts, right = (np.array(column, dtype=object) for column in zip(*pairs, strict=True))
    asked = read(TABLE.read_text("utf-8"), "a")
    table = Table("", "crossed: first", "three", "part a: first", "three", "seconds", title=f"{len(texts)} examples")
    for name, approach in APPROACHES.items():
        began = perf_counter()
        scores = approach(texts, right, [each.text for each in asked])
        took = perf_counter() - began
        found = (*crossed(approach, texts, right), *shares(scores, np.unique(right), [each.right for each in asked]))
        table.add_row(name, *(f"{share:.1f}" for share in found), f"{took:.0f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
