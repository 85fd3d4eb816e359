"""What the picture shows, ready for `picture.typ`: words, and shares where something is drawn."""

from collections.abc import Sequence
from typing import Final

from bot.reports import headlines, tables
from bot.reports.remarks import SOURCE
from bot.reports.scales import Shown, ruler, trend
from bot.reports.voice import Voice, cut, sentence
from bot.reports.weekly import Action, Part, Step, Weekly

FEWEST: Final = 2
"""Parts of which a ranking is made."""
ROWS: Final = 7
"""Parts that have room; of more, those at both ends are shown."""
_ENDS: Final = 3
_STEPS: Final[tuple[Step, ...]] = ("interest", "contacted", "registered", "verified")


def shown(weekly: Weekly, voice: Voice) -> Shown:
    """Everything on the picture."""
    moved = headlines.change(weekly, voice, dated=True)
    standing, funnel = weekly.standing, _funnel(weekly, voice)
    actions = [action(one, weekly, voice) for one in weekly.actions]
    rows = _rows(weekly, voice)
    said = [one["count"] for one in funnel["steps"]] if trend(weekly, voice)["note"] else []
    said += [] if rows else [one["why"] for one in actions]
    has_target = headlines.target_pct(weekly) is not None
    return {
        "language": voice.language,
        "title": f"{headlines.region(weekly)}, {voice.week(weekly)}",
        "region": headlines.region(weekly),
        "week": voice("week", days=voice.week(weekly)),
        "example": voice("example.short") if weekly.example else None,
        **ruler(weekly),
        **_covered(weekly, voice),
        "counts": headlines.counts(standing, voice) or ("" if has_target else headlines.target(weekly, voice)),
        "target_mark": headlines.target(weekly, voice) if has_target else None,
        "gap": _gap(weekly, voice),
        "change": None if standing is None else {"sign": moved.sign, "words": moved.words},
        "trend": trend(weekly, voice),
        "funnel": funnel,
        "villages": {"title": voice("villages"), "row": tables.villages(weekly, voice)[0]},
        "parts": {"title": headlines.ranking(weekly, voice), "rows": rows},
        "actions": {"title": voice("actions"), "rows": actions},
        "few": voice.reason(" ".join(said)),
        "foot": _foot(weekly, moved.words, voice),
    }


def _covered(weekly: Weekly, voice: Voice) -> Shown:
    """The share and what it is of, else how many people are covered, else why neither can be told."""
    if weekly.standing is not None:
        return {"pct": voice.share(weekly.standing.pct), "pct_words": voice("covered")}
    if weekly.headcount is not None:
        return {"pct": voice.count(weekly.headcount.active), "pct_words": voice("covered")}
    return {"pct": headlines.gap(weekly, voice), "pct_words": ""}


def _gap(weekly: Weekly, voice: Voice) -> str | None:
    """What is missing; without a target that there is none, unless it stands beside the share already."""
    standing = weekly.standing
    if standing is None:
        return None if weekly.headcount is None else headlines.gap(weekly, voice)
    if standing.target_pct is not None:
        return headlines.gap(weekly, voice)
    return headlines.target(weekly, voice) if headlines.counts(standing, voice) else None


def ranked(parts: Sequence[Part], voice: Voice) -> list[Shown]:
    """Parts as rows of the ranking."""
    return [_part(one, pct) for one, pct in zip(parts, voice.shares([one.pct for one in parts]), strict=True)]


def _part(one: Part, pct: str) -> Shown:
    return {
        "gap": False,
        "place": "" if one.rank is None else str(one.rank),
        "name": one.name,
        "share": None if one.pct is None else float(one.pct),
        "pct": pct,
        "moved": headlines.sign_of(one.moved) if one.rank is not None else "none",
    }


def _funnel(weekly: Weekly, voice: Voice) -> Shown:
    """What the bot came to in the week, for where there is no line to draw; no step where nothing is counted."""
    total = weekly.funnel.total
    told = {step: total.get(step) for step in _STEPS}
    known = [
        {"step": voice(f"step.{step}"), "count": voice.count(one)} for step, one in told.items() if one is not None
    ]
    return {"title": voice("funnel"), "steps": known}


def action(one: Action, weekly: Weekly, voice: Voice) -> Shown:
    """What to do next and why, with the figures that made it so."""
    figures = {name: voice.figure(value) for name, value in one.figures.items()}
    said = {"place": weekly.name} | figures
    return {name: sentence(voice(f"{room}.{one.key}", **said)) for name, room in (("words", "action"), ("why", "why"))}


def _rows(weekly: Weekly, voice: Voice) -> list[Shown]:
    placed = [one for one in weekly.parts if one.rank is not None]
    if len(placed) < FEWEST:
        return []
    if len(placed) <= ROWS:
        return ranked(placed, voice)
    left = voice("ranking.between", count=str(len(placed) - 2 * _ENDS), parts=voice.parts(weekly))
    rows = ranked([*placed[:_ENDS], *placed[-_ENDS:]], voice)
    return [*rows[:_ENDS], {"gap": True, "name": left}, *rows[_ENDS:]]


def _foot(weekly: Weekly, change: str, voice: Voice) -> str:
    """Sources and number; of which day the figure is where the words on the change do not say it."""
    on = headlines.as_of(weekly)
    day = "" if on is None else voice.day(on)
    as_of = voice("as_of", day=day) if day not in change else ""
    return " · ".join(words for words in (as_of, cut(headlines.source(weekly), SOURCE), weekly.id) if words)
