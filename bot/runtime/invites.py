"""Invites: a token that only its link knows, stored as a hash."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers.zones import zone_of
from bot.runtime.tokens import new_token, token_hash
from storage import staff
from storage.database import Database, Tx
from storage.records import Branch, Invite, Staff

KABUPATEN = 5
"""Characters of a kabupaten's dotted code."""


async def invite(database: Database, role: str, name: str, branch: str, areas: Sequence[str], expires: datetime) -> str:
    """Store an invite and return its token; a new branch is made, and serves the kabupaten of these areas."""
    token = new_token()
    served = tuple(sorted({area[:KABUPATEN] for area in areas if len(area) >= KABUPATEN}))
    async with database.transaction() as tx:
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
