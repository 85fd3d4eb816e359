"""Every way a message can end, answers before everything else, and order in every chat."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest

from bot.errors import PersonGone, SettingsError, TryLater, Undeliverable
from bot.runtime.ledger import SOON
from bot.runtime.pacing import Pacer
from bot.runtime.sender import MOST_ATTEMPTS, Sender
from storage import outbox, people, recall, timers
from storage.database import Database
from storage.outbox import Lane, Parcel, Post
from storage.records import ChatId, Person
from storage.timers import Planned
from tests.kit import hurried
from tests.storage.conftest import BUDI, NOON, SARI, opened

Trouble = Exception | Callable[[], None]


@dataclass
class Telegram:
    """Takes what it is sent, or raises the next of a chat's troubles."""

    seconds: float = 0.0
    got: list[tuple[int, str]] = field(default_factory=list)
    troubles: dict[int, list[Trouble]] = field(default_factory=dict)

    def clock(self) -> Any:
        return NOON + timedelta(seconds=self.seconds)

    def timer(self) -> float:
        return self.seconds

    async def deliver(self, message: dict[str, Any], *, paced: bool = False) -> int:
        trouble = next(iter(self.troubles.get(message["chat_id"], [])), None)
        if trouble is not None:
            self.troubles[message["chat_id"]].pop(0)
        if isinstance(trouble, Exception):
            raise trouble
        self.got.append((message["chat_id"], message["text"]))
        return 1

    def words(self) -> list[str]:
        return [text for _, text in self.got]


@dataclass
class Office:
    """A sender, its database and what stands behind it."""

    database: Database
    telegram: Telegram
    sender: Sender

    async def put(self, *texts: str, chat: ChatId = SARI, lane: Lane = "reply") -> None:
        """As the worker does: store, then hand over."""
        posts = [Post(chat, lane, {"method": "sendMessage", "chat_id": chat, "text": text}) for text in texts]
        async with self.database.transaction() as tx:
            parcels = await outbox.put(tx, posts, self.telegram.clock(), owner=self.sender.owner)
        self.sender.hand_over(parcels)

    async def settles(self) -> None:
        """Until nothing more can be sent now."""
        while await self.sender.once():
            pass

    async def passes(self, seconds: float) -> None:
        self.telegram.seconds += seconds
        await self.settles()

    async def states(self) -> list[str]:
        async with self.database.reading() as tx:
            stats = await outbox.stats(tx)
        return sorted(state for (_, state), count in stats.items() for _ in range(count))

    def fails(self, *troubles: Trouble, chat: ChatId = SARI) -> None:
        self.telegram.troubles[chat] = list(troubles)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    database, telegram = await opened(sqlite_url), Telegram()
    sender = Sender(database, telegram.deliver, telegram.clock, "me", hurried(), timer=telegram.timer)
    async with database.transaction() as tx:
        await people.save(tx, [Person(SARI), Person(BUDI)], NOON)
    yield Office(database, telegram, sender)
    await sender.presence.close()
    await database.close()


async def test_what_arrives_is_sent_once(office: Office) -> None:
    """In the order it was said, and nothing of it is kept."""
    await office.put("satu", "dua")
    await office.settles()
    await office.passes(600)
    assert office.telegram.words() == ["satu", "dua"]
    assert await office.states() == ["sent", "sent"]


async def test_a_429_is_obeyed_to_the_second_and_keeps_the_order(office: Office) -> None:
    """For that chat alone; what is said meanwhile waits behind it."""
    office.fails(TryLater(7, exact=True))
    await office.put("satu", "dua")
    await office.put("lain", chat=BUDI)
    await office.settles()
    await office.put("tiga")
    await office.passes(6)
    assert office.telegram.words() == ["lain"]
    await office.passes(1)
    await office.passes(1)
    assert office.telegram.words() == ["lain", "satu", "dua", "tiga"]


async def test_a_long_429_is_not_cut_short(office: Office) -> None:
    """Telegram knows best, however long it says."""
    office.fails(TryLater(4000, exact=True))
    await office.put("satu")
    await office.settles()
    await office.passes(3999)
    assert office.telegram.got == []
    await office.passes(1)
    assert office.telegram.words() == ["satu"]


