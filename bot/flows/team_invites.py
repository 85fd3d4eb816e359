"""New colleagues: an officer invites somebody with a link that works once, and takes back links nobody opened."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.answers import texts
from bot.conversation.effects import Audited, Effect, InviteStaff, RevokeInvite, Say
from bot.conversation.steps import Choose, Decide, Do, Find, Option, Step, Type
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.flows import served
from bot.flows.materials import CALENDAR, Materials
from bot.leads.rights import may
from storage.records import Invite

ACTIONS = ("staff.invite", "staff.revoke")
ROLES = ("agent", "officer")
"""Whom an officer may invite; officials are invited by whoever runs the bot."""
NOT_A_NAME = "team.name.not_a_name"
LINK = "https://t.me/{username}?start={token}"
HASH = 16
"""Characters of an invite's hash that tell it from the others of a branch."""


def steps(materials: Materials) -> dict[str, Step]:
    """The steps of the team's flow from "invite somebody" and "open invites" on."""
    places, valid = materials.places, timedelta(days=materials.invite_days)

    def found(text: str, view: View) -> Sequence[Option]:
        return served.found(places, text, view)

    def invited(view: View) -> Sequence[Effect]:
        member, token = view.known.staff, view.known.fresh
        if member is None or not token or not may(member, "staff.invite", member):
            return []
        area, expires = str(view.answers.get("area") or ""), view.now + valid
        if area and not served.is_served(area, view.known.desk.served):
            return []
        name, role = str(view.answers["name"]), str(view.answers["role"])
        link = LINK.format(username=materials.username(), token=token)
        until = Day(expires.astimezone(CALENDAR).date())
        return [
            InviteStaff(token, role, name, member.branch, (area,) if area else tuple(member.areas), expires),
            Audited("staff.invite", f"branch:{member.branch}", {"role": role}),
            Say((Label("team.link", {"name": name, "role": Label(f"role.{role}"), "link": link, "until": until}),)),
        ]

    return {
        "role": Choose(exits=dict.fromkeys(ROLES, "name")),
        "name": Type(parse=lambda text, _: texts.name(text, NOT_A_NAME), then="area", errors=(NOT_A_NAME,)),
        "area": Find(
            search=found,
            suggest=lambda view: served.suggested(places, view),
            then="invite",
            otherwise="invite",
            show=lambda view: {"served": served.told(places, view)},
        ),
        "invite": Do(effects=invited, then="invited"),
        "invited": Choose(exits={"list": "list", "invites": "invites"}, labels=LEADS_ON),
        "invites": Decide(
            pick=lambda view: "open" if view.known.desk.invites else "no_invites",
            exits=frozenset({"open", "no_invites"}),
        ),
        "no_invites": Choose(exits={"list": "list"}, labels=LEADS_ON),
        "open": Find(search=_typed, suggest=_open, then="which"),
        "which": Decide(pick=lambda view: "one" if _chosen(view) else "invites", exits=frozenset({"one", "invites"})),
        "one": Choose(exits={"revoke": "revoke", "invites": "invites"}, show=_one, labels=LEADS_ON),
        "revoke": Do(effects=_revoked, then="revoked"),
        "revoked": Choose(exits={"list": "list"}, show=_one, labels=LEADS_ON),
    }


LEADS_ON = {"list": "team.to_list", "invites": "team.list.invites"}


def _label(invite: Invite) -> str:
    until = invite.expires.astimezone(CALENDAR).date()
    return f"{invite.name[:20]} · {until.day}/{until.month}"


def _open(view: View) -> Sequence[Option]:
    return [(invite.token_hash[:HASH], _label(invite)) for invite in view.known.desk.invites]


def _typed(text: str, view: View) -> Sequence[Option]:
    return [option for option in _open(view) if text.casefold().strip() in option[1].casefold()]


def _chosen(view: View) -> Invite | None:
    return next((one for one in view.known.desk.invites if one.token_hash[:HASH] == view.answers.get("open")), None)


def _one(view: View) -> Mapping[str, Value]:
    invite = _chosen(view)
    if invite is None:
        return {"name": "-", "role": "-", "until": "-"}
    until = Day(invite.expires.astimezone(CALENDAR).date())
    return {"name": invite.name, "role": Label(f"role.{invite.role}"), "until": until}


def _revoked(view: View) -> Sequence[Effect]:
    invite, member = _chosen(view), view.known.staff
    if invite is None or member is None or not may(member, "staff.revoke", member):
        return []
    return [RevokeInvite(invite.token_hash), Audited("staff.revoke", f"branch:{member.branch}", {"role": invite.role})]
