"""The flow of /jadwal: when an agent works, "full for today", leave, and what they take."""

from collections.abc import Collection, Mapping, Sequence

from bot.conversation.effects import Effect
from bot.conversation.steps import Choose, Decide, Do, Flow
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.flows import leave, working_time
from bot.flows.materials import Materials
from bot.flows.working_time import LEADS_ON, changed
from bot.leads.shifts import is_full_today, is_on_leave, today_of
from storage.records import Staff

SPOKEN = {
    "penuh": "penuh",
    "hari ini penuh": "penuh",
    "penuh hari ini": "penuh",
    "sudah penuh": "penuh",
    "full": "penuh",
    "cuti": "cuti",
    "mau cuti": "cuti",
    "saya cuti": "cuti",
    "kembali": "kembali",
    "kembali kerja": "kembali",
    "kembali bekerja": "kembali",
    "jadwal": "jadwal",
    "jadwal saya": "jadwal",
}
"""What agents say, and the command it stands for."""


def spoken(text: str, view: View) -> str | None:
    """The command that an agent's word stands for; "kembali" is one only for who is away or full."""
    member, name = view.known.staff, SPOKEN.get(text)
    if member is None or member.role != "agent":
        return None
    here = not is_on_leave(member, view.now) and not is_full_today(member, view.now)
    return None if name == "kembali" and here else name


def flow(materials: Materials) -> Flow:
    """For agents alone."""
    return Flow(
        name="shift",
        start="whose",
        steps={
            "whose": Decide(pick=_whose, exits=frozenset({"now", "menu/"})),
            "now": Choose(
                exits={
                    "full": "full",
                    "leave": "leave",
                    "back": "back",
                    "call_off": "call_off",
                    "entrust": "entrust",
                    "hours": "hours",
                    "takes": "takes",
                    "tasks": "desk/",
                },
                show=_stands,
                offered=_possible,
                labels=LEADS_ON,
            ),
            "full": Do(effects=_full, then="filled"),
            "filled": Choose(exits={"back": "back", "tasks": "desk/"}, labels={**LEADS_ON, "back": "shift.now.back"}),
            **leave.steps(materials),
            **working_time.steps(),
        },
    )


def _whose(view: View) -> str:
    member = view.known.staff
    return "now" if member is not None and member.role == "agent" else "menu/"


def _stands(view: View) -> Mapping[str, Value]:
    member = view.known.staff
    if member is None:
        return {}
    taken = working_time.taken(member.works, member.languages, member.capacity)
    return {"state": _state(member, view), "week": working_time.own_week(member), **taken}


def _state(member: Staff, view: View) -> Label:
    if member.leave is not None and member.leave[1] >= today_of(member, view.now):
        first, last = member.leave
        kind = "away" if is_on_leave(member, view.now) else "away_soon"
        named = leave.substitute(view)
        instead = Label("shift.instead.named", {"name": named.name, "code": named.code}) if named else None
        told: dict[str, Value] = {"instead": instead or Label("shift.instead.nobody")}
        return Label(f"shift.state.{kind}", {"first": Day(first), "last": Day(last), **told})
    return Label(f"shift.state.{'full' if is_full_today(member, view.now) else 'open'}")


def _possible(view: View) -> Collection[str]:
    member = view.known.staff
    if member is None:
        return ("tasks",)
    away = is_on_leave(member, view.now)
    soon = member.leave is not None and member.leave[0] > today_of(member, view.now)
    full = is_full_today(member, view.now)
    possible = {
        "full": not full and not away,
        "leave": not away,
        "back": full or away,
        "call_off": soon,
        "entrust": (away or soon) and leave.could_entrust(view),
    }
    return [name for name, offered in possible.items() if offered] + ["hours", "takes", "tasks"]


def _full(view: View) -> Sequence[Effect]:
    member = view.known.staff
    return changed(member, "full", {"full_on": today_of(member, view.now)}) if member else []
