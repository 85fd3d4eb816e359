"""Whether a typed text says that something has happened: "sudah", "blm ada", "not yet"."""

import re

from bot.answers.vocabulary import DONE, NO, NOT_YET, YES


def happened(text: str) -> bool | None:
    """True for "sudah", False for "belum"; None where the text says neither, or both."""
    words = set(re.findall(r"[a-z]+", text.casefold()))
    done, not_done = bool(words & (DONE | YES)), bool(words & (NOT_YET | NO))
    return done if done != not_done else None
