"""Where somebody of the staff was: a kecamatan and then a village of it, or at once a village, of their own area."""

from collections.abc import Mapping, Sequence

from bot.answers.places import Gazetteer, Place
from bot.conversation.steps import Decide, Find, Option, Step
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.interest import SHOWN_AT_ONCE
from bot.flows.served import named
from bot.leads.routing import within

MOST, RECENT = 6, 4
"""Places that are offered when one was typed, and villages of late that are offered before."""
MOST_AT_FIRST = 30
"""Kecamatan that are offered as buttons; of a wider area one types the name."""
KABUPATEN, KECAMATAN = 2, 3
KECAMATAN_CODE = 8


def steps(places: Gazetteer, place: str, village: str, then: str) -> Mapping[str, Step]:
    """Two questions under these names, in the words of "visit.place" and "visit.village"; then on to `then`."""
    near = f"{place}_near"

    def pick(view: View) -> str:
        return village if len(str(view.answers[place])) == KECAMATAN_CODE else then

    def inside(view: View) -> Sequence[Option]:
        children = places.children(str(view.answers[place]))
        return [(one.code, one.name) for one in children] if len(children) <= SHOWN_AT_ONCE else ()

    def typed_inside(text: str, view: View) -> Sequence[Option]:
        return [(one.code, one.path) for one in places.search(text, 4, str(view.answers[place]))]

    def above(view: View) -> Mapping[str, Value]:
        return {"place": places.nearest(str(view.answers[place])).name}

    return {
        place: Find(
            search=lambda text, view: _found(places, text, view.known.fieldwork.areas),
            suggest=lambda view: _suggested(places, view),
            then=near,
            clears=(village,),
            shown=lambda code, _: places.nearest(str(code)).path,
            show=lambda view: area(places, view),
            words="visit.place",
        ),
        near: Decide(pick=pick, exits=frozenset({village, then})),
        village: Find(
            search=typed_inside,
            suggest=inside,
            then=then,
            columns=2,
            shown=lambda code, _: places.nearest(str(code)).name,
            show=above,
            words="visit.village",
        ),
    }


def region(view: View, place: str, village: str) -> str:
    """The village that was told, a dotted code."""
    picked = str(view.answers[place])
    return str(view.answers.get(village) or picked) if len(picked) == KECAMATAN_CODE else picked


def area(places: Gazetteer, view: View) -> Mapping[str, Value]:
    """Where this member of the staff may log something, in words."""
    areas = view.known.fieldwork.areas
    first = places.nearest(areas[0]).path if areas else "-"
    more = Label("visit.area.more", {"place": first, "count": str(len(areas) - 1)})
    return {"area": more if len(areas) > 1 else first}


def _found(places: Gazetteer, text: str, areas: Sequence[str]) -> Sequence[Option]:
    """Villages and kecamatan of these areas; an area that is smaller than a kecamatan leaves those out."""
    near = [one for one in named(places, text, areas) if one.level >= KECAMATAN]
    return [option(one) for one in dict.fromkeys(near)][:MOST]


def _suggested(places: Gazetteer, view: View) -> Sequence[Option]:
    """Where they were of late, then the kecamatan of their area."""
    field = view.known.fieldwork
    late = [one.told.region for one in field.visits if any(within(one.told.region, each) for each in field.areas)]
    parts = [one for each in field.areas for one in _parts(places, each)]
    recent = [places.nearest(code) for code in dict.fromkeys(late)][:RECENT]
    return [option(one) for one in dict.fromkeys((*recent, *(parts if len(parts) <= MOST_AT_FIRST else ())))]


def _parts(places: Gazetteer, code: str) -> Sequence[Place]:
    one = places.nearest(code)
    return places.children(one.code) if one.level <= KABUPATEN else [one]


def option(one: Place) -> Option:
    """A place with what it is, for a desa may be called like its kecamatan."""
    return one.code, one.path_with_kind
