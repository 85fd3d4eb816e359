"""Invites: a token that only its link knows, stored as a hash."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers.zones import zone_of
from bot.runtime.leaving import OPERATOR
from bot.runtime.tokens import new_token, token_hash
from storage import audit, staff
from storage.database import Database, Tx
from storage.records import Branch, Invite, Staff

KABUPATEN = 5
"""Characters of a kabupaten's dotted code."""


async def invite(database: Database, role: str, name: str, branch: str, areas: Sequence[str], expires: datetime) -> str:
    """Store an invite and return its token; a new branch is made, and serves the kabupaten of these areas."""
    async with database.transaction() as tx:
        return await _stored(tx, role, name, branch, areas, expires)


async def invite_by_operator(
    database: Database, role: str, name: str, branch: str, areas: Sequence[str], expires: datetime, now: datetime
) -> str:
    """The same by whoever holds the command line, which the audit keeps."""
    async with database.transaction() as tx:
        await audit.add(tx, [audit.Entry(OPERATOR, "staff.invite", f"branch:{branch}", {"role": role})], now)
        return await _stored(tx, role, name, branch, areas, expires)


async def _stored(tx: Tx, role: str, name: str, branch: str, areas: Sequence[str], expires: datetime) -> str:
    token = new_token()
    served = tuple(sorted({area[:KABUPATEN] for area in areas if len(area) >= KABUPATEN}))
    names = {one.id: one.name for one in await staff.all_branches(tx)}
    await staff.save_branch(tx, Branch(branch, names.get(branch, branch.title()), served))
    await staff.invite(tx, Invite(token_hash(token), role, name, branch, tuple(areas), expires))
    return token


async def set_clock(tx: Tx, member: Staff) -> None:
    """Who just joined keeps the time of their first area, else that of the first place their branch serves."""
    served = next((one.regions for one in await staff.all_branches(tx) if one.id == member.branch), ())
    where = next(iter((*member.areas, *served)), None)
    if where is not None:
        await staff.arrange(tx, replace(member, zone=zone_of(where)))
