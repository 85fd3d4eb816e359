"""People and where their conversations stand."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from storage import echoes, questions
from storage.database import Tx
from storage.records import ChatId, Consent, Person
from storage.schema import (
    NOBODY,
    cases,
    consent_log,
    guests,
    inbox,
    lead_chats,
    lead_notes,
    lead_words,
    leads,
    people,
    receipts,
    relay_lines,
    relays,
    sessions,
    subscriptions,
    timers,
    uploads,
)
from storage.statements import among, among_given, insert_all, insert_or, inserts


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it lies in the database; `state` is None for a chat we have not met, `changed` is in UTC."""

    turn: int
    state: dict[str, Any] | None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One yes or no, for the log that is only ever added to."""

    chat: ChatId
    purpose: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What is stored about a chat: who it is and where it stands, if it still stands anywhere.

    `told` says that news of the branch reached it lately and it has done nothing since.
    """

    person: Person
    session: StoredSession | None
    told: bool = False


@dataclass(slots=True)
class Acquaintances:
    """What is stored about some chats; strangers get an empty record."""

    known: Mapping[int, Acquaintance] = field(default_factory=dict)

    def person(self, chat: ChatId) -> Person:
        """Who this chat is."""
        known = self.known.get(chat)
        return known.person if known else Person(chat)

    def session(self, chat: ChatId, first_turn: int) -> StoredSession:
        """Where this chat stands. Who stands nowhere starts at `first_turn`, so that no old button fits."""
        known = self.known.get(chat)
        return (known.session if known else None) or StoredSession(first_turn, None)

    def told(self, chat: ChatId) -> bool:
        """Whether news of the branch reached this chat lately and it has done nothing since."""
        known = self.known.get(chat)
        return known is not None and known.told


ACQUAINTED = {
    dialect: select(people, sessions.c.turn, sessions.c.state, sessions.c.changed, told.label("told"))
    .select_from(people)
    .outerjoin(sessions, people.c.chat == sessions.c.chat)
    .where(is_among)
    for dialect, is_among in among_given(people.c.chat, "chats").items()
    for told in (echoes.is_awaited(people.c.chat),)
}
"""Built once for each database: every event asks for it."""
NEVER = datetime.max.replace(tzinfo=UTC)


async def of_chats(tx: Tx, chats: Sequence[ChatId], *, news_since: datetime = NEVER) -> Acquaintances:
    """The people and sessions of these chats, in one statement; `told` what reached them after `news_since`."""
    statement = ACQUAINTED[tx.connection.dialect.name]
    rows = await tx.execute(statement, {"chats": list(chats), "news_since": news_since})
    return Acquaintances({row.chat: Acquaintance(_person(tx, row), _session(tx, row), row.told) for row in rows})


async def hold(tx: Tx, chats: Collection[ChatId]) -> set[ChatId]:
    """Those of these chats that nobody else is busy with, nor will be until the transaction ends; strangers, too."""
    mine = among(tx, people.c.chat, chats)
    known = set((await tx.execute(select(people.c.chat).where(mine))).scalars())
    free = select(people.c.chat).where(mine).with_for_update(skip_locked=True, key_share=True)
    return set(chats) - (known - set((await tx.execute(free)).scalars()))


async def languages(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, str]:
    """The language of each of these chats that can be written to at all."""
    rows = await tx.execute(
        select(people.c.chat, people.c.language).where(among(tx, people.c.chat, chats), people.c.blocked.is_(False))
    )
    return {row.chat: row.language for row in rows}


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a conversation stands after a turn; `form` is the one that was left half-way, if one was."""

    chat: ChatId
    turn: int
    state: dict[str, Any]
    form: str | None = None


SAVE_SESSIONS = {
    dialect: save.on_conflict_do_update(
        index_elements=["chat"],
        set_={name: save.excluded[name] for name in ("turn", "state", "changed", "form")},
        where=sessions.c.turn == save.excluded.turn - 1,
    ).returning(sessions.c.chat)
    for dialect, save in inserts(sessions).items()
}
"""Built once for each database: every turn ends with it."""


async def save_sessions(tx: Tx, moved: Sequence[Moved], now: datetime) -> bool:
    """Save conversations whose stored turn is the one before; returns False when one's was not."""
    rows = [_session_row(tx, one, now) for one in moved]
    saved = await insert_all(tx, SAVE_SESSIONS[tx.connection.dialect.name], rows)
    return len(saved.all()) == len(rows)


