"""Asks whether we may write unasked, once an interest is sent or on request; taken back in /data."""

from bot.conversation.effects import RecordConsent
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell
from bot.conversation.view import View
from storage.records import Consent, Person

PURPOSE = "reminders"
TEXT = "reminders-2"
"""The version of the question; a changed text gets a new one."""
COVER_PRICES = (TEXT,)
"""The versions that told that work, payer and income are used to work out what changes for oneself."""


def flow() -> Flow:
    """The flow of the question."""
    return Flow(
        name="reminders",
        start="open",
        steps={
            "open": Decide(pick=_open, exits=frozenset({"ask", "news/"})),
            "ask": Choose(exits={"yes": "remind", "no": "do_not"}, bare=True, consent=True),
            "remind": Do(effects=lambda _: [RecordConsent(PURPOSE, True, TEXT)], then="thanks"),
            "do_not": Do(effects=lambda _: [RecordConsent(PURPOSE, False, TEXT)], then="thanks"),
            "thanks": Tell(then="more"),
            "more": Decide(
                pick=lambda view: "news/offer" if view.answers.get("ask") == "yes" else "menu/",
                exits=frozenset({"news/offer", "menu/"}),
            ),
        },
    )


def consent_to_prices(person: Person) -> Consent | None:
    """The consent to hear of changes of one's price, None where there is none that covers it."""
    consent = person.consents.get(PURPOSE)
    covers = consent is not None and consent.given and consent.version in COVER_PRICES
    return consent if covers else None


def _open(view: View) -> str:
    """Who said no is left in peace; who said yes to an older text reads the new one."""
    consent = view.known.person.consents.get(PURPOSE)
    settled = consent is not None and (not consent.given or consent_to_prices(view.known.person) is not None)
    return "news/" if settled else "ask"
