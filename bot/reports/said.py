"""Every word that the forms of a report say, by room."""

from typing import Final, get_args

from bot.reports.actions import RULES
from bot.reports.weekly import CHANNELS, STEPS, Note, Unforeseen
from bot.reports.workbook import COLUMNS, DEFINED, FACTS, SHEETS
from storage.coverage import SEGMENTS
from storage.field import PARTIES

_WHOLE: Final = (
    *(
        "no_data",
        "few",
        "above",
        "hidden",
        "yes",
        "no",
        "unknown",
        "kicker",
        "week",
        "as_of",
        "example",
        "covered",
        "headcount",
        "uncovered",
        "counts",
    ),
    *("legend", "target", "gap", "pace", "reach", "of_target", "corrected", "trend", "ranking", "and_more", "more"),
    *("actions", "notes", "made", "sources", "funnel", "late", "sponsors", "villages", "commitments"),
)
_ROOMS: Final = {
    "action": tuple(RULES),
    "change": (
        "up",
        "down",
        "same",
        "people",
        "points",
        "rebased",
        "unlike",
        "unknown",
        "untold",
        "none",
        "stale",
        "quiet",
        "base",
    ),
    "channel": CHANNELS,
    "column": COLUMNS,
    "commitments": ("whose", "promised", "done", "next", "none", "all", "late", "was"),
    "corrected": ("active", "eligible", "coverage_pct", "of_target", "segment", "late", "more"),
    "defined": DEFINED,
    "definition": (*DEFINED, "hidden"),
    "example": ("short",),
    "fact": FACTS,
    "few": ("why",),
    "funnel": ("of", "total", "nowhere", "where", "quiet"),
    "gap": ("reached", "no_target", "points", "unknown", "no_figure", "only_counts", "held_back"),
    "late": ("expired", "unheld", "overdue", "taken_back", "nothing", "unknown"),
    "message": ("title", "covered", "headcount", "action", "promises"),
    "note": get_args(Note),
    "of_target": ("unsourced",),
    "pace": ("present", "fewer", "unknown"),
    "parts": ("regency", "district", "village"),
    "party": PARTIES,
    "ranking": ("some", "empty", "none", "between", "more", "unknown"),
    "reach": ("month", "from", *(why for why in get_args(Unforeseen) if why)),
    "segment": tuple(one for one in SEGMENTS if one != "all"),
    "segments": SEGMENTS,
    "sheet": SHEETS,
    "sponsors": ("payer", "ends", "people", "none", "within", "between"),
    "step": STEPS,
    "target": ("none", "people"),
    "tile": ("coverage", "headcount", "target", "gap", "needed"),
    "trend": ("none", "one", "target", "rebased", "untold"),
    "villages": ("of", "week", "uncounted", "left", "not_yet"),
    "why": tuple(RULES),
}
SAID: Final = {"weekly": _WHOLE, **{f"weekly.{room}": names for room, names in _ROOMS.items()}}
