"""What goes on behind the screen, for whoever runs the demo: what is to be said later, and why something was not."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.conversation.effects import Say
from bot.conversation.words import Day, Label
from bot.runtime.speech import Speech, text
from storage import outbox, timers
from storage.database import Database
from storage.records import Timer

MOST = 12
ZONE = ZoneInfo("Asia/Jakarta")

Line = Mapping[str, str]
"""When something was or is to be (`when`), what it is and for which chat (`what`), what became of it (`state`)."""


async def lines(database: Database, speech: Speech, names: Mapping[int, str]) -> Sequence[Line]:
    """The timers that ended last and fall due next; `names` are those of the chats, for the demo's own phones only."""
    async with database.reading() as tx:
        found = await timers.newest(tx, MOST)
        sent = await outbox.of_timers(tx, [timer.id for timer in found])
    return [_line(timer, sent.get(timer.id), speech, names) for timer in found]


def _line(timer: Timer, sent: tuple[str, str | None] | None, speech: Speech, names: Mapping[int, str]) -> Line:
    at = (timer.settled or timer.due).astimezone(ZONE)
    what = Label(f"behind.kind.{timer.kind}", {"name": names.get(timer.chat, "?")})
    parts = (Label("behind.when", {"day": Day(at.date()), "clock": f"{at:%H.%M}"}), what, _state(timer, sent))
    return dict(zip(("when", "what", "state"), (text(Say((part,)), speech) for part in parts), strict=True))


def _state(timer: Timer, sent: tuple[str, str | None] | None) -> Label:
    if timer.state == "waiting" and timer.why:
        return Label("behind.state.put_off", {"why": Label(f"behind.waits.{timer.why}")})
    if timer.state in ("waiting", "held"):
        return Label(f"behind.state.{timer.state}")
    if timer.state == "cleared":
        return Label("behind.state.cleared", {"why": Label(f"behind.why.{timer.why}")})
    return Label(f"behind.sent.{sent[0] if sent else 'expired' if timer.why else 'forgotten'}")
