"""What the page shows, ready for `document.typ`: words, tables as rows of words, shares where it draws."""

from typing import Final

from bot.reports import headlines, tables
from bot.reports.picture import action, part
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
_LARGE, _SMALL = 1.06, 1.0


def shown(weekly: Weekly, voice: Voice) -> Shown:
    """Everything on the page."""
    made, notes = weekly.made, remarks(weekly, voice, _CORRECTED)
    return {
        "language": voice.language,
        "title": f"{voice('kicker')}: {weekly.name}, {voice.week(weekly)}",
        "made": [made.year, made.month, made.day],
        "kicker": voice("kicker"),
        "example": voice("example.short") if weekly.example else None,
        "region": weekly.name,
        "parents": ", ".join(weekly.parents),
        "week": voice("week", days=voice.week(weekly)),
        "as_of": voice("as_of", day=voice.day(weekly.standing.as_of)) if weekly.standing else voice("no_data"),
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
        "letters": _SMALL if len(weekly.parts) > _THREE_COLUMNS or len(notes) > _FEW_NOTES else _LARGE,
        "notes_title": voice("notes"),
        "notes": notes,
        "foot": _foot(weekly, voice),
        "id": voice("made", id=weekly.id, at=voice.made(weekly)),
    }


def _tiles(weekly: Weekly, voice: Voice) -> list[Shown]:
    standing, moved = weekly.standing, headlines.change(weekly, voice)
    pct, target = (standing.pct, standing.target_pct) if standing else (None, None)
    needed = standing.pace.needed if standing and standing.pace else None
    missing = standing.gap if standing else None
    return [
        _tile(voice("tile.coverage"), voice.share(pct), moved.words, moved.sign),
        _tile(voice("tile.target", year=headlines.year(weekly)), voice.share(target), _target_source(standing, voice)),
        _tile(voice("tile.gap"), voice.count(missing), _uncovered(standing, voice)),
        _tile(voice("tile.needed"), voice.count(needed), _paces(standing, voice)),
    ]


def _tile(label: str, figure: str, note: str, sign: headlines.Sign = "none") -> Shown:
    return {"label": label, "figure": figure, "note": note, "sign": sign}


def _target_source(standing: Standing | None, voice: Voice) -> str:
    if standing is None or standing.target_pct is None:
        return voice("target.none")
    return cut(standing.target_source, SOURCE)


def _uncovered(standing: Standing | None, voice: Voice) -> str:
    people = standing.uncovered if standing else None
    return "" if people is None else voice("uncovered", people=voice.brief(people))


def _paces(standing: Standing | None, voice: Voice) -> str:
    if standing is None or standing.pace is None:
        return voice("reach.no_figure")
    now = "" if standing.pace.present is None else f"{sentence(headlines.present(standing.pace, voice))}. "
    return f"{now}{headlines.reach(standing, voice)}"


def _under_ruler(weekly: Weekly, voice: Voice) -> str:
    counts = headlines.counts(weekly.standing, voice)
    split = sentence(" · ".join(headlines.segments(weekly, voice)))
    legend = voice("legend") if weekly.standing and weekly.standing.target_pct is not None else ""
    return " ".join(words for words in (f"{counts}." if counts else "", legend, f"{split}." if split else "") if words)


def _parts(weekly: Weekly, voice: Voice) -> Shown:
    ranked = [part(one, voice) for one in weekly.parts if one.rank is not None]
    unknown = [f"{one.name}{HIDDEN * (one.active == MASKED)}" for one in weekly.parts if one.rank is None]
    notes = [voice("ranking.none")] if not ranked else []
    if len(ranked) > PARTS:
        notes.append(voice("ranking.more", count=str(len(ranked) - PARTS)))
    if unknown:
        names = ", ".join(unknown[:_NAMES])
        more = len(unknown) - _NAMES
        notes.append(voice("ranking.unknown", names=f"{names}{voice('and_more', count=str(more)) if more > 0 else ''}"))
    title = voice("ranking", parts=voice.parts(weekly))
    return {"title": title, "rows": ranked[:PARTS], "columns": 3 if len(ranked) > _THREE_COLUMNS else 2, "notes": notes}


def _foot(weekly: Weekly, voice: Voice) -> list[str]:
    standing = weekly.standing
    told = [voice.defined("coverage")]
    if standing is not None:
        year = "" if standing.eligible_year is None else str(standing.eligible_year)
        eligible = f"{cut(standing.eligible_source, SOURCE)} {year}".strip() or voice("no_data")
        told.append(voice("sources", active=cut(standing.source, SOURCE) or voice("no_data"), eligible=eligible))
    return [" ".join(told), f"{voice.defined('steps')} {voice.defined('small')}"]
