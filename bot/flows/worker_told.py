"""What the worker hears of their lead: who comes, that a payment code was issued, that they are registered."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import Say
from bot.conversation.words import Button, Label, Value
from bot.flows.materials import branch_name
from storage.records import Lead, Staff

TOLD = ("accepted", "code_issued", "registered", "verified")
"""What the worker is told; nothing of what happens between agents."""
HAPPENED: Mapping[str, str] = {"accept": "accepted", "take": "accepted", **{each: each for each in TOLD[1:]}}
"""What is told after each action."""


def told_worker(lead: Lead, member: Staff, action: str) -> Sequence[Say]:
    """The message to the worker after this action of a member of the staff, or after the branch's file said so."""
    if lead.chat is None or action not in HAPPENED:
        return []
    who: dict[str, Value] = {"name": member.name, "code": member.code, "role": Label(f"role.{member.role}")}
    who["branch"] = branch_name(member.branch)
    rows = ((Button("/status", Label("worker.status")),),)
    return [Say((Label(f"worker.{HAPPENED[action]}", who),), rows, to=lead.chat, unasked=True)]
