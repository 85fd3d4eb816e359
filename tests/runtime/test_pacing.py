"""The stream of unasked messages is even, yields to replies and stays under Telegram's limit."""

import statistics
from collections import deque
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.pacing import FORESEEN, LATEST, PATIENCE, Pacer, Place


def stream(pacer: Pacer, start: float, until: float, chat: int = 0) -> list[float]:
    """Send whenever the pacer allows it, to a new chat each time; returns the times."""
    times: list[float] = []
    now = pacer.next_at(start)
    while now < until:
        pacer.landed(pacer.sent(now, chat + len(times)), now)
        times.append(now)
        now = pacer.next_at(now)
    return times


def busiest_second(times: list[float]) -> int:
    return max(len([other for other in times if time <= other < time + 1]) for time in times)


def test_a_minute_carries_nearly_all_that_telegram_allows() -> None:
    """98 % of 30 a second, and never more than 30 in any second."""
    times = stream(Pacer(), 0, 60)
    assert len(times) >= 0.98 * 30 * 60
    assert busiest_second(times) <= 30


def test_replies_take_their_places_from_the_stream() -> None:
    """Ten replies a second leave about twenty for bulk; a reply that nobody foresaw may be one too many."""
    pacer = Pacer()
    times: list[float] = []
    for tenth in range(100):
        pacer.landed(pacer.replied(tenth / 10, chat=-tenth), tenth / 10)
        times += [tenth / 10, *stream(pacer, tenth / 10, (tenth + 1) / 10, chat=tenth * 100)]
    assert 0.97 * 29.5 <= len(times) / 10 <= 30
    assert busiest_second(times) <= 31


def test_a_stream_that_is_a_little_late_catches_up_without_a_rush() -> None:
    """The machine was busy with something else for a moment: a rush would leave no place for an answer."""
    pacer = Pacer()
    on_time = stream(pacer, 0, 1)
    times = stream(pacer, 1.08, 16, chat=1000)
    undisturbed = stream(Pacer(), 0, 16)
    assert len(on_time) + len(times) == len(undisturbed)
    gaps = [after - before for before, after in pairwise(times)]
    assert min(gaps) > 0.4 / 29.5 and max(gaps) < 2 / 29.5


def test_an_answer_a_second_after_the_stream_was_late() -> None:
    """What made up for it in a rush would leave in a rush, and let the answer of that moment wait."""
    waits = []
    for asked in range(2000, 3100, 5):
        pacer = Pacer()
        stream(pacer, 0, 1)
        stream(pacer, 1.1, asked / 1000, chat=1000)
        pacer.foresee(asked / 1000, 1)
        ready = (asked + 17) / 1000
        stream(pacer, asked / 1000, ready, chat=2000)
        waits.append(pacer.reply_at(ready, ready) - ready)
    assert max(waits) < 0.03
    assert statistics.mean(waits) < 0.002


def test_a_stream_that_stood_still_begins_anew() -> None:
    """After ten idle seconds there is no burst, which would come back in each second that follows."""
    pacer = Pacer()
    stream(pacer, 0, 1)
    times = stream(pacer, 11, 15, chat=1000)
    assert min(after - before for before, after in pairwise(times)) > 0.03


def test_one_late_message_does_not_make_the_stream_uneven_for_good() -> None:
    """Its place opens late again a second later; an answer of that moment would wait for it."""
    pacer = Pacer()
    stream(pacer, 0, 1)
    stream(pacer, 1.03, 1.031, chat=1000)
    times = stream(pacer, 1.04, 8, chat=2000)
    gaps = [after - before for before, after in pairwise(times) if before > 6]
    assert max(gaps) < 1.2 / 29.5


def test_a_429_for_all_stops_the_stream_until_it_ends() -> None:
    """A later, shorter pause does not cut it."""
    pacer = Pacer()
    pacer.pause(until=35)
    pacer.pause(until=20)
    assert pacer.next_at(5) == 35


def test_one_chat_is_left_in_peace_for_a_second() -> None:
    """Whether it got a reply or an unasked message; other chats do not wait."""
    pacer = Pacer()
    pacer.sent(10, chat=1)
    pacer.replied(10.5, chat=2)
    assert pacer.chat_free_at(1) == 11
    assert pacer.chat_free_at(2) == 11.5
    assert pacer.chat_free_at(3) < 0


def test_chats_are_forgotten_when_their_second_is_over() -> None:
    """A pacer that wrote to a whole branch holds nobody in memory."""
    pacer = Pacer()
    stream(pacer, 0, 30)
    assert pacer.chat_free_at(0) < 0


