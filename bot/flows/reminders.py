"""Asks whether we may write unasked, once an interest is sent or on request; taken back in /data."""

from collections.abc import Sequence

from bot.conversation.effects import Effect, Forget, RecordConsent
from bot.conversation.steps import Choose, Decide, Do, Flow, Step, Tell
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows
from storage.records import Consent, Person

PURPOSE = "reminders"
TEXT = "reminders-3"
"""The version of the question; a changed text gets a new one."""
COVER_DAYS = (TEXT,)
"""The versions that told that the days and months one tells us are kept, and the hours one chooses."""
COVER_PRICES = ("reminders-2", *COVER_DAYS)
"""The versions that told that work, payer and income are used to work out what changes for oneself."""
KEPT = ("hours", "rhythm", "paid_until", "covered_until", "scholarship")
"""What is kept of a person for this purpose alone."""


def flow() -> Flow:
    """The flow of the question."""
    return Flow(
        name="reminders",
        start="open",
        steps={
            "open": Decide(pick=_open, exits=frozenset({"ask", "news/"})),
            "ask": Choose(exits={"yes": "remind", "no": "do_not"}, bare=True, consent=True),
            "remind": Do(effects=lambda _: [RecordConsent(PURPOSE, True, TEXT)], then="thanks"),
            "do_not": Do(effects=lambda _: refused(TEXT), then="left"),
            "left": Tell(then="menu/"),
            "thanks": Tell(then="more"),
            "more": Decide(
                pick=lambda view: "news/offer" if view.answers.get("ask") == "yes" else "menu/",
                exits=frozenset({"news/offer", "menu/"}),
            ),
        },
    )


def gate(then: str) -> dict[str, Step]:
    """Steps from "allowed" to `then`, for who lets us keep days and remind them; who does not is left in peace."""
    return {
        "allowed": Decide(
            pick=lambda view: then if consent_to_days(view.known.person) else "consent",
            exits=frozenset({then, "consent"}),
        ),
        "consent": Choose(exits={"yes": "agreed", "no": "reminders/do_not"}, words="reminders.ask", consent=True),
        "agreed": Do(effects=lambda _: [RecordConsent(PURPOSE, True, TEXT)], then=then),
    }


def to_settings(_: View) -> Rows:
    """The way back to all that is reminded of, from a question about one of it."""
    return ((Button("/pengingat", Label("rhythm.to_settings")),),)


def refused(version: str) -> Sequence[Effect]:
    """No, or no longer: what was kept for this purpose goes, too."""
    return [RecordConsent(PURPOSE, False, version), Forget(KEPT)]


def consent_to_prices(person: Person) -> Consent | None:
    """The consent to hear of changes of one's price, None where there is none that covers it."""
    return _given(person, COVER_PRICES)


def consent_to_days(person: Person) -> Consent | None:
    """The consent to keep one's days and months and be reminded of them, None where there is none that covers it."""
    return _given(person, COVER_DAYS)


def _given(person: Person, versions: Sequence[str]) -> Consent | None:
    consent = person.consents.get(PURPOSE)
    return consent if consent is not None and consent.given and consent.version in versions else None


def _open(view: View) -> str:
    """Who said no is left in peace; who said yes to an older text reads the new one."""
    consent = view.known.person.consents.get(PURPOSE)
    settled = consent is not None and (not consent.given or consent_to_prices(view.known.person) is not None)
    return "news/" if settled else "ask"
