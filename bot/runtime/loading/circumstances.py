"""Each event of a batch with everything that its turn may need to know."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.conversation.events import from_json
from bot.conversation.session import Session
from bot.conversation.steps import Book
from bot.conversation.view import Known
from bot.runtime.codes import short_code
from bot.runtime.loading import of_field, of_newsroom, of_person, of_reports, of_staff
from bot.runtime.loading.batch import Asked, Batch, Loader, flow_of, lead_of
from bot.runtime.loading.sponsors import backings
from bot.runtime.talks import talking
from bot.runtime.turn import Circumstances
from storage import people, staff
from storage.database import Tx
from storage.inbox import Waiting
from storage.people import Acquaintances, StoredSession
from storage.records import ChatId, Staff

LOADERS: Sequence[Loader] = (
    *(*of_person.LOADERS, *of_staff.LOADERS, *of_newsroom.LOADERS),
    *(*of_field.LOADERS, *of_reports.LOADERS),
)


async def circumstances(tx: Tx, waiting: Sequence[Waiting], book: Book, now: datetime) -> list[Circumstances]:
    """Each event with its session and all that is known about its chat at `now` (aware).

    A short code is a tap on its card.
    """
    batch = await _batch(tx, waiting, book, now)
    loaded = [await load(batch) for load in LOADERS]
    known = {
        one.id: {name: value for each in loaded for name, value in each.get(one.id, {}).items()} for one in batch.asked
    }
    backing = await backings(batch, known, book.full_after)
    return [_circumstances(one, {**known[one.id], **backing.get(one.id, {})}) for one in batch.asked]


def _circumstances(one: Asked, fields: Mapping[str, object]) -> Circumstances:
    known = Known(person=one.person, staff=one.member, **fields)  # type: ignore[arg-type]
    return Circumstances(one.id, one.chat, one.event, _session(one.session), known, one.told)


def _session(stored: StoredSession) -> Session:
    return Session(turn=stored.turn) if stored.state is None else Session.from_json(stored.turn, stored.state)


async def _batch(tx: Tx, waiting: Sequence[Waiting], book: Book, now: datetime) -> Batch:
    senders = [one.chat for one in waiting]
    known = await people.of_chats(tx, senders, news_since=now - book.echoes(now))
    members = await staff.of_chats(tx, senders)
    talks = await _talking(tx, waiting, known, members)
    asked = []
    for one in waiting:
        session, member = known.session(one.chat, one.id), members.get(one.chat)
        event = short_code(from_json(one.payload), member, session, book, talks=one.chat in talks)
        told = known.told(one.chat)
        asked.append(Asked(one.id, one.chat, event, session, known.person(one.chat), member, told))
    return Batch(tx, now, tuple(asked))


async def _talking(
    tx: Tx, waiting: Sequence[Waiting], known: Acquaintances, members: Mapping[ChatId, Staff]
) -> set[ChatId]:
    """Members of the staff whose words now reach somebody through the bot."""
    about = {}
    for one in waiting:
        session = known.session(one.chat, one.id)
        if one.chat in members and flow_of(session) == "relay" and (lead := lead_of(session)) is not None:
            about[one.chat] = lead
    return await talking(tx, about)
