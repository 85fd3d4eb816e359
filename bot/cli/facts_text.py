"""The law in words, for people who read it on a terminal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.facts.base import Change, Facts
from bot.facts.benefits import Basis, Benefits, Payment, Scholarship
from bot.facts.contributions import Programme, Quote
from bot.facts.eligibility import Standing
from bot.facts.rule import Rule
from bot.i18n.catalogue import SOURCE, Catalogue
from bot.i18n.formats import rupiah

UNITS = {
    "percent": "persen",
    "months": "bulan",
    "years": "tahun",
    "days": "hari",
    "working days": "hari kerja",
    "hours": "jam",
    "minutes": "menit",
    "weeks": "minggu",
    "jobs": "pekerjaan",
    "times": "kali",
    "companies": "perusahaan",
}
SUMS = {
    "jkk_total_disability": "cacat total tetap",
    "wage_replacement_per_month": "pengganti upah sebulan, {months} bulan pertama",
    "wage_replacement_later_per_month": "pengganti upah sebulan, sesudahnya sampai sembuh",
}


def notes(caveats: Iterable[str]) -> Iterator[str]:
    """The sentences that must be said with a figure, each once."""
    words = Catalogue.load()
    yield from (f"catatan: {words.plain(SOURCE, key)}" for key in dict.fromkeys(caveats))


def value(rule: Rule) -> str:
    """What a rule holds, in a few words: "50 persen", "Rp6.800", "33 golongan"."""
    if rule.brackets:
        return f"{len(rule.brackets)} golongan"
    if rule.rows:
        return "; ".join(_listed(row) for row in rule.rows)
    if isinstance(rule.value, Mapping):
        return _listed(rule.value)
    if isinstance(rule.value, list):
        return ", ".join(map(str, rule.value))
    return rupiah(rule.value) if rule.unit.startswith("IDR") else f"{rule.value} {UNITS.get(rule.unit, '')}".strip()


def _listed(row: Mapping[str, Any]) -> str:
    return " ".join(
        f"{key}={', '.join(map(str, held)) if isinstance(held, list) else held}" for key, held in row.items()
    )


def changes(found: Iterable[Change]) -> Iterator[str]:
    """Each change as a sentence, with what must be said with it, for those who keep the contents."""
    for each in found:
        yield f"{each.on}  {each.id}\n  {_told(each)}."
        yield from (f"  {note}" for note in notes(each.after.caveats if each.after else ()))


def _told(found: Change) -> str:
    match found.before, found.after:
        case Rule() as old, Rule() as new:
            return f"{new.about}: dari {value(old)} menjadi {value(new)} ({new.citation})"
        case _, Rule() as new:
            return f"{new.about}: mulai berlaku {value(new)} ({new.citation})"
        case Rule() as old, _:
            return f"{old.about}: {value(old)} berakhir, aturan berikutnya belum diketahui ({old.citation})"
    return "tidak ada aturan"


def rule(found: Rule, facts: Facts) -> Iterator[str]:
    """A rule with its law, sources and check, line by line."""
    yield f"{found.id}: {found.about}"
    yield f"  nilai      {value(found)}"
    yield from (f"    {_listed(row)}" for row in found.brackets)
    yield from ([f"  ketentuan  {_listed(found.terms)}"] if found.terms else [])
    yield f"  berlaku    {found.since} sampai {found.until or 'ada aturan baru'}"
    yield f"  hukum      {found.citation}, {facts.law_of(found).title}"
    yield f"  diperiksa  {found.checked}, keyakinan {found.confidence}"
    yield from (f"  {note}" for note in notes(found.caveats))
    yield from (f"  sumber     {key}: {facts.sources[key]}" for key in found.sources)


def contribution(found: Quote) -> Iterator[str]:
    """A quote month by month, with the law of each line."""
    yield f"dasar penghasilan {rupiah(found.base)}"
    for month in found.months:
        yield f"{month.month:%Y-%m}  {rupiah(month.total)}"
        for line in month.lines:
            normal = f" (tanpa potongan {rupiah(line.normal)})" if line.cut else ""
            yield f"  {line.programme.upper()} {rupiah(line.due)}{normal}, {line.law}, diperiksa {line.checked}"
    yield f"seluruhnya {rupiah(found.total)}"
    yield from notes(found.caveats)


def benefit(found: Benefits) -> Iterator[str]:
    """What is paid, with the law of each sum."""
    yield f"dasar penghasilan {rupiah(found.base)}"
    yield from ([] if found.covered else ["belum ada iuran yang dibayar: belum dilindungi"])
    yield _paid("meninggal biasa", found.jkm.total, found.jkm)
    yield _paid("meninggal karena kecelakaan kerja", found.jkk_death.total, found.jkk_death)
    for name, words in SUMS.items():
        yield _paid(words.format(months=found.full_wage_months), getattr(found, name), found.basis[name])
    yield from _scholarship(found.scholarship)
    bare = (caveat for each in found.basis.values() for caveat in each.caveats)
    yield from notes((*found.jkm.caveats, *found.jkk_death.caveats, *bare, *found.scholarship.caveats))


def _paid(name: str, amount: int, by: Basis | Payment) -> str:
    return f"{name} {rupiah(amount)}, {by.law}, diperiksa {by.checked}"


def _scholarship(found: Scholarship) -> Iterator[str]:
    sure = "sudah" if found.eligible_after_ordinary_death else "belum"
    most = f"paling banyak {rupiah(found.max_total)} untuk {found.children} anak"
    yield f"beasiswa setelah meninggal biasa: {sure}, {most}, {found.law}, diperiksa {found.checked}"


def standings(found: Mapping[Programme, Standing]) -> Iterator[str]:
    """Who must and who may, programme by programme."""
    for code, each in found.items():
        yield f"{code.upper()}  {each.answer}  {each.rule}, {each.law}, diperiksa {each.checked}"
    yield from notes(caveat for each in found.values() for caveat in each.caveats)
