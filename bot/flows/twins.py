"""The same person twice: what whoever holds the lead hears when another chat says more about it, or takes it back."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.effects import Effect, LeaveLead, Say
from bot.conversation.view import View
from bot.conversation.words import Label
from bot.flows.lead_cards import TASKS, at_work, open_button
from bot.leads.life import HELD
from storage.records import Lead, Staff


def joined_news(lead: Lead, holder: Staff) -> Sequence[Say]:
    """More was said of a lead that this member of the staff works on; `lead` is as it was before."""
    if lead.state not in HELD or holder.chat is None:
        return []
    after = replace(lead, version=lead.version + 1)
    words, rows = (Label("twins.news", {"number": str(lead.id)}),), (open_button(after), (TASKS,))
    return [at_work(Say(words, rows, to=holder.chat), lead, "joined")]


def left(view: View) -> Sequence[Effect]:
    """The person takes back what they said of a lead that another chat began; the card shows it no longer."""
    joined, holder = view.known.joined, view.known.joined_holder
    if joined is None:
        return []
    lead = joined.lead
    if holder is None or holder.chat is None or lead.card is None:
        return [LeaveLead()]
    shown = Label("twins.left", {"number": str(lead.id)})
    return [LeaveLead(), Say((shown,), (open_button(lead), (TASKS,)), to=holder.chat, edit=lead.card)]
