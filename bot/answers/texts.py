"""What a person typed, made safe to keep: cleaned text, a name to call them by, an amount of money."""

import re
import unicodedata
from typing import Final, Literal

from lokal.nik import parse_nik
from lokal.rupiah import parse_rupiah

from bot.errors import InvalidAnswer

Secret = Literal["nik", "card", "account", "otp", "npwp"]

TELEGRAM_MOST: Final = 4096
_BLANK_LETTERS: Final = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u034f"))  # printable by category, invisible
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})

_GAP: Final = re.compile(r"\n{3,}")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_INTRODUCTION: Final = re.compile(
    r"^(?:(?:nama|panggil)(?: panggilan| saja| aja)?(?: saya| aku)?(?: adalah)?"
    r"|saya|aku|my name is|i am|call me)\s*[:=]?\s+(?=\S{2})",
    re.IGNORECASE,
)
SITES: Final = r"(?:com|net|org|id|co|io|me|xyz|link|site|online|info)"
"""How the addresses of sites end that people name."""
_WEB: Final = re.compile(rf"www\.|\w{{3,}}\.{SITES}\b", re.IGNORECASE)
_NAME_MARKS: Final = frozenset(" .,'’`-")
_NAME_LONGEST, _NAME_MOST_DIGITS = 40, 2  # "Bu RT 05" is a name people answer to

_LONG_NUMBER: Final = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){12,18}(?![ .\-]?\d)")
_NIK: Final = 16
"""Digits of a NIK or KK number: with a slip in it tells nearly as much, and nothing else people type is as long."""
_OWN: Final = r"(?:nya|ny|nyo|ku|mu|ne|x)?"
"""What people put behind a word to say whose it is: "otpnya", "norekku"."""
_ACCOUNT: Final = re.compile(rf"\b(?:no)?rek(?:ening)?{_OWN}\b\D{{0,25}}\d(?:[ .\-]?\d){{7,15}}(?!\d)", re.IGNORECASE)
_CODE: Final = r"(?<![^\W\d_])(?<!(?:ap|pc|pd)[ .\-])(?:\d[ \-]?){4,8}(?!\d)"
"""Figures alone: those of the staff (AP-0001, PC-0001) or of an event (ABCD2345) belong to letters."""
_KEY: Final = rf"(?:otp|kode(?! ?pos)|pin|verifikasi|verification|passcode|code|sandi|password){_OWN}(?![^\W\d_])"
_DIGIT: Final = (
    r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan"
    r"|zero|one|two|three|four|five|six|seven|eight|nine|\d)"
)
_SPELLED: Final = rf"\b{_DIGIT}(?:[ ,.\-]+{_DIGIT}\b){{3,7}}"
"""Figures in words, each by itself, some perhaps in figures: "empat dua 1 sembilan"."""
_ONE_TIME: Final = re.compile(
    rf"\b{_KEY}\D{{0,25}}?{_SPELLED}"
    rf"|{_SPELLED}\D{{0,15}}?\b(?:(?:kode )?otp{_OWN}|kode verifikasi{_OWN})\b"
    rf"|\b{_KEY}\D{{0,25}}{_CODE}"
    rf"|\botp\d{{4,8}}(?!\d)|(?<!\d){_CODE}\D{{0,15}}\b(?:(?:kode )?otp{_OWN}|kode verifikasi{_OWN}|kodenya(?! pos))\b",
    re.IGNORECASE,
)

_TAX_NUMBER: Final = re.compile(
    rf"\bnpwp{_OWN}\b\D{{0,25}}\d(?:[ .\-]?\d){{13,15}}(?!\d)"
    rf"|(?<!\d)\d\d\.\d{{3}}\.\d{{3}}\.\d[.\-]\d{{3}}\.\d{{3}}(?!\d)",
    re.IGNORECASE,
)
_SPOKEN_DIGIT: Final = re.compile(rf"\b{_DIGIT}\b|\d", re.IGNORECASE)

_AGE: Final = re.compile(
    r"(?:(?:umur|usia|age)\s*)?(?:saya\s*|sudah\s*|i am\s*)?(\d{1,3})\s*(?:tahun|thn|th|years?(?: old)?)?",
    re.IGNORECASE,
)
_OLDEST: Final = 120

_PER_MONTH: Final = re.compile(r"\s*(?:/|per|tiap|setiap)?\s*(?:se)?(?:bulan|bln|month)(?:nya)?\s*$", re.IGNORECASE)
_RANGE: Final = re.compile(r"\d\s*(?:rb|ribu|jt|juta|k)?\s*(?:[-–—~]|s/?d|sampai|hingga|atau|to|or)\s*(?:rp)?\.?\s*\d")
_BROKEN_GROUPS: Final = re.compile(r"\d[.,]\d+[.,](?:\d{1,2}|\d{4,})(?!\d)")
_SEN: Final = re.compile(r"(\d[.,]\d{3}),(?:00|-)")
_UNITS: Final = {"ribu": "rb", "rb": "rb", "k": "rb", "juta": "jt", "jt": "jt"}
_RUPIAH_MOST: Final = 10**12
_TOO_LARGE: Final = re.compile(r"\d(?:[.,]?\d){12}|.{60}")  # overflows the parser, and nobody means it


