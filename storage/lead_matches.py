"""Finds the leads that a branch's file may mean."""

from collections.abc import Collection

from sqlalchemy import select

from storage.database import Tx
from storage.leads import by_id
from storage.records import OPEN_STATES, Lead, LeadId
from storage.schema import leads
from storage.statements import among, pages


async def by_phones(tx: Tx, numbers: Collection[str]) -> dict[str, list[Lead]]:
    """The leads behind each of these phones (E.164), whatever became of them."""
    indexes = {tx.vault.blind_index(f"phone:{number}"): number for number in numbers}
    phones: dict[LeadId, str] = {}
    for page in pages(indexes):
        rows = await tx.execute(select(leads.c.id, leads.c.phone_index).where(among(tx, leads.c.phone_index, page)))
        phones |= {row.id: indexes[row.phone_index] for row in rows}
    found: dict[str, list[Lead]] = {}
    for number, lead in (await by_id(tx, list(phones))).items():
        found.setdefault(phones[number], []).append(lead)
    return found


async def of_branch(tx: Tx, branch: str, states: Collection[str], most: int) -> list[Lead]:
    """The newest leads of a branch, or of none, in these states."""
    theirs = (leads.c.branch == branch) | leads.c.branch.is_(None)
    wanted = select(leads.c.id).where(leads.c.state.in_(states), theirs)
    newest = await tx.execute(wanted.order_by(leads.c.id.desc()).limit(most))
    return list((await by_id(tx, list(newest.scalars()))).values())


async def kept_shut(tx: Tx, ended: Collection[LeadId]) -> set[LeadId]:
    """Those of these ended leads that cannot be opened again: their chat or their phone has a newer or an open one."""
    this, other = leads.alias(), leads.alias()
    same = (other.c.chat == this.c.chat) | (other.c.phone_index == this.c.phone_index)
    first = other.c.state.in_(OPEN_STATES) | (other.c.id.in_(ended) & (other.c.id > this.c.id))
    rows = await tx.execute(select(this.c.id).where(this.c.id.in_(ended), other.c.id != this.c.id, same, first))
    return set(rows.scalars())
