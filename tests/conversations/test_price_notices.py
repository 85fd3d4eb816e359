"""Who allowed it hears once before and once after a change of their own price, and nobody else hears anything."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.simulator.faults import LostReply
from storage import outbox, people, timers
from storage.outbox import PACED
from storage.records import Person
from tests.conversations.enrol import fills, meets, prices
from tests.conversations.operators import arrived
from tests.kit import Actor, World

SOON, CHANGED = "Mulai Januari 2027, iuran Anda berubah", "Iuran Anda sudah berubah"
TIMERS = "SELECT kind, state, why FROM timers WHERE kind LIKE 'price%' ORDER BY kind DESC"
EIGHTEENTH = 27
"""Days from the first day of these conversations to the morning of the first notice."""


async def allows(who: Actor, **told: str) -> None:
    """The price was asked for, and how it changes is welcome."""
    await meets(who)
    await prices(who, **told)
    await who.taps("Kabari kalau berubah")
    await who.taps("Boleh")
    # After prayer, by the clocks of all three zones: they told no place, and some of what follows is on a Friday.
    await who.world.passes(hours=4)


def told(who: Actor) -> tuple[int, int]:
    """How often this phone heard of the change before and after it."""
    texts = [message.text or "" for message in who.phone.chat if message.from_bot]
    return sum(SOON in text for text in texts), sum(CHANGED in text for text in texts)


async def days_go_by(world: World, days: int) -> None:
    """Two mornings at a time, and the last one if it is odd."""
    for _ in range(days // 2):
        await world.passes(days=2)
    if days % 2:
        await world.passes(days=1)


async def weeks_go_by(world: World, weeks: int) -> None:
    """One week after the other."""
    for _ in range(weeks):
        await world.passes(days=7)


async def becomes(who: Actor, **changed: object) -> None:
    """Something else is stored about this person."""
    async with who.world.app.database.transaction() as tx:
        person: Person = (await people.of_chats(tx, [who.chat])).person(who.chat)
        await people.save(tx, [replace(person, **changed)], who.world.telegram.now())  # type: ignore[arg-type]


async def test_once_before_and_once_after(world: World) -> None:
    """Two weeks before and three days after, in the morning, with one's own figures."""
    sari = world.person("Sari")
    await allows(sari)
    await days_go_by(world, EIGHTEENTH - 1)
    assert told(sari) == (0, 0)
    await world.passes(days=1)
    assert await arrived(sari, "price_soon")
    assert all(words in sari.last() for words in ("Rp11.400", "Rp22.800", "Rp1.600.000", "tetap sama", "/berhenti"))
    assert all(words in sari.last() for words in ("Per 18 Desember 2026", "PP 50/2025", "dicek 20 November 2026"))
    await days_go_by(world, 16)
    assert told(sari) == (1, 0)
    await world.passes(days=1)
    assert CHANGED in sari.last() and "Per 4 Januari 2027" in sari.last() and await arrived(sari, "price_changed")
    await weeks_go_by(world, 4)
    assert told(sari) == (1, 1)
    assert await world.rows(TIMERS) == [("price_soon", "done", None), ("price_changed", "done", None)]


async def test_the_news_can_be_read_again_and_acted_upon(quick_world: World) -> None:
    """It is an answer about the law like any other; its buttons lead to the price and to an agent."""
    sari, hasan = quick_world.person("Sari"), quick_world.officer("Hasan")
    await allows(sari)
    await quick_world.passes(days=EIGHTEENTH)
    news = sari.last()
    await sari.says("/jawaban")
    await sari.taps("Mulai Januari 2027")
    assert news in sari.last()
    await hasan.says(f"/jawaban {sari.last().partition('Kode jawaban ')[2][:8]}")
    assert hasan.has_seen("bpu.cut.other sejak 1 April 2026") and hasan.has_seen("bpu.cut.other sejak 1 Januari 2027")
    await sari.taps("Hubungi saya")
    assert "18 sampai 64 tahun" in " ".join(sari.labels())


