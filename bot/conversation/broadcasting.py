"""What officers want done with what they tell to many people, in the imperative."""

from dataclasses import dataclass
from typing import Literal

from storage.news import Broadcast, Written
from storage.records import StaffId


@dataclass(frozen=True, slots=True)
class WriteBroadcast:
    """This text is to go to these people; with `asks` a second person has to agree first.

    `alone` is to how many people its author had sent something alone when it was decided that nobody has to agree.
    """

    written: Written
    asks: bool
    alone: int


@dataclass(frozen=True, slots=True)
class SteerBroadcast:
    """A broadcast goes from where it stands here to another state; `approver` is who agreed to it, or lets it go on."""

    broadcast: Broadcast
    to: Literal["running", "paused", "cancelled"]
    approver: StaffId | None = None
    why: str | None = None


BroadcastEffect = WriteBroadcast | SteerBroadcast
