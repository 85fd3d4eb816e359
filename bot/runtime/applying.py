"""Applies what a branch's file says, a page of rows at a time: each page wholly or not at all, each row once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.conversation.effects import EndEnrolment, Say
from bot.conversation.words import Label, Listing
from bot.flows.lead_cards import TASKS
from bot.flows.manners import Manners
from bot.flows.worker_told import told_worker
from bot.leads.verification import MOVE_OF
from bot.runtime import sponsoring
from bot.runtime.files_read import actor_of
from bot.runtime.notices import politely
from bot.runtime.speech import Speech
from storage import audit, lead_matches, leads, outbox, staff, uploads
from storage.database import Tx
from storage.moves import MOVES
from storage.records import Lead, LeadId, Staff, StaffId, Upload, UploadRow

PAGE = 200
REASON = "branch_refused"
"""What is logged of a lead that goes back to its holder."""


@dataclass(slots=True)
class Page:
    """What one page leads to: settled rows, messages, entries of the audit, and what each holder is told."""

    settled: list[UploadRow] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)
    entries: list[audit.Entry] = field(default_factory=list)
    told: dict[tuple[StaffId, str], list[LeadId]] = field(default_factory=dict)


async def apply_page(tx: Tx, upload: Upload, speeches: Mapping[str, Speech], manners: Manners, now: datetime) -> int:
    """Apply the next rows of a file, in this transaction; returns how many were left."""
    rows = await uploads.undone(tx, upload.id, PAGE)
    if not rows:
        return 0
    found = await leads.by_id(tx, [row.lead for row in rows if row.lead is not None])
    holders = await staff.by_id(tx, [lead.holder for lead in found.values() if lead.holder is not None])
    shut = await lead_matches.kept_shut(tx, list(found))
    page = Page()
    for row in rows:
        lead = found.get(row.lead) if row.lead is not None else None
        judged = _as_it_stands(row, lead, upload, holders, shut)
        if judged.outcome not in MOVE_OF or lead is None:
            page.settled.append(judged)
        elif await _moved(tx, lead, judged, now):
            _follows(page, upload, lead, judged, holders)
    await uploads.settle(tx, upload.id, page.settled)
    await audit.add(tx, page.entries, now)
    said = [*page.says, *_to_holders(page.told, holders)]
    await outbox.put(tx, await politely(tx, said, speeches, manners, now), now)
    return len(rows)


def _as_it_stands(
    row: UploadRow, lead: Lead | None, upload: Upload, holders: Mapping[StaffId, Staff], shut: set[LeadId]
) -> UploadRow:
    """The row as the lead stands now, which may have gone on since the file was read."""
    if lead is not None and lead.state == "verified":
        return replace(row, outcome="already", why=None)
    move = MOVES[MOVE_OF[row.outcome]]
    if lead is None or lead.state not in move.origins or lead.branch not in (None, upload.branch):
        return replace(row, outcome="changed", why=None)
    if row.outcome == "refused":
        holder = holders.get(lead.holder) if lead.holder is not None else None
        if holder is None or not holder.active:
            return replace(row, outcome="look", why="no_holder")
        if lead.id in shut:
            return replace(row, outcome="look", why="open_again")
    return row


async def _moved(tx: Tx, lead: Lead, row: UploadRow, now: datetime) -> bool:
    """False when somebody else moved the lead just now: the row stays for the next page.

    Whom the branch refused takes no place of what others pay for.
    """
    confirmed = row.outcome == "confirmed"
    standing = (lead.id, lead.version, lead.state, MOVE_OF[row.outcome], "branch_file", now)
    card = None if confirmed else lead.card
    moved = await leads.move(tx, *standing, holder=lead.holder, reason=None if confirmed else REASON, card=card)
    if moved and not confirmed and lead.sponsorship is not None:
        after = replace(lead, state=MOVES["reopen"].to, version=lead.version + 1)
        await sponsoring.change(tx, EndEnrolment(after, "branch_file"), now)
    return moved


def _follows(page: Page, upload: Upload, lead: Lead, row: UploadRow, holders: Mapping[StaffId, Staff]) -> None:
    page.settled.append(row)
    page.entries.append(
        audit.Entry(actor_of(upload), f"lead.{MOVE_OF[row.outcome]}", f"lead:{lead.id}", {"upload": upload.id})
    )
    holder = holders.get(lead.holder) if lead.holder is not None else None
    if holder is not None and holder.chat is not None:
        page.told.setdefault((holder.id, row.outcome), []).append(lead.id)
    if row.outcome == "confirmed":
        page.says += _wiped(lead, holder)
    if holder is not None:
        # Who was told that they are registered must not go on believing it.
        page.says += told_worker(lead, holder, "verified" if row.outcome == "confirmed" else "mistaken")


def _wiped(lead: Lead, holder: Staff | None) -> Sequence[Say]:
    """Nobody needs name and number any more, so the card that shows them no longer does."""
    if lead.card is None or holder is None or holder.chat is None:
        return []
    number = {"number": str(lead.id)}
    return [Say((Label("verify.card", number),), ((TASKS,),), to=holder.chat, edit=lead.card)]


def _to_holders(told: Mapping[tuple[StaffId, str], Sequence[LeadId]], holders: Mapping[StaffId, Staff]) -> list[Say]:
    """One message to each holder about all that was confirmed, and one about all that goes on."""
    return [
        Say(
            (
                Label(
                    f"verify.holder.{outcome}", {"numbers": Listing(tuple(str(number) for number in sorted(numbers)))}
                ),
            ),
            ((TASKS,),),
            to=holders[holder].chat,
            at_work=True,
        )
        for (holder, outcome), numbers in told.items()
    ]
