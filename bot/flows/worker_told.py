"""What the worker hears of their lead: who comes, that a payment code was issued, that they are registered."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import Say
from bot.conversation.words import Button, Label, Rows, Value
from bot.flows.materials import branch_name
from storage.records import Lead, Staff

TOLD = ("accepted", "code_issued", "registered", "mistaken", "verified", "is_employee")
"""What the worker is told; nothing of what happens between agents."""
HAPPENED: Mapping[str, str] = {"accept": "accepted", "take": "accepted", **{each: each for each in TOLD[1:]}}
"""What is told after each action, or each reason for which a lead was closed."""
STATUS: Rows = ((Button("/status", Label("worker.status")),),)
BY_EMPLOYER: Rows = (
    (Button("/majikan", Label("worker.by_employer")),),
    (Button("/minat", Label("worker.again")),),
)
MERGED = ("open", "registered", "verified")
"""What may have become of the older one of two that are merged."""


def told_worker(lead: Lead, member: Staff, action: str) -> Sequence[Say]:
    """The message to the worker after this action of a member of the staff, or after the branch's file said so."""
    told = HAPPENED.get(lead.reason or "" if action == "close" else action)
    if lead.chat is None or told is None:
        return []
    rows = BY_EMPLOYER if told == "is_employee" else STATUS
    words = (Label(f"worker.{told}", who(member)),)
    return [Say(words, rows, to=lead.chat, unasked=True, tells=(lead.id, told))]


def who(member: Staff) -> Mapping[str, Value]:
    """Who of the staff did something, as a worker reads it."""
    return {
        "name": member.name,
        "code": member.code,
        "role": Label(f"role.{member.role}"),
        "branch": branch_name(member.branch),
    }


def told_merged(kept: Lead, dropped: Lead) -> Sequence[Say]:
    """Where the interest of a person stands once it is one with an older one; of that they hear no name."""
    if dropped.chat is None or dropped.chat == kept.chat:
        return []
    stands = kept.state if kept.state in MERGED else "open"
    return [Say((Label(f"worker.merged.{stands}"),), STATUS, to=dropped.chat, unasked=True)]
