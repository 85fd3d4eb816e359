"""What the page shows, ready for `document.typ`: words, tables as rows of words, shares where it draws."""

from typing import Final

from bot.reports import headlines, tables
from bot.reports.picture import action, ranked
from bot.reports.remarks import SOURCE, remarks
from bot.reports.scales import Shown, ruler, trend
from bot.reports.voice import HIDDEN, Voice, cut, sentence
from bot.reports.weekly import MASKED, Standing, Weekly

PARTS: Final = 54
"""Parts that have room; the table of the data has all."""
_THREE_COLUMNS: Final = 26
_CORRECTED: Final = 3
_NAMES: Final = 6
_FEW_NOTES: Final = 5
_LARGEST, _LARGE, _SMALL = 1.22, 1.06, 1.0
_FEW_PARTS: Final = 8
_REGENCY: Final = "Kab. "
"""Left out where there is little room: what is a kota says so."""


def shown(weekly: Weekly, voice: Voice) -> Shown:
    """Everything on the page."""
    made, notes, as_of = weekly.made, remarks(weekly, voice, _CORRECTED), headlines.as_of(weekly)
    return {
        "language": voice.language,
        "title": f"{voice('kicker')}: {weekly.name}, {voice.week(weekly)}",
        "made": [made.year, made.month, made.day],
        "kicker": voice("kicker"),
        "example": voice("example.short") if weekly.example else None,
        "region": weekly.name,
        "parents": ", ".join(weekly.parents),
        "week": voice("week", days=voice.week(weekly)),
        "as_of": headlines.gap(weekly, voice) if as_of is None else voice("as_of", day=voice.day(as_of)),
        **ruler(weekly),
        "tiles": _tiles(weekly, voice),
        "ruler_words": _under_ruler(weekly, voice),
        "trend": trend(weekly, voice),
        "actions": {"title": voice("actions"), "rows": [action(one, weekly, voice) for one in weekly.actions]},
        "parts": _parts(weekly, voice),
        "funnel": tables.funnel(weekly, voice),
        "sponsors": tables.sponsors(weekly, voice),
        "villages": {"title": voice("villages"), "rows": tables.villages(weekly, voice)},
        "commitments": tables.commitments(weekly, voice),
        "letters": _letters(weekly, len(notes)),
        "notes_title": voice("notes"),
        "notes": notes,
        "foot": _foot(weekly, voice),
        "id": voice("made", id=weekly.id, at=voice.made(weekly)),
    }


def _letters(weekly: Weekly, notes: int) -> float:
    """How large the letters may be: a page with little on it is not left half empty."""
    ranked = sum(one.rank is not None for one in weekly.parts)
    if ranked > _THREE_COLUMNS or notes > _FEW_NOTES:
        return _SMALL
    return _LARGEST if ranked <= _FEW_PARTS else _LARGE


def _tiles(weekly: Weekly, voice: Voice) -> list[Shown]:
    standing, moved = weekly.standing, headlines.change(weekly, voice)
    pct, target = standing.pct if standing else None, headlines.target_pct(weekly)
    needed = standing.pace.needed if standing and standing.pace else None
    missing = standing.gap if standing else None
    count = weekly.headcount.active if weekly.headcount else None
    return [
        _tile(voice("tile.coverage"), pct, voice.share(pct), moved.words if standing else "", moved.sign)
        if count is None
        else _tile(voice("tile.headcount"), count, voice.count(count), headlines.gap(weekly, voice)),
        _tile(voice("tile.target", year=headlines.year(weekly)), target, voice.share(target), _target_source(standing)),
        _tile(voice("tile.gap"), missing, voice.count(missing), _uncovered(weekly, voice)),
        _tile(voice("tile.needed"), needed, voice.count(needed), _paces(standing, voice)),
    ]


def _tile(label: str, value: object, figure: str, note: str, sign: headlines.Sign = "none") -> Shown:
    return {"label": label, "is_known": value is not None, "figure": figure, "note": note, "sign": sign}


def _target_source(standing: Standing | None) -> str:
    return "" if standing is None else cut(standing.target_source, SOURCE)


def _uncovered(weekly: Weekly, voice: Voice) -> str:
    """Who is not covered at all; where the gap is not told in people, why not or how much it is else."""
    standing = weekly.standing
    if standing is None:
        return ""
    if standing.uncovered is not None:
        return voice("uncovered", people=voice.brief(standing.uncovered))
    return headlines.gap(weekly, voice) if standing.gap is None else ""


def _paces(standing: Standing | None, voice: Voice) -> str:
    if standing is None:
        return ""
    if standing.pace is None:
        return voice("reach.no_figure" if standing.target_pct is not None else "reach.no_target")
    now = "" if standing.pace.present is None else f"{sentence(headlines.present(standing.pace, voice))}. "
    return f"{now}{headlines.reach(standing, voice)}"


def _under_ruler(weekly: Weekly, voice: Voice) -> str:
    counts = headlines.counts(weekly.standing, voice)
    if counts is None and weekly.standing is not None and weekly.standing.pct is not None:
        counts = f"{voice.share(weekly.standing.pct)} {voice('covered')}"
    split = sentence(" · ".join(headlines.segments(weekly, voice)))
    legend = voice("legend") if weekly.standing and weekly.standing.target_pct is not None else ""
    return " ".join(words for words in (f"{counts}." if counts else "", legend, f"{split}." if split else "") if words)


def _parts(weekly: Weekly, voice: Voice) -> Shown:
    placed = ranked([one for one in weekly.parts if one.rank is not None], voice)
    unknown = [f"{one.name}{HIDDEN * (one.active == MASKED)}" for one in weekly.parts if one.rank is None]
    notes = [voice("ranking.none")] if not placed else []
    if len(placed) > PARTS:
        notes.append(voice("ranking.more", count=str(len(placed) - PARTS)))
    # Where nobody told of any part their names say nothing; of what is hidden they do.
    if unknown and (placed or any(one.active == MASKED for one in weekly.parts)):
        names = ", ".join(unknown[:_NAMES])
        more = len(unknown) - _NAMES
        notes.append(voice("ranking.unknown", names=f"{names}{voice('and_more', count=str(more)) if more > 0 else ''}"))
    title = headlines.ranking(weekly, voice)
    columns = 3 if len(placed) > _THREE_COLUMNS else 2
    rows = [{**one, "name": one["name"].removeprefix(_REGENCY)} for one in placed] if columns > 2 else placed
    return {"title": title, "rows": rows[:PARTS], "columns": columns, "notes": notes}


def _foot(weekly: Weekly, voice: Voice) -> list[str]:
    standing = weekly.standing
    told = [voice.defined("coverage")]
    if standing is not None or weekly.headcount is not None:
        year = "" if standing is None or standing.eligible_year is None else str(standing.eligible_year)
        eligible = f"{cut(standing.eligible_source if standing else '', SOURCE)} {year}".strip() or voice("no_data")
        active = cut(headlines.source(weekly), SOURCE) or voice("no_data")
        told.append(voice("sources", active=active, eligible=eligible))
    return [" ".join(told), f"{voice.defined('steps')} {voice.defined('small')}"]
