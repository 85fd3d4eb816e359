"""What changes soon, for those who keep the contents: rules that begin or end, and the prices that follow."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.cli.facts_text import changes
from bot.facts.base import Facts
from bot.facts.countdown import Price, PriceChange, Upcoming, around
from bot.i18n.formats import rupiah


def told(facts: Facts, found: Upcoming) -> dict[str, Any]:
    """The rules that turn and the price changes, each with the days to go; prices for the lowest income base."""
    return {
        "on": found.first,
        "until": found.last,
        "changes": [{**vars(each), "days": (each.on - found.first).days} for each in found.changes],
        "prices": [_price_change(facts, each, found.first) for each in found.prices],
    }


def _price_change(facts: Facts, change: PriceChange, first: date) -> dict[str, Any]:
    before, after = _around(facts, change)
    return {
        "month": f"{change.on:%Y-%m}",
        "days": (change.on - first).days,
        "sector": change.sector,
        "payer": change.payer,
        "base": before.base,
        "before": _packages(before),
        "after": _packages(after),
        "same_benefits": change.same_benefits,
    }


def _packages(price: Price) -> dict[str, int]:
    return {"jkk_jkm": price.protection, "jkk_jkm_jht": price.saving}


def _around(facts: Facts, change: PriceChange) -> tuple[Price, Price]:
    lowest = int(facts.in_force("bpu.base", change.on).brackets[0]["base"])
    return around(facts, change, lowest)


def words(facts: Facts, found: Upcoming) -> Iterator[str]:
    """The same in sentences."""
    for each in found.changes:
        yield f"{(each.on - found.first).days} hari lagi:"
        yield from changes([each])
    for price in found.prices:
        before, after = _around(facts, price)
        yield f"{price.on}  iuran berubah, sektor {price.sector}, pembayar {price.payer}"
        yield f"  dasar {rupiah(before.base)}, JKK+JKM: {rupiah(before.protection)} menjadi {rupiah(after.protection)}."
        yield f"  Dengan JHT: {rupiah(before.saving)} menjadi {rupiah(after.saving)}."
        yield f"  Manfaat {'tetap sama' if price.same_benefits else 'ikut berubah'}."
    if not found.changes:
        yield f"Tidak ada perubahan sampai {found.last}."
