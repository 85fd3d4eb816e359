"""The report as one message: what stands highest is read even where nothing else is."""

from collections.abc import Mapping
from html import escape
from typing import Final

from bot.i18n.catalogue import Markup
from bot.reports import headlines, tables
from bot.reports.actions import to_do
from bot.reports.picture import FEWEST, action
from bot.reports.remarks import remarks
from bot.reports.voice import Voice
from bot.reports.weekly import STEPS, Part, Weekly

LONGEST: Final = 1_500
_ENDS: Final = 2
_CORRECTED: Final = 1
_REMARKS: Final = 4
_ARROWS: Final = {"up": "▲", "down": "▼", "same": "▬", "none": "•"}


def told(weekly: Weekly, voice: Voice) -> str:
    """HTML of fewer than LONGEST characters; what matters least is left out where all has no room."""
    paragraphs = {
        "head": _head(weekly, voice),
        "pace": _pace(weekly, voice),
        "actions": _actions(weekly, voice),
        "parts": _parts(weekly, voice),
        "funnel": _funnel(weekly, voice),
        "sponsors": _sponsors(weekly, voice),
        "field": _field(weekly, voice),
        "remarks": "\n".join(escape(words, quote=False) for words in remarks(weekly, voice, _CORRECTED)[:_REMARKS]),
        "id": f"<code>{escape(weekly.id)}</code>",
    }
    for dispensable in ("", "field", "funnel", "sponsors", "parts", "pace", "remarks"):
        paragraphs.pop(dispensable, "")
        whole = _whole(paragraphs, voice)
        if len(whole) < LONGEST:
            break
    return whole


def _whole(paragraphs: Mapping[str, str], voice: Voice) -> str:
    *said, last = (words for words in paragraphs.values() if words)
    why = _plain(voice.reason(" ".join(said)))
    return "\n\n".join((*said, *([why] if why else []), last))


def _head(weekly: Weekly, voice: Voice) -> str:
    standing, moved = weekly.standing, headlines.change(weekly, voice)
    lines = [voice.html("message.title", region=headlines.region(weekly), week=voice.week(weekly))]
    if standing is not None and standing.pct is not None:
        lines.append(voice.html("message.covered", pct=voice.share(standing.pct), day=voice.day(standing.as_of)))
    if weekly.headcount is not None:
        count, day = voice.count(weekly.headcount.active), voice.day(weekly.headcount.as_of)
        lines.append(voice.html("message.headcount", people=count, day=day))
    told = [headlines.target(weekly, voice), *([headlines.gap(weekly, voice)] if _says_gap(weekly) else [])]
    lines.append(_plain(" ".join(f"{words}." for words in told)))
    if standing is not None:
        lines.append(_plain(f"{_ARROWS[moved.sign]} {moved.words}"))
    return "\n".join(lines)


def _says_gap(weekly: Weekly) -> bool:
    """That it cannot be told without a target is said by what to do, too."""
    return weekly.standing is None or weekly.standing.target_pct is not None


def _pace(weekly: Weekly, voice: Voice) -> str:
    if weekly.standing is None:
        return ""
    told = (
        None if to_do(weekly) & {"falling", "behind"} else headlines.pace(weekly.standing, voice),
        headlines.reach(weekly.standing, voice) if _says_gap(weekly) else None,
        headlines.base(weekly.standing, voice),
    )
    return "\n".join(_plain(words) for words in told if words)


def _actions(weekly: Weekly, voice: Voice) -> str:
    shown = [action(one, weekly, voice) for one in weekly.actions]
    lines = (
        voice.html("message.action", place=str(place), words=one["words"], why=one["why"])
        for place, one in enumerate(shown, start=1)
    )
    return _listed(voice("actions"), *lines)


def _parts(weekly: Weekly, voice: Voice) -> str:
    """The best and the last, or all where there are few."""
    ranked = [one for one in weekly.parts if one.rank is not None]
    if len(ranked) < FEWEST:
        return ""
    lines = [f"{one.rank}. {_plain(one.name)} {voice.share(one.pct)} {_way(one)}".rstrip() for one in ranked]
    few = lines if len(lines) <= 2 * _ENDS else [*lines[:_ENDS], "…", *lines[-_ENDS:]]
    return _listed(headlines.ranking(weekly, voice), *few)


def _way(one: Part) -> str:
    return _ARROWS[headlines.sign_of(one.moved)] if one.moved else ""


def _funnel(weekly: Weekly, voice: Voice) -> str:
    if "not_counted" in weekly.notes:
        return ""
    total = weekly.funnel.total
    known = [step for step in STEPS if total.get(step) is not None]
    steps = [f"{_plain(voice(f'step.{step}'))} {_plain(voice.count(total.get(step)))}" for step in known]
    if steps and not any(total.values()):
        steps = [_plain(voice("funnel.quiet"))]
    late = _plain(tables.lateness(weekly, voice))
    return _listed(voice("funnel"), " › ".join(steps) or voice("no_data"), *([late] if late else []))


def _sponsors(weekly: Weekly, voice: Voice) -> str:
    people = weekly.sponsored.people if weekly.sponsored.ending else {}
    steps = tables.within(weekly.sponsored, voice)
    told = weekly.sponsored.told
    counts = {words: voice.sum(people[until], told(until)) for until, words in steps.items() if until in people}
    sums = (f"• {_plain(words)}: {_plain(voice('change.people', people=count))}" for words, count in counts.items())
    return _listed(voice("sponsors"), *sums)


def _field(weekly: Weekly, voice: Voice) -> str:
    told = weekly.commitments
    lines = tables.villages(weekly, voice)[: bool(weekly.villages.total)]
    if told.open:
        counts = {"open": told.open, "promised": told.promised, "done": told.done}
        lines.append(voice("message.promises", **{name: voice.count(count) for name, count in counts.items()}))
    return "\n".join(map(_plain, lines))


def _listed(title: str, *lines: str) -> str:
    return "\n".join((f"<b>{_plain(title)}</b>", *lines)) if lines else ""


def _plain(words: str) -> Markup:
    return Markup(escape(words, quote=False))
