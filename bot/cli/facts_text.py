"""The law in words and tables, for people who read it on a terminal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.facts.base import Change, Facts
from bot.facts.benefits import Benefits
from bot.facts.contributions import SECTORS, Programme, Quote, quote
from bot.facts.eligibility import Standing
from bot.facts.rule import Rule
from bot.i18n.formats import rupiah

UNITS = {
    "percent": "persen",
    "months": "bulan",
    "years": "tahun",
    "days": "hari",
    "working days": "hari kerja",
    "hours": "jam",
    "jobs": "pekerjaan",
    "times": "kali",
    "companies": "perusahaan",
}
PACKAGES = {"jkk_jkm": ("jkk", "jkm"), "jkk_jkm_jht": ("jkk", "jkm", "jht")}


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


def change(found: Change) -> str:
    """One change as a sentence for those who keep the contents."""
    return f"{found.on}  {found.id}\n  {_told(found)}."


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
    yield f"  diperiksa  {found.checked}, keyakinan {found.confidence} {found.caveat}".rstrip()
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


def benefit(found: Benefits) -> Iterator[str]:
    """What is paid, with the law of each sum."""
    yield f"dasar penghasilan {rupiah(found.base)}"
    yield f"meninggal biasa {rupiah(found.jkm.total)}, {found.jkm.law}, diperiksa {found.jkm.checked}"
    yield f"meninggal karena kecelakaan kerja {rupiah(found.jkk_death.total)}, {found.jkk_death.law}"
    yield f"cacat total tetap {rupiah(found.jkk_total_disability)}, {found.basis['jkk_total_disability'].law}"
    yield f"pengganti upah sebulan {rupiah(found.wage_replacement_per_month)}"
    sure = "sudah" if found.scholarship.eligible_after_ordinary_death else "belum"
    yield f"beasiswa setelah meninggal biasa: {sure}, paling banyak {rupiah(found.scholarship.max_total)}"


def standings(found: Mapping[Programme, Standing]) -> Iterator[str]:
    """Who must and who may, programme by programme."""
    yield from (f"{code.upper()}  {each.answer}  {each.rule}, {each.law}" for code, each in found.items())


def tariff(facts: Facts, on: date) -> dict[str, Any]:
    """The BPU tariff of the contribution month in rupiah: each package by band, normal and by sector."""
    bands = facts.in_force("bpu.base", on)
    rows = [_band(facts, bracket, on) for bracket in bands.brackets]
    return {"month": f"{on:%Y-%m}", "law": bands.citation, "checked": bands.checked, "bands": rows}


def _band(facts: Facts, bracket: Mapping[str, Any], on: date) -> dict[str, Any]:
    prices: dict[str, int] = {}
    for package, programmes in PACKAGES.items():
        found = {each: quote(facts, bracket["from"], each, "self", programmes, on) for each in SECTORS}
        prices[package] = found["other"].normal_total
        prices |= {f"{package}_{each}": priced.total for each, priced in found.items()}
    return {"from": bracket["from"], "to": bracket.get("to"), "base": bracket["base"], **prices}


def table(found: Mapping[str, Any]) -> Iterator[str]:
    """The tariff as aligned columns; nothing is a dash."""
    rows = found["bands"]
    cells = [
        list(rows[0]),
        *([f"{held:,}".replace(",", ".") if held else "-" for held in row.values()] for row in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    yield f"Iuran BPU bulan {found['month']}, {found['law']}, diperiksa {found['checked']}"
    yield from ("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
