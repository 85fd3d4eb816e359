"""Asks, once an interest is sent, whether we may write unasked; asked once, taken back in /data."""

from bot.conversation.effects import RecordConsent
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell
from bot.conversation.view import View

TEXT = "reminders-1"
"""The version of the question; a changed text gets a new one."""


def flow() -> Flow:
    """The flow of the question."""
    return Flow(
        name="reminders",
        start="open",
        steps={
            "open": Decide(pick=_open, exits=frozenset({"ask", "menu/"})),
            "ask": Choose(exits={"yes": "remind", "no": "do_not"}, bare=True, consent=True),
            "remind": Do(effects=lambda _: [RecordConsent("reminders", True, TEXT)], then="thanks"),
            "do_not": Do(effects=lambda _: [RecordConsent("reminders", False, TEXT)], then="thanks"),
            "thanks": Tell(then="menu/"),
        },
    )


def _open(view: View) -> str:
    return "menu/" if "reminders" in view.known.person.consents else "ask"
