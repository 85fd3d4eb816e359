"""The figures of a report one by one: what each means, where it comes from, and two reports beside each other."""

from collections.abc import Mapping
from datetime import date

from bot.answers.places import KINDS
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Moment, Table, Value
from bot.flows.report_forms import voice_of
from bot.reports import headlines
from bot.reports.voice import HIDDEN, Voice, cut
from bot.reports.weekly import Standing, Weekly

NAMES = ("coverage", "target", "gap", "pace", "steps", "villages")
"""Figures that can be explained, as the words of the reports call them."""
COUNTED_ELSEWHERE = frozenset({"coverage", "target", "gap", "pace"})
"""Figures that others told; all else the bot and the staff counted themselves."""
NOTHING: Mapping[str, Value] = dict.fromkeys(("name", "now", "meaning", "source", "as_of", "id"), "-")
_KINDS = ("Kab. ", "Kota ", *KINDS.values())
SHORT = 11
"""Letters of a heading of the table: what a phone shows in one line."""


def meaning(name: str, weekly: Weekly, view: View) -> Mapping[str, Value]:
    """One figure with its definition, its source, and as of when it holds."""
    voice = voice_of(weekly, view)
    elsewhere = name in COUNTED_ELSEWHERE
    source = _source(name, weekly) if elsewhere else Label("reports.source.own")
    told = headlines.as_of(weekly)
    as_of = Day(told) if elsewhere and told else Moment(weekly.made, weekly.zone)
    now, why = _now(name, weekly, voice) or "-", voice(f"definition.{name}")
    return {
        "name": voice(f"defined.{name}"),
        "now": now,
        "meaning": " ".join(words for words in (why, voice.reason(now)) if words),
        "source": source,
        "as_of": as_of,
        "id": weekly.id,
    }


def beside(one: Weekly, other: Weekly, view: View) -> Mapping[str, Value]:
    """Two reports as a table of two columns, and a warning where their shares do not mean the same."""
    voice = voice_of(other, view)
    rows: list[tuple[Value, ...]] = [
        (Label(f"reports.row.{name}"), _cell(name, one, voice), _cell(name, other, voice)) for name in ROWS
    ]
    heads = ("", _head(one, one, other, voice), _head(other, one, other, voice))
    signs = " ".join(str(cell) for row in rows for cell in row[1:])
    hidden = Label("reports.beside.hidden", {"sign": HIDDEN}) if HIDDEN in signs else ""
    return {"table": Table((heads, *rows)), "note": _warning(one.standing, other.standing), "hidden": hidden}


ROWS = ("pct", "active", "eligible", "gap", "interest", "contacted", "registered", "verified", "villages")


def _cell(name: str, weekly: Weekly, voice: Voice) -> str:
    standing = weekly.standing
    match name:
        case "pct":
            return voice.share(standing.pct) if standing and standing.pct is not None else "–"
        case "active" if weekly.headcount is not None:
            return voice.brief(weekly.headcount.active)
        case "active" | "eligible" | "gap":
            return voice.brief(getattr(standing, name) if standing else None)
        case "villages":
            return f"{weekly.villages.visited}/{weekly.villages.total}"
        case _:
            return voice.brief(weekly.funnel.total.get(name))  # type: ignore[call-overload]


def _head(weekly: Weekly, one: Weekly, other: Weekly, voice: Voice) -> str:
    """The week where the region is the same, else the name, without its kind unless only that tells them apart."""
    if one.region == other.region:
        return _short_week(weekly.last, voice)
    return cut(weekly.name if _bare(one) == _bare(other) else _bare(weekly), SHORT)


def _bare(weekly: Weekly) -> str:
    kind = next((kind for kind in _KINDS if weekly.name.startswith(kind)), "")
    return weekly.name.removeprefix(kind)


def _short_week(last: date, voice: Voice) -> str:
    return voice.short(last)[:6].strip()


def _warning(one: Standing | None, other: Standing | None) -> Value:
    """Unless both reckon with the same kind of workers of the same year."""
    if one is None or other is None:
        return ""
    if any(each.eligible is None and each.eligible_year is None for each in (one, other)):
        return Label("reports.beside.unknown")
    is_alike = (one.eligible_year, one.eligible_source) == (other.eligible_year, other.eligible_source)
    return "" if is_alike else Label("reports.beside.unlike")


def _now(name: str, weekly: Weekly, voice: Voice) -> str | None:
    standing, total = weekly.standing, weekly.funnel.total
    match name:
        case "coverage" if weekly.headcount is not None:
            return f"{headlines.headcount(weekly, voice)}. {headlines.gap(weekly, voice)}"
        case "coverage":
            counted = headlines.counts(standing, voice)
            share = voice.share(standing.pct if standing else None)
            return f"{share} ({counted})" if counted else share
        case "target":
            return headlines.target(weekly, voice)
        case "gap":
            return headlines.gap(weekly, voice)
        case "pace":
            return headlines.pace(standing, voice) if standing else None
        case "steps":
            return f"{voice.count(total.get('registered'))} / {voice.count(total.get('verified'))}"
        case _:
            return f"{weekly.villages.visited} / {weekly.villages.total}"


def _source(name: str, weekly: Weekly) -> Value:
    standing = weekly.standing
    if standing is None:
        told = headlines.source(weekly) if name == "coverage" else ""
        return told or Label("reports.source.none")
    told = standing.target_source if name == "target" else standing.source
    workers = f"{standing.eligible_source} {standing.eligible_year or ''}".strip()
    if name == "coverage" and workers:
        return Label("reports.source.workers", {"source": told or "-", "workers": workers})
    return told or Label("reports.source.none")
