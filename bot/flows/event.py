"""The form of an event: a village, a day, with whom; then a link and a QR code by which people say that they came."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from bot.conversation.effects import Audited, Effect, Picture, Say
from bot.conversation.fieldwork import LogVisit
from bot.conversation.steps import Decide, Do, Flow, Review, Tell
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.flows import own_places
from bot.flows.materials import Materials, branch_name
from bot.flows.mylink import drawn
from bot.flows.visit_answers import Answers, met
from bot.leads.rights import roles
from storage.field import Told
from storage.records import Staff

BEGINS = "e-"
"""What the argument of /start begins with when it carries the code of an event."""
LETTERS, LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 8
"""A code is so many of these, which cannot be taken for each other on paper."""


def flow(materials: Materials) -> Flow:
    """For agents and officers, each in their own area."""

    def opened(view: View) -> Sequence[Effect]:
        return _opened(materials, view)

    return Flow(
        name="event",
        start="open",
        form=True,
        roles=roles("event.open"),
        steps={
            "open": Decide(
                pick=lambda view: "new" if view.known.fieldwork.areas else "nowhere",
                exits=frozenset({"new", "nowhere"}),
            ),
            "new": Tell(then="place"),
            "nowhere": Tell(then="menu/"),
            **own_places.steps(materials.places, "place", "village", "day"),
            "day": Answers(materials).day_of_event("met"),
            "met": met("look", words="event.met"),
            "look": Review(then="save"),
            "save": Do(effects=opened, then="visits/opened"),
        },
    )


def code_of(fresh: str) -> str:
    """The code of an event, made of a token that nobody has."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in sha256(fresh.encode()).digest()[:LENGTH])


def link(materials: Materials, code: str) -> str:
    """The link by which people come to an event."""
    return f"https://t.me/{materials.username()}?start={BEGINS}{code}"


def poster(materials: Materials, member: Staff, code: str, told: Told) -> Say:
    """The link as a QR code to print or to show, for the member of the staff who asked for it."""
    place = materials.places.nearest(told.region).path
    words: dict[str, Value] = {"place": place, "day": Day(told.day), "branch": branch_name(member.branch)}
    words["link"] = link(materials, code)
    picture = Picture(f"{BEGINS}{code}.png", drawn(link(materials, code)))
    return Say((Label("event.poster", words),), to=member.chat, picture=picture)


def _opened(materials: Materials, view: View) -> Sequence[Effect]:
    member, code = view.known.staff, code_of(view.known.fresh)
    if member is None:
        return []
    region = own_places.region(view, "place", "village")
    told = Told(region, date.fromisoformat(str(view.answers["day"])), str(view.answers["met"]))
    about = {"day": told.day.isoformat(), "met": told.met}
    kept = Audited("event.open", f"region:{region}", about)
    return [LogVisit(told, code), kept, poster(materials, member, code, told)]
