"""What can go wrong, as one family.

BotError
├── SettingsError        the operator can fix it; names the variable and the README section
├── InvalidAnswer        the person can fix it; carries a message key
├── NoRuleInForce        our facts are silent for that day; tell the person honestly, alarm us
├── Unaudited            a flow forgot to tell the audit what somebody did; nothing of the turn is stored
├── StaleSession         another worker was first; roll back, the event stays waiting
└── DeliveryError
    ├── TryLater         network or rate limit; carries when, and whether it holds for all chats
    ├── PersonGone       the person blocked the bot or deleted the account
    └── Undeliverable    our message is wrong; park it, alarm us
"""

from collections.abc import Mapping
from datetime import date


class BotError(Exception):
    """Anything that Jangkau itself declares can go wrong."""


class SettingsError(BotError):
    """The operator must change a setting; the text says which and how."""


class InvalidAnswer(BotError):
    """The person can fix it; `key` names the sentence that says how."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = key
        self.params: Mapping[str, str] = params


class NoRuleInForce(BotError):
    """No rule with this id holds on this day; nothing ever falls back to an older one."""

    def __init__(self, rule_id: str, on: date) -> None:
        super().__init__(f"no rule '{rule_id}' is in force on {on.isoformat()}")
        self.rule_id = rule_id
        self.on = on


class StaleSession(BotError):
    """Another worker changed the row first; roll back, the event stays waiting."""


class Unaudited(BotError):
    """A member of the staff did something that the audit would know nothing of."""


class DeliveryError(BotError):
    """Telegram did not take the message."""


class TryLater(DeliveryError):
    """The network or a limit; try again after `seconds`, for this chat or for `everybody`.

    `exact` says that Telegram itself named the seconds, `unsure` that the message may have arrived all the same.
    """

    def __init__(
        self, seconds: float, *, everybody: bool = False, exact: bool = False, unsure: bool = False, reason: str = ""
    ) -> None:
        super().__init__(reason or f"try again after {seconds:g} s")
        self.seconds = seconds
        self.everybody = everybody
        self.exact = exact
        self.unsure = unsure


class PersonGone(DeliveryError):
    """The person blocked the bot or closed the account; stop their timers."""


class Undeliverable(DeliveryError):
    """Our message is wrong; park it and alarm us."""