async def test_a_429_for_everybody_stops_what_is_unasked_and_no_answer(office: Office) -> None:
    """Until it is over."""
    office.sender.pacer = Pacer(rate=1000, limit=1000, spacing=0)
    office.fails(TryLater(9, everybody=True, exact=True))
    await office.put("warta", lane="notice")
    await office.settles()
    await office.put("warta juga", chat=BUDI, lane="notice")
    await office.put("jawaban", chat=BUDI)
    await office.passes(8)
    assert office.telegram.words() == ["jawaban"]
    await office.passes(1.1)
    await office.passes(1)
    assert sorted(office.telegram.words()) == ["jawaban", "warta", "warta juga"]


async def test_trouble_is_tried_again_ever_more_slowly_then_parked(office: Office) -> None:
    """A message that Telegram always fails at must not block its chat for good."""
    office.fails(*(TryLater(1, unsure=True) for _ in range(MOST_ATTEMPTS + 1)))
    await office.put("satu")
    await office.settles()
    await office.passes(1)
    await office.passes(1)
    assert len(office.telegram.troubles[SARI]) == MOST_ATTEMPTS - 1
    for _ in range(MOST_ATTEMPTS):
        await office.passes(300)
    assert await office.states() == ["parked"]
    await office.put("dua")
    await office.settles()
    assert office.telegram.words() == ["dua"]


async def test_a_network_that_is_away_for_hours_loses_nothing(office: Office) -> None:
    """What never left this machine is tried for ever."""
    office.fails(*(TryLater(1) for _ in range(3 * MOST_ATTEMPTS)))
    await office.put("satu")
    for _ in range(3 * MOST_ATTEMPTS + 1):
        await office.passes(300)
    assert office.telegram.words() == ["satu"]


async def test_a_lost_reply_is_sent_again_but_bulk_never(office: Office) -> None:
    """A second answer is a nuisance, a second bulk message breaks a promise."""
    office.fails(TryLater(1, unsure=True))
    office.fails(TryLater(1, unsure=True), chat=BUDI)
    await office.put("jawaban")
    await office.put("kabar", chat=BUDI, lane="bulk")
    await office.settles()
    await office.passes(600)
    assert office.telegram.words() == ["jawaban"]
    assert await office.states() == ["expired", "sent"]


async def test_bulk_that_never_left_is_sent_later(office: Office) -> None:
    """Nobody can have seen it."""
    office.fails(TryLater(1))
    await office.put("kabar", lane="bulk")
    await office.settles()
    await office.passes(2)
    assert office.telegram.words() == ["kabar"]


async def held_ready(office: Office, **about: Any) -> None:
    """A bulk message that is leased and waits for its pace."""
    post = Post(SARI, "bulk", {"method": "sendMessage", "chat_id": SARI, "text": "kabar"}, **about)
    async with office.database.transaction() as tx:
        await outbox.put(tx, [post], office.telegram.clock())
    await office.sender._refill()
    assert [parcel.chat for parcel in office.sender.stream.held] == [SARI]


async def test_who_says_stop_does_not_get_what_was_held_ready(office: Office) -> None:
    """Leased is not sent."""
    await held_ready(office)
    async with office.database.transaction() as tx:
        await recall.drop(tx, [SARI], "muted", NOON)
    await office.settles()
    assert office.telegram.words() == []
    assert await office.states() == ["muted"]


async def test_what_is_held_ready_when_its_hour_ends_waits_for_the_next_one(office: Office) -> None:
    """The message is given up, and the timer that it came from is due again."""
    async with office.database.transaction() as tx:
        await timers.plan(tx, [Planned(SARI, "news", "once", NOON)])
        [timer] = await timers.due(tx, NOON, 1)
        await timers.settle(tx, [timer.id], "done", None, NOON)
    await held_ready(office, until=NOON + timedelta(seconds=1), timer=timer.id)
    office.telegram.seconds += 2
    await office.settles()
    assert office.telegram.words() == []
    assert await office.states() == ["expired"]
    async with office.database.reading() as tx:
        again = await timers.by_id(tx, timer.id)
    assert again is not None and (again.state, again.meant) == ("waiting", NOON)


