"""Invites: a token that only its link knows, stored as a hash."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from bot.runtime.loading import token_hash
from storage import staff
from storage.database import Database
from storage.records import Branch, Invite

KABUPATEN = 5
"""Characters of a kabupaten's dotted code."""


async def invite(database: Database, role: str, name: str, branch: str, areas: Sequence[str], expires: datetime) -> str:
    """Store an invite and return its token; a new branch is made, and serves the kabupaten of these areas."""
    token = secrets.token_urlsafe(24)
    served = tuple(sorted({area[:KABUPATEN] for area in areas if len(area) >= KABUPATEN}))
    async with database.transaction() as tx:
        names = {one.id: one.name for one in await staff.all_branches(tx)}
        await staff.save_branch(tx, Branch(branch, names.get(branch, branch.title()), served))
        await staff.invite(tx, Invite(token_hash(token), role, name, branch, tuple(areas), expires))
    return token
