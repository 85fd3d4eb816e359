"""How the branch's file is read: which column is which, and what its words mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.answers import phones
from bot.errors import InvalidAnswer
from bot.leads.verification import Line, Says
from bot.sheets.headings import Table, fold, guess
from bot.sheets.sheet import WHOLE, Row, plain
from storage.records import LeadId

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "lead": ("nomor minat", "no minat", "id minat", "nomor jangkau", "no jangkau", "lead", "lead id", "lead number"),
    "phone": (
        "nomor hp",
        "no hp",
        "nohp",
        "hp",
        "nomor handphone",
        "no handphone",
        "handphone",
        "nomor telepon",
        "no telepon",
        "no telp",
        "no tlp",
        "telepon",
        "telp",
        "nomor wa",
        "no wa",
        "whatsapp",
        "nomor whatsapp",
        "nomor ponsel",
        "ponsel",
        "nomor kontak",
        "kontak",
        "phone number",
        "phone",
        "mobile",
    ),
    "name": (
        "nama peserta",
        "nama lengkap",
        "nama",
        "nama tenaga kerja",
        "nama tk",
        "nama pekerja",
        "nama lengkap peserta",
        "full name",
        "name",
    ),
    "village": (
        "desa",
        "kelurahan",
        "desa kelurahan",
        "kelurahan desa",
        "nama desa",
        "desa kel",
        "kel desa",
        "village",
    ),
    "status": (
        "status kepesertaan",
        "status peserta",
        "status pendaftaran",
        "status",
        "hasil",
        "status aktif",
        "membership status",
    ),
    "since": (
        "tanggal kepesertaan",
        "tgl kepesertaan",
        "tanggal pendaftaran",
        "tanggal daftar",
        "tgl daftar",
        "tanggal terdaftar",
        "tanggal registrasi",
        "tgl registrasi",
        "tmt kepesertaan",
        "tmt",
        "registration date",
    ),
}
"""What we look for in the file of a branch, and how its heading is spelled."""
NEEDED = ("lead", "phone")
"""A file must have one of these, or both name and village."""

OFF = "-"
"""Stands before the heading that a branch took off, although it looked right; no folded heading begins with it."""

_WORDS: Mapping[str, str] = {
    "refused": "nonaktif inactive ditolak tolak gagal batal dibatalkan rejected failed cancelled",
    "pending": "belum blm blum menunggu pending proses diproses verifikasi draft waiting calon",
    "registered": "aktif active terdaftar registered sukses berhasil diterima lunas ok ya sudah terbit peserta",
    "nothing": "sdh telah bpu jkk jkm jht kepesertaan data valid per tahun bulan tanggal tgl sejak januari februari "
    "maret april mei juni juli agustus september oktober november desember jan feb mar apr jun jul agu sep okt nov des",
}
"""Words of a status by what they mean; those of "nothing" may stand beside a yes."""
_MEANING = {meaning: frozenset(words.split()) for meaning, words in _WORDS.items()}
_NOT = "(?:tidak|tdk|tak|ga|gak|nggak|bukan|bkn|non|not|no) "
_INACTIVE = re.compile(rf"\b{_NOT}(?:aktif|active)\b")
_NOT_REFUSED = re.compile(rf"\b{_NOT}(?:{_WORDS['refused'].replace(' ', '|')})\b")
_ROUNDED = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
_MOST_DIGITS = 9
_ABROAD = "62"


def chosen(table: Table, remembered: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what: as this branch chose last time, else as the headings tell."""
    by_words = {fold(words): column for column, words in table.headings.items()}
    kept = {
        name: by_words[words] for name, words in remembered.items() if name in COLUMNS and words and words in by_words
    }
    off = {by_words.get(words.removeprefix(OFF)) for words in remembered.values() if words.startswith(OFF)}
    left = {at: words for at, words in table.headings.items() if at not in off and at not in kept.values()}
    # A name whose column is not in this file is guessed anew: what is not read as the status counts as a yes.
    others = {name: spellings for name, spellings in COLUMNS.items() if name not in kept}
    return {**guess(left, others), **kept}


