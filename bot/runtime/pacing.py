"""When the next unasked message may go, so that Telegram never has to say 429; seconds in, seconds out."""

from collections import OrderedDict, deque
from dataclasses import dataclass

FORESEEN = 0.25
"""Seconds for which the place of an answer that is being made is kept free."""
WINDOW, CLOSE = 1.004, 1.001
"""Seconds in which Telegram allows `limit` messages, and a little for clocks that run unevenly.

Unasked ones, which nobody waits for, leave room for more than replies do.
"""
SOON = 0.018
"""Seconds in which an answer is made, at the least: where the stream leaves no place free, one opens within them."""
LATEST = 0.25
"""Seconds by which a message may be held up on its way before others stop waiting for word of it."""
FORGETTING = 1.001
"""By how much the quickest way there is forgotten with each message, for the network may have become slower."""
GENTLY, AT_ONCE = 1.0063, 0.02
"""By how much faster a stream goes that fell behind, and the seconds of it that it makes up for at once.

In a rush, it would leave no place for a reply, and again a second later, when that rush makes room for the next one.
"""
PATIENCE = 0.1
"""Seconds that an answer may have to wait for its place among unasked messages."""


@dataclass(slots=True)
class Place:
    """A message among the last ones: when it left, and how long it took until Telegram answered, once it has."""

    left: float
    took: float | None = None


class Pacer:
    """An even stream of `rate` messages a second that yields to replies; all times in seconds of one clock.

    A reply pushes the stream by one place, and counts among the `limit` messages that Telegram allows in any one
    second. From when its question arrives a place is kept free for it, so that it hardly ever has to wait for one. A
    stream that fell `behind` some places catches up with them little by little, after a longer stop it begins anew,
    and one chat is written to at most once per `spacing`.
    """

    def __init__(self, rate: float = 29.43, limit: int = 30, behind: float = 30, spacing: float = 1.0) -> None:
        self._gap = 1 / rate
        self._patience = behind / rate
        self.spacing = spacing
        self._slot = float("-inf")
        self._evenly = float("-inf")
        self._paused_until = float("-inf")
        self._unasked = float("-inf")
        self._latest: deque[Place] = deque(maxlen=limit)
        self._quickest = float("inf")
        self._foreseen: deque[float] = deque(maxlen=limit)
        self._chats: OrderedDict[int, float] = OrderedDict()

    def next_at(self, now: float) -> float:
        """The earliest time, `now` or later, for the next unasked message to anybody."""
        mine = 1 + self.foreseen(now)
        after = self._opens(1 + mine, CLOSE) - SOON
        return max(now, self._slot, self._evenly, self._paused_until, self._opens(mine, WINDOW), after)

    def foreseen(self, now: float) -> int:
        """How many answers are being made."""
        while self._foreseen and self._foreseen[0] <= now:
            self._foreseen.popleft()
        return len(self._foreseen)

    def chat_free_at(self, chat: int) -> float:
        """The earliest time for an unasked message to this chat; minus infinity for one left in peace."""
        return self._chats.get(chat, float("-inf"))

    def foresee(self, now: float, replies: int) -> None:
        """So many questions came in: keep a place free for each answer, for a moment."""
        self._foreseen.extend([now + FORESEEN] * replies)

    def reply_at(self, now: float, since: float) -> float:
        """When a reply that is ready `since` then may go: at once, or in a moment where unasked ones fill it."""
        if now - self._unasked >= 1:
            return now
        return max(now, min(self._opens(1, CLOSE), since + PATIENCE))

    def replied(self, now: float, chat: int) -> Place:
        """A reply leaves for `chat`."""
        if self._foreseen:
            self._foreseen.popleft()
        return self._went(now, chat)

    def sent(self, now: float, chat: int) -> Place:
        """An unasked message leaves for `chat`, by our leave."""
        self._unasked = now
        return self._went(now, chat)

    def landed(self, place: Place, now: float) -> None:
        """Telegram answered: it has arrived by now."""
        place.took = now - place.left
        self._quickest = min(place.took, self._quickest * FORGETTING)

    def _held_up(self, place: Place) -> float:
        """By how much it may have arrived later than quick ones do; the first ones show how quick only later."""
        return LATEST if place.took is None else min(max(place.took - self._quickest, 0), LATEST)

    def _went(self, now: float, chat: int) -> Place:
        slot = self._slot if now - self._slot <= self._patience else now
        # However many replies there were, they used up no more than one second's places.
        self._slot = min(slot + self._gap, now + 1)
        self._evenly = min(max(self._evenly, now - AT_ONCE) + self._gap / GENTLY, now + 1)
        place = Place(now)
        self._latest.append(place)
        self._chats[chat] = now + self.spacing
        self._chats.move_to_end(chat)
        self._forget(now)
        return place

    def pause(self, until: float) -> None:
        """Telegram said 429 to all of us; a shorter pause never cuts a longer one."""
        self._paused_until = max(self._paused_until, until)

    def _opens(self, places: int, window: float) -> float:
        """When there are so many free places in the last `window` seconds."""
        full = len(self._latest) + places - (self._latest.maxlen or 0)
        if full <= 0:
            return float("-inf")
        place = self._latest[min(full, len(self._latest)) - 1]
        return place.left + self._held_up(place) + window

    def _forget(self, now: float) -> None:
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