async def test_the_lowest_price_is_told_where_no_income_is_known(quick_world: World) -> None:
    """And the message says so."""
    sari = quick_world.person("Sari")
    await allows(sari)
    await becomes(sari, base=None)
    await quick_world.passes(days=EIGHTEENTH)
    assert "Rp16.800" in sari.last() and "penghasilan terendah" in sari.last()


async def test_what_others_pay_is_told_with_its_doubt(quick_world: World) -> None:
    """A sponsor may stop, and whether the discount reaches them is not certain."""
    sari = quick_world.person("Sari")
    await allows(sari, payer="Desa, usaha, orang lain")
    await quick_world.passes(days=EIGHTEENTH)
    assert sari.sees("tanyakan apakah mereka lanjut membayar") and sari.sees("pastikan ke kantor")


@pytest.mark.parametrize(
    "changed",
    [{"payer": "apbn_apbd"}, {"payer": None}, {"sector": "transport"}, {"sector": None}, {"segment": "pu"}],
    ids=str,
)
async def test_whom_it_does_not_touch_hears_nothing(quick_world: World, changed: dict[str, str | None]) -> None:
    """Whatever they allowed, and even if it is stored only after the news was planned."""
    sari = quick_world.person("Sari")
    await allows(sari)
    await becomes(sari, **changed)
    await weeks_go_by(quick_world, 9)
    assert told(sari) == (0, 0)
    assert {row[1:] for row in await quick_world.rows(TIMERS)} == {("cleared", "unconcerned")}


async def test_transport_hears_in_its_own_time(world: World) -> None:
    """Its discount lasts until March, and in February nobody has planned anything else."""
    budi = world.person("Budi")
    await allows(budi, work="Angkutan")
    await weeks_go_by(world, 16)
    assert told(budi) == (0, 0)
    await world.passes(days=5)
    assert told(budi) == (0, 0)
    assert budi.sees("Mulai April 2027, iuran Anda berubah")
    await world.passes(days=17)
    assert budi.sees(CHANGED) and budi.sees("April 2027")


async def test_who_said_no_hears_nothing(world: World) -> None:
    """Neither does who was never asked, nor is anything planned for them."""
    sari, budi = world.person("Sari"), world.person("Budi")
    await meets(sari)
    await prices(sari)
    await fills(budi)
    await budi.taps("Kirim")
    await budi.taps("Tidak usah")
    await prices(budi)
    await weeks_go_by(world, 9)
    assert (told(sari), told(budi)) == ((0, 0), (0, 0))
    assert await world.rows(TIMERS) == []


async def test_a_yes_to_the_old_question_is_no_yes_to_this(quick_world: World) -> None:
    """The old text did not tell what is used for it; the new one is read before anything is sent."""
    sari = quick_world.person("Sari")
    await allows(sari)
    async with quick_world.app.database.transaction() as tx:
        person = (await people.of_chats(tx, [sari.chat])).person(sari.chat)
    old = replace(person.consents["reminders"], version="reminders-1")
    await becomes(sari, consents={**person.consents, "reminders": old})
    await weeks_go_by(quick_world, 9)
    assert told(sari) == (0, 0)
    assert {row[2] for row in await quick_world.rows(TIMERS)} == {"not_allowed"}
    await sari.says("/minat")
    await fills_further(sari)
    assert sari.sees("Supaya kabarnya pas")


async def fills_further(who: Actor) -> None:
    """The rest of the form, for somebody whose work is known."""
    for label in ("18 sampai 64", "Boleh"):
        await who.taps(label)
    await who.says("Bu Sari")
    await who.taps("Petani")
    await who.says("sumedangan pademawu")
    await who.taps("Sumedangan")
    await who.taps("JKK")
    await who.taps("Selesai")
    await who.says("081234567890")
    await who.taps("Pagi")
    await who.taps("Kirim")


async def test_berhenti_clears_at_once_and_resuming_brings_it_back(world: World) -> None:
    """With the reason on the row; nothing goes out meanwhile."""
    sari, budi = world.person("Sari"), world.person("Budi")
    await allows(sari)
    await allows(budi)
    for who in (sari, budi):
        await who.says("/berhenti")
    assert {row[1:] for row in await world.rows(TIMERS)} == {("cleared", "muted")}
    await world.passes(days=20)
    assert (told(sari), told(budi)) == ((0, 0), (0, 0))
    await sari.taps("Boleh kirim lagi")
    await weeks_go_by(world, 7)
    assert (told(sari), told(budi)) == ((1, 1), (0, 0))


