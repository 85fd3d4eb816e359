"""The first page of each programme: what it is, for whom, and how it stands to the person."""

from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.facts.contributions import Programme
from bot.facts.eligibility import SEGMENTS, Business, Segment, Standing, eligibility
from bot.flows.explaining.telling import Told
from bot.flows.materials import Materials, today
from bot.flows.segment import segment_of


def standings(materials: Materials, view: View) -> dict[Programme, Standing]:
    """How every programme stands to the person, by code, as far as their work and the size of the business tell."""
    return eligibility(materials.facts, _segment(view), today(view), business=_business(view))


def _segment(view: View) -> Segment:
    return next((each for each in SEGMENTS if each == segment_of(view)), "bpu")


def _business(view: View) -> Business | None:
    size: Business | None = view.answers.get("size")
    return size if _segment(view) == "pu" else None


def jkk(materials: Materials, view: View) -> Told:
    """Accidents at work, and what counts as one."""
    rules = (materials.rule("jkk.scope", view), materials.rule("jkk.scope.violence", view))
    told = _first(materials, view, "jkk")
    return Told(told.said, (*told.sources, *rules))


def jkm(materials: Materials, view: View) -> Told:
    """Death that work did not cause."""
    return _first(materials, view, "jkm")


def jht(materials: Materials, view: View) -> Told:
    """Savings; those who employ others are told that the law sees them differently."""
    told = _first(materials, view, "jht")
    if _segment(view) != "bpu":
        return told
    employers = eligibility(materials.facts, "bpu", today(view), employer=True)["jht"]
    return Told(told.said, (*told.sources, employers))


def jp(materials: Materials, view: View) -> Told:
    """The pension of employees."""
    return _first(materials, view, "jp")


def jkp(materials: Materials, view: View) -> Told:
    """What catches an employee who loses the job, and who can be registered for it."""
    below, conditions = (materials.rule(f"jkp.entry.{each}", view) for each in ("age_below", "conditions"))
    told = _first(materials, view, "jkp")
    entry = Label("programmes.jkp_entry", {"age": str(below.count)})
    return Told((*told.said, entry), (*told.sources, below, conditions))


def _first(materials: Materials, view: View, programme: Programme) -> Told:
    standing, segment = standings(materials, view)[programme], _segment(view)
    call: dict[str, Value] = {"call_centre": materials.call_centre(view)}
    told = (Label(f"programmes.{programme}_what"), Label(f"programmes.standing.{standing.answer}"))
    way = () if segment == "bpu" else (Label(f"programmes.through.{segment}", call),)
    return Told((*told, *way), (standing,))