async def lead_session(tx: Tx, moved: Moved, now: datetime) -> bool:
    """Lead a conversation on whose stored turn is the one before, though its person wrote nothing.

    So it stays as old as it was; one that was forgotten begins anew. False when the person just wrote something.
    """
    row, theirs = _session_row(tx, moved, now), sessions.c.chat == moved.chat
    if (await tx.execute(select(sessions.c.turn).where(theirs))).first() is None:
        begun = insert_or(tx, sessions).values(row).on_conflict_do_nothing()
        return (await tx.execute(begun.returning(sessions.c.chat))).first() is not None
    # Passed by when a turn holds it: that may wait for the timers which we hold, as /berhenti does.
    standing = select(sessions.c.turn).where(theirs, sessions.c.turn == moved.turn - 1)
    if (await tx.execute(standing.with_for_update(skip_locked=True))).first() is None:
        return False
    await tx.execute(update(sessions).where(theirs).values({name: row[name] for name in ("turn", "state", "form")}))
    return True


def _session_row(tx: Tx, moved: Moved, now: datetime) -> dict[str, Any]:
    state = tx.vault.seal(f"sessions.state:{moved.chat}", moved.state)
    return {"chat": moved.chat, "turn": moved.turn, "state": state, "changed": now, "form": moved.form}


async def save(tx: Tx, changed: Sequence[Person], now: datetime) -> None:
    """Store people as they are now."""
    if not changed:
        return
    statement = insert_or(tx, people)
    columns = [name for name in _row(tx, changed[0], now) if name not in ("chat", "created")]
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["chat"], set_={name: statement.excluded[name] for name in columns}
        ),
        [_row(tx, person, now) for person in changed],
    )


def _row(tx: Tx, person: Person, now: datetime) -> dict[str, Any]:
    return {
        "chat": person.chat,
        "language": person.language,
        "segment": person.segment,
        "sector": person.sector,
        "payer": person.payer,
        "base": None if person.base is None else tx.vault.seal(f"people.base:{person.chat}", person.base),
        "met": person.met,
        "hours": person.hours,
        "rhythm": dict(person.rhythm),
        "paid_until": person.paid_until,
        "covered_until": person.covered_until,
        "scholarship": person.scholarship,
        "consents": {purpose: _stored(consent) for purpose, consent in person.consents.items()},
        "muted": person.muted,
        "blocked": person.blocked,
        "created": now,
    }


async def log_consents(tx: Tx, given: Sequence[ConsentGiven]) -> None:
    """Add each yes or no to the log."""
    if given:
        rows = [
            {
                "chat": one.chat,
                "purpose": one.purpose,
                "given": one.consent.given,
                "version": one.consent.version,
                "at": one.consent.at,
            }
            for one in given
        ]
        await tx.execute(insert(consent_log), rows)


async def mark_gone(tx: Tx, chats: Sequence[ChatId]) -> None:
    """Telegram told us that these people stopped the bot."""
    await tx.execute(update(people).where(people.c.chat.in_(chats)).values(blocked=True))


async def forget_sessions(tx: Tx, before: datetime) -> None:
    """Forget where people stood, and what they left half-way, when they last wrote before this instant."""
    await tx.execute(delete(sessions).where(sessions.c.changed < before))


