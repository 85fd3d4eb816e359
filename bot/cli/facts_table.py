"""The tariff of the self-employed as a table."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.cli.facts_text import notes
from bot.facts.base import Facts
from bot.facts.contributions import SECTORS, THREE, TWO, Quote, Sector, quote

PACKAGES = {"jkk_jkm": TWO, "jkk_jkm_jht": THREE}


def tariff(facts: Facts, on: date) -> dict[str, Any]:
    """The BPU tariff of the contribution month in rupiah: each package by band, normal and by sector."""
    bands = facts.in_force("bpu.base", on)
    rows = [_band(facts, bracket, on) for bracket in bands.brackets]
    said = (key for each in SECTORS for key in _quoted(facts, bands.brackets[0], each, "jkk_jkm", on).caveats)
    return {
        "month": f"{on:%Y-%m}",
        "law": bands.citation,
        "checked": bands.checked,
        "bands": rows,
        "caveats": list(dict.fromkeys(said)),
    }


def _band(facts: Facts, bracket: Mapping[str, Any], on: date) -> dict[str, Any]:
    prices: dict[str, int] = {}
    for package in PACKAGES:
        found = {each: _quoted(facts, bracket, each, package, on) for each in SECTORS}
        prices[package] = found["other"].normal_total
        prices |= {f"{package}_{each}": priced.total for each, priced in found.items()}
    return {"from": bracket["from"], "to": bracket.get("to"), "base": bracket["base"], **prices}


def _quoted(facts: Facts, bracket: Mapping[str, Any], sector: Sector, package: str, on: date) -> Quote:
    return quote(facts, bracket["from"], sector, "self", PACKAGES[package], on)


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
    yield from notes(found["caveats"])
