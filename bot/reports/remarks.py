"""What has to be said of a report as a whole: that it is an example, what is lacking, what was corrected."""

from decimal import Decimal
from typing import Final, Literal

from bot.reports.actions import to_do
from bot.reports.voice import Voice, cut
from bot.reports.weekly import MASKED, Corrected, TargetShare, Weekly

SOURCE: Final = 60
"""Letters of a source that are shown; the table of the data has it whole."""


def remarks(weekly: Weekly, voice: Voice, most: int) -> list[str]:
    """What has to be said of the report as a whole, with at most so many corrected figures."""
    told = [voice("example")] if weekly.example else []
    told += [_corrected(one, voice) for one in weekly.corrected[:most]]
    left = len(weekly.corrected) - most
    told += [voice("corrected.more", count=str(left))] if left > 0 else []
    told += [voice(f"note.{note}") for note in weekly.notes if note not in _elsewhere(weekly)]
    return told if weekly.of_target is None else [*told, _of_target(weekly.of_target, voice)]


def _elsewhere(weekly: Weekly) -> frozenset[str]:
    """What is said already: by what to do, or in place of the figure itself."""
    return to_do(weekly) | ({"held_back"} if weekly.standing is None else set())


def _of_target(told: TargetShare, voice: Voice) -> str:
    figures = {"pct": voice.share(told.pct), "day": voice.day(told.as_of)}
    if not told.source:
        return voice("of_target.unsourced", **figures)
    return voice("of_target", **figures, source=cut(told.source, SOURCE))


def _corrected(one: Corrected, voice: Voice) -> str:
    before, after = (_figure(one, value, voice) for value in (one.before, one.after))
    what = voice(
        "corrected.of_target" if one.meaning == "of_target" and one.what == "coverage_pct" else f"corrected.{one.what}"
    )
    if one.segment != "all":
        what = voice("corrected.segment", what=what, segment=voice(f"segments.{one.segment}"))
    if one.late:
        return voice("corrected.late", name=one.name, day=voice.day(one.as_of), what=what, after=after)
    return voice("corrected", name=one.name, day=voice.day(one.as_of), what=what, before=before, after=after)


def _figure(one: Corrected, value: Decimal | Literal["masked"] | None, voice: Voice) -> str:
    if value == MASKED:
        return voice("hidden") if one.what == "coverage_pct" else voice.count(MASKED)
    if one.what == "coverage_pct" or value is None:
        return voice.share(None if value is None else round(value, 2))
    # What was frozen before counts were masked in the snapshot itself.
    few = one.what == "active" and 0 < value < voice.small
    return voice.count(MASKED if few else int(value))