async def fade_sessions(
    tx: Tx,
    span: tuple[datetime, datetime],
    after: ChatId,
    most: int,
    faded: Callable[[Mapping[str, Any]], Mapping[str, Any] | None],
) -> ChatId | None:
    """Let `faded` make less of the sessions that last changed within the span (its end included), beyond a chat.

    Looks at so many at most, in the order of the chats; the last of them, None where there was none. What `faded` has
    nothing to take from (None), and what somebody went on with meanwhile, stays as it is.
    """
    since, until = span
    within = (sessions.c.chat > after, sessions.c.changed > since, sessions.c.changed <= until)
    chosen = select(sessions.c.chat, sessions.c.turn, sessions.c.state).where(*within).order_by(sessions.c.chat)
    rows = (await tx.execute(chosen.limit(most))).all()
    for row in rows:
        place = f"sessions.state:{row.chat}"
        less = faded(tx.vault.open(place, row.state))
        if less is not None:
            same = (sessions.c.chat == row.chat, sessions.c.turn == row.turn)
            await tx.execute(update(sessions).where(*same).values(state=tx.vault.seal(place, less)))
    return rows[-1].chat if rows else None


async def erase(tx: Tx, chats: Sequence[ChatId]) -> None:
    """Forget these people: their record, answers, consents and all that is personal in their leads and cases."""
    if not chats:
        return
    for table in (people, sessions, consent_log, receipts, timers, lead_chats, subscriptions):
        await tx.execute(delete(table).where(table.c.chat.in_(chats)))
    await questions.drop(tx, chats)
    await tx.execute(delete(inbox).where(inbox.c.chat.in_(chats), inbox.c.state != "waiting"))
    await tx.execute(update(cases).where(cases.c.chat.in_(chats)).values(chat=None, contact=None, report=None))
    talks = select(relays.c.id).where(relays.c.chat.in_(chats))
    await tx.execute(delete(relay_lines).where(relay_lines.c.relay.in_(talks)))
    await tx.execute(update(relays).where(relays.c.chat.in_(chats)).values(chat=None))
    brought = {"state": "cancelled", "why": "erased", "told": None, "content": None}
    unread = (uploads.c.chat.in_(chats), uploads.c.state.in_(("waiting", "read")))
    await tx.execute(update(uploads).where(*unread).values(version=uploads.c.version + 1, **brought))
    await tx.execute(update(uploads).where(uploads.c.chat.in_(chats)).values(chat=None))
    await tx.execute(update(guests).where(guests.c.chat.in_(chats)).values(chat=None))
    own = select(leads.c.id).where(leads.c.chat.in_(chats))
    for table in (lead_notes, lead_words):
        await tx.execute(delete(table).where(table.c.lead.in_(own)))
    await tx.execute(
        update(leads).where(leads.c.chat.in_(chats)).values(**NOBODY, met=None, sponsorship=None, event=None)
    )


def _session(tx: Tx, row: Any) -> StoredSession | None:
    if row.turn is None:
        return None
    return StoredSession(row.turn, tx.vault.open(f"sessions.state:{row.chat}", row.state), row.changed)


def _person(tx: Tx, row: Any) -> Person:
    return Person(
        chat=row.chat,
        language=row.language,
        segment=row.segment,
        sector=row.sector,
        payer=row.payer,
        base=None if row.base is None else tx.vault.open(f"people.base:{row.chat}", row.base),
        met=row.met,
        hours=None if row.hours is None else (row.hours[0], row.hours[1]),
        rhythm=row.rhythm,
        paid_until=row.paid_until,
        covered_until=row.covered_until,
        scholarship=row.scholarship,
        consents={purpose: _consent(stored) for purpose, stored in row.consents.items()},
        muted=row.muted,
        blocked=row.blocked,
    )


def _stored(consent: Consent) -> dict[str, Any]:
    return {"given": consent.given, "at": consent.at.isoformat(), "version": consent.version}


def _consent(stored: Mapping[str, Any]) -> Consent:
    return Consent(stored["given"], datetime.fromisoformat(stored["at"]), stored["version"])
