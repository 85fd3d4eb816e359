"""What a message says beside its question: amounts, months, an age, places, work."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answers import months, texts
from bot.answers.places import Gazetteer, Place
from bot.answers.understanding.concepts import concepts
from bot.answers.understanding.normal import words
from bot.answers.understanding.understood import Ahead, Per, Sector, Slots
from bot.answers.vocabulary import listed
from bot.errors import InvalidAnswer

_MOST: Final = 5
_YEARLY: Final = 12
_AMOUNT: Final = re.compile(
    r"(?:rp\.?\s*)?\d[\d.,]*\s*(?:rb|ribu|rebu|k|jt|juta)\b|\brp\.?\s*\d[\d.,]*\d|\b\d{1,3}(?:[.,]\d{3})+\b",
    re.IGNORECASE,
)
_LEAST_AMOUNT: Final = 1_000
_OTHERWISE: Final = re.compile(r"\s*(?:/|per|se|tiap|setiap|a|each)?\s*(?:tahun|thn|th|year)\b")
_DENIED: Final = re.compile(r"\b(?:bukan|bkn|not)\s+(?:rp\.?\s*)?$")
"""What a year brings is none of a month, and no rule of ours makes it one; nor is what is denied."""
_AGE: Final = re.compile(r"\b(?:umur|umr|usia|age|aged)\D{0,12}?(\d{2})\b|\b(\d{2})\s*years? old", re.IGNORECASE)
_YEARS: Final = re.compile(r"(?<![\d.,-])(\d{2})\s*(?:tahun|taun|thn|th)\b(?!\s*\d)")
_SPANS: Final = listed("""
    sejak selama setelah sebelum dalam setiap per masa lalu lagi terakhir depan berturut kontrak kredit cicil cicilan
    angsur angsuran tenor bayar iuran nunggak kerja ikut jadi tabung nganggur tinggal nikah merantau
    tarik dagang melaut mengajar
""")
"""Plain words beside a number of years that is no age."""
_YEAR: Final = re.compile(r"\b20[2-9]\d\b")
_NEXT: Final = r"(?:depan|dpn|ngarep)"
_AHEAD: Final[tuple[tuple[Ahead, re.Pattern[str]], ...]] = (
    ("month", re.compile(rf"\b(?:bulan|bln)\s+{_NEXT}\b|\bnext month\b")),
    ("year", re.compile(rf"\b(?:tahun|thn|th)\s+{_NEXT}\b|\bnext year\b")),
)
_DAILY: Final = re.compile(r"\b(?:sehari|perhari|per hari|harian|sedino|sadinten|a day|per day)\b|/ ?hari")
_WEEK: Final = r"(?:minggu|mggu|mgg|mingguan|pekan|week)"
_WEEKLY: Final = re.compile(
    rf"\b(?:se|per|per |tiap |setiap |saben |each |a )?{_WEEK}(?:nya)?\b(?!\s*(?:sekali|lalu|kemarin|depan|ini|pagi))"
    rf"|/ ?{_WEEK}"
)
_EARNS: Final = listed("""
    dapat dapet dpt oleh entuk olih meunang hasil hasilnya penghasilan pendapatan gaji upah omset omzet untung terima
    kerja jualan narik bawa pegang earn income bayaran borongan
""")
"""Beside one of these words a sum with a week is what the week brings, and none that is paid."""
_UNTIL: Final = listed("sampai sampe smp sampek hingga sd until through tekan")
_LETTERS: Final = re.compile(r"[a-z]+")
_THREE_LETTERS: Final = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_SHORT: Final = {
    **{name: number for number, name in enumerate(_THREE_LETTERS, start=1)},
    "agt": 8,
    "agst": 8,
    "sept": 9,
    "oct": 10,
    "dec": 12,
}
_MONTHS: Final = _SHORT | {name: number for number, names in enumerate(months.NAMES, start=1) for name in names}
_NOT_MONTHS: Final = frozenset({"may", "mar"})
_BEFORE_PLACES: Final = listed("di kab kabupaten kota daerah wilayah cabang kantor area ke dari nang neng ning")
_LONGEST_PLACE, _KABUPATEN = 3, 2
_TRANSPORT: Final = listed("ojol gojek grab maxim kurir sopir angkot becak bentor ojek taksi bajaj delman travel truk")
_JOB: Final = "pekerjaan"
_PLACES: Final = Gazetteer()


def slots(text: str, said: tuple[str, ...]) -> Slots:
    """`text` is cleaned, `said` its plain words."""
    plain = text.casefold()
    letters = _LETTERS.findall(plain)
    jobs = tuple(dict.fromkeys(word for word in said if _JOB in concepts().get(word, ())))[:_MOST]
    return Slots(
        amounts=_amounts(plain),
        months=_months(letters),
        year=_year(plain),
        age=_age(plain),
        places=_places(letters),
        jobs=jobs,
        sector=_sector(jobs),
        per=_per(plain, letters),
        ahead=next((name for name, said in _AHEAD if said.search(plain)), None),
    )


def _amounts(plain: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_rupiah(plain)))[:_MOST]


def _rupiah(plain: str) -> Iterator[int]:
    for found in _AMOUNT.finditer(plain):
        if _OTHERWISE.match(plain, found.end()) or _DENIED.search(plain[: found.start()]):
            continue
        try:
            amount = texts.rupiah(found.group().strip(" .,"), "amount")
        except InvalidAnswer:
            continue
        if amount >= _LEAST_AMOUNT:
            yield amount


def _per(plain: str, letters: list[str]) -> Per | None:
    if _DAILY.search(plain):
        return "day"
    return "week" if _WEEKLY.search(plain) and _EARNS.intersection(letters) else None


def _months(letters: list[str]) -> tuple[int, ...]:
    named = [
        (place, _MONTHS[word]) for place, word in enumerate(letters) if word in _MONTHS and word not in _NOT_MONTHS
    ]
    if len(named) == 2 and _UNTIL.intersection(letters[named[0][0] : named[1][0]]):
        first, last = (month for _, month in named)
        return tuple((first + ahead - 1) % _YEARLY + 1 for ahead in range((last - first) % _YEARLY + 1))
    return tuple(dict.fromkeys(month for _, month in named))


def _year(plain: str) -> int | None:
    found = _YEAR.search(plain)
    return int(found.group()) if found else None


def _age(plain: str) -> int | None:
    found = _AGE.search(plain)
    return int(found[1] or found[2]) if found else next(_ages(plain), None)


def _ages(plain: str) -> Iterator[int]:
    """Years without a word that says that they are an age, unless what stands beside them says that they are not."""
    for found in _YEARS.finditer(plain):
        before, after = words(plain[: found.start()])[-1:], words(plain[found.end() :])
        beside = (*before, *[word for word in after if word != "yang"][:1])
        if not _SPANS.intersection(beside):
            yield int(found[1])


def _places(letters: list[str]) -> tuple[Place, ...]:
    """Kabupaten and kota by their exact names, behind a word that leads to a place."""
    starts = [place + 1 for place, word in enumerate(letters) if word in _BEFORE_PLACES]
    found = (_place(letters[start : start + _LONGEST_PLACE]) for start in starts[:_MOST])
    return tuple(dict.fromkeys(place for places in found for place in places))[:_MOST]


def _place(letters: list[str]) -> list[Place]:
    for length in range(len(letters), 0, -1):
        if places := _PLACES.named(" ".join(letters[:length]), _KABUPATEN):
            return places
    return []


def _sector(jobs: tuple[str, ...]) -> Sector | None:
    if not jobs:
        return None
    return "transport" if _TRANSPORT.intersection(jobs) else "other"
