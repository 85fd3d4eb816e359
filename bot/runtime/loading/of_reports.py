"""What officials and officers may read of the reports, and what they subscribed to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.answers.places import Gazetteer
from bot.answers.zones import zone_of
from bot.conversation.events import Commanded, Tapped
from bot.flows.report_asked import FLOW, REGION, candidates
from bot.flows.report_named import Behind, behind
from bot.leads.rights import roles
from bot.reports.weekly import DEFINITION
from bot.reports.weeks import newest
from bot.runtime.loading.batch import Asked, Batch, Fields, Loader, chats
from storage import reports, staff, subscriptions
from storage.readers import Asked as Report
from storage.readers import Reading
from storage.records import Staff

READERS = roles("report.open")
NEAR = frozenset({"data", "desk", "reports", "subscriptions"})
"""Flows in which one reads them, or one tap before."""
COMMANDS = frozenset({"laporan", "reports"})
"""What leads to where reports are shown."""


async def readings(batch: Batch) -> Fields:
    """The areas and subscriptions of those who may come to a report, and the reports they may come to now."""
    near = {one.id for one in batch.near(NEAR)}
    asking = [(one, member) for one, member in batch.of_staff if one.id in near and member.role in READERS]
    if not asking:
        return {}
    served = {one.id: one.regions for one in await staff.all_branches(batch.tx)}
    kept = await subscriptions.of_chats(batch.tx, chats([one for one, _ in asking]))
    found: dict[int, Mapping[str, object]] = {}
    for one, member in asking:
        read = areas(member, served)
        told = _behind(one, read, batch.now)
        reading = Reading(read, kept.get(one.chat, ()), opened=told.asked, lost=told.lost, among=told.among)
        snapshots = await _snapshots(batch, one, reading) if _reads(one) else {}
        found[one.id] = {"reading": replace(reading, snapshots=snapshots)}
    return found


async def _snapshots(batch: Batch, one: Asked, reading: Reading) -> Mapping[Report, Mapping[str, Any]]:
    """Those that were made of all that this event may lead to."""
    answers = (one.session.state or {}).get("answers", {}) if one.flow == FLOW else {}
    choice = one.event.choice if isinstance(one.event, Tapped) else ""
    told = {
        each: await reports.of(batch.tx, *each, DEFINITION) for each in _wanted(batch, one, reading, answers, choice)
    }
    return {each: snapshot for each, snapshot in told.items() if snapshot is not None}


def _wanted(batch: Batch, one: Asked, reading: Reading, answers: Mapping[str, Any], choice: str) -> Collection[Report]:
    own = reading.areas[0] if len(reading.areas) == 1 else None
    told = reading.opened if _is_command(one) else None
    standing = answers.get("region") if told is None else told[0]
    region = choice if REGION.fullmatch(choice) else str(standing or own or "")
    try:
        last = newest(batch.now, zone_of(region)) if region else ""
        return candidates(answers, choice, told, own, last)
    except (KeyError, ValueError):
        return ()


def _reads(one: Asked) -> bool:
    """Whether a report may be shown in this turn."""
    return one.flow == FLOW or _is_command(one)


def _is_command(one: Asked) -> bool:
    return isinstance(one.event, Commanded) and one.event.name in COMMANDS


def _behind(one: Asked, read: Sequence[str], now: datetime) -> Behind:
    """Reading all places takes a moment, so it is done only where something stands behind the command."""
    return behind(one.argument, read, now, Gazetteer()) if one.argument and _is_command(one) else Behind()


def areas(member: Staff, served: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Where somebody may read: their own areas, without any the whole of what their branch serves."""
    return member.areas or served.get(member.branch, ())


LOADERS: tuple[Loader, ...] = (readings,)
