"""What must not stand in a text that goes to many people in a branch's name. Pure."""

import re
from collections.abc import Collection
from typing import Final, Literal

Fault = Literal["secret", "money", "link"]

_SECRET: Final = re.compile(
    r"\b(?:nik|no\.?\s*kk|nomor kk|kk|kartu keluarga|family card|otp|kode rahasia|kode verifikasi|pin|password|passcode"
    r"|kata sandi|sandi|cvv|rekening|rek|norek|no\.?\s*rek|bank account|account number)\b",
    re.IGNORECASE,
)
_CARD: Final = re.compile(r"\b(?:ktp|id card)\b", re.IGNORECASE)
_HAND_OVER: Final = re.compile(
    r"\b(?:kirim\w*|foto\w*|unggah|upload|balas\w*|scan|kasih|send|photo|reply)\b", re.IGNORECASE
)
_MONEY: Final = re.compile(r"\b(?:transfer\w*|trf|setor\w*|kirim\s+(?:uang|dana|pulsa)|send money)\b", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?:https?://|www\.)\S+|@\w{3,}"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|id|co|io|me|xyz|link|site|online|info|ly|app|page|gl|to|cc|biz|shop|top|club)"
    r"\b(?:/\S*)?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d(?:[ .\-]?\d){7,}")


def fault(text: str, sites: Collection[str]) -> Fault | None:
    """Why this may not go out: it is about what we never ask for, about sending money, or leads elsewhere.

    `sites` are the official ones, to which alone a text may lead.
    """
    if _SECRET.search(text) or (_CARD.search(text) and _HAND_OVER.search(text)):
        return "secret"
    if _MONEY.search(text):
        return "money"
    led = (found.group() for found in _LINK.finditer(text))
    return "link" if any(not _is_official(link, sites) for link in led) else None


def holds_number(text: str) -> bool:
    """Whether there are as many digits in a row as in a phone or an account number."""
    return _NUMBER.search(text) is not None


def _is_official(link: str, sites: Collection[str]) -> bool:
    host = re.sub(r"^https?://", "", link.casefold()).removeprefix("www.").split("/")[0].rstrip(".,;:!?)")
    return any(host == site or host.endswith(f".{site}") for site in sites)
