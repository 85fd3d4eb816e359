"""A list of sponsors that an officer sent: looked over, and saved with one tap."""

from collections.abc import Mapping, Sequence

from bot.conversation.steps import Choose, Decide, Do, Step
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Value
from bot.flows.counts import counted
from bot.flows.files import apply, left_out, still_read, upload_of
from bot.flows.sponsor_file import OUTCOMES

SAVED = ("new", "changed")
"""Outcomes for which there is something to save."""
LONGEST = 100
"""Letters of what is told of one row; all of it stands in the file that comes back."""


def steps() -> Mapping[str, Step]:
    """What follows once a file turned out to be a list of sponsors."""
    return {
        "list": Choose(
            exits={"save": "sure_to_save", "cancel": "leave"}, offered=_offered, show=_found, words="sponsors.found"
        ),
        "sure_to_save": Decide(pick=still_read("save"), exits=frozenset({"save", "whose"})),
        "save": Do(effects=apply, then="saving"),
        "saving": Choose(exits={"refresh": "whose", "sponsors": "sponsors/"}, words="sponsors.saving"),
    }


def _offered(view: View) -> Sequence[str]:
    upload = upload_of(view)
    matters = upload is not None and any(upload.counts.get(outcome) for outcome in SAVED)
    return ("save", "cancel") if matters else ("cancel",)


def _found(view: View) -> Mapping[str, Value]:
    upload = upload_of(view)
    if upload is None:
        return {}
    odd = tuple(
        Label("sponsors.odd", {"line": str(line), "why": short(why)}) for line, why in upload.told.get("odd", ())
    )
    return {
        "file": str(upload.told.get("name", "-")),
        "counts": counted(upload.counts, OUTCOMES, "sponsors.count"),
        "odd": Lines(odd),
        "notes": Lines(tuple(left_out(upload))),
    }


def short(why: str, longest: int = LONGEST) -> str:
    """Whole sentences where there are any, so that no law is named by half."""
    if len(why) <= longest:
        return why
    sentences, stop, _ = why[:longest].rpartition(". ")
    return f"{sentences}." if stop else f"{why[: longest - 1].rstrip()}…"
