"""What the picture shows, ready for `picture.typ`: words, and shares where something is drawn."""

from typing import Final

from bot.reports import headlines
from bot.reports.scales import Shown, ruler, trend
from bot.reports.voice import Voice, cut, sentence
from bot.reports.weekly import Action, Part, Weekly

ROWS: Final = 7
"""Parts that have room; of more, those at both ends are shown."""
_ENDS: Final = 3
_SOURCE: Final = 32


def shown(weekly: Weekly, voice: Voice) -> Shown:
    """Everything on the picture."""
    moved = headlines.change(weekly, voice)
    standing = weekly.standing
    has_target = standing is not None and standing.target_pct is not None
    return {
        "language": voice.language,
        "title": f"{weekly.name}, {voice.week(weekly)}",
        "region": weekly.name,
        "week": voice("week", days=voice.week(weekly)),
        "example": voice("example.short") if weekly.example else None,
        **ruler(weekly),
        "pct": voice.share(standing.pct if standing else None),
        "pct_words": voice("covered") if standing and standing.pct is not None else "",
        "counts": headlines.counts(standing, voice) or ("" if has_target else headlines.target(weekly, voice)),
        "target_mark": headlines.target(weekly, voice) if has_target else None,
        "gap": None if standing is None else headlines.gap(weekly, voice),
        "change": None if standing is None else {"sign": moved.sign, "words": moved.words},
        "trend": trend(weekly, voice),
        "parts": {"title": voice("ranking", parts=voice.parts(weekly)), "rows": _rows(weekly, voice)},
        "actions": {"title": voice("actions"), "rows": [action(one, weekly, voice) for one in weekly.actions]},
        "foot": _foot(weekly, voice),
    }


def part(one: Part, voice: Voice) -> Shown:
    """One part as a row of the ranking."""
    return {
        "gap": False,
        "place": "" if one.rank is None else str(one.rank),
        "name": one.name,
        "share": None if one.pct is None else float(one.pct),
        "pct": voice.share(one.pct),
        "moved": headlines.sign_of(one.moved) if one.rank is not None else "none",
    }


def action(one: Action, weekly: Weekly, voice: Voice) -> Shown:
    """What to do next and why, with the figures that made it so."""
    figures = {name: voice.figure(value) for name, value in one.figures.items()}
    said = {"place": weekly.name} | figures
    return {name: sentence(voice(f"{room}.{one.key}", **said)) for name, room in (("words", "action"), ("why", "why"))}


def _rows(weekly: Weekly, voice: Voice) -> list[Shown]:
    ranked = [one for one in weekly.parts if one.rank is not None]
    if len(ranked) <= ROWS:
        return [part(one, voice) for one in ranked]
    left = voice("ranking.between", count=str(len(ranked) - 2 * _ENDS), parts=voice.parts(weekly))
    first, last = ranked[:_ENDS], ranked[-_ENDS:]
    return [*(part(one, voice) for one in first), {"gap": True, "name": left}, *(part(one, voice) for one in last)]


def _foot(weekly: Weekly, voice: Voice) -> str:
    standing = weekly.standing
    told = [voice("as_of", day=voice.day(standing.as_of)), cut(standing.source, _SOURCE)] if standing else []
    return " · ".join(words for words in (*told, weekly.id) if words)