def clean(text: str, most: int = TELEGRAM_MOST) -> str:
    """One line of visible characters, NFKC (full-width digits become plain), at most `most` characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text[:TELEGRAM_MOST].split())[:most].rstrip()
    whole = unicodedata.normalize("NFKC", text[:TELEGRAM_MOST]).translate(_BLANK_LETTERS)
    seen = "".join(" " if letter.isspace() else letter for letter in whole if _is_seen(letter))
    return " ".join(seen.split())[:most].rstrip()


def lines(text: str) -> str:
    """The same with its lines kept: each as `clean` leaves it, and never more than one empty one in a row."""
    each = "\n".join(clean(line) for line in text[:TELEGRAM_MOST].splitlines())
    return _GAP.sub("\n\n", each)[:TELEGRAM_MOST].strip()


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _UNSEEN


def name(text: str, error_key: str) -> str:
    """The name to call a person by: 2 letters or more, 40 characters or fewer.

    Forgives tags, emoji and "nama saya ..."; raises InvalidAnswer(error_key) for numbers and addresses.
    """
    bare = _INTRODUCTION.sub("", clean(_without_symbols(_TAG.sub(" ", clean(text)))))
    called = bare.strip(" .,-`")
    if not _is_name(called):
        raise InvalidAnswer(error_key)
    return called


def _without_symbols(text: str) -> str:
    """Emoji and their modifiers gone; NFKC has already made look-alike letters plain."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"So", "Sk", "Me"} or letter == "`")


def _is_name(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    digits = sum(letter.isdigit() for letter in text)
    spelled = all(letter.isalnum() or letter in _NAME_MARKS or unicodedata.combining(letter) for letter in text)
    enough = letters >= 2 and digits <= _NAME_MOST_DIGITS and len(text) <= _NAME_LONGEST
    return spelled and enough and not _WEB.search(text)


def age(text: str) -> int | None:
    """Whole years from "35", "umur 35 tahun", "35 thn"; None for anything else or more than a life is long."""
    said = _AGE.fullmatch(clean(text).strip(" .!"))
    years = int(said[1]) if said else 0
    return years if 0 < years <= _OLDEST else None


def looks_like_secret(text: str) -> Secret | None:
    """Says what should not have been sent: a NIK or KK number, a card or account, a tax number, a one-time code.

    A code is known in words as well: "otp saya empat dua satu sembilan".
    """
    plain = clean(text)
    numbers = [re.sub(r"\D", "", found.group()) for found in _LONG_NUMBER.finditer(plain)]
    if any(_is_nik(number) for number in numbers):
        return "nik"
    if _TAX_NUMBER.search(plain):
        return "npwp"
    if any(_is_card(number) for number in numbers):
        return "card"
    if any(len(number) == _NIK for number in numbers):
        return "nik"
    if _ACCOUNT.search(plain):
        return "account"
    return "otp" if _ONE_TIME.search(plain) else None


def without_figures(text: str) -> str:
    """The same with a star for every figure, in whatever way it is written: what a message with a secret may show."""
    return _SPOKEN_DIGIT.sub("*", text)


def _is_nik(number: str) -> bool:
    """A KK number has the same shape: region, date, serial."""
    return len(number) == _NIK and parse_nik(number).valid


def _is_card(number: str) -> bool:
    """Luhn; phone numbers (08..., 628...) pass it one time in ten, so their openings are left out."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    right = sum(figure - 9 if figure > 9 else figure for figure in doubled) % 10 == 0
    return right and number[0] in "23456" and not (number.startswith("628") and len(number) < 16)


def rupiah(text: str, error_key: str, ambiguous_key: str | None = None) -> int:
    """Whole rupiah from "1,5jt", "Rp1.500.000,-", "dua juta", "1500rb sebulan"; below one thousand billion.

    Raises InvalidAnswer(error_key) for what is no amount, and InvalidAnswer(ambiguous_key) for a range or
    a figure that can be read in two ways; without `ambiguous_key` both say `error_key`.
    """
    said = _PER_MONTH.sub("", clean(text).casefold())
    if _TOO_LARGE.search(said):
        raise InvalidAnswer(error_key)
    if _can_be_read_twice(said):
        raise InvalidAnswer(ambiguous_key or error_key)
    parsed = parse_rupiah(_SEN.sub(r"\1", said))
    if parsed is None or said.startswith("-") or parsed.amount >= _RUPIAH_MOST:
        raise InvalidAnswer(error_key)
    if not isinstance(parsed.amount, int):
        raise InvalidAnswer(ambiguous_key or error_key)
    return parsed.amount


def _can_be_read_twice(said: str) -> bool:
    units = [_UNITS[word] for word in re.findall(r"[a-z]+", said) if word in _UNITS]
    repeated = len(units) != len(set(units))
    return bool(repeated or _RANGE.search(said) or _BROKEN_GROUPS.search(_SEN.sub(r"\1", said)))
