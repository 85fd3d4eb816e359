"""The flow of /kunjungan: the visits and events that were logged, each corrected answer by answer or taken back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.effects import Audited, Effect
from bot.conversation.fieldwork import ReviseVisit
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option
from bot.conversation.view import View
from bot.conversation.words import Bare, Button, Count, Day, Label, Rows, Value
from bot.flows import own_places
from bot.flows.event import link, poster
from bot.flows.few import SMALL, masked
from bot.flows.materials import Materials
from bot.flows.visit_answers import Answers, met, note, people
from bot.leads.rights import may, roles
from storage.field import EVENT, VISIT, Told, Visit

SHOWN = 8
"""Visits that are offered as buttons; any other is found by the name of its village."""
CORRECTED = ("place", "day", "met", "people", "note")
"""What can be told anew."""
LIST = {"list": "visits.to_list"}
SIGNS = {VISIT: "🏘️", EVENT: "📣"}
WIDEST = 60
KABUPATEN = 5
"""Characters of the code of one."""

ELSEWHERE: Rows = ((Button("/acara", Label("visits.event")), Button("/janji", Label("visits.commitments"))),)


def flow(materials: Materials) -> Flow:
    """Agents see their own, officers those of the branch."""
    desk, answers = _Desk(materials), Answers(materials)
    return Flow(
        name="visits",
        start="list",
        roles=roles("visit.open"),
        steps={
            "list": Find(
                search=desk.named,
                suggest=desk.listed,
                then="picked",
                otherwise="visit/",
                show=lambda view: {"how": Label(f"visits.{'pick' if desk.listed(view) else 'none_yet'}")},
                shortcuts=lambda _: ELSEWHERE,
            ),
            "saved": Choose(exits={"again": "visit/", "list": "list"}, labels=LIST),
            "opened": Choose(exits={"list": "list"}, labels=LIST),
            "picked": Decide(pick=lambda view: "card" if chosen(view) else "list", exits=frozenset({"card", "list"})),
            "card": Choose(
                exits={"correct": "which", "code": "code", "undo": "sure", "refresh": "picked", "list": "list"},
                show=desk.card,
                offered=_possible,
                columns=2,
                labels=LIST,
            ),
            "code": Do(effects=desk.poster, then="picked"),
            "which": Choose(
                exits={
                    "place": "place",
                    "day": "how_far",
                    "met": "met",
                    "people": "people",
                    "note": "note",
                    "back": "picked",
                },
                columns=2,
                show=desk.card,
                labels={**{one: f"visit.{one}.change" for one in CORRECTED}, "back": "visits.which.back"},
            ),
            **own_places.steps(materials.places, "place", "village", "revise"),
            "how_far": Decide(pick=_how_far, exits=frozenset({"day", "day_of_event"})),
            "day": answers.day_of_visit("revise"),
            "day_of_event": answers.day_of_event("revise", back=True),
            "met": met("revise"),
            "people": people("revise"),
            "note": note("revise"),
            "revise": Decide(pick=_allowed("visit.correct", "revised"), exits=frozenset({"revised", "list"})),
            "revised": Do(effects=_revised, then="noted"),
            "noted": Choose(exits={"card": "picked", "list": "list"}, labels=LIST),
            "sure": Choose(exits={"yes": "undo", "no": "picked"}, show=desk.card),
            "undo": Decide(pick=_allowed("visit.undo", "undone"), exits=frozenset({"undone", "list"})),
            "undone": Do(effects=_undone, then="gone"),
            "gone": Choose(exits={"list": "list"}, labels=LIST),
        },
    )


def chosen(view: View) -> Visit | None:
    """The visit that this conversation is about."""
    number = str(view.answers.get("list") or "")
    return next((one for one in view.known.fieldwork.visits if str(one.id) == number), None)


class _Desk:
    """What is listed and shown."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def listed(self, view: View) -> Sequence[Option]:
        """The latest."""
        return [self._option(one, view) for one in view.known.fieldwork.visits[:SHOWN]]

    def named(self, text: str, view: View) -> Sequence[Option]:
        """Those whose place contains what was typed."""
        wanted = text.casefold().strip()
        visits = view.known.fieldwork.visits if wanted else ()
        found = (one for one in visits if wanted in f"{one.told.day:%d/%m} {self._place(one)}".casefold())
        return [self._option(one, view) for one in found][:SHOWN]

    def _option(self, one: Visit, view: View) -> Option:
        """In one line of a phone: the kabupaten only where there are several."""
        place, within = self._place(one), {each.told.region[:KABUPATEN] for each in view.known.fieldwork.visits}
        near = place.rpartition(", ")[0] if len(within) == 1 else ""
        return str(one.id), f"{SIGNS[one.kind]} {one.told.day:%d/%m} {near or place}"[:WIDEST]

    def _place(self, one: Visit) -> str:
        return self.materials.places.nearest(one.told.region).path

    def poster(self, view: View) -> Sequence[Effect]:
        """The QR code of an event once more, for whoever asks for it."""
        one, member = chosen(view), view.known.staff
        return [poster(self.materials, member, one.code, one.told)] if one and member and one.code else []

    def card(self, view: View) -> Mapping[str, Value]:
        """One visit in full."""
        one = chosen(view)
        if one is None:
            return dict.fromkeys(("what", "place", "day", "met", "people", "note", "who", "revised", "event"), "-")
        told, names = one.told, view.known.fieldwork.names
        author = {"name": names.get(one.author, "-"), "count": str(one.revision - 1)}
        return {
            "what": Label(f"visits.kind.{one.kind}"),
            "place": self._place(one),
            "day": Day(told.day),
            "met": Bare(Label(f"visit.met.{told.met}")),
            "people": Label("visits.uncounted") if told.people is None else Count(told.people),
            "note": told.note or Label("visit.no_note"),
            "who": names.get(one.holder, "-"),
            "revised": Label("visits.revised", author) if one.revision > 1 else "",
            "event": self._event(one.code, one.came, view) if one.code else "",
        }

    def _event(self, code: str, count: int, view: View) -> Label:
        came = masked(count, self.materials.rule(SMALL, view).count)
        return Label("visits.joined", {"link": link(self.materials, code), "came": came})


