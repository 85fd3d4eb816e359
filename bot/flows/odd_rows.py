"""Ends what the branch's last file says about a lead that fits no lead as it stands, once somebody looked into it."""

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.effects import Audited, Effect
from bot.conversation.effects_files import LookedInto
from bot.conversation.events import CardTapped
from bot.conversation.view import Known
from bot.flows.lead_cards import LOOKED, shown_card
from bot.flows.lead_taps import odd_of, read, seen


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """It leaves the list; the lead stands as it stood, and the branch's next file speaks anew."""
    lead, member = known.card, known.staff
    if lead is None or member is None:
        return []
    if odd_of(lead, known) is None:
        return seen(lead, member, known, event.message, now)
    return [
        LookedInto(lead.id),
        Audited(f"lead.{LOOKED}", f"lead:{lead.id}"),
        shown_card(
            lead,
            member,
            event.message,
            now,
            done=LOOKED,
            notes=known.notes,
            holder=known.card_holder,
            backing=known.backing,
        ),
        *read(lead, member),
    ]
