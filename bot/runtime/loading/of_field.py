"""What the staff knows of its field work, and the event whose link somebody opened."""

from bot.conversation.events import Commanded
from bot.flows.event import BEGINS
from bot.runtime.loading.batch import Asked, Batch, Fields, Loader
from storage import commitments, guests, questions, staff, visits
from storage.database import Tx
from storage.field import FieldWork
from storage.records import ChatId, Staff

FIELD = frozenset({"commitment", "commitments", "data", "desk", "event", "visit", "visits"})
"""Flows in which the staff sees field work, or one tap before them."""
TO_DATA = frozenset({"data", "menu", "privacy", "stop"})
"""Flows from which one tap leads to what is held about a person."""
OUTDOORS = frozenset({"agent", "officer"})
"""Roles that log field work."""
LATEST = 60
"""Visits and commitments that are looked at at once."""


async def fieldwork(batch: Batch) -> Fields:
    """Where each member of the staff may log, and what was logged: by themselves; for officers, by the branch."""
    near = {one.id for one in batch.near(FIELD)}
    asking = [(one, member) for one, member in batch.of_staff if one.id in near and member.role in OUTDOORS]
    return {one.id: {"fieldwork": await fieldwork_of(batch.tx, member)} for one, member in asking}


async def fieldwork_of(tx: Tx, member: Staff) -> FieldWork:
    """The same for one member of the staff."""
    served = next((each.regions for each in await staff.all_branches(tx) if each.id == member.branch), ())
    holder = None if member.role == "officer" else member.id
    logged = await visits.latest(tx, member.branch, LATEST, holder=holder)
    promised = await commitments.of_branch(tx, member.branch, LATEST, holder=holder)
    numbers = {*(one.holder for one in logged), *(one.author for one in logged), *(one.holder for one in promised)}
    names = {number: one.name for number, one in (await staff.by_id(tx, list(numbers))).items()} if numbers else {}
    return FieldWork(member.areas or served, logged, promised, names)


async def gatherings(batch: Batch) -> Fields:
    """The event that is behind the code of a link, or about which somebody is being asked."""
    codes = {one.id: (code, one.chat) for one in batch.asked if (code := _code(one))}
    opened: dict[str, list[ChatId]] = {}
    for code, chat in codes.values():
        opened.setdefault(code, []).append(chat)
    known = await guests.of_codes(batch.tx, opened) if opened else {}
    return {event: {"gathering": known.get(asked)} for event, asked in codes.items()}


async def memories(batch: Batch) -> Fields:
    """Whether it is kept that somebody came to an event, and how many questions that were not understood."""
    near = [one for one in batch.asked if one.flow in TO_DATA or _asks_for_data(one)]
    kept = await guests.are_remembered(batch.tx, [one.chat for one in near]) if near else set()
    missed = await questions.how_many(batch.tx, [one.chat for one in near]) if near else {}
    return {one.id: {"came": one.chat in kept, "missed": missed.get(one.chat, 0)} for one in near}


def _asks_for_data(one: Asked) -> bool:
    return isinstance(one.event, Commanded) and one.event.name == "data"


def _code(one: Asked) -> str | None:
    if isinstance(one.event, Commanded):
        argument = one.argument.strip()
        return argument.removeprefix(BEGINS).upper() if argument.startswith(BEGINS) else None
    return one.session.state["answers"].get("gathering") if one.session.state and one.flow == "welcome" else None


LOADERS: tuple[Loader, ...] = (fieldwork, gatherings, memories)
