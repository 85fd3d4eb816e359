"""What every life of a process would read again, read once before the first of them is forked."""

import gc

from bot.answers.places import Gazetteer
from tests.crash import rounds, victim

__all__ = ["rounds", "victim"]

Gazetteer.load()
gc.freeze()