async def told_of_others(office: Office, **changed: Any) -> None:
    """A notice that came of somebody else's act, until an hour from now."""
    said = Post(SARI, "notice", {"chat_id": SARI, "text": "kabar"}, until=NOON + timedelta(hours=1))
    async with office.database.transaction() as tx:
        await outbox.put(tx, [replace(said, **changed)], NOON)


async def test_who_says_stop_gets_no_notice_that_somebody_holds(office: Office) -> None:
    """Leased is not sent, and written in the very moment of the stop is not, either."""
    await told_of_others(office)
    await office.sender._refill()
    async with office.database.transaction() as tx:
        await recall.drop(tx, [SARI], "muted", NOON)
        await people.save(tx, [Person(SARI, muted=True)], NOON)
    await told_of_others(office)
    await told_of_others(office, until=None)
    await office.settles()
    assert office.telegram.words() == ["kabar"], "what is owed at any hour, as to an officer"
    assert await office.states() == ["muted", "muted", "sent"]


async def test_a_notice_held_up_into_the_night_waits_for_the_morning(office: Office) -> None:
    """By a long 429, or because the machine slept: what is owed at any hour goes, what has an end waits again."""
    morning = NOON + timedelta(hours=20)

    async def hours(_: Any, chats: Any, now: datetime) -> dict[ChatId, tuple[datetime, datetime]]:
        begins = now if now < NOON + timedelta(hours=1) else max(now, morning)
        return dict.fromkeys(chats, (begins, morning + timedelta(hours=12)))

    office.sender.stream.hours = hours
    office.fails(TryLater(3601, exact=True))
    await told_of_others(office)
    await office.settles()
    await office.passes(3602)
    await office.passes(1)
    assert office.telegram.words() == [] and await office.states() == ["waiting"]
    await office.put("ada kecelakaan", lane="notice")
    await office.passes(3600)
    assert office.telegram.words() == ["ada kecelakaan"]
    await office.passes(20 * 3600)
    assert office.telegram.words() == ["ada kecelakaan", "kabar"]


async def test_who_blocked_us_gets_nothing_more(office: Office) -> None:
    """And is known to be gone, so that nobody writes to them."""
    office.fails(PersonGone())
    await office.put("satu")
    await office.put("kabar", lane="bulk")
    await office.settles()
    assert await office.states() == ["gone", "gone"]
    async with office.database.reading() as tx:
        assert await people.languages(tx, [SARI, BUDI]) == {BUDI: "id"}


@pytest.mark.parametrize("wrong", [Undeliverable("can't parse entities"), ZeroDivisionError()])
async def test_a_message_of_ours_that_is_wrong_is_parked_and_the_chat_goes_on(office: Office, wrong: Exception) -> None:
    """Whether Telegram refuses it or we stumble over it ourselves."""
    office.fails(wrong)
    await office.put("satu", "dua")
    await office.settles()
    assert office.telegram.words() == ["dua"]
    assert await office.states() == ["parked", "sent"]


async def test_a_refused_token_loses_nothing(office: Office) -> None:
    """Somebody sets a new one, and the message goes out."""
    office.fails(SettingsError("Telegram refuses TELEGRAM_BOT_TOKEN"))
    await office.put("satu")
    await office.settles()
    await office.passes(31)
    assert office.telegram.words() == ["satu"]


async def test_answers_pass_before_what_nobody_asked_for(office: Office) -> None:
    """However much of it waits."""
    office.sender.pacer = Pacer()
    for number in range(40):
        await office.put(f"kabar {number}", chat=ChatId(number), lane="bulk")
    await office.put("jawaban")
    await office.settles()
    assert office.telegram.words()[0] == "jawaban" or len(office.telegram.got) < 10
    assert "jawaban" in office.telegram.words()


