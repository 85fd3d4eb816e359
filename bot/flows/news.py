"""News of the branch: asks whether people want it, takes that back, and is what they get then."""

from collections.abc import Mapping

from bot.conversation.effects import RecordConsent, Say
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Button, Label
from bot.flows import reminders
from bot.flows.materials import Materials, branch_name
from bot.flows.timers import Kind, Why
from storage.news import KIND, PURPOSE, News
from storage.records import Person, Timer

TEXT = "news-2"
"""The version of the question; a changed text gets a new one."""
COVERS = ("news-1", TEXT)
"""The versions that told who writes, what they go by, and how often."""
STOP = ((Button("/tanpakabar", Label("news.stop")),),)


def flow() -> Flow:
    """The flow of the question, and of /tanpakabar."""
    return Flow(
        name="news",
        start="open",
        steps={
            "open": Decide(
                pick=lambda view: "offer" if view.known.person.allows(reminders.PURPOSE) else "menu/",
                exits=frozenset({"offer", "menu/"}),
            ),
            "offer": Decide(pick=_offer, exits=frozenset({"ask", "menu/"})),
            "ask": Choose(exits={"yes": "tell", "no": "do_not"}, bare=True, consent=True),
            "tell": Do(effects=lambda _: [RecordConsent(PURPOSE, True, TEXT)], then="thanks"),
            "do_not": Do(effects=lambda _: [RecordConsent(PURPOSE, False, TEXT)], then="thanks"),
            "thanks": Tell(then="menu/"),
            "take_back": Do(effects=lambda _: [RecordConsent(PURPOSE, False, "taken-back")], then="no_more"),
            "no_more": Tell(then="menu/"),
        },
    )


def allows(person: Person) -> bool:
    """Whether this person wants to hear from the branch, having read what that means."""
    consent = person.consents.get(PURPOSE)
    return consent is not None and consent.given and consent.version in COVERS


def message(branch: str, text: str, materials: Materials, view: View) -> Label:
    """What an officer wrote, as a person gets it: from whom it comes, and how to hear no more of it."""
    told = {"branch": branch_name(branch), "text": text, "call_centre": materials.call_centre(view)}
    return Label("news.message", told)


def kinds(materials: Materials) -> Mapping[str, Kind]:
    """The timers that carry broadcasts; they are planned when one is sent off."""

    def says(timer: Timer, view: View) -> Say:
        one = view.known.news[timer.slot].broadcast
        if one.text is None:
            raise ValueError(f"the text of broadcast {one.id} is forgotten")
        return Say((message(one.branch, one.text, materials, view),), STOP, to=timer.chat, unasked=True)

    return {KIND: Kind(lambda _: (), _why_not, says, rank=6)}


def _offer(view: View) -> str:
    """Asked once, of those whose place is known; whoever wants no reminders is not led here."""
    asked = PURPOSE in view.known.person.consents
    return "ask" if view.known.lead is not None and not asked else "menu/"


def _why_not(timer: Timer, view: View) -> Why | None:
    """What was true when it was sent off may no longer be."""
    news = view.known.news.get(timer.slot)
    if news is None:
        return "unconcerned"
    return _over(news, view) or _not_for(news, view.known.person)


def _over(news: News, view: View) -> Why | None:
    if news.broadcast.state == "cancelled":
        return "cancelled"
    return "too_late" if news.broadcast.ended or view.now > news.broadcast.last else None


def _not_for(news: News, person: Person) -> Why | None:
    if not allows(person):
        return "not_allowed"
    return None if news.fits else "unconcerned"