async def test_blocking_clears_and_coming_back_brings_it_back(quick_world: World) -> None:
    """As Telegram tells us."""
    sari = quick_world.person("Sari")
    await allows(sari)
    await sari.blocks()
    assert {row[1:] for row in await quick_world.rows(TIMERS)} == {("cleared", "blocked")}
    await sari.unblocks()
    await weeks_go_by(quick_world, 7)
    assert told(sari) == (1, 1)


async def test_who_left_telegram_is_not_tried_again(quick_world: World) -> None:
    """The refusal of the first notice clears the second."""
    sari = quick_world.person("Sari")
    await allows(sari)
    sari.phone.delete_account()
    await weeks_go_by(quick_world, 7)
    assert await quick_world.rows(TIMERS) == [
        ("price_soon", "cleared", "blocked"),
        ("price_changed", "cleared", "blocked"),
    ]


async def test_a_notice_whose_answer_was_lost_does_not_come_twice(quick_world: World) -> None:
    """It may have arrived, and so it is not sent again."""
    sari = quick_world.person("Sari")
    await allows(sari)
    quick_world.telegram.faults.next("sendMessage", LostReply(), chat_id=sari.phone.id)
    ends = set()
    for _ in range(7):
        await weeks_go_by(quick_world, 1)
        ends |= set(await quick_world.outbox())
    assert told(sari) == (1, 1)
    assert ("bulk", "expired") in ends


async def test_taking_the_permission_back_clears_it(quick_world: World) -> None:
    """In /data, where it is listed as before."""
    sari = quick_world.person("Sari")
    await allows(sari)
    await sari.says("/data")
    assert sari.sees("Boleh dikirimi pengingat")
    await sari.taps("Tarik izin pengingat")
    assert {row[1:] for row in await quick_world.rows(TIMERS)} == {("cleared", "not_allowed")}
    await weeks_go_by(quick_world, 7)
    assert told(sari) == (0, 0)


async def test_erasing_leaves_no_timer(world: World) -> None:
    """As if it had never been planned."""
    sari = world.person("Sari")
    await allows(sari)
    await sari.says("/hapus")
    await sari.taps("Ya")
    assert await world.rows(TIMERS) == []


async def test_a_restart_in_between_changes_nothing(world: World) -> None:
    """What is to come lies in rows, not in a process."""
    sari = world.person("Sari")
    await allows(sari)
    for _ in range(7):
        await weeks_go_by(world, 1)
        await world.restarts()
    assert told(sari) == (1, 1)


async def test_two_processes_at_once_say_it_once(world: World) -> None:
    """Planning side by side and looking side by side."""
    crowd = [world.person(f"Sari {number}") for number in range(3)]
    for who in crowd:
        await meets(who)
        await prices(who)
        await who.taps("Kabari kalau berubah")
        await who.taps("Boleh")
    another = await world.another()
    for days in (0.2, EIGHTEENTH, 17):
        world.telegram.jump(timedelta(days=days))
        await asyncio.gather(world.app.timers.look(), another.timers.look(), another.timers.look())
        await asyncio.gather(world.app.sender.once(), another.sender.once())
        await world.quiet()
    await another.close()
    assert [told(who) for who in crowd] == [(1, 1)] * 3


async def test_a_message_that_died_with_its_process_is_not_said_again(world: World) -> None:
    """Nobody knows whether it arrived; the timer is done, and nothing plans it anew."""
    sari = world.person("Sari")
    await allows(sari)
    world.telegram.jump(timedelta(days=EIGHTEENTH))
    assert await world.app.timers.look() == 1
    async with world.app.database.transaction() as tx:
        [lost] = await outbox.lease(tx, world.telegram.now(), "dead", PACED, 10)
        assert lost.lane == "bulk"
        await outbox.begin(tx, {lost.id}, "dead", world.telegram.now())
    async with world.app.database.transaction() as tx:
        await outbox.release(tx, world.telegram.now(), owners={"dead"})
    await world.restarts()
    await weeks_go_by(world, 1)
    assert told(sari) == (0, 0)
    assert (await world.rows(TIMERS))[0] == ("price_soon", "done", "unsure")