async def test_the_ledger_of_bulk_is_written_a_few_times_a_second(office: Office) -> None:
    """Once a message it would be thirty commits a second, and every answer would wait behind one of them."""
    ledger, rings = office.sender.ledger, 0
    parcel = Parcel(1, SARI, "bulk", {}, 0)
    began = monotonic()
    for _ in range(20):
        ledger.ended(parcel, "sent")
        await asyncio.sleep(0.03)
        if ledger.news.is_set():
            ledger.news.clear()
            rings += await ledger.write()
    assert 1 <= rings <= (monotonic() - began) / SOON + 0.1


async def test_a_place_counts_from_when_its_message_leaves(office: Office) -> None:
    """A turn that is computed in between would else let the next one come too close to it."""
    pacer = office.sender.pacer = Pacer()
    office.sender.hand_over([Parcel(1, SARI, "bulk", {"chat_id": SARI, "text": "kabar"})])
    office.telegram.seconds = 0.02
    await office.sender.finish()
    assert office.telegram.words() == ["kabar"]
    assert pacer.chat_free_at(SARI) == 0.02 + pacer.spacing


async def test_what_can_wait_stands_back_behind_an_answer_in_the_making(office: Office) -> None:
    """Until it is made, and never for long, whatever the clocks say."""
    office.sender.foresee(1)
    quiet = asyncio.create_task(office.sender.quiet())
    await asyncio.sleep(0.02)
    assert not quiet.done()
    await office.put("jawaban")
    await quiet
    assert office.telegram.words() == ["jawaban"]
    office.sender.foresee(1)
    await asyncio.wait_for(office.sender.quiet(), 5)


async def test_a_burst_of_answers_holds_up_the_rest_for_a_second_at_most(office: Office) -> None:
    """Thousands of answers do not silence notices for minutes."""
    office.sender.pacer = Pacer()
    for number in range(300):
        await office.put("jawaban", chat=ChatId(number))
    await office.put("warta", chat=BUDI, lane="notice")
    await office.settles()
    assert "warta" not in office.telegram.words()
    await office.passes(1.1)
    assert "warta" in office.telegram.words()


async def test_what_died_with_its_process_is_sent_by_the_next(office: Office) -> None:
    """In order, before anything newer; bulk that may have arrived is given up."""
    async with office.database.transaction() as tx:
        lost = [Post(SARI, "reply", {"chat_id": SARI, "text": text}) for text in ("satu", "dua")]
        await outbox.put(tx, lost, NOON, owner="dead")
        await outbox.put(tx, [Post(BUDI, "bulk", {"chat_id": BUDI, "text": "kabar"})], NOON)
        [begun] = await outbox.lease(tx, NOON, "dead", ("bulk",), 1)
        await outbox.begin(tx, {begun.id}, "dead", NOON)
    await office.put("tiga")
    await office.sender.release_dead()
    await office.settles()
    assert office.telegram.words() == ["satu", "dua", "tiga"]
    assert await office.states() == ["expired", "sent", "sent", "sent"]


async def test_a_chat_that_was_held_gets_its_notices_again(office: Office) -> None:
    """Even if another process sent what it was held for."""
    office.fails(TryLater(5, exact=True))
    await office.put("satu")
    await office.settles()
    async with office.database.transaction() as tx:
        [parcel] = await outbox.lease(tx, NOON + timedelta(seconds=5), "other", ("reply",), 1)
        await outbox.settle(tx, [outbox.Outcome(parcel.id, "sent", NOON)], "other")
    await office.put("warta", lane="notice")
    await office.passes(6)
    assert office.telegram.words() == ["warta"]
    assert office.sender.lines == {}


async def test_a_stopped_sender_gives_back_what_it_has_not_tried(office: Office) -> None:
    """Bulk that was only held ready is not lost as if it might have arrived."""
    office.sender.pacer.pause(until=1e9)
    await office.put("kabar", lane="bulk")
    await office.sender._refill()
    await office.sender._finish_soon()
    await office.sender.ledger.write()
    assert await office.states() == ["retry"]
