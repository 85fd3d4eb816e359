"""Hears short codes: what a member of the staff types about a lead is a tap on its card, as it stands now."""

from bot.answers import short_codes
from bot.conversation.events import CardTapped, Event, Typed
from bot.conversation.steps import Book, Find, Type
from bot.leads.rights import roles
from bot.runtime.loading.batch import lead_of
from storage.people import StoredSession
from storage.records import Staff

BARE = frozenset({"", "desk", "menu", "figures", "note"})
"""Flows in which a number alone is the number of a lead; elsewhere it may be an answer."""


def short_code(event: Event, member: Staff | None, stored: StoredSession, book: Book, *, talks: bool = False) -> Event:
    """The event, or the tap that its words stand for; words that the open question waits for are left to it.

    `talks` says whether what is written now reaches somebody through the bot: then it is for them.
    """
    if not isinstance(event, Typed) or member is None or member.role not in roles("lead.show"):
        return event
    code = short_codes.parse(event.text)
    if code is None or not _heard(code, stored, book, talks):
        return event
    return CardTapped(code.number, code.action, version=None, said=code.said)


def _heard(code: short_codes.ShortCode, stored: StoredSession, book: Book, talks: bool) -> bool:
    """A question that takes any words keeps them, but a note is never just the code of the lead that it is about."""
    name, step = (stored.state or {}).get("flow", ""), (stored.state or {}).get("step", "")
    flow = book.flows.get(name)
    asked = flow.steps.get(step) if flow else None
    takes_words = talks or isinstance(asked, Type | Find)
    if code.action == "show":
        return name in BARE and not takes_words
    if name == "note" and takes_words:
        return code.number == lead_of(stored)
    return not takes_words
