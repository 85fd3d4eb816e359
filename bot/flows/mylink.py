"""The flow of /tautan: the link and the QR code of an agent, so that people they meet land with them."""

import io
from collections.abc import Mapping, Sequence

import segno

from bot.conversation.effects import Effect, Picture, Say
from bot.conversation.steps import Choose, Decide, Do, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.materials import Materials, branch_name
from storage.records import Staff

BEGINS = "a-"
"""What the argument of /start begins with when it carries an agent's code."""
SCALE, BORDER = 14, 4
"""Pixels a dot and dots of white around: a sharp print of some six centimetres."""


def flow(materials: Materials) -> Flow:
    """For agents alone."""

    def link(view: View) -> Mapping[str, Value]:
        member = view.known.staff
        return {"link": address(materials.username(), member)} if member else {}

    def poster(view: View) -> Sequence[Effect]:
        member = view.known.staff
        if member is None:
            return []
        who = {"name": member.name, "code": member.code, "branch": branch_name(member.branch)}
        picture = Picture(f"{member.code}.png", drawn(address(materials.username(), member)))
        return [Say((Label("mylink.poster", who),), to=member.chat, picture=picture)]

    return Flow(
        name="mylink",
        start="whose",
        steps={
            "whose": Decide(pick=_whose, exits=frozenset({"send", "menu/"})),
            "send": Do(effects=poster, then="sent"),
            "sent": Choose(exits={"again": "send", "tasks": "desk/"}, show=link, labels={"tasks": "desk.tasks"}),
        },
    )


def address(username: str, member: Staff) -> str:
    """The link that brings a person to this agent."""
    return f"https://t.me/{username}?start={BEGINS}{member.code}"


def drawn(link: str) -> bytes:
    """A link as a QR code, a PNG; it can still be read when a quarter of it is dirty."""
    png = io.BytesIO()
    segno.make(link, error="q", micro=False).save(png, kind="png", scale=SCALE, border=BORDER)
    return png.getvalue()


def _whose(view: View) -> str:
    member = view.known.staff
    return "send" if member is not None and member.role == "agent" else "menu/"
