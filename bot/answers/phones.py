"""A typed phone number in every usual spelling, as E.164 and as Indonesians write it."""

import re
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from bot.answers.texts import clean
from bot.errors import InvalidAnswer

_NUMBER: Final = re.compile(r"\+?\s?\(?\d(?:[\s.()\-]*\d){6,}")
_LETTER_O: Final = re.compile(r"(?<![a-z])o(?=8\d)|(?<=\d)o(?=\d)", re.IGNORECASE)
_DIALLED_ABROAD: Final = re.compile(r"^00\s?(?=[1-9])")


def e164(text: str, error_key: str) -> str:
    """The one phone number in `text`, like "+6281234567890"; Indonesian unless it starts with + or 00.

    Raises InvalidAnswer(error_key) when there is none, more than one, or one that nobody can call.
    """
    found = _found(text)
    number = _dialled(found[0]) if len(found) == 1 else None
    if number is None:
        raise InvalidAnswer(error_key)
    return number


def every(text: str) -> list[str]:
    """Each number in `text` that somebody can call, as `e164` writes it."""
    return [number for each in _found(text) if (number := _dialled(each)) is not None]


def _found(text: str) -> list[str]:
    return _NUMBER.findall(_LETTER_O.sub("0", clean(text)))


def _dialled(written: str) -> str | None:
    try:
        number = phonenumbers.parse(_DIALLED_ABROAD.sub("+", written), "ID")
    except NumberParseException:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if phonenumbers.is_valid_number(number) else None


def shown(number: str) -> str:
    """E.164 as people write it: "0812-3456-7890" for Indonesia, "+60 12-345 6789" for elsewhere."""
    parsed = phonenumbers.parse(number)
    national = phonenumbers.region_code_for_number(parsed) == "ID"
    return phonenumbers.format_number(
        parsed, PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    )
