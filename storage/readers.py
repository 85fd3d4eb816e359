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
    """A chat gets the report of a region (dotted code) every week, or once a month, since an instant (UTC).

    `opened` is when they last wrote or tapped anything, as far as they have since.
    """

    chat: ChatId
    region: str
    rhythm: Rhythm
    since: datetime
    opened: datetime


Asked = tuple[str, str]
"""A region (dotted code) and an ISO week ("2026-W46")."""
MESSAGE, PICTURE = OF_REPORTS = ("report", "report_picture")
"""The kinds of timers that bring a report on Monday: its words, and its picture."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What words about reports mean: `opened` is the report they name, "" for what they left open.

    `lost` says that they named no single region, `among` which of theirs have the name that was told, or what `why`
    tells of them; `others` is the same of what is to stand beside. `weeks` are those of which one is meant, `unclear`
    that something of it is neither region nor week. `wish` is what is to be done with the report, with which `figure`,
    and what is to stand `beside` it.
    """

    opened: Asked = ("", "")
    lost: bool = False
    among: tuple[str, ...] = ()
    why: str = ""
    others: tuple[str, ...] = ()
    weeks: tuple[str, ...] = ()
    unclear: bool = False
    wish: str = ""
    figure: str = ""
    beside: Asked = ("", "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody who reads reports may see: their areas (dotted codes), what they subscribed to, snapshots.

    `snapshots` are those that were asked for or fall due, as JSON. `unread` counts the weeks of which a report came
    since the person last wrote or tapped. `meant` is what a command or words without one ask for; `said` how surely the
    latter do: "sure", "weak" where a question goes before, "faint" where also what may be one does.
    """

    areas: tuple[str, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    snapshots: Mapping[Asked, Mapping[str, Any]] = field(default_factory=dict)
    unread: int = 0
    meant: Meant = Meant()
    said: str = ""


NO_READING = Reading()
