"""Until which month somebody has paid by themselves: told here, kept with consent, and what it means today."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.answers.months import month
from bot.answers.understanding.normal import words
from bot.conversation.effects import Effect, Forget, Remember, Replan
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Label, Month, Months, Value
from bot.errors import InvalidAnswer
from bot.flows.dues import OF_DUES, about, settled
from bot.flows.materials import Materials, today
from bot.flows.pages import LABELS
from bot.flows.reminders import gate, to_settings
from bot.timing.months import A_YEAR, shifted

UNKNOWN = "unknown"
NOT_A_MONTH = "paid.until.not_a_month"
OFFERED = (-3, 3)
"""The months that are offered, counted from this one."""
NEAR = -5
"""The first of the twelve months among which a name without a year is looked for."""
FAR = -24
"""The first of those among which one with its year is looked for; as many follow this month."""
DONE: Final = frozenset({"sudah", "already"})
PAID: Final = frozenset({"bayar", "lunas"})
BESIDE: Final = "saya iuran bulan ini tadi kemarin semua ya kok kenapa kakak ibu bapak mas mbak min alhamdulillah i ada"
"""Plain words that add nothing to "sudah bayar"."""
OWN = {**LABELS, "settings": "rhythm.to_settings", "again": "arrears.stopped.again"}


def spoken(text: str, view: View) -> str | None:
    """The command that "udh bayar kok" stands for, from whoever is reminded of months; a question is none."""
    said = frozenset(words(text)) if view.known.person.paid_until is not None else frozenset()
    return "lunas" if said & DONE and said & PAID and said <= DONE | PAID | frozenset(BESIDE.split()) else None


def flow(materials: Materials) -> Flow:
    """The flow of /lunas."""

    def call_centre(view: View) -> Mapping[str, Value]:
        return {"call_centre": materials.call_centre(view)}

    def stands(view: View) -> Mapping[str, Value]:
        first, most = shifted(_settled(view), 1), materials.rule("bpu.arrears.months", view)
        return {
            **call_centre(view),
            "paid": Month(_told(view)),
            "next": Month(first),
            "open": Months(first, today(view)),
            "most": str(most.count),
        }

    def open_months(view: View) -> str:
        late = _months_between(_settled(view), today(view))
        if late <= 0:
            return "covered" if _covered(view) else "current"
        return "late" if late <= materials.rule("bpu.arrears.months", view).count else "stopped"

    others = {"interest": "interest/", "settings": "rhythm/"}
    return Flow(
        name="paid",
        start="until",
        steps={
            "until": Type(
                parse=_month,
                then="known",
                errors=(NOT_A_MONTH,),
                suggest=_months_around,
                shortcuts=to_settings,
                columns=2,
            ),
            "known": Decide(
                pick=lambda view: "ask_when" if view.answers["until"] == UNKNOWN else "allowed",
                exits=frozenset({"ask_when", "allowed"}),
            ),
            "ask_when": Choose(exits=others, show=call_centre, columns=2, labels=OWN, hub=True),
            **gate("keep"),
            "keep": Do(effects=_kept, then="stands"),
            "stands": Decide(pick=open_months, exits=frozenset({"current", "covered", "late", "stopped"})),
            "current": Tell(then="rhythm/", show=stands),
            "covered": Tell(
                then="rhythm/", show=lambda view: {"paid": Month(_told(view)), "last": _covered(view) or "-"}
            ),
            "late": Choose(
                exits={"pay": "pay/", "cost": "cost/", **others}, show=stands, columns=2, labels=OWN, hub=True
            ),
            "stopped": Choose(exits={"again": "arrears/again", **others}, show=stands, columns=2, labels=OWN, hub=True),
            "off": Do(effects=lambda _: [Forget(("paid_until",)), Replan(OF_DUES)], then="forgotten"),
            "forgotten": Tell(then="rhythm/"),
        },
    )


def _told(view: View) -> date:
    return date.fromisoformat(str(view.answers["until"]))


def _settled(view: View) -> date:
    """The first day of the last month that is paid, by themselves or by others."""
    return settled(replace(view.known.person, paid_until=_told(view))) or _told(view)


def _covered(view: View) -> Month | None:
    """The last month that others pay, where that is later than what the person paid: until then nothing is due."""
    covered = view.known.person.covered_until
    return Month(covered) if covered is not None and covered.replace(day=1) > _told(view) else None


def _kept(view: View) -> Sequence[Effect]:
    return [Remember(paid_until=_told(view)), Replan(OF_DUES, about(_settled(view)))]


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * A_YEAR + later.month - earlier.month


def _months_around(view: View) -> Sequence[tuple[str, Value]]:
    around = (shifted(today(view), by) for by in range(*OFFERED))
    return [*((f"{day:%Y-%m}", Month(day)) for day in around), (UNKNOWN, Label("paid.until.unknown"))]


def _month(text: str, view: View) -> str:
    """The month that is meant: of those near this one, else one whose year was said."""
    if text == UNKNOWN:
        return UNKNOWN
    try:
        return month(text, shifted(today(view), NEAR), A_YEAR, NOT_A_MONTH).isoformat()
    except InvalidAnswer:
        return month(text, shifted(today(view), FAR), -2 * FAR, NOT_A_MONTH).isoformat()
