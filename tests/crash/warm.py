"""What every life of a process would read again, read once before the first of them is forked."""

from bot.answers.places import Gazetteer
from tests.crash import victim

__all__ = ["victim"]

Gazetteer.load()
