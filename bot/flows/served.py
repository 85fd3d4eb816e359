"""Places inside what a branch serves: where an officer may send the agents of the branch, and nowhere else."""

from collections.abc import Sequence

from bot.answers.places import Gazetteer, Place
from bot.conversation.steps import Option
from bot.conversation.view import View
from bot.conversation.words import Label, Listing, Value
from bot.leads.routing import within

MOST = 5
EVERY = 1_000
"""Namesakes that are looked at before those elsewhere are left out."""


def is_served(area: str, served: Sequence[str]) -> bool:
    """Whether an area lies in one of those that a branch serves, all dotted codes."""
    return any(within(area, one) for one in served)


def found(places: Gazetteer, text: str, view: View) -> Sequence[Option]:
    """What was typed, of the places that the officer's branch serves."""
    return [(place.code, place.path) for place in named(places, text, view.known.desk.served)][:MOST]


def named(places: Gazetteer, text: str, areas: Sequence[str]) -> list[Place]:
    """What was typed, of the places that lie in one of these areas (dotted codes), best first."""
    near = [place for place in places.search_anywhere(text, EVERY) if is_served(place.code, areas)]
    return near or [place for area in areas for place in _inside(places, text, area)]


def suggested(places: Gazetteer, view: View) -> Sequence[Option]:
    """All that the branch serves."""
    return [(area, places.nearest(area).path) for area in view.known.desk.served]


def told(places: Gazetteer, view: View) -> Value:
    """The names of what the branch serves."""
    served = view.known.desk.served
    return Listing(tuple(places.nearest(area).path for area in served)) if served else Label("team.serves_nothing")


def _inside(places: Gazetteer, text: str, area: str) -> list[Place]:
    parent = places.nearest(area).code
    return [*places.search(text, 3, parent), *places.search(text, 4, parent)]
