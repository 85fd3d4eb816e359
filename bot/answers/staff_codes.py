"""The code of a member of the staff, however somebody writes it down."""

import re
from typing import Final

from bot.answers.texts import clean

_CODE: Final = re.compile(r"(?<![a-z])(ap|pc|pd)[\s.–-]*(\d{1,6})(?!\d)")
_DIGITS: Final = 4


def staff_code(text: str) -> str | None:
    """ "AP-0001" from "ap 1", "kode AP0001 Adi"; None where there is no code or more than one."""
    found = {(letters, int(number)) for letters, number in _CODE.findall(clean(text, most=100).casefold())}
    if len(found) != 1:
        return None
    letters, number = found.pop()
    return f"{letters.upper()}-{number:0{_DIGITS}d}"
