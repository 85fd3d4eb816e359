"""What a member of the staff did this month and last: their own figures, beside nobody else's."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.conversation.steps import Choose, Decide, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Months, Table, Value
from bot.leads.figures import usual_wait
from bot.leads.rights import may
from bot.leads.shifts import week_of
from storage.records import Staff, Work

ROWS = ("offered", "accepted", "contacted", "registered", "verified", "closed")
AN_HOUR = timedelta(hours=1)


def flow() -> Flow:
    """The flow of /angka."""
    return Flow(
        name="figures",
        start="whose",
        steps={
            "whose": Decide(pick=lambda view: "mine" if _mine(view) else "menu/", exits=frozenset({"mine", "menu/"})),
            "mine": Choose(exits={"tasks": "desk/", "refresh": "whose"}, show=_shown, columns=2),
        },
    )


def _mine(view: View) -> Staff | None:
    member = view.known.staff
    return member if member is not None and may(member, "figures.own", member) else None


def _shown(view: View) -> Mapping[str, Value]:
    member, work = _mine(view), view.known.work
    if member is None or not work:
        return {"table": "-", "wait": Label("figures.wait.none"), "closed": Label("figures.closed.none")}
    zone = ZoneInfo(member.zone)
    heading: tuple[Value, ...] = ("", *(Months(one.first.astimezone(zone), one.first.astimezone(zone)) for one in work))
    rows: list[tuple[Value, ...]] = [
        (Label(f"figures.row.{row}"), *(str(_count(one, row)) for one in work)) for row in ROWS
    ]
    return {"table": Table((heading, *rows)), "wait": _wait(work[0], member), "closed": _closed(work[0])}


def _count(work: Work, row: str) -> int:
    return {"offered": work.offered, "verified": work.verified}.get(row, work.moves.get(row, 0))


def _wait(work: Work, member: Staff) -> Label:
    usual = usual_wait(work.contacts, week_of(member))
    if usual is None:
        return Label("figures.wait.none")
    if usual <= AN_HOUR:
        return Label("figures.wait.hour")
    return Label("figures.wait.hours", {"hours": str(-(-usual // AN_HOUR))})


def _closed(work: Work) -> Label:
    if not work.closed:
        return Label("figures.closed.none")
    often = sorted(work.closed.items(), key=lambda each: (-each[1], each[0]))
    lines = (Label("figures.reason", {"reason": Label(f"desk.reason.{why}"), "count": str(n)}) for why, n in often)
    return Label("figures.closed.some", {"reasons": Lines(tuple(lines))})
