"""Which sums of money a message names, and what they are for: of a month, a day or a week."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answers import texts
from bot.answers.understanding.understood import Per
from bot.answers.vocabulary import listed
from bot.errors import InvalidAnswer

_MOST: Final = 5
_LEAST: Final = 1_000
_WORD: Final = (
    r"(?:se(?:puluh|belas|ratus|tengah)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan|puluh|belas|ratus)"
)
_COUNT: Final = rf"(?:(?<!\d)(?<!\d[.,])\d[\d.,]*|\b{_WORD}(?:\s+{_WORD})*)(?:\s+setengah)?"
_JUTA: Final = rf"(?:\bsejuta|{_COUNT}\s*(?:juta|jt|jeti|million))"
_RIBU: Final = rf"(?:\bseribu|{_COUNT}\s*(?:ribu|rebu|rb|k|thousand))"
_SUM: Final = re.compile(
    rf"(?:rp\.?\s*)?(?:{_JUTA}(?:\s*(?:{_RIBU}|setengah|[1-9]00))?|{_RIBU})(?:an)?\b"
    r"|\brp\.?\s*\d[\d.,]*\d|\b\d{1,3}(?:[.,]\d{3})+\b|(?<![\d.,+-])[1-9]\d{1,5}000(?![\d.,-]*\d)\b"
)
_DIGIT: Final = r"(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)"
_BETWEEN: Final = re.compile(rf"\b{_DIGIT}\s+{_DIGIT}\b")
"""Somewhere between the two: "satu dua juta" is no three million."""
_ROUNDED: Final = re.compile(r"an$")
_HUNDREDS: Final = re.compile(r"(?<=[ta])\s*([1-9]00)$")
"""Behind millions, "1 jt 500" is one and a half."""
_SPELLED: Final = (
    (re.compile(r"\bsejuta\b"), "satu juta"),
    (re.compile(r"\bmillion\b|\bjeti\b"), "juta"),
    (re.compile(r"\bthousand\b|\brebu\b"), "ribu"),
    (re.compile(r"\blapan\b"), "delapan"),
)
_A_YEAR: Final = r"(?:(?:se|per|per |tiap |setiap |saben |a |each )(?:tahun|taun|thn|year)|tahunan|yearly)"
_A_CATCH: Final = r"(?:sekali|sekalinya|per|tiap|setiap|se)\s*(?:panen|musim|melaut|trip|proyek|borongan)"
_OTHERWISE: Final = re.compile(
    rf"\s*(?:/\s*(?:tahun|thn|th|year)|(?:per )?(?:thn|th)|{_A_YEAR}|tahun|year|{_A_CATCH})\b"
)
"""What a year or a harvest brings is none of a month, and no rule of ours makes it one."""
_EARNING: Final = r"(?:(?:dapat|dapet|dpt|hasil|penghasilan|pendapatan|gaji|upah|omset|omzet|untung|panen)(?:nya)?)"
_ABOUT: Final = (
    r"(?:(?:saya|cuma|hanya|sekitar|kira-kira|kurang lebih|bisa|itu|ya|rata-rata|i|earn|make|get)\s+)*(?:rp\.?\s*)?"
)
_OTHERWISE_BEFORE: Final = re.compile(
    rf"\b(?:{_EARNING} (?:saya |kami )?{_A_YEAR} |(?<!bayar )(?<!iuran ){_A_YEAR} (?:{_EARNING} )?"
    rf"|{_A_CATCH} (?:{_EARNING} )?){_ABOUT}$"
)
"""The same said first; who pays for a year names what a month brings."""
_DENIED: Final = re.compile(r"\b(?:bukan|bkn|not)\s+(?:rp\.?\s*)?$")
_OWED: Final = re.compile(
    r"\b(?:utang|hutang|utangnya|hutangnya|cicilan|angsuran|kredit|pinjaman|modal)\s+(?:saya\s+|sy\s+)?(?:rp\.?\s*)?$"
)
_NET: Final = re.compile(rf"\b(?:untung|untungnya|bersih|bersihnya|laba|labanya|net)\s+{_ABOUT}$")
"""Of several sums the income is what is left; what passes through somebody's hands is not theirs."""
_DAILY: Final = re.compile(r"\b(?:sehari|perhari|per hari|harian|sedino|sadinten|a day|per day)\b|/ ?hari")
_WEEK: Final = r"(?:minggu|mggu|mgg|mingguan|pekan|week)"
_SUNDAY: Final = r"(?<!hari )(?<!sabtu )(?<!sabtu-)(?<!sabtu, )(?<!sabtu dan )(?<!sabtu sama )(?<!malam )"
_WEEKLY: Final = re.compile(
    rf"\b{_SUNDAY}(?:se|per|per |tiap |setiap |saben |each |a )?{_SUNDAY}{_WEEK}(?:nya)?\b"
    rf"(?!\s*(?:sekali|lalu|kemarin|depan|ini|pagi))|/ ?{_WEEK}"
)
_EACH_WEEK: Final = rf"(?:se|per|per |tiap |setiap |saben |/ ?){_WEEK}"
_OF_A_WEEK: Final = re.compile(
    rf"(?<!\w)(?P<week>{_EACH_WEEK}|{_WEEK}an)\s+{_ABOUT}(?:{_SUM.pattern})|(?:{_SUM.pattern})\s*{_EACH_WEEK}\b"
)
_PAID: Final = re.compile(
    r"\b(?:bayar|byr|mbayar|bayarnya|iuran|iurannya|setor|setoran|cicil|cicilan|nyicil|angsuran|nabung|sewa|kontrakan)"
    r"(?:\s+\w+)?\s+$"
)
"""A sum right beside a week is what the week brings, too, unless it is said to be paid."""
_TIMES: Final = re.compile(rf"\b(?:\d+|{_WORD})\s*(?:x|kali)\b")
"""What comes several times a week is not what the week brings."""
_EARNS: Final = listed("""
    dapat dapet dpt oleh entuk olih meunang hasil hasilnya penghasilan pendapatan gaji upah omset omzet untung terima
    kerja jualan narik bawa pegang earn income bayaran borongan
""")
"""Beside one of these words a sum with a week is what the week brings, and none that is paid."""
_DAYS: Final = re.compile(
    r"\b([1-3]?\d)\s*(?:hari|hr)\s+(?:kerja\s+)?(?:dalam\s+)?(?:sebulan|perbulan|per bulan|tiap bulan)"
    r"|\b(?:sebulan|perbulan|per bulan|tiap bulan)(?:nya)?\s+(?:\w+\s+){0,2}?([1-3]?\d)\s*(?:hari|hr)\b"
)
_MOST_DAYS: Final = 31


