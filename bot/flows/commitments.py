"""The flow of /janji: what organisations promised, what it came to, when one meets next; changed in taps."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from bot.conversation.effects import Audited, Effect
from bot.conversation.fieldwork import ChangeCommitment
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option, Step, Type
from bot.conversation.view import View
from bot.conversation.words import Bare, Count, Day, Label, Value
from bot.flows.commitment import NOT_A_NUMBER, day_told, next_meeting, workers
from bot.flows.materials import Materials
from bot.flows.visit_answers import own_today
from bot.i18n.formats import number
from bot.leads.rights import may, roles
from storage.field import Commitment

SHOWN = 10
"""Commitments that are offered as buttons; any other is found by its name."""
WIDEST = 60
OPEN, LATE, CLOSED = "🤝", "⏰", "✔️"
LIST = {"list": "commitments.to_list"}
ONWARD = {"card": "commitments.to_card", **LIST}


def flow(materials: Materials) -> Flow:
    """Agents see their own, officers those of the branch."""

    def card(view: View) -> Mapping[str, Value]:
        return _card(view, materials)

    return Flow(
        name="commitments",
        start="list",
        roles=roles("commitment.open"),
        steps={
            "list": Find(
                search=_named,
                suggest=_listed,
                then="picked",
                otherwise="commitment/",
                show=lambda view: {"how": Label(f"commitments.{'pick' if _listed(view) else 'none_yet'}")},
            ),
            "saved": Choose(exits={"again": "commitment/", "list": "list"}, labels=LIST),
            "picked": Decide(pick=lambda view: "card" if chosen(view) else "list", exits=frozenset({"card", "list"})),
            "card": Choose(
                exits={
                    "done": "done",
                    "next": "next",
                    "promised": "promised",
                    "close": "sure",
                    "reopen": "reopening",
                    "list": "list",
                },
                show=card,
                offered=_possible,
                columns=2,
                labels=LIST,
            ),
            "done": Type(parse=workers, then="counting", errors=(NOT_A_NUMBER,), suggest=_all_of_them, show=card),
            "counting": Decide(pick=_counting, exits=frozenset({"doing", "above"})),
            "above": Choose(exits={"yes": "doing", "no": "done"}, show=_above),
            **_changing("doing", "did", "done", lambda view: {"done": int(view.answers["done"])}, "counted"),
            "counted": Choose(
                exits={"next": "next", "close": "sure", "card": "picked", "list": "list"},
                show=_meeting,
                columns=2,
                labels={**ONWARD, "next": "commitments.card.next", "close": "commitments.card.close"},
            ),
            "next": next_meeting(materials, "meeting"),
            **_changing("meeting", "met", "next", lambda view: {"next": day_told(view.answers)}, "noted"),
            "promised": Type(parse=workers, then="lowering", errors=(NOT_A_NUMBER,), words="commitment.promised"),
            "lowering": Decide(pick=_lowering, exits=frozenset({"promising", "below"})),
            "below": Choose(exits={"yes": "promising", "no": "promised"}, show=_below),
            **_changing(
                "promising", "corrected", "promised", lambda view: {"promised": int(view.answers["promised"])}, "noted"
            ),
            "noted": Choose(exits={"card": "picked", "list": "list"}, labels=ONWARD),
            "sure": Choose(exits={"yes": "closing", "no": "picked"}, show=card),
            **_changing("closing", "close", "state", lambda _: {"state": "closed"}, "closed"),
            "closed": Choose(exits={"list": "list"}, labels=LIST),
            **_changing("reopening", "reopen", "state", lambda _: {"state": "open"}, "noted"),
        },
    )


def chosen(view: View) -> Commitment | None:
    """The commitment that this conversation is about."""
    number = str(view.answers.get("list") or "")
    return next((one for one in view.known.fieldwork.commitments if str(one.id) == number), None)


def _changing(
    trying: str, doing: str, what: str, changed: Callable[[View], Mapping[str, Any]], then: str
) -> Mapping[str, Step]:
    """It is changed if this member of the staff may still change it; else it is shown as it stands."""

    def effects(view: View) -> Sequence[Effect]:
        one = chosen(view)
        if one is None:
            return []
        values = changed(view)
        about = {name: str(value) for name, value in values.items()}
        return [ChangeCommitment(one, values), Audited(f"commitment.{_act(what)}", f"commitment:{one.id}", about)]

    def pick(view: View) -> str:
        one, member = chosen(view), view.known.staff
        return doing if one and member and may(member, f"commitment.{_act(what)}", one) else "picked"

    return {
        trying: Decide(pick=pick, exits=frozenset({doing, "picked"})),
        doing: Do(effects=effects, then=then),
    }


def _act(what: str) -> str:
    return "close" if what == "state" else "change"


ACTIONS = ("commitment.change", "commitment.close")
"""What is done with a commitment once it is noted."""


def _listed(view: View) -> Sequence[Option]:
    return [(str(one.id), _line(one, view)) for one in view.known.fieldwork.commitments[:SHOWN]]


def _named(text: str, view: View) -> Sequence[Option]:
    wanted = text.casefold().strip()
    found = (one for one in view.known.fieldwork.commitments if wanted and wanted in one.told.name.casefold())
    return [(str(one.id), _line(one, view)) for one in found][:SHOWN]


def _line(one: Commitment, view: View) -> str:
    sign = CLOSED if one.state == "closed" else LATE if one.is_overdue(own_today(view)) else OPEN
    done, promised = (number(count, view.known.person.language) for count in (one.done, one.told.promised))
    return f"{sign} {done}/{promised} {one.told.name}"[:WIDEST]


def _card(view: View, materials: Materials) -> Mapping[str, Value]:
    one = chosen(view)
    if one is None:
        return dict.fromkeys(("kind", "name", "place", "promised", "done", "next", "who", "state"), "-")
    told, late = one.told, one.is_overdue(own_today(view))
    meeting = Day(told.next) if told.next else Label("commitment.none_yet")
    return {
        "kind": Bare(Label(f"commitment.kind.{told.kind}")),
        "name": told.name,
        "place": materials.places.nearest(told.region).path,
        "promised": Count(told.promised),
        "done": Count(one.done),
        "next": Label("commitments.late", {"day": meeting}) if late else meeting,
        "who": view.known.fieldwork.names.get(one.holder, "-"),
        "state": Label(f"commitments.state.{one.state}"),
    }


def _lowering(view: View) -> str:
    """Fewer than are done already is rather a slip than a promise."""
    one = chosen(view)
    return "below" if one is not None and int(view.answers["promised"]) < one.done else "promising"


def _below(view: View) -> Mapping[str, Value]:
    one = chosen(view)
    done: Value = Count(one.done) if one else "-"
    return {"promised": Count(int(view.answers.get("promised", 0))), "done": done}


def _counting(view: View) -> str:
    """More than was promised is rather a slip than a result; it is asked before it is noted."""
    one = chosen(view)
    return "above" if one is not None and int(view.answers["done"]) > one.told.promised else "doing"


def _above(view: View) -> Mapping[str, Value]:
    one = chosen(view)
    promised: Value = Count(one.told.promised) if one else "-"
    return {"done": Count(int(view.answers.get("done", 0))), "promised": promised}


def _meeting(view: View) -> Mapping[str, Value]:
    """Nobody is asked when they meet again where that is agreed."""
    one = chosen(view)
    day = one.told.next if one else None
    ahead = day is not None and day > own_today(view)
    return {
        "meeting": Label("commitments.counted.meets", {"day": Day(day)})
        if ahead and day
        else Label("commitments.counted.when")
    }


def _all_of_them(view: View) -> Sequence[tuple[str, Value]]:
    one = chosen(view)
    return [(str(one.told.promised), Label("commitments.all", {"count": Count(one.told.promised)}))] if one else []


def _possible(view: View) -> Collection[str]:
    one, member = chosen(view), view.known.staff
    if one is None or member is None or not may(member, "commitment.change", one):
        return ("list",)
    return ("done", "next", "promised", "close", "list") if one.state == "open" else ("reopen", "list")