def _possible(view: View) -> Collection[str]:
    one, member = chosen(view), view.known.staff
    if one is None or member is None:
        return ("list",)
    allowed = {"correct": may(member, "visit.correct", one), "undo": may(member, "visit.undo", one)}
    always = ("refresh", "code", "list") if one.code else ("list",)
    return (*always, *(name for name, possible in allowed.items() if possible))


def _how_far(view: View) -> str:
    one = chosen(view)
    return "day_of_event" if one is not None and one.kind == EVENT else "day"


def _allowed(action: str, then: str) -> Callable[[View], str]:
    def pick(view: View) -> str:
        one, member = chosen(view), view.known.staff
        return then if one is not None and member is not None and may(member, action, one) else "list"

    return pick


def _revised(view: View) -> Sequence[Effect]:
    one = chosen(view)
    if one is None:
        return []
    what = str(view.answers["which"])
    return [ReviseVisit(one, _anew(one.told, what, view)), Audited("visit.correct", f"visit:{one.id}", {"what": what})]


def _anew(told: Told, what: str, view: View) -> Told:
    answers = view.answers
    match what:
        case "place":
            return replace(told, region=own_places.region(view, "place", "village"))
        case "day":
            return replace(told, day=date.fromisoformat(str(answers[_how_far(view)])))
        case "met":
            return replace(told, met=str(answers["met"]))
        case "people":
            return replace(told, people=int(answers["people"]))
        case _:
            return replace(told, note=str(answers["note"]))


def _undone(view: View) -> Sequence[Effect]:
    one = chosen(view)
    return [ReviseVisit(one, one.told, undone=True), Audited("visit.undo", f"visit:{one.id}")] if one else []