def named(columns: Mapping[str, int], table: Table) -> dict[str, str]:
    """The same choice by the words of the headings, to be remembered: also which one was taken off, behind `OFF`."""
    used = {name: fold(table.headings[column]) for name, column in columns.items()}
    likely = guess(table.headings, COLUMNS).items()
    off = {name: column for name, column in likely if name not in columns and column not in columns.values()}
    return {**used, **{name: OFF + fold(table.headings[column]) for name, column in off.items()}}


def without_status(columns: Mapping[str, int], table: Table) -> list[str]:
    """Headings that nobody reads where no column holds the status: one of them may. Empty where a status is read.

    Empty columns are none; "" stands for a column without a heading or hidden by whoever made the file.
    """
    if "status" in columns:
        return []
    filled = {at for row in table.rows for at, cell in enumerate(row.cells) if plain(cell)}
    filled |= {at for row in table.rows for at in row.flaws if at != WHOLE}
    left = [table.headings.get(at, "") for at in sorted(filled - set(columns.values()))]
    private = [words for words in table.private if "status" in fold(words).split()]
    return [*left, *private, *([""] if table.hidden else [])]


def is_enough(columns: Mapping[str, int]) -> bool:
    """Whether these columns say whom a line means."""
    return any(name in columns for name in NEEDED) or ("name" in columns and "village" in columns)


def lines(table: Table, columns: Mapping[str, int]) -> list[Line]:
    """What each row of the table says. Cells without flaws are read, all others are told."""
    return [_line(row, columns) for row in table.rows]


def _line(row: Row, columns: Mapping[str, int]) -> Line:
    flaw = row.flaws.get(WHOLE) or next((row.flaws[at] for at in columns.values() if at in row.flaws), None)
    if flaw:
        return Line(row.line, wrong=flaw)
    told = {name: plain(row.cell(at)) for name, at in columns.items()}
    line = Line(
        row.line,
        says=says(told["status"]) if "status" in told else "registered",
        name=told.get("name", ""),
        village=told.get("village", ""),
        since=day(told.get("since", "")),
    )
    try:
        return _whom(replace(line, lead=_number(told.get("lead", "")), phone=_phone(told.get("phone", ""))))
    except InvalidAnswer as wrong:
        return replace(line, wrong=wrong.key)


def _whom(line: Line) -> Line:
    nobody = line.lead is None and line.phone is None and not (line.name and line.village)
    return replace(line, wrong="nothing") if nobody else line


def _number(told: str) -> LeadId | None:
    """The number of a lead, with or without words around it. Raises InvalidAnswer."""
    if not told:
        return None
    digits = re.findall(r"\d+", told)
    if len(digits) != 1 or len(digits[0]) > _MOST_DIGITS:
        raise InvalidAnswer("lead_format")
    return LeadId(int(digits[0]))


def _phone(told: str) -> str | None:
    """E.164; spreadsheets take the zero, or the plus, from the front of a number. Raises InvalidAnswer."""
    if not told or not any(letter.isdigit() for letter in told):
        return None
    if _ROUNDED.fullmatch(told):
        raise InvalidAnswer("rounded")
    bare = told.strip("'` ")
    if bare.startswith("8"):
        bare = f"0{bare}"
    elif bare.startswith(_ABROAD):
        bare = f"+{bare}"
    return phones.e164(bare, "phone_format")


def says(status: str) -> Says:
    """What the words of a status mean: no comes before not yet before yes.

    A yes tells a family that they are insured, so it is one only when every word says so, or says nothing.
    """
    told = _INACTIVE.sub("nonaktif", " ".join(re.findall("[a-z]+", status.casefold())))
    words = frozenset(told.split())
    if "?" in status or _NOT_REFUSED.search(told):
        return "unclear"
    if words & _MEANING["refused"]:
        return "refused"
    if words & _MEANING["pending"]:
        return "pending"
    yes = words & _MEANING["registered"]
    return "registered" if yes and words - yes <= _MEANING["nothing"] else "unclear"


def day(told: str) -> date | None:
    """A day as spreadsheets and Indonesians write it, None for anything else."""
    if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", told):
        year, month, number = found.groups()
    elif found := re.match(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", told):
        number, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def told_columns(columns: Mapping[str, int], headings: Mapping[int, str]) -> Sequence[tuple[str, str]]:
    """Each thing we look for that the file has, and the words of its heading."""
    return [(name, headings[columns[name]]) for name in COLUMNS if name in columns and columns[name] in headings]
