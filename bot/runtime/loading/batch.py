"""A batch of events with who sent them and where these stand, and questions about it that every loader asks."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.conversation.events import Commanded, Event
from storage import staff
from storage.database import Tx
from storage.people import StoredSession
from storage.records import Case, ChatId, Lead, LeadId, Person, Staff, StaffId


@dataclass(frozen=True, slots=True)
class Asked:
    """One event that waits for its turn; `member` is who sent it, if they are of the staff.

    `told` says that news of the branch reached them lately, and this is the first they do since.
    """

    id: int
    chat: ChatId
    event: Event
    session: StoredSession
    person: Person
    member: Staff | None
    told: bool = False

    @property
    def flow(self) -> str | None:
        """The flow in which the event finds its chat."""
        return flow_of(self.session)

    @property
    def argument(self) -> str:
        """What stands behind a command as it was typed; nothing for any other event."""
        return (isinstance(self.event, Commanded) and self.event.argument) or ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Events of different chats, and now (aware)."""

    tx: Tx
    now: datetime
    asked: tuple[Asked, ...]

    @property
    def of_staff(self) -> list[tuple[Asked, Staff]]:
        """What members of the staff sent."""
        return [(one, one.member) for one in self.asked if one.member is not None]

    def near(self, flows: Collection[str]) -> list[Asked]:
        """Those who sent a command or stand in one of these flows: what only they need is not loaded for all."""
        return [one for one in self.asked if isinstance(one.event, Commanded) or one.flow in flows]

    async def holders(self, held: Sequence[Lead | Case]) -> Mapping[StaffId, Staff]:
        """Who these leads and cases lie with."""
        ids = [each.holder for each in held if each.holder is not None]
        return await staff.by_id(self.tx, ids) if ids else {}


Fields = Mapping[int, Mapping[str, Any]]
"""What is known more, by event: fields of `view.Known`."""
Loader = Callable[[Batch], Awaitable[Fields]]


def flow_of(session: StoredSession) -> str | None:
    """The flow in which a chat stands, if in any."""
    return (session.state or {}).get("flow")


def lead_of(session: StoredSession) -> LeadId | None:
    """The number of the lead from whose card a conversation began, which is its answer "lead"."""
    number = (session.state or {}).get("answers", {}).get("lead")
    return LeadId(number) if isinstance(number, int) else None


def holder_of(held: Lead | Case | None, holders: Mapping[StaffId, Staff]) -> Staff | None:
    """Who a lead or a case lies with, of these."""
    return None if held is None or held.holder is None else holders.get(held.holder)


def chats(asked: Sequence[Asked]) -> list[ChatId]:
    """Who sent these."""
    return [one.chat for one in asked]