def test_the_place_of_an_answer_is_kept_while_it_is_made() -> None:
    """The stream stops for it, so that it goes at once and is not one too many."""
    pacer = Pacer()
    times = stream(pacer, 0, 5)
    asked = times[-1] + 0.001  # the second is full
    pacer.foresee(asked, 1)
    times += stream(pacer, asked, asked + 0.02, chat=1000)
    ready = asked + 0.02
    assert pacer.reply_at(ready, ready) == ready
    pacer.replied(ready, chat=-1)
    assert busiest_second([*times, ready, *stream(pacer, ready, ready + 2, chat=2000)]) <= 30


def test_a_place_that_nobody_takes_is_free_again_soon() -> None:
    """Not everything that people send has an answer."""
    pacer = Pacer()
    stream(pacer, 0, 5)
    pacer.foresee(5, 300)
    assert 5 + FORESEEN <= pacer.next_at(5 + FORESEEN) <= 6.1


def test_an_answer_that_nobody_foresaw_waits_for_its_place_but_not_for_long() -> None:
    """A refusal would cost it more than a second; with nothing unasked on its way it never waits."""
    pacer = Pacer()
    times = stream(pacer, 0, 5)
    ready = times[-1] + 0.001
    free = pacer.reply_at(ready, ready)
    assert len([time for time in times if time > free - 1]) < 30
    assert free <= ready + PATIENCE
    for chat in range(100):
        pacer.replied(ready, chat)
    assert pacer.reply_at(ready, ready) == ready + PATIENCE
    assert pacer.reply_at(ready + PATIENCE, ready) == ready + PATIENCE
    assert pacer.reply_at(ready + 1, ready + 1) == ready + 1


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 0.2)), min_size=1, max_size=200))
def test_whatever_the_replies_bulk_never_makes_the_31st_of_a_second(steps: list[tuple[bool, float]]) -> None:
    """An unasked message waits when the last second is full, even of replies."""
    pacer, now = Pacer(), 0.0
    sent: list[float] = []
    for chat, (is_reply, pause) in enumerate(steps):
        now = now + pause if is_reply else pacer.next_at(now + pause)
        assert is_reply or len([time for time in sent if time > now - 1]) < 30
        pacer.landed(pacer.replied(now, chat) if is_reply else pacer.sent(now, chat), now)
        sent.append(now)


@given(st.lists(st.floats(0, LATEST), min_size=60, max_size=120), st.floats(0, 0.1))
def test_however_messages_are_held_up_on_their_way_no_second_sees_31_arrive(ways: list[float], back: float) -> None:
    """The limit is counted where they arrive; its answer tells the latest moment at which one can have.

    One in ten goes quickly, so that it is known what quick is.
    """
    pacer, now = Pacer(), 0.0
    arrivals: list[float] = []
    under_way: list[tuple[float, Place]] = []
    for chat, way in enumerate(0.0 if nth % 10 == 0 else way for nth, way in enumerate(ways)):
        now = pacer.next_at(now)
        while answered := [each for each in under_way if each[0] <= now]:
            for each in answered:
                pacer.landed(each[1], each[0])
                under_way.remove(each)
            now = pacer.next_at(now)
        under_way.append((now + way + back, pacer.sent(now, chat)))
        arrivals.append(now + way)
    in_order = sorted(arrivals)
    assert all(after - before >= 1 for before, after in zip(in_order, in_order[30:], strict=False))


def test_the_first_message_is_held_up_longer_than_all_after_it() -> None:
    """A connection is opened and a picture sent; what was quick is known only once the others were quicker."""
    pacer, now = Pacer(), 0.0
    arrivals = []
    for chat in range(60):
        now = pacer.next_at(now)
        way = 0.08 if chat == 0 else 0.0
        pacer.landed(pacer.sent(now, chat), now + way)
        arrivals.append(now + way)
    in_order = sorted(arrivals)
    assert all(after - before >= 1 for before, after in zip(in_order, in_order[30:], strict=False))


def test_a_network_that_is_slow_for_everybody_does_not_slow_the_stream() -> None:
    """What counts is by how much one message is held up more than others."""
    pacer, now, sent = Pacer(), 0.0, 0
    under_way: deque[tuple[float, Place]] = deque()
    while now < 30:
        now = pacer.next_at(now)
        while under_way and under_way[0][0] <= now:
            pacer.landed(under_way[0][1], under_way.popleft()[0])
        under_way.append((now + 0.12, pacer.sent(now, sent)))
        sent += 1
    assert sent >= 0.98 * 30 * 30


def test_a_message_that_hangs_does_not_stop_the_stream() -> None:
    """Its place is kept for a moment longer than others, not until it times out."""
    pacer = Pacer()
    stream(pacer, 0, 1)
    hangs = pacer.sent(pacer.next_at(1), chat=1000)
    assert len(stream(pacer, 1, 6, chat=2000)) >= 135
    pacer.landed(hangs, 6)
