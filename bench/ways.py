"""Ways of ranking topics with scikit-learn; apart from how they are measured, so that another process reads them, too.

"Plain" looks at pieces of written words; the others at our features.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bot.answers.understanding.features import features

NEAREST: Final = 3
Scores = Any


class Approach(ABC):
    """A way of ranking topics."""

    @abstractmethod
    def learn(self, texts: Sequence[str], right: Any) -> None:
        """Learn from texts with the topic of each."""

    @abstractmethod
    def rank(self, asked: Sequence[str]) -> Scores:
        """A row of scores for each text, topics ordered by name."""


def plain() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def ours() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=features, binary=True, min_df=2)


@dataclass
class Nearest(Approach):
    """The likeness of the three nearest examples of each topic, on average."""

    looking: Callable[[], TfidfVectorizer]
    seen: Any = None
    rows: Any = None
    topics: Any = None

    def learn(self, texts: Sequence[str], right: Any) -> None:
        self.seen = self.looking()
        self.rows = self.seen.fit_transform(texts)
        self.topics = [np.flatnonzero(right == topic) for topic in np.unique(right)]

    def rank(self, asked: Sequence[str]) -> Scores:
        alike = (self.seen.transform(asked) @ self.rows.T).toarray()
        each = [np.sort(alike[:, some], axis=1)[:, -NEAREST:].mean(axis=1) for some in self.topics]
        return np.stack(each, axis=1)


@dataclass
class Learnt(Approach):
    """What a learner of scikit-learn says."""

    looking: Callable[[], TfidfVectorizer]
    kind: Callable[[], Any]
    speaks: str = "decision_function"
    line: Any = None

    def learn(self, texts: Sequence[str], right: Any) -> None:
        self.line = make_pipeline(self.looking(), self.kind()).fit(texts, right)

    def rank(self, asked: Sequence[str]) -> Scores:
        return getattr(self.line, self.speaks)(asked)


@dataclass
class Together(Approach):
    """The sum of what several say."""

    parts: Sequence[Approach] = field(default_factory=tuple)

    def learn(self, texts: Sequence[str], right: Any) -> None:
        for part in self.parts:
            part.learn(texts, right)

    def rank(self, asked: Sequence[str]) -> Scores:
        return sum(part.rank(asked) for part in self.parts)


APPROACHES: dict[str, Approach] = {
    "nearest examples, plain": Nearest(plain),
    "nearest examples": Nearest(ours),
    "nearest centroid": Learnt(ours, NearestCentroid),
    "complement naive Bayes": Learnt(ours, partial(ComplementNB, alpha=0.2), "predict_log_proba"),
    "logistic regression": Learnt(ours, partial(LogisticRegression, C=20, max_iter=200)),
    "linear SVM, plain": Learnt(plain, LinearSVC),
    "linear SVM": Learnt(ours, LinearSVC),
    "linear SVM and nearest examples": Together((Learnt(ours, LinearSVC), Nearest(ours))),
}
