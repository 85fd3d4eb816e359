"""Taps on the cards of leads and of cases."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.conversation.effects import Effect
from bot.conversation.events import CardTapped, CaseTapped
from bot.conversation.view import Known
from bot.flows import cases, desk


def press(event: CardTapped | CaseTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when a member of the staff taps a card; `now` is aware and in UTC."""
    match event:
        case CardTapped():
            return desk.press(event, known, now)
        case CaseTapped():
            return cases.press(event, known, now)
        case _:
            assert_never(event)
