"""When the next unasked message may go, so that Telegram never has to say 429; seconds in, seconds out."""

from collections import OrderedDict, deque


class Pacer:
    """An even stream of `rate` messages a second that yields to replies; all times in seconds of one clock.

    Replies are only told of, never held back. They push the stream by one place each, and count among the
    `limit` messages that Telegram allows in any one second. A stream that fell behind catches up `behind`
    places, no more, and one chat is written to at most once per `spacing`.
    """

    def __init__(self, rate: float = 29.5, limit: int = 30, behind: float = 3, spacing: float = 1.0) -> None:
        self._gap = 1 / rate
        self._patience = behind / rate
        self._spacing = spacing
        self._slot = float("-inf")
        self._paused_until = float("-inf")
        self._latest: deque[float] = deque(maxlen=limit)
        self._chats: OrderedDict[int, float] = OrderedDict()

    def next_at(self, now: float) -> float:
        """The earliest time, `now` or later, for the next unasked message to anybody."""
        return max(now, self._slot, self._paused_until, self._window_opens())

    def chat_free_at(self, chat: int) -> float:
        """The earliest time for an unasked message to this chat; minus infinity for one left in peace."""
        return self._chats.get(chat, float("-inf"))

    def sent(self, now: float, chat: int) -> None:
        """A message went to `chat`: an unasked one by our leave, or a reply without it."""
        # However many replies there were, they used up no more than one second's places.
        self._slot = min(max(self._slot, now - self._patience) + self._gap, now + 1)
        self._latest.append(now)
        self._chats[chat] = now + self._spacing
        self._chats.move_to_end(chat)
        self._forget(now)

    def pause(self, until: float) -> None:
        """Telegram said 429 to all of us; a shorter pause never cuts a longer one."""
        self._paused_until = max(self._paused_until, until)

    def _window_opens(self) -> float:
        """When the oldest of the last `limit` messages is a second old."""
        full = len(self._latest) == self._latest.maxlen
        return self._latest[0] + 1 if full else float("-inf")

    def _forget(self, now: float) -> None:
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
