"""How many somebody means: "25", "25 orang", "sekitar 1.200", "kira-kira 30-an"."""

import re
from typing import Final

from bot.answers.texts import clean
from bot.errors import InvalidAnswer

_COUNT: Final = re.compile(
    r"(?:(?:ada|sekitar|kira[- ]?(?:kira|2)|kurang lebih|hampir|about|around|some)\s+)*"
    r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6})"
    r"\s*-?(?:an)?\s*(?:org|orang|pekerja|warga|tenaga kerja|people|persons?|workers?)?",
    re.IGNORECASE,
)
_NONE: Final = frozenset({"tidak ada", "nol", "kosong", "none", "nobody", "zero"})


def count(text: str, most: int, wrong: str) -> int:
    """A whole number from 0 to `most`; raises InvalidAnswer(wrong) for anything else, a range or a fraction, too."""
    said = clean(text).strip(" .!")
    if said.casefold() in _NONE:
        return 0
    found = _COUNT.fullmatch(said)
    number = int(re.sub(r"[.,]", "", found[1])) if found else most + 1
    if number > most:
        raise InvalidAnswer(wrong)
    return number
