"""Two leads that may be of one person: an officer looks at both, keeps the older one, or says that they are two."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.effects import Audited, Effect, Enter, MergeLeads, TellApart
from bot.conversation.events import CardTapped
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option
from bot.conversation.view import Known, View
from bot.conversation.words import Day, Label, Value
from bot.flows.lead_cards import QUEUE
from bot.flows.reassign import LEADS_ON, taken_from
from bot.leads.branch import by_id
from bot.leads.rights import may, roles
from storage.records import Lead

LAST_DIGITS = 3
"""What is shown of a phone: enough to see a slip, too little to call."""

Pair = tuple[Lead, Lead]


def flow() -> Flow:
    """For officers; entered from the queue, or from a card with the pairs of that lead alone."""
    ways_on = {"more": "any", "queue": "queue/"}
    labels = {**LEADS_ON, "more": "duplicates.more"}
    return Flow(
        name="duplicates",
        start="any",
        roles=roles("lead.merge"),
        steps={
            "any": Decide(
                pick=lambda view: "which" if _pairs(view) else "nothing", exits=frozenset({"which", "nothing"})
            ),
            "nothing": Choose(exits={"queue": "queue/", "tasks": "desk/"}, labels=LEADS_ON),
            "which": Find(
                search=_named, suggest=_named_all, then="there", show=_counted, shortcuts=lambda _: ((QUEUE,),)
            ),
            "there": Decide(pick=lambda view: "read" if _pair(view) else "any", exits=frozenset({"read", "any"})),
            "read": Do(effects=_read, then="compare"),
            "compare": Choose(exits={"merge": "one", "apart": "told", "more": "any"}, show=_both, labels=labels),
            "one": Decide(pick=lambda view: "merge" if _pair(view) else "any", exits=frozenset({"merge", "any"})),
            "merge": Do(effects=_merged, then="merged"),
            "merged": Choose(exits=ways_on, show=_numbers, labels=labels),
            "told": Decide(pick=lambda view: "two" if _pair(view) else "any", exits=frozenset({"two", "any"})),
            "two": Do(effects=_told_apart, then="apart"),
            "apart": Choose(exits=ways_on, show=_numbers, labels=labels),
        },
    )


def press_merge(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """A tap on "looks like another one"."""
    return [Enter("duplicates/", {"lead": event.lead})]


def _pairs(view: View) -> Sequence[Pair]:
    """The pairs of the branch that this officer may merge; from a card, those of that lead."""
    member, about = view.known.staff, view.answers.get("lead")
    return [
        pair
        for pair in view.known.desk.pairs
        if member is not None
        and all(may(member, "lead.compare", one) for one in pair)
        and about in (None, pair[0].id, pair[1].id)
    ]


def _named_all(view: View) -> Sequence[Option]:
    return [(f"{one.id}-{other.id}", f"{one.id} + {other.id}") for one, other in _pairs(view)]


def _named(text: str, view: View) -> Sequence[Option]:
    numbers = {int(word) for word in text.replace("-", " ").split() if word.isdecimal()}
    return [option for option in _named_all(view) if numbers & {int(each) for each in option[0].split("-")}]


def _pair(view: View) -> Pair | None:
    chosen = view.answers.get("which")
    return next((pair for pair in _pairs(view) if f"{pair[0].id}-{pair[1].id}" == chosen), None)


def _counted(view: View) -> Mapping[str, Value]:
    return {"count": str(len(_pairs(view)))}


def _numbers(view: View) -> Mapping[str, Value]:
    one, _, other = str(view.answers.get("which") or "-").partition("-")
    return {"one": one, "other": other}


def _both(view: View) -> Mapping[str, Value]:
    pair, member = _pair(view), view.known.staff
    if pair is None or member is None:
        return {**_numbers(view), "first": "-", "second": "-"}
    first, second = (_line(lead, ZoneInfo(member.zone)) for lead in pair)
    return {**_numbers(view), "first": first, "second": second}


def _line(lead: Lead, zone: ZoneInfo) -> Label:
    told = lead.interest
    return Label(
        "duplicates.line",
        {
            "name": veiled(told.name) if told else "-",
            "digits": told.phone[-LAST_DIGITS:] if told else "-",
            "place": told.place if told else "-",
            "work": Label(f"interest.work.{lead.work}"),
            "since": Day(lead.created.astimezone(zone).date()),
            "state": Label(f"queue.state.{lead.state}"),
        },
    )


def veiled(name: str) -> str:
    """The first letters of a name's words: enough to compare two, too little to say whose it is."""
    return " ".join(f"{word[:2]}…" if len(word) > 2 else word for word in name.split())


def _read(view: View) -> Sequence[Audited]:
    return [Audited("lead.compare", f"lead:{lead.id}") for lead in _pair(view) or ()]


def _merged(view: View) -> Sequence[Effect]:
    pair, member = _pair(view), view.known.staff
    if pair is None or member is None:
        return []
    kept, dropped = pair
    holder = by_id(view.known.desk.crew).get(dropped.holder) if dropped.holder is not None else None
    return [
        MergeLeads(kept, dropped, f"{member.role}:{member.id}"),
        Audited("lead.merge", f"lead:{dropped.id}", {"into": f"lead:{kept.id}"}),
        *taken_from(dropped, holder.staff if holder else None, "duplicates.taken_away"),
    ]


def _told_apart(view: View) -> Sequence[Effect]:
    pair, member = _pair(view), view.known.staff
    if pair is None or member is None:
        return []
    one, other = pair
    return [
        TellApart(one.id, other.id, member.id),
        Audited("lead.apart", f"lead:{one.id}", {"from": f"lead:{other.id}"}),
    ]
