"""The short form of a village visit: where, when, with whom, how many came, and a note without anybody's name."""

from collections.abc import Sequence
from datetime import date

from bot.conversation.effects import Audited, Effect
from bot.conversation.fieldwork import LogVisit
from bot.conversation.steps import Decide, Do, Flow, Review, Tell
from bot.conversation.view import View
from bot.flows import own_places
from bot.flows.materials import Materials
from bot.flows.visit_answers import Answers, met, note, people
from bot.leads.rights import roles
from storage.field import Told


def flow(materials: Materials) -> Flow:
    """For agents and officers, each in their own area."""
    answers = Answers(materials)
    return Flow(
        name="visit",
        start="open",
        form=True,
        roles=roles("visit.log"),
        steps={
            "open": Decide(pick=has_area, exits=frozenset({"place", "nowhere"})),
            "nowhere": Tell(then="menu/"),
            **own_places.steps(materials.places, "place", "village", "day"),
            "day": answers.day_of_visit("met"),
            "met": met("people"),
            "people": people("note"),
            "note": note("look"),
            "look": Review(then="save"),
            "save": Do(effects=_logged, then="visits/saved"),
        },
    )


def has_area(view: View) -> str:
    """Whoever covers no place has nowhere to log anything."""
    return "place" if view.known.fieldwork.areas else "nowhere"


def _logged(view: View) -> Sequence[Effect]:
    told = Told(
        region=own_places.region(view, "place", "village"),
        day=date.fromisoformat(str(view.answers["day"])),
        met=str(view.answers["met"]),
        people=int(view.answers["people"]),
        note=str(view.answers["note"]),
    )
    about = {"day": told.day.isoformat(), "met": told.met, "people": told.people}
    return [LogVisit(told), Audited("visit.log", f"region:{told.region}", about)]
