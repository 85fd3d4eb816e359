"""What officials and officers may read of the reports, and what they subscribed to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.answers.places import Gazetteer
from bot.answers.zones import zone_of
from bot.conversation.events import Commanded, Tapped, Typed
from bot.flows.report_asked import FLOW, REGION, SOME_REGION, candidates
from bot.flows.report_named import Behind, Where, behind, heard
from bot.flows.report_said import may_ask
from bot.leads.rights import OFFICIAL, roles
from bot.reports.weekly import DEFINITION
from bot.reports.weeks import newest
from bot.runtime.loading.batch import Asked, Batch, Fields, Loader, chats
from storage import reports, staff, subscriptions
from storage.readers import Asked as Report
from storage.readers import Reading
from storage.records import Staff

MOST = 160
"""Letters of a text that may ask for a report."""
TYPED = frozenset({"region", "week", "other", "one", *SOME_REGION, "some_week", "unclear"})
"""Steps of the flow at which a name or a day is typed."""
BESIDE = "bandingkan "
"""What is meant where another report is asked for, whatever is typed."""
READERS = roles("report.open")
NEAR = frozenset({"data", "desk", "reports", "subscriptions"})
"""Flows in which one reads them, or one tap before."""
COMMANDS = frozenset({"laporan", "reports"})
"""What leads to where reports are shown."""


async def readings(batch: Batch) -> Fields:
    """The areas and subscriptions of those who may come to a report, and the reports they may come to now."""
    near = {one.id for one in (*batch.near(NEAR), *(one for one in batch.asked if _may_ask(one)))}
    asking = [(one, member) for one, member in batch.of_staff if one.id in near and member.role in READERS]
    if not asking:
        return {}
    served = {one.id: one.regions for one in await staff.all_branches(batch.tx)}
    kept = await subscriptions.of_chats(batch.tx, chats([one for one, _ in asking]))
    found: dict[int, Mapping[str, object]] = {}
    for one, member in asking:
        read = areas(member, served)
        told, said = _behind(one, member, read, batch.now)
        reading = Reading(read, kept.get(one.chat, ()), meant=told, said=said)
        snapshots = await _snapshots(batch, one, reading) if _reads(one) or said else {}
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
    told = reading.meant.opened if _is_command(one) or reading.said else None
    standing = answers.get("region") if told is None else told[0]
    region = choice if REGION.fullmatch(choice) else str(standing or own or "")
    try:
        last = newest(batch.now, zone_of(region)) if region else ""
        found = candidates(answers, choice, told, own, last)
        return found | _beside(reading, region, own or "", last) if told is not None else found
    except (KeyError, ValueError):
        return ()


def _reads(one: Asked) -> bool:
    """Whether a report may be shown in this turn."""
    return one.flow == FLOW or _is_command(one)


def _is_command(one: Asked) -> bool:
    return isinstance(one.event, Commanded) and one.event.name in COMMANDS


def _beside(reading: Reading, region: str, own: str, last: str) -> set[Report]:
    """What words want to see beside the report that they ask for, and the one itself in its week."""
    week = reading.meant.opened[1] or last
    other, other_week = reading.meant.beside
    return {(region or own, week), (other or region or own, other_week or week)}


def _may_ask(one: Asked) -> bool:
    """Whether words of somebody who stands elsewhere may be about a report."""
    return isinstance(one.event, Typed) and one.member is not None and may_ask(one.event.text)


def _behind(one: Asked, member: Staff, read: Sequence[str], now: datetime) -> tuple[Behind, str]:
    """What stands behind the command or is typed without it, and how sure that is.

    Reading all places takes a moment, so it is done only where something of the kind was written.
    """
    if one.argument and _is_command(one):
        return behind(one.argument, read, now, Gazetteer()), ""
    if not isinstance(one.event, Typed) or len(one.event.text) > MOST:
        return Behind(), ""
    where = _where(one, member)
    if not where and not may_ask(one.event.text):
        return Behind(), ""
    text = f"{BESIDE}{one.event.text}" if (one.session.state or {}).get("step") == "other" else one.event.text
    told = behind(text, read, now, Gazetteer(), _shown(one, read))
    said = heard(one.event.text, told, where, official=member.role == OFFICIAL)
    return (told, said) if said else (Behind(), "")


def _where(one: Asked, member: Staff) -> Where:
    step = (one.session.state or {}).get("step")
    if one.flow == FLOW:
        return "asked" if step in TYPED else "report"
    return "desk" if one.flow == "desk" and member.role == OFFICIAL else ""


def _shown(one: Asked, read: Sequence[str]) -> Report:
    """The report that stands open where the words were typed."""
    if one.flow != FLOW:
        return "", ""
    answers = (one.session.state or {}).get("answers", {})
    return str(answers.get("region") or (read[0] if len(read) == 1 else "")), str(answers.get("week") or "")


def areas(member: Staff, served: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Where somebody may read: their own areas, without any the whole of what their branch serves."""
    return member.areas or served.get(member.branch, ())


LOADERS: tuple[Loader, ...] = (readings,)
