"""Where on a drawing a figure stands: rulers that end at a round share, weeks from 0 to 1."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor
from typing import Any, Final

from bot.reports import headlines
from bot.reports.voice import Voice
from bot.reports.weekly import Point, Weekly

_STEPS: Final = (1, 2, 5, 10, 20, 25, 50)
_INTERVALS: Final = 4
_RULERS: Final = (10, 20, 40, 60, 80, 100)
_HEADROOM: Final = Decimal("1.15")
_EDGE: Final = 0.6
_DOTS: Final = 16
_CLOSE: Final = Decimal("0.25")
_LATELY: Final = timedelta(days=550)
_A_LINE: Final = 3

Shown = dict[str, Any]


def ruler(weekly: Weekly) -> Shown:
    """Share and target of the region on a line that ends with everybody, and a round share beyond every part."""
    pct, target = weekly.standing.pct if weekly.standing else None, headlines.target_pct(weekly)
    parts = [one.pct for one in weekly.parts if one.pct is not None]
    return {
        "share": _number(pct),
        "target": _number(target),
        "most": max(100, ceil(pct or 0), ceil(target or 0)),
        "widest": _end(parts),
    }


def _end(shares: Sequence[Decimal]) -> int:
    most = max(shares, default=Decimal(0))
    return next((end for end in _RULERS if end >= most * _HEADROOM), max(100, ceil(most)))


def trend(weekly: Weekly, voice: Voice) -> Shown:
    """Runs of figures with the same denominator, marks at round shares, and the words beside them."""
    points = _lately(weekly.trend)
    target = headlines.target_pct(weekly)
    shares = [point.pct for point in points] + ([target] if target is not None else [])
    low, high, step = _marks(shares)
    at = _places(points)
    return {
        "title": voice("trend"),
        "note": voice(f"trend.{'none' if not points else 'one'}") if len(points) < 2 else None,
        "low": low,
        "high": high,
        "marks": [{"share": mark, "label": f"{mark}%"} for mark in range(low, high + 1, step)],
        "target": None
        if target is None
        else {"share": float(target), "label": voice("trend.target", target=voice.share(target))},
        "dots": len(points) <= _DOTS,
        "runs": _runs(points, at) if len(points) > 1 or target is not None else [],
        "low_words": bool(points) and min(point.pct for point in points) - low > (high - low) * _CLOSE,
        "breaks": [_break(*around, voice) for around in _pairs(points, at) if around[-1].rebased],
        "last": _last(points, target, high - low, voice) if points else None,
        "ends": _ends(points, voice),
    }


def _lately(points: Sequence[Point]) -> Sequence[Point]:
    """Those of about the last year and a half where they make a line; else all, however long ago."""
    late = [one for one in points if points[-1].as_of - one.as_of <= _LATELY]
    return late if len(late) >= _A_LINE else points


def _marks(shares: Sequence[Decimal]) -> tuple[int, int, int]:
    """The least and the greatest mark around these shares, and what lies between two of them."""
    if not shares:
        return 0, 100, 25
    for step in _STEPS:
        low, high = floor(min(shares) / step) * step, ceil(max(shares) / step) * step
        high = high if high > low else low + step
        if (high - low) / step <= _INTERVALS:
            return low, high, step
    return 0, max(100, int(max(shares)) + 1), 50


def _places(points: Sequence[Point]) -> list[float]:
    if len(points) < 2:
        return [1.0] * len(points)
    first, whole = points[0].as_of, max(1, (points[-1].as_of - points[0].as_of).days)
    return [(point.as_of - first).days / whole for point in points]


def _pairs(points: Sequence[Point], at: Sequence[float]) -> list[tuple[float, float, Point]]:
    return [(*around, point) for around, point in zip(pairwise(at), points[1:], strict=True)]


def _runs(points: Sequence[Point], at: Sequence[float]) -> list[list[Shown]]:
    runs: list[list[Shown]] = []
    for place, point in zip(at, points, strict=True):
        if point.rebased or not runs:
            runs.append([])
        runs[-1].append({"at": place, "share": float(point.pct)})
    return runs


def _break(before: float, after: float, point: Point, voice: Voice) -> Shown:
    at = (before + after) / 2
    label = voice("trend.untold" if point.untold else "trend.rebased")
    return {"at": at, "label": label, "side": "left" if at > _EDGE else "right"}


def _last(points: Sequence[Point], target: Decimal | None, height: int, voice: Voice) -> Shown:
    """The newest figure, its words below it where the line of the target runs close above."""
    pct = points[-1].pct
    under = target is not None and 0 <= target - pct < height * _CLOSE
    return {"at": _places(points)[-1], "share": float(pct), "label": voice.share(pct), "above": not under}


def _ends(points: Sequence[Point], voice: Voice) -> list[Shown]:
    days: dict[str, date] = {"left": points[0].as_of, "right": points[-1].as_of} if len(points) > 1 else {}
    return [{"side": side, "label": voice.short(on)} for side, on in days.items()]


def _number(share: Decimal | None) -> float | None:
    return None if share is None else float(share)
