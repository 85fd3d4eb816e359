"""Of which regions somebody may read the report: their own area, the kabupaten and kecamatan in it, nothing else."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.answers.places import Gazetteer
from bot.conversation.steps import Find, Option
from bot.conversation.view import View
from bot.conversation.words import Label, Listing, Value
from bot.flows.served import is_served
from storage.readers import Subscription

KABUPATEN: Final = 2
KECAMATAN: Final = 3
MOST = 6
"""Regions that are offered when one was typed."""
WIDE = 8
"""Characters of the code of a kecamatan: what is narrower has no report of its own."""
ELSEWHERE = "🔒 "
ON = "✅ "


def sees(view: View, region: str) -> bool:
    """Whether a region (dotted code) is one of theirs."""
    return is_served(region, view.known.reading.areas)


def subscribed(view: View, region: str) -> Subscription | None:
    """What they subscribed to of a region, if anything."""
    return next((one for one in view.known.reading.subscriptions if one.region == region), None)


def question(
    places: Gazetteer,
    then: str,
    words: str = "reports.region",
    but: Callable[[View], str] = lambda _: "",
    *,
    spoken: bool = False,
) -> Find:
    """Which region: one's own areas as buttons, a kabupaten in them by its name; what lies elsewhere bears a lock.

    One of them (`but`, a dotted code) may not be worth a button. `spoken` as in `Find`.
    """

    def named(text: str, view: View) -> Sequence[Option]:
        found = places.search(text, KABUPATEN)
        own = [one for one in (*found, *places.search(text, KECAMATAN)) if sees(view, one.code)]
        locked = [(one.code, f"{ELSEWHERE}{one.path}") for one in found if one not in own]
        return [*((one.code, marked(view, one.code, one.path)) for one in own), *(() if own else locked)][:MOST]

    def suggested(view: View) -> Sequence[Option]:
        areas = [area for area in offered(view, places) if area != but(view)]
        return [(area, marked(view, area, name_of(places, area))) for area in areas]

    return Find(
        search=named,
        suggest=suggested,
        then=then,
        words=words,
        spoken=spoken,
    )


def offered(view: View, places: Gazetteer) -> Sequence[str]:
    """Their areas, and what they subscribed to; nothing that was split up or renumbered since."""
    own = [one.region for one in view.known.reading.subscriptions if sees(view, one.region)]
    each = dict.fromkeys((*view.known.reading.areas, *own))
    return [one for one in each if len(one) <= WIDE and places.is_known(one)]


def theirs(view: View, places: Gazetteer) -> Mapping[str, Value]:
    """The names of what is offered."""
    return {"regions": Listing(tuple(name_of(places, one) for one in offered(view, places)))}


def name_of(places: Gazetteer, region: str) -> str:
    """What a region is called, with what tells it from its namesakes; what nobody knows has no name."""
    try:
        return places.nearest(region).path
    except KeyError:
        return "-"


def rhythm(told: Subscription) -> Value:
    """How often it comes."""
    return Label(f"subscriptions.rhythm.{told.rhythm}")


def marked(view: View, region: str, name: str) -> str:
    """The name of a region, with a sign where its report comes by itself."""
    return f"{ON}{name}" if subscribed(view, region) else name