def amounts(plain: str, letters: list[str]) -> tuple[int, ...]:
    """Whole rupiah in the order said, what is left over first; `plain` in small letters, `letters` its words."""
    if _TIMES.search(plain) and _is_weekly(plain, letters):
        return ()
    found = sorted(_sums(plain), key=lambda each: not each[1])
    return tuple(dict.fromkeys(amount for amount, _ in found))[:_MOST]


def per(plain: str, letters: list[str]) -> Per | None:
    """Whether the sums are what a day or a week brings."""
    if _DAILY.search(plain):
        return "day"
    return "week" if _is_weekly(plain, letters) else None


def days(plain: str) -> int | None:
    """On how many days of a month somebody works, where they say so."""
    found = _DAYS.search(plain)
    told = int(found[1] or found[2]) if found else 0
    return told if 0 < told <= _MOST_DAYS else None


def _is_weekly(plain: str, letters: list[str]) -> bool:
    if not _WEEKLY.search(plain):
        return False
    beside = any(not _PAID.search(plain[: found.start()]) for found in _OF_A_WEEK.finditer(plain))
    return beside or bool(_EARNS.intersection(letters))


def _sums(plain: str) -> Iterator[tuple[int, bool]]:
    """Each sum that may be an income, and whether it is said to be what is left."""
    for found in _SUM.finditer(plain):
        before = plain[: found.start()]
        otherwise = _OTHERWISE.match(plain, found.end()) or _OTHERWISE_BEFORE.search(before)
        if otherwise or _DENIED.search(before) or _OWED.search(before):
            continue
        amount = _rupiah(found.group())
        if amount >= _LEAST:
            yield amount, bool(_NET.search(before))


def _rupiah(said: str) -> int:
    """Whole rupiah; none where it can be read in several ways."""
    if _BETWEEN.search(said):
        return 0
    plain = _HUNDREDS.sub(r" \g<1> ribu", _ROUNDED.sub("", said.strip(" .,")))
    for written, instead in _SPELLED:
        plain = written.sub(instead, plain)
    try:
        return texts.rupiah(plain, "amount")
    except InvalidAnswer:
        return 0
