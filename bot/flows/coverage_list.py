"""A table of coverage that an officer sent: looked over, its questions answered, and stored."""

from collections.abc import Mapping, Sequence

from bot.conversation.steps import Choose, Decide, Do, Step
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Value
from bot.flows.counts import counted
from bot.flows.files import agree, apply, left_out, still_read, upload_of
from bot.flows.sponsor_list import short

OUTCOMES = ("clear", "asked", "refused", "new", "corrected", "same")
"""What there is to say of rows before they are stored, and what became of them then."""
FIGURES = ("region", "name", "as_of", "segment", "active", "eligible", "coverage_pct", "target_pct")
HEADINGS = ("line", *FIGURES, "outcome", "why")
"""The columns of the file that comes back."""
LONGEST = 130
"""Letters of what is told of one row; all of it stands in the file that comes back."""


def steps() -> Mapping[str, Step]:
    """What follows once a file turned out to be a table of coverage."""
    return {
        "figures": Choose(
            exits={"keep": "sure_to_keep", "agree": "sure_to_agree", "cancel": "leave"},
            offered=_offered,
            show=_found,
            words="coverage.found",
        ),
        "sure_to_keep": Decide(pick=still_read("keep"), exits=frozenset({"keep", "whose"})),
        "keep": Do(effects=apply, then="storing"),
        "sure_to_agree": Decide(pick=still_read("agree"), exits=frozenset({"agree", "whose"})),
        "agree": Do(effects=agree, then="storing"),
        "storing": Choose(exits={"refresh": "whose"}, words="coverage.storing"),
    }


def _offered(view: View) -> Sequence[str]:
    upload = upload_of(view)
    counts: Mapping[str, int] = upload.counts if upload else {}
    keep = ["keep"] if counts.get("clear") else []
    return [*keep, *(["agree"] if counts.get("asked") else []), "cancel"]


def _found(view: View) -> Mapping[str, Value]:
    upload = upload_of(view)
    if upload is None:
        return {}
    odd = tuple(
        Label("coverage.odd", {"line": str(line), "why": short(why, LONGEST)})
        for line, why in upload.told.get("odd", ())
    )
    return {
        "file": str(upload.told.get("name", "-")),
        "counts": counted(upload.counts, OUTCOMES, "coverage.count"),
        "odd": Lines(odd),
        "notes": Lines(tuple(left_out(upload))),
    }
