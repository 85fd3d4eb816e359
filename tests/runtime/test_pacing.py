"""The stream of unasked messages is even, yields to replies and stays under Telegram's limit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.pacing import Pacer


def stream(pacer: Pacer, start: float, until: float, chat: int = 0) -> list[float]:
    """Send whenever the pacer allows it, to a new chat each time; returns the times."""
    times: list[float] = []
    now = pacer.next_at(start)
    while now < until:
        pacer.sent(now, chat + len(times))
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
        pacer.sent(tenth / 10, chat=-tenth)
        times += [tenth / 10, *stream(pacer, tenth / 10, (tenth + 1) / 10, chat=tenth * 100)]
    assert 0.97 * 29.5 <= len(times) / 10 <= 30
    assert busiest_second(times) <= 31


def test_a_late_stream_catches_up_a_few_places_only() -> None:
    """After ten idle seconds there is no burst of ten seconds' worth."""
    pacer = Pacer()
    stream(pacer, 0, 1)
    assert len([time for time in stream(pacer, 11, 12) if time == 11]) <= 4


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
    pacer.sent(10.5, chat=2)
    assert pacer.chat_free_at(1) == 11
    assert pacer.chat_free_at(2) == 11.5
    assert pacer.chat_free_at(3) < 0


def test_chats_are_forgotten_when_their_second_is_over() -> None:
    """A pacer that wrote to a whole branch holds nobody in memory."""
    pacer = Pacer()
    stream(pacer, 0, 30)
    assert pacer.chat_free_at(0) < 0


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 0.2)), min_size=1, max_size=200))
def test_whatever_the_replies_bulk_never_makes_the_31st_of_a_second(steps: list[tuple[bool, float]]) -> None:
    """An unasked message waits when the last second is full, even of replies."""
    pacer, now = Pacer(), 0.0
    sent: list[float] = []
    for chat, (is_reply, pause) in enumerate(steps):
        now = now + pause if is_reply else pacer.next_at(now + pause)
        assert is_reply or len([time for time in sent if time > now - 1]) < 30
        pacer.sent(now, chat)
        sent.append(now)
