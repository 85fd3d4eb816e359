"""Taps on the cards of leads and of cases."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from bot.conversation.effects import Effect
from bot.conversation.events import CardTapped, CaseTapped
from bot.conversation.view import Known
from bot.flows import cases, enrolling, lead_codes, lead_taps, odd_rows, relay, take_back
from bot.flows.duplicates import press_merge
from bot.flows.lead_cards import LOOKED
from bot.flows.reassign import press_reassign, press_release

Press = Callable[[CardTapped, Known, datetime], Sequence[Effect]]

PRESSES: Mapping[str, Press] = {
    "tried": lead_taps.tried,
    "note": lead_taps.note,
    "relay": relay.press,
    "reassign": press_reassign,
    "release": press_release,
    "merge": press_merge,
    LOOKED: odd_rows.press,
    take_back.ACTION: take_back.press,
    "sponsor": enrolling.press,
    "sponsor_undo": enrolling.press_undo,
}
"""What follows from the actions of `life.ASIDE`; only for a lead with which the member of the staff may do this."""


def press(event: CardTapped | CaseTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when a member of the staff taps a card; `now` is aware and in UTC."""
    match event:
        case CardTapped() if event.version is None:
            return lead_codes.typed(event, known, now)
        case CardTapped() if event.action in PRESSES and lead_taps.may_press(event, known):
            return PRESSES[event.action](event, known, now)
        case CardTapped(action="relay"):
            return relay.in_vain()
        case CardTapped():
            return lead_taps.press(event, known, now)
        case CaseTapped():
            return cases.press(event, known, now)
        case _:
            assert_never(event)
