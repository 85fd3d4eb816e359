"""What officials and officers may read of the reports, and what they subscribed to."""

from collections.abc import Mapping

from bot.runtime.loading.batch import Batch, Fields, Loader, chats
from storage import staff, subscriptions
from storage.readers import Reading
from storage.records import Staff

READERS = frozenset({"officer", "official"})
"""Roles that read reports."""
NEAR = frozenset({"data", "desk", "reports", "subscriptions"})
"""Flows in which one reads them, or one tap before."""


async def readings(batch: Batch) -> Fields:
    """The areas and subscriptions of those who may come to a report."""
    near = {one.id for one in batch.near(NEAR)}
    asking = [(one, member) for one, member in batch.of_staff if one.id in near and member.role in READERS]
    if not asking:
        return {}
    served = {one.id: one.regions for one in await staff.all_branches(batch.tx)}
    kept = await subscriptions.of_chats(batch.tx, chats([one for one, _ in asking]))
    return {one.id: {"reading": Reading(areas(member, served), kept.get(one.chat, ()))} for one, member in asking}


def areas(member: Staff, served: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Where somebody may read: their own areas, without any the whole of what their branch serves."""
    return member.areas or served.get(member.branch, ())


LOADERS: tuple[Loader, ...] = (readings,)