async def test_a_process_that_dies_before_its_commit_loses_nothing(world: World) -> None:
    """The timer waits for the next one."""
    sari = world.person("Sari")
    await allows(sari)
    world.telegram.jump(timedelta(days=EIGHTEENTH))
    with pytest.raises(ZeroDivisionError):
        async with world.app.database.transaction() as tx:
            due = await timers.due(tx, world.telegram.now(), 10)
            await timers.settle(tx, [timer.id for timer in due], "done", None, world.telegram.now())
            _ = 1 / 0
    await world.quiet()
    assert told(sari) == (1, 0)


@pytest.mark.parametrize(
    ("days", "heard", "whys"),
    [(60, (0, 0), ("too_late", "too_late")), (48, (0, 1), ("too_late", None)), (36, (1, 0), (None, None))],
)
async def test_a_clock_that_jumps_brings_no_stale_news(
    world: World, days: int, heard: tuple[int, int], whys: tuple[str | None, str | None]
) -> None:
    """What is too late is dropped and says so; what still helps is sent, late."""
    sari = world.person("Sari")
    await allows(sari)
    await world.passes(days=days)
    assert told(sari) == heard
    assert tuple(row[2] for row in await world.rows(TIMERS)) == whys


async def test_nobody_is_woken(quick_world: World) -> None:
    """What falls due while the bot is away and comes back at night waits for the morning."""
    sari = quick_world.person("Sari")
    await allows(sari)
    await quick_world.passes(days=EIGHTEENTH, hours=9)
    assert told(sari) == (0, 0)
    await quick_world.passes(hours=8)
    assert told(sari) == (0, 0)
    await quick_world.passes(hours=3)
    assert told(sari) == (1, 0)


async def test_nine_is_nine_where_they_live(quick_world: World) -> None:
    """Two hours earlier in Jayapura than in Pamekasan."""
    sari, yosina = quick_world.person("Sari"), quick_world.person("Yosina")
    await fills(yosina, place="Nafri")
    await yosina.taps("Kirim")
    await yosina.taps("Boleh")
    await prices(yosina)
    await allows(sari)
    rows = await quick_world.rows("SELECT chat, due FROM timers WHERE kind = 'price_soon'")
    due = {chat: datetime.fromtimestamp(at / 1000, UTC) for chat, at in rows}
    assert due == {
        sari.chat: datetime(2026, 12, 18, 2, tzinfo=UTC),
        yosina.chat: datetime(2026, 12, 18, 0, tzinfo=UTC),
    }


async def test_who_allows_it_after_the_change_has_seen_the_new_price(quick_world: World) -> None:
    """They need not be told that it was another one."""
    sari = quick_world.person("Sari")
    await quick_world.passes(days=42)
    await allows(sari)
    await weeks_go_by(quick_world, 3)
    assert told(sari) == (0, 0)
    assert await quick_world.rows(TIMERS) == [("price_changed", "cleared", "allowed_later")]


async def test_who_allows_it_late_hears_of_it_the_next_morning(quick_world: World) -> None:
    """Not in the middle of what they are doing, nor on Christmas Day."""
    sari = quick_world.person("Sari")
    await quick_world.passes(days=33)
    await allows(sari)
    assert told(sari) == (0, 0)
    await quick_world.passes(days=1)
    assert told(sari) == (0, 0)
    await quick_world.passes(days=1)
    assert told(sari) == (1, 0)


async def test_nothing_is_kept_for_ever(quick_world: World) -> None:
    """What has ended is forgotten, long after it could be planned again."""
    sari = quick_world.person("Sari")
    await allows(sari)
    await weeks_go_by(quick_world, 7)
    await quick_world.passes(days=181)
    await quick_world.app.housekeeping()
    assert await quick_world.rows(TIMERS) == []
    await quick_world.passes(days=1)
    assert told(sari) == (1, 1)
