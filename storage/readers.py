"""Who reads the reports of which regions, as records. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from storage.records import ChatId

Rhythm = Literal["weekly", "monthly"]
RHYTHMS: tuple[Rhythm, ...] = ("weekly", "monthly")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat gets the report of a region (dotted code) every week, or once a month, since an instant (UTC)."""

    chat: ChatId
    region: str
    rhythm: Rhythm
    since: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody who reads reports may see: their areas (dotted codes), what they subscribed to, snapshots.

    `snapshots` are those that were asked for, by region and week, as JSON. Of a report that falls due, `unread` counts
    the weeks since the person last wrote or tapped, that one not included.
    """

    areas: tuple[str, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    snapshots: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    unread: int = 0


NO_READING = Reading()
