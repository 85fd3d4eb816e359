"""The card of a lead: its words and its buttons, for one member of the staff."""

from dataclasses import replace

from bot.answers import phones
from bot.conversation.effects import Say
from bot.conversation.words import Button, Label, Listing, Rows, Value, grid
from bot.leads.life import WAITING, actions
from bot.leads.rights import may
from storage.records import Interest, Lead, Staff

TASKS = Button("/tugas", Label("desk.tasks"))
ENDED = frozenset({"expired", "away", "withdraw", "erase"})
"""Occasions after which there is nothing left to do with a lead."""
TOLD_SHORT = frozenset({"expired", "away", "late", "silent"})
"""Occasions that are told in one line, without a word about the person."""


def lead_card(
    occasion: str, lead: Lead, member: Staff, *, interest: Interest | None = None, version: int | None = None
) -> Say:
    """The card of a lead for one member of the staff; who the person is stands on it only once it is accepted."""
    shown = replace(lead, interest=interest or lead.interest, version=version or lead.version)
    heading = Label(f"desk.occasion.{occasion}", {"number": str(lead.id)})
    return Say(
        (heading,) if occasion in TOLD_SHORT else (heading, _body(shown, member, occasion)),
        ((TASKS,),) if occasion in (ENDED | TOLD_SHORT) else _card_buttons(shown, member),
        to=member.chat,
        about=None if occasion in (ENDED | TOLD_SHORT) else lead.chat,
    )


def shown_card(lead: Lead, member: Staff, message: int | None, done: str | None = None) -> Say:
    """The card as it stands now, in place of what was tapped (`message`); `done` is the action that led there."""
    number = {"number": str(lead.id)}
    heading = Label(f"desk.done.{done}", number) if done else Label("desk.occasion.card", number)
    if done in ("decline", "close") or lead.state == "closed":
        return Say((heading,), ((TASKS,),), edit=message)
    return Say((heading, _body(lead, member, "card")), _card_buttons(lead, member), edit=message)


def _card_buttons(lead: Lead, member: Staff) -> Rows:
    taps = [Button(tap(lead, action), Label(f"desk.action.{action}")) for action in actions(lead, member)]
    return (*grid(taps, 2), (TASKS,))


def tap(lead: Lead, action: str) -> str:
    """What a button of the card as it stands now says."""
    return f"c:{lead.id}:{action}:{lead.version}"


def reads(lead: Lead, member: Staff) -> bool:
    """Whether the card says to this member of the staff who the person is."""
    return lead.interest is not None and lead.state not in WAITING and may(member, "lead.read", lead)


def _body(lead: Lead, member: Staff, occasion: str) -> Label:
    told = lead.interest
    if told is None or occasion in ENDED:
        return Label("desk.erased" if told is None else "desk.leave_alone")
    wanted = Listing(tuple(Label(f"interest.programmes.{each}") for each in told.programmes))
    common: dict[str, Value] = {
        "place": told.place,
        "work": Label(f"interest.work.{told.work}"),
        "programmes": wanted,
        "time": Label(f"interest.time.{told.time}"),
    }
    if not reads(lead, member):
        return Label("desk.card.secret", common)
    return Label("desk.card.open", {**common, "name": told.name, "phone": phones.shown(told.phone)})
