"""Whether somebody writes that they cannot go on: heard everywhere, after an accident or a death that just happened."""

import re
from typing import Final

from bot.answers.emergency_words import ME
from bot.answers.stretches import stretches
from bot.answers.texts import clean
from bot.answers.vocabulary import listed

_TIRED: Final = r"(?:cape+k?|capai|lelah|letih|bosa+n|bosen|muak)"
_NO_MORE: Final = r"(?:ga|gak|gk|g|nggak|ngga|enggak|tidak|tdk|tak|ndak|nda|kada|ora|teu)"
_WANT: Final = r"(?:mau|ingin|pengen|pengin|pingin|kepengen|kepingin|pgn|handak|arep|hoyong)"
_LIFE: Final = r"(?:hidup|idup|urip|hirup)(?:ku)?"
_DEAD: Final = r"(?:mati|mate|modar|mampus|pejah|maot)"
_PLAIN: Final = re.compile(
    r"\b(?:bunuh|gantung) diri(?:ku)?\b"
    rf"|\b{_TIRED} (?:(?:sama|dengan|dgn|karena) )?{_LIFE}\b"
    rf"|\b(?:meng)?akhiri {_LIFE}\b"
    rf"|\b{_NO_MORE} (?:{_WANT}|kuat|sanggup|ada gunanya|ada guna) (?:lagi )?{_LIFE}\b"
    rf"|\b(?:mending|mendingan|lebih baik|lbh baik|enakan|mugo) (?:(?:saya|aku|sy) )?{_DEAD}\b"
    r"|\bkill myself\b|\bend my life\b|\bwant to die\b|\bsuicid|\btired of (?:life|living)\b"
)
"""Said of oneself and of nothing else."""
_WISH: Final = re.compile(rf"\b{_WANT} {_DEAD}(?: (?:aja|saja|wae|sajalah|ae))?\b")
"""Said of lamps and cattle, too: only words for oneself may stand before it."""
_OTHERS: Final = re.compile(
    r"\b(?:kalau|kalo|klo|kl|jika|bila|apakah|misal|misalnya|if)\b(?!.*\b(?:saya|sy|aku|gue|gw|kulo|i)\b)"
)
"""A question about the rules, and not about oneself."""
_BEFORE: Final = ME | listed("udah sudah sdh dah rasanya rasa kayak kayaknya jadi cuma hanya memang emang wis pun ya")


def is_despair(text: str) -> bool:
    """Whether this says that somebody is tired of life or wishes to die; a question about the rules does not."""
    return any(_is_told(stretch.casefold()) for stretch in stretches(clean(text)))


def _is_told(said: str) -> bool:
    if _OTHERS.search(said):
        return False
    return bool(_PLAIN.search(said)) or any(_is_own(said, found.start()) for found in _WISH.finditer(said))


def _is_own(said: str, place: int) -> bool:
    clause = re.split(r"[.,;:!?]", said[:place])[-1]
    return all(word in _BEFORE for word in re.findall(r"[a-z]+", clause))
