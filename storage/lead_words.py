"""What people answer when we ask how their request goes: codes beside the lead, that move nothing by themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from storage.database import Tx
from storage.records import LeadId, Word
from storage.schema import lead_words
from storage.statements import among, insert_or


async def keep(tx: Tx, lead: LeadId, about: str, answer: str, now: datetime) -> bool:
    """Keep the newest answer to a question about a lead; False when the person said the same before."""
    statement = insert_or(tx, lead_words)
    changed = {name: statement.excluded[name] for name in ("answer", "at")}
    kept = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["lead", "about"], set_=changed, where=lead_words.c.answer != statement.excluded.answer
        ).returning(lead_words.c.lead),
        {"lead": lead, "about": about, "answer": answer, "at": now},
    )
    return kept.first() is not None


async def of_leads(tx: Tx, ids: Sequence[LeadId]) -> dict[LeadId, tuple[Word, ...]]:
    """What was answered about each of these leads, the newest first."""
    if not ids:
        return {}
    wanted = select(lead_words).where(among(tx, lead_words.c.lead, ids)).order_by(lead_words.c.at.desc())
    found: dict[LeadId, tuple[Word, ...]] = {}
    for row in await tx.execute(wanted):
        found[row.lead] = (*found.get(row.lead, ()), Word(row.about, row.answer, row.at))
    return found
