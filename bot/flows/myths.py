"""Wrong things that people say about BPJS Ketenagakerjaan, and what is true: cards to swipe through, and a list."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.steps import Choose, Flow, Step
from bot.conversation.view import View
from bot.conversation.words import Value
from bot.flows.materials import Materials
from bot.flows.myth_figures import FIGURES
from bot.flows.pages import LABELS, grounds, page

CUTS = ("bpu.cut.transport", "bpu.cut.other")
DEATH = ("jkm.bpu.full_after", "jkm.death", "jkm.periodic", "jkm.funeral")
ON_ONE_LIST = 10
OWN = {**LABELS, "previous": "myths.previous", "next": "myths.next", "list": "myths.to_list"}


@dataclass(frozen=True)
class Myth:
    """One saying: the name of its card, and the rules that say what is true."""

    id: str
    rules: tuple[str, ...]


MYTHS = (
    Myth("same_as_kesehatan", ("bpjs.bodies",)),
    Myth("employees_only", ("segment.bpu", "who.bpu")),
    Myth("money_gone", ("who.bpu", "bpu.jht", "jht.full.when")),
    Myth("full_at_once", ("jkm.bpu.before", *DEATH)),
    Myth("lesser_sum", DEATH),
    Myth("claim_lapses", ("claim.jkm.deadline",)),
    Myth("cut_for_ojol_only", CUTS),
    Myth("cut_lowers_benefits", CUTS),
    Myth("cut_on_savings", CUTS),
    Myth("late_fee", ("bpu.late_fee", "bpu.arrears.months")),
    Myth("too_old", ("bpu.entry.age_below", "bpu.entry.stays_after_age")),
    Myth("pension_for_all", ("who.bpu",)),
    Myth("old_job_loss", ("jkp.cash",)),
    Myth("easy_money", ("contact.site", "contact.never_asks")),
    Myth("bsu_for_members", ("myth.bsu",)),
    Myth("enrol_at_shops", ("enrol.channels", "pay.channels")),
    Myth("agent_fee", ("perisai.fee",)),
    Myth("sponsored_forever", ("sponsor.months_seen",)),
    Myth("card_not_needed", ("enrol.after", "contact.call_centre")),
    Myth("tell_the_code", ("contact.never_asks",)),
)


def flow(materials: Materials) -> Flow:
    """The flow of the myths; each card is a step with the name of its myth."""
    first, rest = MYTHS[:ON_ONE_LIST], MYTHS[ON_ONE_LIST:]
    return Flow(
        name="myths",
        start=MYTHS[0].id,
        steps={
            **{myth.id: _card(materials, place) for place, myth in enumerate(MYTHS)},
            "list": _list(first, {"next": "list_more", "hub": "guide/"}),
            "list_more": _list(rest, {"previous": "list", "hub": "guide/"}),
        },
    )


def _card(materials: Materials, place: int) -> Step:
    myth, figures = MYTHS[place], FIGURES.get(MYTHS[place].id)

    def shown(view: View) -> Mapping[str, Value]:
        rules = [materials.rule(each, view) for each in myth.rules]
        return {
            **(figures(materials, view) if figures else {}),
            "number": str(place + 1),
            "all": str(len(MYTHS)),
            "call_centre": materials.call_centre(view),
            "basis": grounds(view, *rules),
        }

    ways = {"list": "list_more" if place >= ON_ONE_LIST else "list", "interest": "interest/"}
    return page(shown, {**_beside(place), **ways}, labels=OWN)


def _beside(place: int) -> dict[str, str]:
    before = {"previous": MYTHS[place - 1].id} if place else {}
    return before | ({"next": MYTHS[place + 1].id} if place + 1 < len(MYTHS) else {})


def _list(some: tuple[Myth, ...], ways: Mapping[str, str]) -> Choose:
    titles = {myth.id: f"myths.title.{myth.id}" for myth in some}
    return Choose(exits={**{name: name for name in titles}, **ways}, labels={**OWN, **titles}, hub=True)
