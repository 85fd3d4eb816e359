"""Answers of the calculators as plain values, for JSON on the command line and for receipts."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.facts.base import Change
from bot.facts.contributions import Month
from bot.facts.rule import Rule


def plain(found: Any) -> Any:
    """Dataclasses as dicts in the order of their fields, dates as ISO text, contribution months as "2026-11"."""
    match found:
        case Month():
            return {**_fields(found), "month": f"{found.month:%Y-%m}"}
        case Change():
            return {"on": plain(found.on), "id": found.id, "before": plain(found.before), "after": plain(found.after)}
        case Mapping():
            return {key: plain(each) for key, each in found.items()}
        case list() | tuple():
            return [plain(each) for each in found]
        case date():
            return found.isoformat()
        case Decimal():
            return str(found)
        case _:
            return _fields(found) if is_dataclass(found) else found


def _fields(found: Any) -> dict[str, Any]:
    """All fields; those that a rule leaves empty are left out."""
    pairs = ((each.name, getattr(found, each.name)) for each in fields(found))
    return {name: plain(value) for name, value in pairs if not (isinstance(found, Rule) and value in (None, (), {}))}
