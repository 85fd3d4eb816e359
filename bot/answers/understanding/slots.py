"""What a message says beside its question: amounts, months, an age, places, work."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answers import months
from bot.answers.places import Gazetteer, Place
from bot.answers.understanding import sums
from bot.answers.understanding.concepts import concepts
from bot.answers.understanding.normal import words
from bot.answers.understanding.understood import Ahead, Sector, Slots
from bot.answers.vocabulary import listed

_MOST: Final = 5
_YEARLY: Final = 12
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
_PRICE: Final = r"\b(?:iuran|iurannya|tarif|tarifnya|harga|harganya|biaya|biayanya|bayar|bayarnya|dues)\s+"
_LAST: Final = r"(?:(?:yang|yg)\s+)?(?:lalu|kemarin|kmrn|kemaren|wingi)"
_AHEAD: Final[tuple[tuple[Ahead, re.Pattern[str]], ...]] = (
    ("year_end", re.compile(rf"\bakhir\s+(?:tahun|thn|th)\s+{_NEXT}\b|\bend of next year\b")),
    ("month", re.compile(rf"\b(?:bulan|bln)\s+{_NEXT}\b|\bnext month\b")),
    ("year", re.compile(rf"\b(?:tahun|thn|th)\s+{_NEXT}\b|\bnext year\b")),
    ("month_ago", re.compile(rf"{_PRICE}(?:bulan|bln)\s+{_LAST}\b|\blast month\b")),
    ("year_ago", re.compile(rf"{_PRICE}(?:tahun|thn|th)\s+{_LAST}\b|\blast year\b")),
)
"""What is over is a month to price only right behind a word of the price: "bulan lalu saya nunggak" is none."""
_SPAN: Final = re.compile(
    r"(?:^|\b(?:bayar|dibayar|bayarnya|iuran|iurannya|untuk|utk|buat|total|totalnya|sekaligus|langsung|muka|kalau|"
    r"kalo|klo|per|tiap|setiap|ambil)\s+)"
    r"((?:\d{1,2}|[a-z]{3,9}(?: belas)?)\s*(?:bulan|bln|tahun|thn|th)|se(?:bulan|bln|tahun|thn))\b"
    r"(?!\s+(?:lalu|yang|yg|depan|lagi|terakhir|ini|kerja|ikut|nunggak|telat|tidak|gak|ga|nggak|belum|blm|itu|sekali)\b)"
)
"""How many months somebody pays for, behind a word of paying or at the beginning; not what lasted so long."""
_BY_YEAR: Final = re.compile(
    r"(?=.*\b(?:iuran|bayar|dibayar|tarif|biaya|dues)(?:nya)?\b).*\b(?:(?:per|tiap|setiap)\s*(?:tahun|thn|th)|tahunan)(?:nya)?\b"
)
"""A price asked for by the year; beside figures it may be what somebody earns in one."""
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
        amounts=sums.amounts(plain, letters),
        months=_months(letters),
        year=_year(plain),
        age=_age(plain),
        places=_places(letters),
        jobs=jobs,
        sector=_sector(jobs),
        per=sums.per(plain, letters),
        days=sums.days(plain),
        span=_span(plain),
        ahead=next((name for name, said in _AHEAD if said.search(plain)), None),
    )


def _months(letters: list[str]) -> tuple[int, ...]:
    named = [
        (place, _MONTHS[word]) for place, word in enumerate(letters) if word in _MONTHS and word not in _NOT_MONTHS
    ]
    if len(named) == 2 and _UNTIL.intersection(letters[named[0][0] : named[1][0]]):
        first, last = (month for _, month in named)
        return tuple((first + ahead - 1) % _YEARLY + 1 for ahead in range((last - first) % _YEARLY + 1))
    return tuple(dict.fromkeys(month for _, month in named))


def _span(plain: str) -> int | None:
    counted = (months.how_many(found[1]) for found in _SPAN.finditer(plain))
    told = next((count for count in counted if count is not None and count > 1), None)
    by_year = told is None and _BY_YEAR.search(plain) and not any(map(str.isdecimal, plain))
    return months.A_YEAR if by_year else told


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
