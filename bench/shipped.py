"""The ranker that the bot runs; apart from the other ways, so that what it costs has no scikit-learn in it."""

from collections.abc import Sequence

from bot.answers.understanding.features import features
from bot.answers.understanding.model import load


class Shipped:
    """The machine and the nearest examples as `make topics` made them, in plain Python."""

    def rank(self, asked: Sequence[str]) -> list[list[float]]:
        """A row of scores for each text, topics ordered by name."""
        return [load().scores(features(text)) for text in asked]
