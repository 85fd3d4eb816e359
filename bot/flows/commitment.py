"""The form of a commitment: who promised, where, for how many workers, and when one meets next. No person is named."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.answers import amounts, texts
from bot.answers.announcements import holds_number
from bot.conversation.effects import Audited, Effect
from bot.conversation.fieldwork import NoteCommitment
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option, Review, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Bare, Count, Day, Label, Value
from bot.errors import InvalidAnswer
from bot.flows import own_places, served
from bot.flows.materials import Materials
from bot.flows.visit_answers import AHEAD_ERRORS, coming, own_today
from bot.leads.rights import roles
from storage.field import LONGEST_NAME, PARTIES, Promised

MOST_WORKERS = 500_000
SHORTEST_NAME = 3
NOT_A_NUMBER = "visit.people.not_a_number"
NAME_ERRORS = ("commitment.name.not_a_name", "commitment.name.too_long", "commitment.name.number")
NONE_YET = "-"
NOT_YET = frozenset({NONE_YET, "belum", "belum ada", "tidak ada", "none", "not yet"})
A_WEEK = timedelta(days=7)
PLACES = 6


def flow(materials: Materials) -> Flow:
    """For agents and officers, each in their own area."""
    places = materials.places

    def found(text: str, view: View) -> Sequence[Option]:
        near = served.named(places, text, view.known.fieldwork.areas)
        return [own_places.option(one) for one in near][:PLACES]

    def suggested(view: View) -> Sequence[Option]:
        return [own_places.option(places.nearest(code)) for code in view.known.fieldwork.areas][:PLACES]

    return Flow(
        name="commitment",
        start="open",
        form=True,
        roles=roles("commitment.note"),
        steps={
            "open": Decide(
                pick=lambda view: "kind" if view.known.fieldwork.areas else "nowhere",
                exits=frozenset({"kind", "nowhere"}),
            ),
            "nowhere": Tell(then="menu/"),
            "kind": Choose(
                exits=dict.fromkeys(PARTIES, "name"),
                columns=2,
                shown=lambda kind, _: Bare(Label(f"commitment.kind.{kind}")),
            ),
            "name": Type(parse=_name, then="place", errors=NAME_ERRORS),
            "place": Find(
                search=found,
                suggest=suggested,
                then="promised",
                show=lambda view: own_places.area(places, view),
                shown=lambda code, _: places.nearest(str(code)).path,
            ),
            "promised": Type(
                parse=workers, then="next", errors=(NOT_A_NUMBER,), shown=lambda count, _: Count(int(count))
            ),
            "next": next_meeting(materials, "look"),
            "look": Review(then="save"),
            "save": Do(effects=_noted, then="commitments/saved"),
        },
    )


def next_meeting(materials: Materials, then: str) -> Type:
    """The day of the next meeting, in ISO form; "" where none is agreed."""

    def ahead(view: View) -> int:
        return materials.rule("policy.event.ahead", view).count

    def parse(text: str, view: View) -> str:
        if texts.clean(text).casefold().strip(" .") in NOT_YET or texts.clean(text) == NONE_YET:
            return ""
        return coming(text, own_today(view), ahead(view)).isoformat()

    def suggest(view: View) -> Sequence[tuple[str, Value]]:
        week = own_today(view) + A_WEEK
        offered = (("besok", Label("visit.tomorrow")), (f"{week:%d/%m/%Y}", Label("commitment.in_a_week")))
        return (*offered, (NONE_YET, Label("commitment.none_yet")))

    return Type(
        parse=parse,
        then=then,
        errors=AHEAD_ERRORS,
        suggest=suggest,
        columns=2,
        shown=lambda told, _: Day(date.fromisoformat(str(told))) if told else Label("commitment.none_yet"),
        show=lambda view: {"last": Day(own_today(view) + timedelta(days=ahead(view) - 1))},
        words="commitment.next",
    )


def workers(text: str, _: View) -> int:
    """How many workers. Raises InvalidAnswer."""
    return amounts.count(text, MOST_WORKERS, NOT_A_NUMBER)


def day_told(answers: Mapping[str, object], name: str = "next") -> date | None:
    """The day of the next meeting as it was answered."""
    return date.fromisoformat(str(answers[name])) if answers.get(name) else None


def _name(text: str, _: View) -> str:
    unclear, long, number = NAME_ERRORS
    said = texts.clean(text)
    if len(said) < SHORTEST_NAME or not any(letter.isalpha() for letter in said):
        raise InvalidAnswer(unclear)
    if len(said) > LONGEST_NAME:
        raise InvalidAnswer(long, most=str(LONGEST_NAME))
    if holds_number(said):
        raise InvalidAnswer(number)
    return said


def _noted(view: View) -> Sequence[Effect]:
    answers = view.answers
    told = Promised(
        kind=str(answers["kind"]),
        name=str(answers["name"]),
        region=str(answers["place"]),
        promised=int(answers["promised"]),
        next=day_told(answers),
    )
    about = {"kind": told.kind, "promised": told.promised}
    return [NoteCommitment(told), Audited("commitment.note", f"region:{told.region}", about)]
