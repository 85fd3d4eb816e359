"""When the next unasked message may go, so that Telegram never has to say 429; seconds in, seconds out."""

from collections import OrderedDict, deque

FORESEEN = 0.25
"""Seconds for which the place of an answer that is being made is kept free."""
WINDOW, CLOSE = 1.010, 1.004
"""Seconds in which Telegram allows `limit` messages, and what one may gain on another on its way there.

Much is granted to unasked ones, which nobody waits for, and little to replies.
"""
PATIENCE = 0.1
"""Seconds that an answer may have to wait for its place among unasked messages."""


class Pacer:
    """An even stream of `rate` messages a second that yields to replies; all times in seconds of one clock.

    A reply pushes the stream by one place, and counts among the `limit` messages that Telegram allows in any one
    second. From when its question arrives a place is kept free for it, so that it hardly ever has to wait for one. A
    stream that fell `behind` some places catches up with them, after a longer stop it begins anew, and one chat is
    written to at most once per `spacing`.
    """

    def __init__(self, rate: float = 29.43, limit: int = 30, behind: float = 3, spacing: float = 1.0) -> None:
        self._gap = 1 / rate
        self._patience = behind / rate
        self.spacing = spacing
        self._slot = float("-inf")
        self._paused_until = float("-inf")
        self._unasked = float("-inf")
        self._latest: deque[float] = deque(maxlen=limit)
        self._foreseen: deque[float] = deque(maxlen=limit)
        self._chats: OrderedDict[int, float] = OrderedDict()

    def next_at(self, now: float) -> float:
        """The earliest time, `now` or later, for the next unasked message to anybody."""
        return max(now, self._slot, self._paused_until, self._opens(1 + self.foreseen(now), WINDOW))

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

    def replied(self, now: float, chat: int) -> None:
        """A reply went to `chat`."""
        if self._foreseen:
            self._foreseen.popleft()
        self._went(now, chat)

    def sent(self, now: float, chat: int) -> None:
        """An unasked message went to `chat`, by our leave."""
        self._unasked = now
        self._went(now, chat)

    def _went(self, now: float, chat: int) -> None:
        slot = self._slot if now - self._slot <= self._patience else now
        # However many replies there were, they used up no more than one second's places.
        self._slot = min(slot + self._gap, now + 1)
        self._latest.append(now)
        self._chats[chat] = now + self.spacing
        self._chats.move_to_end(chat)
        self._forget(now)

    def pause(self, until: float) -> None:
        """Telegram said 429 to all of us; a shorter pause never cuts a longer one."""
        self._paused_until = max(self._paused_until, until)

    def _opens(self, places: int, window: float) -> float:
        """When there are so many free places in the last `window` seconds."""
        full = len(self._latest) + places - (self._latest.maxlen or 0)
        return self._latest[min(full, len(self._latest)) - 1] + window if full > 0 else float("-inf")

    def _forget(self, now: float) -> None:
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
