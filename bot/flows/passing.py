"""What one side of a conversation through the bot writes or sends, on its way to the other side."""

from collections.abc import Iterator, Sequence
from html import escape

from bot.conversation.effects import Effect, PassOn, Say
from bot.conversation.events import Sent, SharedContact, Typed
from bot.conversation.view import Talk, View
from bot.conversation.words import Button, Label, Rows, Value
from storage.records import ChatId, Relay, Side, Staff

PASSED = ("photo", "voice", "document", "video", "video_note", "audio", "animation", "location", "sticker")
"""Kinds that are shown to the other side; a visiting card is not, for a number stands on it.

A caption goes with its picture, by the rule of typed words: what people say of themselves is theirs to tell.
"""
CARDS = (".vcf", ".vcard")
"""What a file of somebody's name and number is called; it is passed no more than a contact card is."""
LEADS = frozenset({"passed", "early", "over", "past", "talk", "gone", "secret", "contact", "other"})
LONGEST = 3_600
"""Letters of one message, as Telegram counts them, with room for who says it."""
LETTER = 5
"""As many letters as the longest sign takes once it is made safe to show."""


def take(event: Typed | Sent | SharedContact, view: View) -> tuple[Sequence[Effect], str]:
    """What follows when one side writes or sends something, and where their own conversation goes on."""
    talk, relay = view.known.talk, alive(view)
    if talk is None or relay is None:
        return (), "over"
    if relay.state == "asked":
        return (), "early"
    if not talk.reachable:
        return (), "gone"
    match event:
        case Typed() if event.text:
            return _words(view, talk, relay, "relay.said", event.text), "passed"
        case Sent() if event.words:
            return _words(view, talk, relay, "relay.edited", event.words), "passed"
        case Sent() if event.name.casefold().endswith(CARDS):
            return (), "contact"
        case Sent() if event.kind in PASSED and event.message is not None:
            return _shown(view, talk, relay, event.kind, event.message), "passed"
        case Sent(kind="secret"):
            return (), "secret"
        case SharedContact():
            return (), "contact"
        case _:
            return (), "other"


def alive(view: View) -> Relay | None:
    """The conversation that this chat is in: asked or open, about a lead that still lies where it lay."""
    relay = view.known.talk.relay if view.known.talk else None
    return relay if relay is not None and relay.state != "ended" and relay.held else None


def other_chat(talk: Talk, relay: Relay) -> ChatId | None:
    """The chat of the other side."""
    if talk.side == "staff":
        return relay.chat
    return talk.holder.chat if talk.holder else None


def reply_rows(side: Side, relay: Relay) -> Rows:
    """The button with which this side answers, whatever it looks at."""
    back = "/obrolan" if side == "person" else f"c:{relay.lead}:relay:{relay.version}"
    return ((Button(back, Label("relay.reply")),),)


def staff_seen(member: Staff) -> Label:
    """Who speaks for the branch, in full."""
    return Label("relay.who.staff", {"name": member.name, "code": member.code, "role": Label(f"role.{member.role}")})


def person_seen(lead: int) -> Label:
    """The person, by the number of their lead: a name in a message that we do not know could never be taken away."""
    return Label("relay.who.person", {"number": str(lead)})


def _words(view: View, talk: Talk, relay: Relay, key: str, text: str) -> Sequence[Effect]:
    head = _head(view, talk, relay)
    says = [_say(talk, relay, Label(key, {"who": head, "text": piece})) for piece in _pieces(text)]
    return [PassOn(relay.id, talk.side, "text", text), *says]


def _shown(view: View, talk: Talk, relay: Relay, kind: str, message: int) -> Sequence[Effect]:
    """Copied, not forwarded: a forwarded message tells whose it was."""
    head: dict[str, Value] = {"who": _head(view, talk, relay), "what": Label(f"relay.what.{kind}")}
    told = Say((Label("relay.sends", head),), to=other_chat(talk, relay), about=relay.chat, at_once=True)
    shown = _say(talk, relay, copy=(view.known.person.chat, message))
    return [PassOn(relay.id, talk.side, kind), told, shown]


def _say(talk: Talk, relay: Relay, words: Label | None = None, copy: tuple[ChatId, int] | None = None) -> Say:
    """Something for the other side, with a button that leads back to the conversation unless it is looking at it."""
    rows = () if talk.listens else reply_rows("person" if talk.side == "staff" else "staff", relay)
    paragraphs = () if words is None else (words,)
    return Say(paragraphs, rows, to=other_chat(talk, relay), about=relay.chat, at_once=True, copy=copy)


def _head(view: View, talk: Talk, relay: Relay) -> Label:
    """Who speaks, in a few letters."""
    member = view.known.staff
    if talk.side == "staff" and member is not None:
        return Label("relay.head.staff", {"name": member.name, "code": member.code})
    return Label("relay.head.person", {"number": str(relay.lead)})


def _pieces(text: str) -> Iterator[str]:
    """The text in as many messages as it needs."""
    most = LONGEST if len(escape(text)) <= LONGEST else LONGEST // LETTER
    yield from (text[start : start + most] for start in range(0, len(text), most))
