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
_HOST: Final = r"\b[\w-]+(?:\.[\w-]+)*\."
_ENDS: Final = "com|net|org|id|co|io|me|xyz|link|site|online|info|ly|app|page|gl|to|cc|biz|shop|top|club"
_LINK: Final = re.compile(rf"(?:https?://|www\.)\S+|@\w{{3,}}|{_HOST}(?:{_ENDS})\b(?:/\S*)?", re.IGNORECASE)
_BROKEN_LINK: Final = re.compile(rf"{_HOST}(?:(?:{_ENDS})/\S+|(?:com|net|xyz|io|ly|gl|cc|biz)\b)", re.IGNORECASE)
"""A link that may run on in the next line; a line may well end with a full stop, and the next begin with "info"."""
_NUMBER: Final = re.compile(r"\d(?:[ .\-]?\d){7,}")


def fault(text: str, sites: Collection[str]) -> Fault | None:
    """Why this may not go out: it is about what we never ask for, about sending money, or leads elsewhere.

    `sites` are the official ones, to which alone a text may lead. Line breaks hide nothing.
    """
    said, run_on = _in_one_line(text), _run_on(text)
    if _SECRET.search(said) or (_CARD.search(said) and _HAND_OVER.search(said)):
        return "secret"
    if _MONEY.search(said):
        return "money"
    led = (found.group() for found in (*_LINK.finditer(said), *_BROKEN_LINK.finditer(run_on)))
    return "link" if any(not _is_official(link, sites) for link in led) else None


def holds_number(text: str) -> bool:
    """Whether there are as many digits in a row as in a phone or an account number, over lines, too."""
    return any(_NUMBER.search(said) for said in (_in_one_line(text), _run_on(text)))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _run_on(text: str) -> str:
    """As if nothing stood between the end of a line and the next one."""
    return "".join(line.strip() for line in text.splitlines())


def _is_official(link: str, sites: Collection[str]) -> bool:
    host = re.sub(r"^https?://", "", link.casefold()).removeprefix("www.").split("/")[0].rstrip(".,;:!?)")
    return any(host == site or host.endswith(f".{site}") for site in sites)
